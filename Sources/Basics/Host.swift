import CLibIDN2

/// Hosts as the WHATWG URL Standard parses them (section 3.5).
enum Host {
  /// The host in the form that a URL is serialised with; nil where it is none.
  static func parse(_ text: String, special: Bool) -> String? {
    if text.hasPrefix("[") {
      guard text.hasSuffix("]"), let address = IPv6Text.parse(text.dropFirst().dropLast()) else {
        return nil
      }
      return "[\(IPv6Text.serialise(address))]"
    }
    if !special {
      return text.utf8.contains(where: { isForbidden($0) })
        ? nil : PercentEncoding.control.encode(text.utf8)
    }
    let decoded = String(decoding: PercentEncoding.decode(text.utf8), as: UTF8.self)
    guard let ascii = domainToASCII(decoded), !ascii.isEmpty,
      !ascii.utf8.contains(where: { isForbidden($0) || $0 <= 0x20 || $0 == 0x25 || $0 == 0x7F })
    else { return nil }
    if endsInNumber(ascii) { return IPv4Text.parse(ascii).map(IPv4Text.serialise) }
    return ascii
  }

  /// UTS 46, non-transitional, not strict about what DNS allows.
  private static func domainToASCII(_ domain: String) -> String? {
    let lower = domain.asciiLowercased
    if lower.utf8.allSatisfy({ $0 < 0x80 }), !hasPunycode(lower) { return lower }
    var output: UnsafeMutablePointer<CChar>?
    let flags = Int32(IDN2_NONTRANSITIONAL.rawValue | IDN2_NFC_INPUT.rawValue)
    guard idn2_to_ascii_8z(domain, &output, flags) == Int32(IDN2_OK.rawValue), let output else {
      return nil
    }
    defer { idn2_free(output) }
    return String(cString: output)
  }

  /// Whether `xn--` stands anywhere in it; a search by bytes, for this is asked of every URL.
  private static func hasPunycode(_ domain: String) -> Bool {
    var matched = 0
    for byte in domain.utf8 {
      switch (byte, matched) {
      case (0x78, _): matched = 1
      case (0x6E, 1), (0x2D, 2): matched += 1
      case (0x2D, 3): return true
      default: matched = 0
      }
    }
    return false
  }

  private static func isForbidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0, 9, 10, 13, 0x20, 0x23, 0x2F, 0x3A, 0x3C, 0x3E, 0x3F, 0x40, 0x5B, 0x5C, 0x5D, 0x5E, 0x7C:
      true
    default: false
    }
  }

  private static func endsInNumber(_ host: String) -> Bool {
    // A number begins with a digit, and few last labels do.
    let bare = host.utf8.last == 0x2E ? host.utf8.dropLast() : host.utf8[...]
    let start = bare.lastIndex(of: 0x2E).map(bare.index(after:)) ?? bare.startIndex
    guard start < bare.endIndex, bare[start].isDigit else { return false }
    var labels = host.split(separator: ".", omittingEmptySubsequences: false)
    if labels.last == "", labels.count > 1 { labels.removeLast() }
    guard let last = labels.last, !last.isEmpty else { return false }
    return last.utf8.allSatisfy(\.isDigit) || IPv4Text.number(last) != nil
  }
}

enum IPv4Text {
  /// All the spellings that inet_aton reads: up to four parts, decimal, octal or hexadecimal, the last one filling the rest.
  static func parse(_ text: String) -> UInt32? {
    var parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.last == "", parts.count > 1 { parts.removeLast() }
    guard parts.count <= 4 else { return nil }
    var numbers: [UInt64] = []
    for part in parts {
      guard let value = number(part) else { return nil }
      numbers.append(value)
    }
    guard let last = numbers.popLast(), numbers.allSatisfy({ $0 < 256 }),
      last < UInt64(1) << UInt64(8 * (4 - numbers.count))
    else { return nil }
    return UInt32(
      numbers.enumerated().reduce(last) { $0 + $1.element << UInt64(8 * (3 - $1.offset)) })
  }

  static func number(_ text: Substring) -> UInt64? {
    guard !text.isEmpty else { return nil }
    if text.hasPrefix("0x") || text.hasPrefix("0X") {
      let digits = text.dropFirst(2)
      return digits.isEmpty ? 0 : digits.utf8.first == 0x2B ? nil : UInt64(digits, radix: 16)
    }
    guard text.utf8.allSatisfy(\.isDigit) else { return nil }
    return text.count > 1 && text.hasPrefix("0") ? UInt64(text, radix: 8) : UInt64(text)
  }

  static func serialise(_ address: UInt32) -> String {
    (0..<4).map { String(address >> (24 - 8 * UInt32($0)) & 255) }.joined(separator: ".")
  }
}

enum IPv6Text {
  static func parse(_ text: Substring) -> [UInt16]? {
    guard !text.contains("%") else { return nil }
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2, let head = pieces(halves[0], allowsIPv4: halves.count == 1) else {
      return nil
    }
    guard halves.count == 2 else { return head.count == 8 ? head : nil }
    guard let tail = pieces(halves[1], allowsIPv4: true), head.count + tail.count < 8 else {
      return nil
    }
    return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  private static func pieces(_ text: Substring, allowsIPv4: Bool) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var result: [UInt16] = []
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if allowsIPv4, index == parts.count - 1, part.contains(".") {
        let bytes = part.split(separator: ".", omittingEmptySubsequences: false)
        guard bytes.count == 4,
          bytes.allSatisfy({ UInt8($0) != nil && ($0 == "0" || !$0.hasPrefix("0")) }),
          let address = IPv4Text.parse(String(part))
        else { return nil }
        result += [UInt16(address >> 16), UInt16(address & 0xFFFF)]
      } else {
        guard (1...4).contains(part.utf8.count), part.utf8.first != 0x2B,
          let piece = UInt16(part, radix: 16)
        else { return nil }
        result.append(piece)
      }
    }
    return result
  }

  /// RFC 5952: lower case, the longest run of two or more zeros as `::`.
  static func serialise(_ pieces: [UInt16]) -> String {
    var best = 0..<0
    var start = 0
    while start < 8 {
      let end = pieces[start...].firstIndex { $0 != 0 } ?? 8
      if end - start > max(1, best.count) { best = start..<end }
      start = max(end, start + 1)
    }
    func text(_ range: Range<Int>) -> String {
      pieces[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    return best.isEmpty ? text(0..<8) : text(0..<best.lowerBound) + "::" + text(best.upperBound..<8)
  }
}
