/// What a mill has done since it was started.
public struct MillSummary: Equatable, Sendable {
    public var polled = 0
    /// Feeds that are due, or being asked.
    public var waiting = 0
    public var unchanged = 0
    public var failed = 0
    /// Lists at addresses that could not be had.
    public var failedLists = 0
    /// Of a single run: the feeds that failed, with the code of each; so many that a person can look through them.
    public var failures: [Failure] = []
    public var new = 0
    public var revised = 0
    /// Records that are durable in the spool.
    public var delivered = 0
    public var deliveredBytes = 0
    public var receivedBytes = 0
    /// Articles by status.
    public var articles: [String: Int] = [:]
    /// Pages on which a site rule did not find the body that it names, by the rule's file.
    public var missedRules: [String: Int] = [:]
    /// Records that wait for their article, or for room.
    public var owed = 0
    /// Feeds that were due and could not be asked: their host refuses.
    public var postponed = 0

    /// Why nothing more could be done at the end; nil where nothing stood in the way.
    public var obstacle: String?

    public struct Failure: Equatable, Sendable {
        public let feed: String
        public let code: String
    }

    public static let failuresNamed = 20

    public init() {}
}
