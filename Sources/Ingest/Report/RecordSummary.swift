import Basics

/// A record in a few words.
public struct RecordSummary: Equatable, Sendable {
    public let sequence: Int?
    public let id: String?
    public let kind: String?
    public let revision: Int?
    public let feed: String?
    /// An event's message; the address of an item without a title.
    public let title: String
    public let spooledAt: String?
    public let file: String

    public init(_ record: JSONValue, file: String) {
        sequence = record["sequence"]?.integer
        id = record["id"]?.string
        kind = record["kind"]?.string
        revision = record["revision"]?.integer
        feed = record["feed"]?["id"]?.string
        let item = record["item"]
        title =
            (item?["title"]?.string ?? record["event"]?["message"]?.string ?? item?["url"]?.string ?? "")
            .collapsed.cleaned
        spooledAt = record["spooled_at"]?.string
        self.file = file
    }

    /// One line, parted by tabs; of a title of a megabyte, its beginning.
    public var text: String {
        [
            sequence.map(String.init) ?? "?", id ?? "?", revision.map { "r\($0)" } ?? kind ?? "", feed ?? "",
            Cells.cut(title, to: 400),
        ].joined(separator: "\t")
    }

    /// The stable schema of a line of `spool list --json`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("sequence", sequence)
        writer.field("id", id)
        writer.field("kind", kind)
        writer.field("revision", revision)
        writer.field("feed", feed)
        writer.field("title", title)
        writer.field("spooled_at", spooledAt)
        writer.field("file", file)
        writer.endObject()
    }
}
