import Basics

/// The article of a page, as `feedmill extract` prints it. Empty strings and lists stand for what is not known.
public struct Article: Sendable {
    public var url: String?
    public var canonicalURL: String?
    /// What the page claims to be its address, `rel=canonical` first, then `og:url`; absolute, not yet judged.
    public var addressClaims: [String] = []
    public var title = ""
    public var byline = ""
    public var authors: [Person] = []
    public var siteName = ""
    public var datePublished: Timestamp?
    public var dateModified: Timestamp?
    /// BCP 47: declared by the page, or found in the text.
    public var language = ""
    public var image: String?
    public var excerpt = ""
    public var tags: [String] = []
    /// Clean and sanitised, with absolute addresses.
    public var contentHTML = ""
    /// Blocks parted by a blank line, items of lists by a newline.
    public var contentText = ""
    /// CommonMark with tables.
    public var contentMarkdown = ""
    public var wordCount = 0
    public var extractor = Extractor.heuristic
    /// 0 ... 1: how likely it is that this is the article and the whole of it.
    public var confidence = 0.0
    /// What kind of page it was taken for.
    public var pageType = PageType.article
    public var rights = ArticleRights()
    /// The address of the next part of an article in several.
    public var nextPageURL: String?
    /// The address of the whole article on one page.
    public var singlePageURL: String?
    /// A site rule found the mark of a paid article.
    public var isAdvertisement = false
    /// Files of the site rules that name a body and did not find it.
    public var missedRules: [String] = []

    public init() {}

    /// The members of `article` in records.md, without the braces.
    public func write(to writer: inout JSONWriter) {
        writer.field("url", url)
        writer.field("canonical_url", canonicalURL)
        writer.field("title", title)
        writer.field("byline", byline)
        writer.field("authors", each: authors) { writer, author in author.write(to: &writer) }
        writer.field("site_name", siteName)
        writer.field("date_published", datePublished)
        writer.field("date_modified", dateModified)
        writer.field("language", language)
        writer.field("image", image)
        writer.field("excerpt", excerpt)
        writer.field("tags", tags)
        writer.field("content_html", contentHTML)
        writer.field("content_text", contentText)
        writer.field("content_markdown", contentMarkdown)
        writer.field("word_count", wordCount)
        writer.field("extractor", extractor.rawValue)
        writer.field("confidence", (confidence * 1000).rounded() / 1000)
    }

    /// A record's word on the site rules, where there is something to say: those that no longer fit, and what one of them tells.
    public func writeRuleNotes(to writer: inout JSONWriter) {
        guard !missedRules.isEmpty || isAdvertisement else { return }
        writer.key("_site_rule")
        writer.beginObject()
        writer.field("missed", missedRules)
        if isAdvertisement { writer.field("is_advertisement", true) }
        writer.endObject()
    }
}

/// Somebody who wrote an article.
public struct Person: Hashable, Sendable {
    public var name: String
    public var url: String?

    public init(name: String, url: String? = nil) {
        self.name = name
        self.url = url
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("name", name)
        writer.field("url", url)
        writer.endObject()
    }
}

/// What the text of an article was taken from.
public enum Extractor: String, Sendable {
    case siteRule = "site-rule"
    case heuristic
    case structuredData = "structured-data"
    case feed
}

/// What a page is for; each kind keeps other blocks.
public enum PageType: String, CaseIterable, Sendable {
    case article, forum, product, collection, listing, documentation, service
}

/// What a page says of its reuse: `article.rights` in records.md.
public struct ArticleRights: Equatable, Sendable {
    /// The directives of `<meta name="robots">`, in lower case.
    public var robots: [String] = []
    /// `tdm-reservation` (TDM Reservation Protocol): rights are reserved.
    public var tdmReservation: Bool?
    public var tdmPolicy: String?
    /// The address or name of a licence: `rel=license`, `dc.rights`, JSON-LD `license`.
    public var license: String?

    public init() {}

    public var isEmpty: Bool { self == ArticleRights() }

    /// An object; `headerRobots` are the directives of the response's `X-Robots-Tag`.
    public func write(to writer: inout JSONWriter, headerRobots: [String] = []) {
        writer.beginObject()
        writer.field("robots", robots)
        writer.field("x_robots_tag", headerRobots)
        writer.field("tdm_reservation", tdmReservation)
        writer.field("tdm_policy", tdmPolicy)
        writer.field("license", license)
        writer.endObject()
    }
}
