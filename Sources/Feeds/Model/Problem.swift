import Basics

/// What had to be repaired in a document, or could not be read.
public struct Problem: Hashable, Sendable {
  /// Stable, in kebab-case.
  public var code: String
  /// In the document, counted from 1; nil where it has no one place.
  public var line: Int?
  public var message: String

  public init(code: String, line: Int? = nil, message: String) {
    self.code = code
    self.line = line
    self.message = message
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("code", code)
    writer.field("line", line)
    writer.field("message", message)
    writer.endObject()
  }
}
