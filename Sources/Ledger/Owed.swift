import Basics

/// A record that was promised: its item is known to the ledger, and not yet durable in the spool.
public struct NewlyOwed: Equatable, Sendable {
    public var feed: FeedKey
    /// 32 hexadecimal digits.
    public var recordID: String
    public var revision: Int
    /// The page to fetch for it; nil where the record needs none, or its article is decided already.
    public var articleURL: String?
    /// What the record is made of; the ledger does not look inside.
    public var payload: [UInt8]

    public init(feed: FeedKey, recordID: String, revision: Int, articleURL: String?, payload: [UInt8]) {
        self.feed = feed
        self.recordID = recordID
        self.revision = revision
        self.articleURL = articleURL
        self.payload = payload
    }
}

/// Which row of the ledger an owed record is; rows grow in the order in which records were promised.
public struct OwedKey: Hashable, Comparable, Sendable {
    public let value: Int64

    public init(_ value: Int64) {
        self.value = value
    }

    public static func < (a: OwedKey, b: OwedKey) -> Bool { a.value < b.value }
}

/// What must be known of an owed record to give it its turn; the rest stays on disk until then.
public struct OwedTicket: Equatable, Sendable {
    public let key: OwedKey
    public let feed: FeedKey
    public let articleURL: String?
    /// How often its article was tried in vain.
    public var attempts: Int
    public var notBefore: Timestamp?
}

/// An owed record whole.
public struct OwedRecord: Equatable, Sendable {
    public let key: OwedKey
    public let feed: FeedKey
    public let recordID: String
    public let revision: Int
    public let payload: [UInt8]
    /// Assigned once, and kept over a crash: what is delivered twice bears the same number.
    public let sequence: UInt64?
}
