/// UTF-16, UTF-32 and UTF-7 to UTF-8. What is malformed becomes U+FFFD.
enum UnicodeDecoder {
  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  static func utf16(_ bytes: UnsafeRawBufferPointer, bigEndian: Bool) -> (
    utf8: [UInt8], malformed: Bool
  ) {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var malformed = bytes.count % 2 != 0
    func unit(_ index: Int) -> UInt32 {
      let (a, b) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
      return bigEndian ? a << 8 | b : b << 8 | a
    }
    var index = 0
    if bytes.count >= 2, unit(0) == 0xFEFF { index = 2 }
    while index + 1 < bytes.count {
      let value = unit(index)
      index += 2
      if value & 0xFC00 == 0xD800, index + 1 < bytes.count, unit(index) & 0xFC00 == 0xDC00 {
        let scalar = 0x10000 + (value & 0x3FF) << 10 + unit(index) & 0x3FF
        result.append(scalar: Unicode.Scalar(scalar) ?? replacement)
        index += 2
      } else {
        malformed = malformed || value & 0xF800 == 0xD800
        result.append(scalar: Unicode.Scalar(value) ?? replacement)
      }
    }
    return (result, malformed)
  }

  static func utf32(_ bytes: UnsafeRawBufferPointer, bigEndian: Bool) -> (
    utf8: [UInt8], malformed: Bool
  ) {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count / 4)
    var malformed = bytes.count % 4 != 0
    var index = 0
    while index + 3 < bytes.count {
      var value: UInt32 = 0
      for offset in 0..<4 {
        value = value << 8 | UInt32(bytes[index + (bigEndian ? offset : 3 - offset)])
      }
      if index > 0 || value != 0xFEFF {
        let scalar = Unicode.Scalar(value)
        malformed = malformed || scalar == nil
        result.append(scalar: scalar ?? replacement)
      }
      index += 4
    }
    return (result, malformed)
  }

  /// RFC 2152.
  static func utf7(_ bytes: UnsafeRawBufferPointer) -> (utf8: [UInt8], malformed: Bool) {
    var result: [UInt8] = []
    var malformed = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == 0x2B else {
        malformed = malformed || byte >= 0x80
        result.append(scalar: byte < 0x80 ? Unicode.Scalar(byte) : replacement)
        continue
      }
      if index < bytes.count, bytes[index] == 0x2D {
        result.append(byte)
        index += 1
        continue
      }
      let units = shifted(bytes, &index)
      let decoded = units.withUnsafeBytes { utf16($0, bigEndian: true) }
      malformed = malformed || decoded.malformed
      result += decoded.utf8
    }
    return (result, malformed)
  }

  /// The bytes of one run of modified base64, whole UTF-16 units only; `index` ends after it.
  private static func shifted(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> [UInt8] {
    var units: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    while index < bytes.count, let digit = base64(bytes[index]) {
      bits = bits << 6 | digit
      count += 6
      if count >= 8 {
        count -= 8
        units.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
      index += 1
    }
    if index < bytes.count, bytes[index] == 0x2D { index += 1 }
    if units.count % 2 == 1 { units.removeLast() }
    return units
  }

  private static func base64(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x41...0x5A: UInt32(byte) - 0x41
    case 0x61...0x7A: UInt32(byte) - 0x61 + 26
    case 0x30...0x39: UInt32(byte) - 0x30 + 52
    case 0x2B: 62
    case 0x2F: 63
    default: nil
    }
  }
}
