import Basics

/// A feed that a page names, or may have.
public struct FeedCandidate: Hashable, Sendable {
    /// How it was found, surest first.
    public enum Origin: String, Sendable {
        /// The document itself is a feed.
        case document
        /// A `Link` field of the answer (RFC 8288).
        case linkHeader = "link-header"
        /// A `link` element of the page.
        case linkElement = "link-element"
        /// Where the site, or the program that made the page, always has it.
        case siteKnowledge = "site-knowledge"
        /// An address that the page's scripts call the feed's.
        case pageData = "page-data"
        /// A link in the page that looks like a feed's.
        case bodyLink = "body-link"
        /// Where the program that made the page has it, unless it was told not to.
        case generator
        /// A path where feeds usually are, though nothing in the page says so.
        case wellKnownPath = "well-known-path"

        /// Whether there is a feed can be told by asking alone.
        public var isGuess: Bool { self == .generator || self == .wellKnownPath }
    }

    public var url: String
    public var title: String?
    /// As the page gives it, without parameters.
    public var mimeType: String?
    /// BCP 47, as the page gives it.
    public var language: String?
    public var origin: Origin

    public init(
        url: String, title: String? = nil, mimeType: String? = nil, language: String? = nil, origin: Origin
    ) {
        self.url = url
        self.title = title
        self.mimeType = mimeType
        self.language = language
        self.origin = origin
    }

    /// - Parameter isChecked: false for an address that nobody asked for yet.
    public func write(to writer: inout JSONWriter, isChecked: Bool = true) {
        writer.beginObject()
        writer.field("url", url)
        writer.field("title", title)
        writer.field("mime_type", mimeType)
        writer.field("language", language)
        writer.field("origin", origin.rawValue)
        if !isChecked {
            writer.key("checked")
            writer.value(false)
        }
        writer.endObject()
    }
}
