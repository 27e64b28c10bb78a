/// A document in TOML 1.0, with the place of every key and value, and every mistake in its syntax.
///
/// toml++, by way of TOMLKit, gives no value's place, stops at the first mistake, and TOMLKit never frees a table: 200 MB
/// for each reading of 200,000 feeds. It is the tests' second opinion on what is TOML.
struct TOMLDocument {
  /// A `[name]` or `[[name]]` line.
  struct Header {
    let path: [String]
    /// Of its opening bracket.
    let offset: Int
  }

  struct Mistake: Equatable {
    let offset: Int
    /// What is wrong.
    let message: String
    /// What was expected.
    let expected: String
  }

  let root: TOMLSection
  let headers: [Header]
  /// In the order of the text. What stands on their lines is not in `root`.
  let mistakes: [Mistake]

  /// - Parameters:
  ///   - maximumDepth: how deep arrays and inline tables may nest.
  ///   - maximumMistakes: after so many the reading ends.
  init(parsing bytes: [UInt8], maximumDepth: Int = 32, maximumMistakes: Int = 100) {
    var reader = TOMLReader(bytes, maximumDepth: maximumDepth, maximumMistakes: maximumMistakes)
    while reader.next() != nil {}
    root = reader.root
    headers = reader.headers
    mistakes = reader.mistakes
  }
}
