/// The percent-encode sets of the WHATWG URL Standard, section 1.3.
public struct PercentEncoding: Sendable {
  private let bytes: [Bool]

  private init(_ characters: String, including other: PercentEncoding? = nil) {
    var bytes = other?.bytes ?? (0..<256).map { $0 < 0x20 || $0 > 0x7E }
    for character in characters.utf8 { bytes[Int(character)] = true }
    self.bytes = bytes
  }

  public static let control = PercentEncoding("")
  public static let fragment = PercentEncoding(" \"<>`")
  public static let query = PercentEncoding(" \"#<>")
  public static let specialQuery = PercentEncoding("'", including: query)
  public static let path = PercentEncoding("?^`{}", including: query)
  public static let userinfo = PercentEncoding("/:;=@[\\]|", including: path)
  public static let component = PercentEncoding("$%&+,", including: userinfo)

  public func encode(_ text: some Collection<UInt8>) -> String {
    guard text.contains(where: { bytes[Int($0)] }) else {
      return String(decoding: text, as: UTF8.self)
    }
    var result: [UInt8] = []
    for byte in text {
      if bytes[Int(byte)] {
        result.append(0x25)
        for nibble in [byte >> 4, byte & 15] {
          result.append(nibble < 10 ? 0x30 + nibble : 0x37 + nibble)
        }
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// `%XX` decoded; what is no escape stays as it is.
  public static func decode(_ text: some Collection<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = text.startIndex
    while index != text.endIndex {
      let byte = text[index]
      let one = text.index(after: index)
      if byte == 0x25, one != text.endIndex, let high = hexadecimalDigit(text[one]),
        text.index(after: one) != text.endIndex,
        let low = hexadecimalDigit(text[text.index(after: one)])
      {
        result.append(high << 4 | low)
        index = text.index(one, offsetBy: 2)
      } else {
        result.append(byte)
        index = one
      }
    }
    return result
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}
