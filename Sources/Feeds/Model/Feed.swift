import Basics

/// What a feed says of itself, named as records name it.
public struct Feed: Sendable {
    public var id: String?
    public var title: String?
    public var description: String?
    public var homePageURL: String?
    public var feedURL: String?
    /// The next page of a paged feed (RFC 5005), or of a JSON Feed.
    public var nextURL: String?
    /// The document that holds what came before (RFC 5005, archives).
    public var previousArchiveURL: String?
    public var icon: String?
    public var favicon: String?
    public var image: String?
    public var language: String?
    public var authors: [Person] = []
    public var contributors: [Person] = []
    public var tags: [String] = []
    public var rights: String?
    public var generator: String?
    public var datePublished: Timestamp?
    public var dateModified: Timestamp?
    public var hubs: [Hub] = []
    public var expired: Bool?
    public var polling = Polling()
    public var itunes: JSONValue?
    public var podcast: JSONValue?
    public var media: JSONValue?
    /// Items that are gone (RFC 6721): what they were known as.
    public var deletedIDs: [String] = []
    public var licenseURL: String?
    /// Where the feed says that it has moved to (`newLocation`, `itunes:new-feed-url`).
    public var newURL: String?

    public init() {}

    /// Writes the feed as one JSON object, without its items.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", id)
        writer.field("title", title)
        writer.field("description", description)
        writer.field("home_page_url", homePageURL)
        writer.field("feed_url", feedURL)
        writer.field("next_url", nextURL)
        writer.field("icon", icon)
        writer.field("favicon", favicon)
        writer.field("image", image)
        writer.field("language", language)
        writer.field("authors", each: authors) { $1.write(to: &$0) }
        writer.field("contributors", each: contributors) { $1.write(to: &$0) }
        writer.field("tags", tags)
        writer.field("rights", rights)
        writer.field("generator", generator)
        writer.field("date_published", datePublished)
        writer.field("date_modified", dateModified)
        writer.field("hubs", each: hubs) { writer, hub in
            writer.beginObject()
            writer.field("type", hub.type)
            writer.field("url", hub.url)
            writer.endObject()
        }
        writer.field("expired", expired)
        polling.write(to: &writer)
        writer.field("_itunes", itunes)
        writer.field("_podcast", podcast)
        writer.field("_media", media)
        writer.field("_previous_archive_url", previousArchiveURL)
        writer.field("_deleted_ids", deletedIDs)
        writer.field("_new_url", newURL)
        writer.field("_license_url", licenseURL)
        writer.endObject()
    }
}
