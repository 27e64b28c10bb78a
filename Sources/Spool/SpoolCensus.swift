import Basics

/// What waits in a spool's `new/`.
public struct SpoolCensus: Equatable, Sendable {
    public var files = 0
    public var bytes = 0
    /// When the oldest file was written.
    public var oldest: Timestamp?
    /// False where there was more to look at than was allowed: the figures are bounds from below.
    public var isComplete = true

    public init() {}
}
