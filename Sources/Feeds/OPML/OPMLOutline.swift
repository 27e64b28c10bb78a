import Basics

/// A node of an OPML document: a feed where it has an `xmlUrl`, else a folder, a link or a note.
public struct OPMLOutline: Hashable, Sendable {
  /// In their order.
  public var attributes: [OPMLAttribute]
  public var children: [OPMLOutline]
  /// The bytes of the whole element in the document's text; empty in an outline that was made.
  public var range: Range<Int>

  public init(
    attributes: [OPMLAttribute] = [], children: [OPMLOutline] = [], range: Range<Int> = 0..<0
  ) {
    self.attributes = attributes
    self.children = children
    self.range = range
  }

  /// The attribute of a name; upper and lower case count as one, for half of the world writes `xmlurl`.
  public func attribute(_ name: String) -> OPMLAttribute? {
    attributes.first { $0.name == name }
      ?? attributes.first { $0.name.asciiLowercased == name.asciiLowercased }
  }

  public subscript(_ name: String) -> String? { attribute(name)?.value }

  /// What a person reads: `text`, or `title` where that is missing.
  public var label: String? { self["text"]?.nonEmpty ?? self["title"]?.nonEmpty }
}

/// An attribute of an OPML element.
public struct OPMLAttribute: Hashable, Sendable {
  public var name: String
  /// Decoded.
  public var value: String
  /// The bytes of name and value, quotes included, in the document's text; empty in one that was made.
  public var range: Range<Int>

  public init(_ name: String, _ value: String, range: Range<Int> = 0..<0) {
    self.name = name
    self.value = value
    self.range = range
  }
}
