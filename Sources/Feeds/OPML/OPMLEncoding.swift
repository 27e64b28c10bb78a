import Basics

/// The encodings that OPML is met in: UTF-8, UTF-16 with a byte order mark, and windows-1252 under its many names.
enum OPMLEncoding {
  struct Decoded {
    let text: [UInt8]
    let isOriginal: Bool
    var problems: [OPMLProblem] = []
  }

  static func decode(_ bytes: [UInt8], limit: Int) throws(OPMLError) -> Decoded {
    guard bytes.count <= limit else {
      throw OPMLError(
        code: "too-large", line: 0, column: 0, wrong: "\(bytes.count) bytes",
        expected: "at most \(limit)")
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return Decoded(text: utf16(bytes, high: 1), isOriginal: false)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return Decoded(text: utf16(bytes, high: 0), isOriginal: false)
    }
    let label = declared(bytes)
    switch label {
    case "utf-8", "utf8", "us-ascii", "ascii", "utf-16":
      // UTF-16 without its mark could not have been read up to its name.
      if String(validating: bytes, as: UTF8.self) != nil {
        return Decoded(text: bytes, isOriginal: true)
      }
      let problem = OPMLProblem(
        code: "malformed-text", line: 1, column: 1, message: "bytes that are no UTF-8 became U+FFFD"
      )
      let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
      return Decoded(text: text, isOriginal: false, problems: [problem])
    case "iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252":
      return Decoded(text: windows1252(bytes), isOriginal: bytes.allSatisfy { $0 < 0x80 })
    default:
      throw OPMLError(
        code: "unknown-encoding", line: 1, column: 1, wrong: "the encoding \(label.cleaned)",
        expected: "UTF-8, UTF-16 or windows-1252")
    }
  }

  /// What the XML declaration names, in lower case; UTF-8 where it names nothing.
  private static func declared(_ bytes: [UInt8]) -> String {
    let head = String(decoding: bytes.prefix(200), as: UTF8.self)
    guard head.trimmed.hasPrefix("<?xml") || head.hasPrefix("\u{FEFF}<?xml"),
      let end = head.firstRange(of: "?>"),
      let name = head[..<end.lowerBound].firstRange(of: "encoding")
    else { return "utf-8" }
    let value = head[name.upperBound..<end.lowerBound].drop {
      $0 == "=" || $0 == " " || $0 == "\"" || $0 == "'"
    }
    return String(value.prefix { $0 != "\"" && $0 != "'" && $0 != " " }).asciiLowercased
  }

  private static func utf16(_ bytes: [UInt8], high: Int) -> [UInt8] {
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + 1 - high])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
    // 0x80 to 0x9F by the WHATWG Encoding Standard's index.
    let upper: [UInt32] = [
      0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
      0x0152, 0x8D,
      0x017D,
      0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161,
      0x203A, 0x0153,
      0x9D,
      0x017E, 0x0178,
    ]
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for byte in bytes {
      let value = (0x80...0x9F).contains(byte) ? upper[Int(byte - 0x80)] : UInt32(byte)
      if let scalar = Unicode.Scalar(value) { result += Array(String(scalar).utf8) }
    }
    return result
  }
}
