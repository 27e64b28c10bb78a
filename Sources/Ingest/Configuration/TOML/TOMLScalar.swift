/// The words of TOML: booleans, numbers, dates and times.
enum TOMLScalar {
  /// Nil for a word that is none of them.
  static func parse(_ word: String) -> TOMLNode.Value? {
    switch word {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "inf", "+inf": return .float(.infinity)
    case "-inf": return .float(-.infinity)
    case "nan", "+nan", "-nan": return .float(.nan)
    default: break
    }
    let bytes = Array(word.utf8)
    guard let first = bytes.first, isDigit(first) || first == 0x2B || first == 0x2D else {
      return nil
    }
    if isDateOrTime(bytes) { return .dateTime(word) }
    return integer(bytes).map(TOMLNode.Value.integer) ?? float(bytes).map(TOMLNode.Value.float)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The digits without their underscores, each of which must stand between two digits.
  private static func plainDigits(_ bytes: ArraySlice<UInt8>, _ isDigit: (UInt8) -> Bool)
    -> [UInt8]?
  {
    guard let first = bytes.first, let last = bytes.last, first != 0x5F, last != 0x5F else {
      return nil
    }
    var result: [UInt8] = []
    var previous: UInt8 = 0
    for byte in bytes {
      if byte == 0x5F {
        guard previous != 0x5F else { return nil }
      } else {
        guard isDigit(byte) else { return nil }
        result.append(byte)
      }
      previous = byte
    }
    return result
  }

  private static func integer(_ bytes: [UInt8]) -> Int64? {
    if bytes.count > 2, bytes[0] == 0x30, let radix = [0x78: 16, 0x6F: 8, 0x62: 2][bytes[1]] {
      let digits = plainDigits(bytes[2...]) { byte in
        let digit = isDigit(byte) ? Int(byte - 0x30) : Int(byte | 0x20) - 0x57
        return (0..<radix).contains(digit) && (isDigit(byte) || (0x41...0x46).contains(byte & 0xDF))
      }
      return digits.flatMap { Int64(String(decoding: $0, as: UTF8.self), radix: radix) }
    }
    let sign = bytes[0] == 0x2B || bytes[0] == 0x2D ? 1 : 0
    guard let digits = plainDigits(bytes[sign...], isDigit), digits.count == 1 || digits[0] != 0x30
    else {
      return nil
    }
    return Int64((bytes[0] == 0x2D ? "-" : "") + String(decoding: digits, as: UTF8.self))
  }

  private static func float(_ bytes: [UInt8]) -> Double? {
    let sign = bytes[0] == 0x2B || bytes[0] == 0x2D ? 1 : 0
    var rest = bytes[sign...]
    var text = bytes[0] == 0x2D ? "-" : ""
    var exponent = ""
    if let mark = rest.firstIndex(where: { $0 | 0x20 == 0x65 }) {
      var digits = rest[(mark + 1)...]
      if let first = digits.first, first == 0x2B || first == 0x2D {
        exponent = first == 0x2D ? "-" : ""
        digits = digits.dropFirst()
      }
      guard let plain = plainDigits(digits, isDigit) else { return nil }
      exponent = "e" + exponent + String(decoding: plain, as: UTF8.self)
      rest = rest[..<mark]
    }
    let parts = rest.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 || !exponent.isEmpty, let whole = plainDigits(parts[0], isDigit),
      whole.count == 1 || whole[0] != 0x30
    else { return nil }
    text += String(decoding: whole, as: UTF8.self)
    if parts.count == 2 {
      guard let fraction = plainDigits(parts[1], isDigit) else { return nil }
      text += "." + String(decoding: fraction, as: UTF8.self)
    }
    return Double(text + exponent)
  }

  /// Offset date-time, local date-time, local date, local time (RFC 3339).
  private static func isDateOrTime(_ bytes: [UInt8]) -> Bool {
    if bytes.count >= 3, bytes[2] == 0x3A { return isTime(bytes[...], allowsOffset: false) }
    guard bytes.count >= 10, isDate(bytes[..<10]) else { return false }
    if bytes.count == 10 { return true }
    guard bytes[10] == 0x20 || bytes[10] | 0x20 == 0x74 else { return false }
    return isTime(bytes[11...], allowsOffset: true)
  }

  private static func number(_ bytes: ArraySlice<UInt8>, _ offset: Int, _ count: Int) -> Int? {
    let start = bytes.startIndex + offset
    guard start + count <= bytes.endIndex, bytes[start..<(start + count)].allSatisfy(isDigit) else {
      return nil
    }
    return Int(String(decoding: bytes[start..<(start + count)], as: UTF8.self))
  }

  private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let year = number(bytes, 0, 4), let month = number(bytes, 5, 2),
      let day = number(bytes, 8, 2),
      bytes[bytes.startIndex + 4] == 0x2D, bytes[bytes.startIndex + 7] == 0x2D,
      (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  private static func isTime(_ bytes: ArraySlice<UInt8>, allowsOffset: Bool) -> Bool {
    guard let hour = number(bytes, 0, 2), let minute = number(bytes, 3, 2),
      let second = number(bytes, 6, 2),
      bytes[bytes.startIndex + 2] == 0x3A, bytes[bytes.startIndex + 5] == 0x3A, hour < 24,
      minute < 60,
      second <= 60
    else { return false }
    var rest = bytes.dropFirst(8)
    if rest.first == 0x2E {
      let digits = rest.dropFirst().prefix(while: isDigit)
      guard !digits.isEmpty else { return false }
      rest = rest.dropFirst(1 + digits.count)
    }
    guard let mark = rest.first else { return true }
    guard allowsOffset else { return false }
    if mark | 0x20 == 0x7A { return rest.count == 1 }
    guard mark == 0x2B || mark == 0x2D, rest.count == 6, rest[rest.startIndex + 3] == 0x3A,
      let hours = number(rest, 1, 2), let minutes = number(rest, 4, 2)
    else { return false }
    return hours < 24 && minutes < 60
  }
}
