import Basics

/// Which row of the ledger a feed is. It stays the same as long as the feed is remembered.
public struct FeedKey: Hashable, Comparable, Sendable {
    public let value: Int64

    public init(_ value: Int64) {
        self.value = value
    }

    public static func < (a: FeedKey, b: FeedKey) -> Bool { a.value < b.value }
}

/// How a feed does, in one word.
public enum FeedCondition: String, CaseIterable, Sendable {
    case neverPolled = "never-polled"
    case healthy
    case failing
    /// The server said 410: it is not polled any more.
    case gone
    /// By the operator's wish.
    case paused
}

/// What the ledger keeps of a feed between two polls.
public struct FeedState: Equatable, Sendable {
    public var condition = FeedCondition.neverPolled
    /// When it is polled next.
    public var nextDue: Timestamp?
    public var lastPolled: Timestamp?
    public var lastSucceeded: Timestamp?
    /// When an item was last new or changed.
    public var lastNews: Timestamp?
    public var failingSince: Timestamp?
    public var error: Failure?
    /// Where the feed has moved for good, and is asked; nil where it is asked at its configured address.
    public var movedTo: String?
    /// The feed's own words.
    public var title: String?
    public var homePageURL: String?
    /// What the stages keep of the feed; the ledger does not look inside.
    public var exchange: [UInt8] = []
    public var history: [UInt8] = []
    /// Its records that were set aside since its memory was last written with `PollCommit.missing`; known where the state of one
    /// feed is asked for.
    public var missing: [MissingRecord] = []

    public struct Failure: Equatable, Sendable {
        public var code: String
        public var message: String

        public init(code: String, message: String) {
            self.code = code
            self.message = message
        }
    }

    public init() {}
}

/// A feed as the ledger lists it.
public struct FeedRow: Equatable, Sendable {
    public let key: FeedKey
    /// The configuration's name for it.
    public let name: String
    public let url: String
    public let condition: FeedCondition
    public let nextDue: Timestamp?
    public var lastPolled: Timestamp?
    /// Where it is asked, if not at `url`.
    public var movedTo: String?
}

/// A feed that fails, is gone or has moved, as the ledger lists it for a person.
public struct AilingFeed: Equatable, Sendable {
    /// The configuration's name for it.
    public let name: String
    public let url: String
    public let condition: FeedCondition
    public let since: Timestamp?
    public let error: FeedState.Failure?
    public let nextDue: Timestamp?
    public let movedTo: String?
}

/// Something that happened, as `status` and `explain` tell it.
public struct LedgerEvent: Equatable, Sendable {
    public var at: Timestamp
    /// Nil for what concerns no single feed.
    public var feed: String?
    public var code: String
    public var message: String

    public init(at: Timestamp, feed: String?, code: String, message: String) {
        self.at = at
        self.feed = feed
        self.code = code
        self.message = message
    }
}
