import Basics

/// What is known of an article before its page is read: what the feed said of it.
public struct ArticleHints: Sendable {
    public var title: String?
    /// Plain text.
    public var summary: String?
    public var authors: [String] = []
    public var datePublished: Timestamp?
    /// The markup that the feed carries with the item.
    public var html: String?

    public init(
        title: String? = nil, summary: String? = nil, authors: [String] = [],
        datePublished: Timestamp? = nil, html: String? = nil
    ) {
        self.title = title
        self.summary = summary
        self.authors = authors
        self.datePublished = datePublished
        self.html = html
    }
}
