import Basics

/// Writes records as they lie in the spool: one JSON object on one line, keys in the order of records.md. The item
/// and the article are JSON already, as a worker encoded them; they are not read again.
public enum RecordWriter {
    public static let schema = "feedmill/1"

    /// `item` and `article` are whole JSON objects without a newline; `sequence` and `spooledAt` are the spool's.
    public static func write(
        _ envelope: RecordEnvelope, item: some Sequence<UInt8>, article: [UInt8]? = nil,
        cluster: ClusterPlace? = nil,
        sequence: Int, spooledAt: Timestamp, to writer: inout JSONWriter
    ) {
        begin("item", id: envelope.id, &writer)
        writer.field("revision", envelope.revision)
        writer.field("changes", envelope.changes.map(\.rawValue))
        writer.field("sequence", sequence)
        writer.field("spooled_at", spooledAt)
        writer.field("first_seen_at", envelope.firstSeenAt)
        if envelope.isBackfill { writer.field("backfill", true) }
        envelope.feed.write(to: &writer)
        envelope.fetch.write(to: &writer)
        writer.key("item")
        writer.encoded(item)
        if let article {
            writer.key("article")
            writer.encoded(article)
        }
        if let cluster { write(cluster, to: &writer) }
        writer.endObject()
        writer.newline()
    }

    /// An event of a feed; `fetch` where a response showed it.
    public static func write(
        _ event: RecordEvent, id: RecordID, feed: RecordFeed, fetch: RecordFetch? = nil, sequence: Int,
        spooledAt: Timestamp, to writer: inout JSONWriter
    ) {
        begin("event", id: id, &writer)
        writer.field("revision", 1)
        writer.field("sequence", sequence)
        writer.field("spooled_at", spooledAt)
        feed.write(to: &writer)
        fetch?.write(to: &writer)
        writer.key("event")
        writer.beginObject()
        writer.field("code", event.code)
        writer.field("message", event.message.cleaned.collapsed)
        writer.field("since", event.since)
        if let details = event.details, !details.members.isEmpty {
            writer.key("details")
            writer.value(details)
        }
        writer.endObject()
        writer.endObject()
        writer.newline()
    }

    private static func begin(_ kind: String, id: RecordID, _ writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("schema", schema)
        writer.field("kind", kind)
        writer.field("id", id.description)
    }

    private static func write(_ cluster: ClusterPlace, to writer: inout JSONWriter) {
        writer.key("cluster")
        writer.beginObject()
        writer.field("id", cluster.id.description)
        writer.field("size", cluster.size)
        writer.field("is_first", cluster.isFirst)
        writer.endObject()
    }
}
