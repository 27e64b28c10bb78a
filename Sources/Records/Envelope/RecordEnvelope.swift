import Basics

/// What stands around an item in its record: records.md, "A spool record".
public struct RecordEnvelope: Sendable {
    public var id: RecordID
    public var revision: Int
    /// Empty for revision 1.
    public var changes: [ItemChange]
    public var firstSeenAt: Timestamp
    /// The feed was new, and the item was in it already.
    public var isBackfill: Bool
    public var feed: RecordFeed
    public var fetch: RecordFetch

    public init(
        id: RecordID, revision: Int = 1, changes: [ItemChange] = [], firstSeenAt: Timestamp,
        isBackfill: Bool = false,
        feed: RecordFeed, fetch: RecordFetch
    ) {
        self.id = id
        self.revision = revision
        self.changes = changes
        self.firstSeenAt = firstSeenAt
        self.isBackfill = isBackfill
        self.feed = feed
        self.fetch = fetch
    }
}

/// `feed` of a record.
public struct RecordFeed: Hashable, Sendable {
    /// The configuration's name for it, else derived from its URL.
    public var id: String
    /// Without user name and password.
    public var url: String
    public var title: String?
    public var homePageURL: String?
    public var tags: [String]

    public init(
        id: String, url: String, title: String? = nil, homePageURL: String? = nil, tags: [String] = []
    ) {
        self.id = id
        self.url = url
        self.title = title
        self.homePageURL = homePageURL
        self.tags = tags
    }

    func write(to writer: inout JSONWriter) {
        writer.key("feed")
        writer.beginObject()
        writer.field("id", id)
        writer.field("url", url)
        writer.field("title", title)
        writer.field("home_page_url", homePageURL)
        writer.field("tags", tags)
        writer.endObject()
    }
}

/// `fetch` of a record: the response that carried the item.
public struct RecordFetch: Hashable, Sendable {
    /// After redirects.
    public var url: String
    /// Nil for a file.
    public var httpStatus: Int?
    public var fetchedAt: Timestamp
    /// 64 hexadecimal digits.
    public var contentSHA256: String

    public init(url: String, httpStatus: Int? = nil, fetchedAt: Timestamp, contentSHA256: String) {
        self.url = url
        self.httpStatus = httpStatus
        self.fetchedAt = fetchedAt
        self.contentSHA256 = contentSHA256
    }

    func write(to writer: inout JSONWriter) {
        writer.key("fetch")
        writer.beginObject()
        writer.field("url", url)
        writer.field("http_status", httpStatus)
        writer.field("fetched_at", fetchedAt)
        writer.field("content_sha256", contentSHA256)
        writer.endObject()
    }
}

/// `event` of an event record.
public struct RecordEvent: Hashable, Sendable {
    public var code: String
    public var message: String
    public var since: Timestamp?
    /// An object; left out where it is nil or has no member.
    public var details: JSONValue?

    public init(code: String, message: String, since: Timestamp? = nil, details: JSONValue? = nil) {
        self.code = code
        self.message = message
        self.since = since
        self.details = details
    }
}
