import Markup

/// The bounds of one parse. Meeting one leaves out what is beyond and is told in `problems`; only a document that is too
/// large is refused.
public struct FeedLimits: Sendable {
  /// Bytes of the document as it came.
  public var maximumBytes = 256 << 20
  /// Items of one feed; the first ones are kept.
  public var maximumItems = 20_000
  /// Bytes of one text: a body, a title.
  public var maximumTextLength = 16 << 20
  /// Members of one list of an item: links, tags, people, attachments, pictures.
  public var maximumListLength = 500
  /// Entries in `problems`.
  public var maximumProblems = 50
  public var xml = XMLLimits()

  public init() {}
}
