import Basics

extension TOMLReader {
  mutating func value() throws(Failure) -> TOMLNode {
    let start = index
    guard let byte = peek else { throw fail("the file ends before a value", "a value") }
    switch byte {
    case 0x22, 0x27:
      let text = try string()
      return TOMLNode(.string(text), start..<index)
    case 0x5B, 0x7B:
      guard depth < maximumDepth else {
        throw fail("arrays and tables nest deeper than \(maximumDepth)", "fewer levels")
      }
      depth += 1
      defer { depth -= 1 }
      return try byte == 0x5B ? list() : inlineSection()
    default:
      return try scalar()
    }
  }

  private mutating func list() throws(Failure) -> TOMLNode {
    let start = index
    index += 1
    let list = TOMLList()
    try skipLines()
    while peek != 0x5D {
      list.elements.append(try value())
      try skipLines()
      guard peek == 0x2C else { break }
      index += 1
      try skipLines()
    }
    guard peek == 0x5D else { throw fail("an array is not closed", "a comma or ]") }
    index += 1
    return TOMLNode(.list(list), start..<index)
  }

  /// Everything that is a single word: booleans, numbers, dates and times.
  private mutating func scalar() throws(Failure) -> TOMLNode {
    let start = index
    while let byte = peek, isBareKey(byte) || byte == 0x2B || byte == 0x2E || byte == 0x3A {
      index += 1
    }
    // "2024-01-31 12:00:00": a space may stand for the T.
    if index - start == 10, bytes[start + 4] == 0x2D, index + 2 < bytes.count, bytes[index] == 0x20,
      isDigit(bytes[index + 1]), isDigit(bytes[index + 2])
    {
      index += 1
      while let byte = peek, isBareKey(byte) || byte == 0x2B || byte == 0x2E || byte == 0x3A {
        index += 1
      }
    }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let value = TOMLScalar.parse(word) else {
      index = start
      let shown = word.isEmpty ? "no value" : "`\(word)` is no value"
      throw fail(shown, "a string in quotes, a number, true or false, [ or {")
    }
    return TOMLNode(value, start..<index)
  }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

// MARK: Strings

extension TOMLReader {
  /// Any of the four kinds of string.
  mutating func string() throws(Failure) -> String {
    let quote = bytes[index]
    if index + 2 < bytes.count, bytes[index + 1] == quote, bytes[index + 2] == quote {
      return try multilineString(quote)
    }
    let start = index
    index += 1
    let content = index
    while let byte = peek, byte != quote, byte != 0x5C || quote == 0x27,
      byte >= 0x20 || byte == 0x09, byte != 0x7F
    {
      index += 1
    }
    if peek == quote {
      index += 1
      return String(decoding: bytes[content..<(index - 1)], as: UTF8.self)
    }
    var result = Array(bytes[content..<index])
    while let byte = peek, byte != quote {
      switch byte {
      case 0x5C where quote == 0x22: try escape(into: &result)
      case 0x0A, 0x0D:
        throw fail("a string is not closed", "its closing quote on the same line", at: start)
      default: try character(byte, into: &result)
      }
    }
    guard peek == quote else {
      throw fail("a string is not closed", "its closing quote", at: start)
    }
    index += 1
    return String(decoding: result, as: UTF8.self)
  }

  private mutating func multilineString(_ quote: UInt8) throws(Failure) -> String {
    let start = index
    index += 3
    if peek == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
    if peek == 0x0A { index += 1 }
    var result: [UInt8] = []
    while let byte = peek {
      switch byte {
      case quote:
        var run = 0
        while run < 5, peek == quote {
          run += 1
          index += 1
        }
        if run >= 3 {
          result += [UInt8](repeating: quote, count: run - 3)
          return String(decoding: result, as: UTF8.self)
        }
        result += [UInt8](repeating: quote, count: run)
      case 0x5C where quote == 0x22: try escape(into: &result, isMultiline: true)
      case 0x0A:
        result.append(byte)
        index += 1
      case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A: index += 1
      default: try character(byte, into: &result)
      }
    }
    throw fail("a string in three quotes is not closed", "three quotes", at: start)
  }

  private mutating func character(_ byte: UInt8, into result: inout [UInt8]) throws(Failure) {
    guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else {
      throw fail("a control character in a string", "an escape such as \\u0000")
    }
    result.append(byte)
    index += 1
  }

  private mutating func escape(into result: inout [UInt8], isMultiline: Bool = false)
    throws(Failure)
  {
    let start = index
    index += 1
    guard let byte = peek else {
      throw fail("the file ends in a string", "its closing quote", at: start)
    }
    index += 1
    switch byte {
    case 0x62: result.append(0x08)
    case 0x74: result.append(0x09)
    case 0x6E: result.append(0x0A)
    case 0x66: result.append(0x0C)
    case 0x72: result.append(0x0D)
    case 0x22, 0x5C: result.append(byte)
    case 0x75, 0x55: try unicode(digits: byte == 0x75 ? 4 : 8, start: start, into: &result)
    case 0x20, 0x09, 0x0A, 0x0D:
      index -= 1
      guard isMultiline, lineEnds(from: index) else { fallthrough }
      while let byte = peek, byte == 0x20 || byte == 0x09 || isLineEnd(index) {
        index += byte == 0x0D ? 2 : 1
      }
    default:
      throw fail(
        "an escape that TOML does not know",
        #"\b \t \n \f \r \" \\ \uXXXX \UXXXXXXXX, or '…' for text as it is"#,
        at: start)
    }
  }

  /// Whether only blanks stand between `offset` and the end of its line.
  private func lineEnds(from offset: Int) -> Bool {
    bytes[offset...].firstIndex { $0 != 0x20 && $0 != 0x09 }.map(isLineEnd) ?? false
  }

  /// A line feed, or a carriage return and a line feed.
  func isLineEnd(_ offset: Int) -> Bool {
    bytes[offset] == 0x0A
      || bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
  }

  private mutating func unicode(digits: Int, start: Int, into result: inout [UInt8]) throws(Failure)
  {
    let text = bytes[index..<min(index + digits, bytes.count)]
    guard text.count == digits, text.first != 0x2B, text.first != 0x2D,
      let number = UInt32(String(decoding: text, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(number)
    else {
      throw fail(
        "an escape that names no character", "\(digits) hexadecimal digits of one", at: start)
    }
    index += digits
    result += Array(String(scalar).utf8)
  }
}

/// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7).
func malformedUTF8(_ bytes: [UInt8]) -> Int? {
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if byte < 0x80 {
      index += 1
      continue
    }
    let (count, second): (Int, ClosedRange<UInt8>) =
      switch byte {
      case 0xC2...0xDF: (1, 0x80...0xBF)
      case 0xE0: (2, 0xA0...0xBF)
      case 0xED: (2, 0x80...0x9F)
      case 0xE1...0xEF: (2, 0x80...0xBF)
      case 0xF0: (3, 0x90...0xBF)
      case 0xF1...0xF3: (3, 0x80...0xBF)
      case 0xF4: (3, 0x80...0x8F)
      default: (0, 0...0)
      }
    guard count > 0, index + count < bytes.count, second.contains(bytes[index + 1]),
      bytes[(index + 1)...(index + count)].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { return index }
    index += count + 1
  }
  return nil
}
