import Basics
import Feeds
import HTTP
import Schedule

/// What a trial poll of one feed came to.
public struct TrialReport: Sendable {
    /// What was sent and what came back.
    public struct Exchange: Sendable {
        /// Those that matter; a secret's value is not among them.
        public var requestHeaders: [(name: String, value: String)] = []
        /// The redirects on the way, and the address at their end.
        public var hops: [HTTPResponse.Hop] = []
        public var url: String
        /// Nil where no answer came.
        public var status: Int?
        /// Those that bear on polling and reading.
        public var responseHeaders: [(name: String, value: String)] = []
        /// On the wire, and unpacked.
        public var wireBytes = 0
        public var bytes = 0
        public var seconds = 0.0
        /// What a second request, with the validators of the first, was answered; nil where none was made.
        public var conditionalStatus: Int?
        /// Where permanent redirects lead.
        public var permanentURL: String?
    }

    /// The article of one item.
    public struct ArticleFound: Sendable {
        public var url: String
        /// As `article.status` of a record.
        public var status: String
        public var title = ""
        public var words = 0
        public var confidence: Double?
        public var excerpt = ""
        public var failure: (code: String, message: String)?
    }

    /// A stable code, and a sentence.
    public struct Failure: Sendable {
        public let code: String
        public let message: String
    }

    public let at: Timestamp
    /// As it is configured, or would be.
    public let feed: FeedSettings
    /// Whether the configuration has it.
    public let isConfigured: Bool
    /// Nil for a file.
    public internal(set) var exchange: Exchange?
    /// Nil where none could be read.
    public internal(set) var document: FeedDocument?
    /// Why no feed could be read.
    public internal(set) var failure: Failure?
    /// What the items are recognised by, learnt from this one document.
    public internal(set) var identity: String?
    /// Items that stand in the document more than once.
    public internal(set) var repeated = 0
    /// Nil where no item leads to one, or none is wanted.
    public internal(set) var article: ArticleFound?
    /// When the daemon would ask next, had this been its first poll.
    public internal(set) var due: Due?

    init(at: Timestamp, feed: FeedSettings, isConfigured: Bool) {
        self.at = at
        self.feed = feed
        self.isConfigured = isConfigured
    }
}

extension TrialReport {
    /// What `feeds test --json` prints.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("at", at)
        writer.field("feed", feed.id)
        writer.field("url", feed.address)
        writer.field("configured", isConfigured)
        if let exchange { writeExchange(exchange, to: &writer) }
        if let failure { writer.error(code: failure.code, message: failure.message) }
        if let document {
            writer.field("format", document.format.rawValue)
            writer.field("encoding", document.encoding)
            writer.field("title", document.feed.title)
            writer.field("home_page_url", document.feed.homePageURL)
            writer.field("problems", each: document.problems) { writer, problem in
                writer.beginObject()
                writer.field("code", problem.code)
                writer.field("line", problem.line)
                writer.field("message", problem.message)
                writer.endObject()
            }
            writer.field("items", each: document.items) { writer, item in
                writer.beginObject()
                writer.field("id", item.id)
                writer.field("url", item.url ?? item.externalURL)
                writer.field("title", item.title)
                writer.field("date_published", item.datePublished)
                writer.endObject()
            }
        }
        writer.field("identity", identity)
        if let article { writeArticle(article, to: &writer) }
        if let due {
            writer.field("next_poll_at", due.at)
            writer.field("reason", due.reason.description)
        }
        writer.endObject()
    }

    private func writeExchange(_ exchange: Exchange, to writer: inout JSONWriter) {
        func headers(_ name: StaticString, _ headers: [(name: String, value: String)]) {
            writer.field(name, each: headers) { writer, header in
                writer.beginObject()
                writer.field("name", header.name)
                writer.field("value", header.value)
                writer.endObject()
            }
        }
        writer.key("http")
        writer.beginObject()
        headers("request_headers", exchange.requestHeaders)
        writer.field("redirects", each: exchange.hops) { writer, hop in
            writer.beginObject()
            writer.field("status", hop.status)
            writer.field("url", hop.to.withoutCredentials.description)
            writer.endObject()
        }
        writer.field("url", exchange.url)
        writer.field("status", exchange.status)
        headers("response_headers", exchange.responseHeaders)
        writer.field("wire_bytes", exchange.wireBytes)
        writer.field("bytes", exchange.bytes)
        writer.field("seconds", exchange.seconds)
        writer.field("conditional_status", exchange.conditionalStatus)
        writer.endObject()
    }

    private func writeArticle(_ article: ArticleFound, to writer: inout JSONWriter) {
        writer.key("article")
        writer.beginObject()
        writer.field("url", article.url)
        writer.field("status", article.status)
        writer.field("title", article.title.nonEmpty)
        writer.field("word_count", article.words)
        writer.field("confidence", article.confidence)
        writer.field("excerpt", article.excerpt.nonEmpty)
        if let failure = article.failure { writer.error(code: failure.code, message: failure.message) }
        writer.endObject()
    }
}
