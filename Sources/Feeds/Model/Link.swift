import Basics

/// A link of an item that no other key of the record holds.
public struct Link: Hashable, Sendable {
  public var rel: String
  public var url: String
  public var mimeType: String?
  public var language: String?
  public var title: String?

  public init(
    rel: String, url: String, mimeType: String? = nil, language: String? = nil, title: String? = nil
  ) {
    self.rel = rel
    self.url = url
    self.mimeType = mimeType
    self.language = language
    self.title = title
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("rel", rel)
    writer.field("url", url)
    writer.field("mime_type", mimeType)
    writer.field("language", language)
    writer.field("title", title)
    writer.endObject()
  }
}
