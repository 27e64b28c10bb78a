import Basics

/// Who wrote a feed or an item, or had a part in it.
public struct Person: Hashable, Sendable {
  public var name: String?
  public var url: String?
  public var avatar: String?
  public var email: String?

  public init(name: String? = nil, url: String? = nil, avatar: String? = nil, email: String? = nil)
  {
    self.name = name
    self.url = url
    self.avatar = avatar
    self.email = email
  }

  var isEmpty: Bool { name == nil && url == nil && avatar == nil && email == nil }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("name", name)
    writer.field("url", url)
    writer.field("avatar", avatar)
    writer.field("_email", email)
    writer.endObject()
  }
}
