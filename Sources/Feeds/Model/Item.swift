import Basics

/// One item of a feed, named as records name it. Texts are cleaned and in NFC; URLs absolute where a base was known.
public struct Item: Sendable {
    public var id: String?
    public var url: String?
    public var externalURL: String?
    public var title: String?
    /// The fullest body that the item carries.
    public var content: Body?
    /// The short one, where the item has both.
    public var summaryBody: Body?
    public var image: String?
    public var bannerImage: String?
    public var datePublished: Timestamp?
    public var dateModified: Timestamp?
    public var authors: [Person] = []
    public var contributors: [Person] = []
    public var tags: [String] = []
    public var language: String?
    public var rights: String?
    public var attachments: [Attachment] = []
    public var links: [Link] = []
    public var commentsURL: String?
    public var commentsFeedURL: String?
    public var commentsCount: Int?
    public var source: Source?
    public var location: Location?
    /// What the extensions say; objects, or nil.
    public var media: JSONValue?
    public var itunes: JSONValue?
    public var podcast: JSONValue?
    public var youtube: JSONValue?
    public var licenseURL: String?
    /// A hash of everything that the item carried, as it came: where two are equal, nothing need be looked at again.
    public var digest: UInt64 = 0

    public init() {}

    /// Sanitised markup, made when it is asked for; nil where the body is plain text.
    public var contentHTML: String? { content?.html }
    /// Only where the source's body is plain text.
    public var contentText: String? { content?.text }
    public var summary: String? { summaryBody?.plain }

    /// Writes the item as one JSON object.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", id)
        writer.field("url", url)
        writer.field("external_url", externalURL)
        writer.field("title", title)
        if let content, content.isHTML {
            let html = content.sanitised()
            if !html.isEmpty {
                writer.key("content_html")
                writer.value(utf8: html.bytes)
            }
        }
        writer.field("content_text", contentText)
        writer.field("summary", summary)
        writer.field("image", image)
        writer.field("banner_image", bannerImage)
        writer.field("date_published", datePublished)
        writer.field("date_modified", dateModified)
        writer.field("authors", each: authors) { $1.write(to: &$0) }
        writer.field("contributors", each: contributors) { $1.write(to: &$0) }
        writer.field("tags", tags)
        writer.field("language", language)
        writer.field("rights", rights)
        writer.field("attachments", each: attachments) { $1.write(to: &$0) }
        writer.field("_links", each: links) { $1.write(to: &$0) }
        writer.field("_comments_url", commentsURL)
        writer.field("_comments_feed_url", commentsFeedURL)
        writer.field("_comments_count", commentsCount)
        writeExtensions(to: &writer)
        writer.endObject()
    }

    private func writeExtensions(to writer: inout JSONWriter) {
        if let source, source.title != nil || source.url != nil {
            writer.key("_source")
            writer.beginObject()
            writer.field("title", source.title)
            writer.field("url", source.url)
            writer.endObject()
        }
        if let location, !location.isEmpty {
            writer.key("_location")
            writer.beginObject()
            writer.field("latitude", location.latitude)
            writer.field("longitude", location.longitude)
            writer.field("name", location.name)
            writer.endObject()
        }
        writer.field("_media", media)
        writer.field("_itunes", itunes)
        writer.field("_podcast", podcast)
        writer.field("_youtube", youtube)
        writer.field("_license_url", licenseURL)
    }
}

extension JSONWriter {
    mutating func field(_ name: StaticString, _ value: JSONValue?) {
        guard let value else { return }
        key(name)
        self.value(value)
    }
}
