import Basics

/// When a feed is to be asked next, and why then.
public struct Due: Equatable, Sendable {
  /// nil: not again, as long as it is configured as it is.
  public var at: Timestamp?
  public var reason: DueReason

  public init(at: Timestamp?, reason: DueReason) {
    self.at = at
    self.reason = reason
  }
}
