import Basics
import Records

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
    public let recordID: String
    public let articleURL: String?
    /// How often its article was tried in vain.
    public var attempts: Int
    public var notBefore: Timestamp?
}

/// A record that is about to be spooled.
public struct Departure: Sendable {
    public var key: OwedKey
    /// What its text is compared with other articles by; nil where it belongs to no cluster.
    public var fingerprint: ClusterFingerprint?
    public var record: RecordID
    /// Where its page said that it stands; nil where that says nothing new.
    public var page: PageAddress?

    public init(key: OwedKey, record: RecordID, fingerprint: ClusterFingerprint?, page: PageAddress? = nil) {
        self.key = key
        self.record = record
        self.fingerprint = fingerprint
        self.page = page
    }
}

/// What a record is given for its way.
public struct Passport: Equatable, Sendable {
    public let sequence: UInt64
    public let cluster: ClusterPlace?
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
