/// Where in the configuration something stands.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
  /// The path as the operator named it, or the address of an included OPML document.
  public var file: String
  /// From 1; 0 where the file as a whole is meant.
  public var line: Int
  /// From 1, in Unicode scalars; 0 where the file as a whole is meant.
  public var column: Int

  public init(file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `FILE:LINE:COLUMN`.
  public var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}
