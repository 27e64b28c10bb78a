import Basics

/// Values that name their secret instead of holding it: `@FILE`, and `${CREDENTIAL}` for a file in
/// `$CREDENTIALS_DIRECTORY` (systemd.exec(5), LoadCredential).
enum SecretText {
  static let limit = 64 << 10

  /// The text with what it names in its place; `isSecret` where it named something.
  static func resolve(_ text: String, _ context: ReadingContext) throws(ValueProblem) -> (
    text: String, isSecret: Bool
  ) {
    if text.hasPrefix("@") {
      guard text.utf8.count > 1 else { throw problem("@ names no file") }
      return (
        try content(of: Path.absolute(String(text.dropFirst()), in: context.directory), context),
        true
      )
    }
    var result = ""
    var rest = text[...]
    var isSecret = false
    while let start = rest.firstRange(of: "${") {
      guard let end = rest[start.upperBound...].firstIndex(of: "}") else {
        throw problem("${ has no }")
      }
      result += rest[..<start.lowerBound]
      result += try credential(String(rest[start.upperBound..<end]), context)
      isSecret = true
      rest = rest[rest.index(after: end)...]
    }
    return (result + rest, isSecret)
  }

  private static func credential(_ name: String, _ context: ReadingContext) throws(ValueProblem)
    -> String
  {
    let isName = name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x2E || $0 == 0x2D
        || $0 == 0x5F
    }
    guard isName, !name.isEmpty, !name.hasPrefix(".") else {
      throw problem("\(quoted(name)) is no credential's name")
    }
    guard let directory = context.environment["CREDENTIALS_DIRECTORY"]?.nonEmpty else {
      throw problem("${\(name)}, but $CREDENTIALS_DIRECTORY is not set")
    }
    return try content(of: directory + "/" + name, context)
  }

  /// A file's text, its last line end left out.
  private static func content(of path: String, _ context: ReadingContext) throws(ValueProblem)
    -> String
  {
    var bytes: [UInt8]
    do {
      bytes = try context.files.read(path, limit: limit)
    } catch {
      throw problem("the secret in \(quoted(path)) cannot be read: \(error.message)")
    }
    if bytes.last == 0x0A { bytes.removeLast() }
    if bytes.last == 0x0D { bytes.removeLast() }
    guard !bytes.isEmpty else { throw problem("\(quoted(path)) is empty") }
    guard malformedUTF8(bytes) == nil, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
    else {
      throw problem("\(quoted(path)) holds more than one line, or control characters")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func problem(_ wrong: String) -> ValueProblem {
    .init(
      code: "secret", wrong: wrong,
      expected: "@FILE or ${CREDENTIAL}, of one line of text, readable by feedmill")
  }
}
