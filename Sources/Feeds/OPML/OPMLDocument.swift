/// An OPML document (1.0, 1.1, 2.0; http://opml.org/spec2.opml): a tree of outlines, with every attribute in its order, so
/// that nothing is lost between reading and writing.
public struct OPMLDocument: Sendable {
  /// An element of `<head>`: `title`, `dateCreated`, `ownerName` and what else there is.
  public struct HeadElement: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// As given; `2.0` in documents that feedmill makes.
  public var version = "2.0"
  /// Those of `<opml>` besides its version: namespaces, mostly.
  public var attributes: [OPMLAttribute] = []
  public var head: [HeadElement] = []
  public var outlines: [OPMLOutline] = []
  /// What was read, in UTF-8; the ranges of outlines and attributes count in it. Empty in a document that was made.
  public let text: [UInt8]
  /// False where the bytes were in another encoding than UTF-8, so that the ranges are not those of the file.
  public let isOriginalText: Bool
  /// What had to be repaired, in the text's order.
  public let problems: [OPMLProblem]

  /// A document that is made, to be written.
  public init(title: String? = nil, outlines: [OPMLOutline] = []) {
    if let title { head = [HeadElement(name: "title", value: title)] }
    self.outlines = outlines
    text = []
    isOriginalText = false
    problems = []
  }

  /// Reads what people's feed readers export: bare ampersands, attributes without quotes and outlines that are not
  /// closed are mended, and told in `problems`. Time and memory are linear in the length.
  /// - Throws: where there is no outline to be had, the end is missing, or a bound is met.
  public init(parsing bytes: [UInt8], limits: OPMLLimits = OPMLLimits()) throws(OPMLError) {
    let decoded = try OPMLEncoding.decode(bytes, limit: limits.size)
    var reader = OPMLReader(decoded.text, limits: limits, into: OPMLTreeSink())
    try reader.read()
    version = reader.version
    attributes = reader.attributes
    head = reader.head
    outlines = reader.sink.outlines
    text = decoded.text
    isOriginalText = decoded.isOriginal
    problems = decoded.problems + reader.problems
  }
}

/// Bounds on an OPML document.
public struct OPMLLimits: Sendable {
  /// In bytes.
  public var size = 256 << 20
  /// Outlines within outlines.
  public var depth = 100
  public var outlines = 2_000_000
  /// Of one element.
  public var attributes = 200
  public var problems = 1000

  public init() {}
}
