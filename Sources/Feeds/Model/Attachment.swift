import Basics

/// A file that belongs to an item: an enclosure.
public struct Attachment: Hashable, Sendable {
    public var url: String
    public var mimeType: String?
    public var title: String?
    public var sizeInBytes: Int?
    public var durationInSeconds: Double?

    public init(
        url: String, mimeType: String? = nil, title: String? = nil, sizeInBytes: Int? = nil,
        durationInSeconds: Double? = nil
    ) {
        self.url = url
        self.mimeType = mimeType
        self.title = title
        self.sizeInBytes = sizeInBytes
        self.durationInSeconds = durationInSeconds
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("url", url)
        writer.field("mime_type", mimeType)
        writer.field("title", title)
        writer.field("size_in_bytes", sizeInBytes)
        writer.field("duration_in_seconds", durationInSeconds)
        writer.endObject()
    }
}
