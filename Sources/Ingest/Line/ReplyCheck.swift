import Basics

/// What the daemon asks of a worker's reply before it takes it: a worker may have been taken over by what it parsed. Its JSON
/// goes into records as it is, so it must be one value on one line, with the names that the record has a place for; its texts
/// and numbers must be such as an honest worker sends.
enum ReplyCheck {
    /// An item, as `parse` prints it.
    static let item = JSONLineCheck(keys: [
        "id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
        "date_published", "date_modified", "authors", "contributors", "tags", "language", "rights", "attachments",
        "_links",
        "_comments_url", "_comments_feed_url", "_comments_count", "_source", "_location", "_media", "_itunes",
        "_podcast",
        "_youtube", "_license_url",
    ])

    /// The members of an article's object that a worker writes. Not among them: `status`, `fetched_at`, `http_status` and
    /// `error`, which are the daemon's own.
    static let article = JSONLineCheck(keys: [
        "rights", "url", "canonical_url", "title", "byline", "authors", "site_name", "date_published", "date_modified",
        "language", "image", "excerpt", "tags", "content_html", "content_text", "content_markdown", "word_count",
        "extractor", "confidence", "_site_rule",
    ])

    /// What `article.status` may be where a worker found no article.
    static let statuses: Set<String> = [
        "no-link", "not-html", "too-large", "gone", "challenge", "consent-wall", "paywalled", "failed",
    ]

    /// A code, as codes are written.
    static func code(_ text: String) throws(ByteReadingError) -> String {
        let isCode =
            (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isCode else { throw ByteReadingError() }
        return text
    }

    /// A text of some words: clean, and cut where it is longer than any that is meant to be read.
    static func line(_ text: String) -> String {
        let limit = 4_096
        guard text.utf8.count > limit else { return text.cleaned }
        return String(decoding: text.utf8.prefix(limit), as: UTF8.self).cleaned
    }

    /// Nil for one that is too long to be asked for.
    static func address(_ text: String) -> String? { text.utf8.count > 16_384 ? nil : text }

    /// A span in seconds; 0 for what is none.
    static func span(_ seconds: Double) -> Double { seconds > 0 ? min(seconds, 1e9) : 0 }
}
