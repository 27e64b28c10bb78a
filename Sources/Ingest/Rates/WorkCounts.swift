import Basics

/// What was done in a span of time.
public struct WorkCounts: Equatable, Sendable {
    /// Made durable in the spool.
    public var records = 0
    public var polls = 0
    /// Polls that brought what was known already.
    public var unchanged = 0
    public var failed = 0

    public init() {}

    /// In the order in which they are written; a key once given is never renamed.
    static let keys: [(name: String, field: WritableKeyPath<WorkCounts, Int> & Sendable)] = [
        ("records", \.records), ("polls", \.polls), ("unchanged", \.unchanged), ("failed", \.failed),
    ]

    public static func + (a: WorkCounts, b: WorkCounts) -> WorkCounts {
        var sum = a
        for (_, field) in keys { sum[keyPath: field] += b[keyPath: field] }
        return sum
    }
}
