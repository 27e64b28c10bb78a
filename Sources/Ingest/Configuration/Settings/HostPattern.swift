import Basics

/// A host name with everything below it, an address, a CIDR block, or `*` for all hosts.
public enum HostPattern: Hashable, Sendable {
  case all
  /// In lower-case ASCII, without a leading dot.
  case name(String)
  /// Network and how many of its bits count: 4 or 16 bytes.
  case block([UInt8], bits: Int)

  /// Nil for text that is none of them.
  public init?(_ text: String) {
    if text == "*" {
      self = .all
      return
    }
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let bare =
      parts[0].hasPrefix("[") && parts[0].hasSuffix("]")
      ? parts[0].dropFirst().dropLast() : parts[0]
    if let bytes = Self.address(String(bare)) {
      let bits = parts.count == 2 ? Int(parts[1]) : bytes.count * 8
      guard let bits, (0...(bytes.count * 8)).contains(bits) else { return nil }
      self = .block(bytes, bits: bits)
      return
    }
    let name =
      parts[0].hasPrefix("*.")
      ? parts[0].dropFirst(2) : parts[0].hasPrefix(".") ? parts[0].dropFirst() : parts[0]
    guard parts.count == 1, !name.isEmpty, !name.contains(":"), !name.contains("@"),
      !name.contains("\\"),
      let host = WebURL("http://\(name)/")?.host, !host.isEmpty
    else { return nil }
    self = .name(host)
  }

  /// - Parameter host: as a `WebURL` has it.
  public func matches(_ host: String) -> Bool {
    switch self {
    case .all: return true
    case .name(let name):
      let host = host.hasSuffix(".") ? String(host.dropLast()) : host
      return host == name || host.hasSuffix("." + name)
    case .block(let network, let bits):
      let bare = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
      guard let address = Self.address(bare) else { return false }
      return Self.holds(network, bits: bits, address)
    }
  }

  /// Whether a block holds an address of 4 or 16 bytes.
  public func contains(address: [UInt8]) -> Bool {
    switch self {
    case .all: true
    case .name: false
    case .block(let network, let bits): Self.holds(network, bits: bits, address)
    }
  }

  private static func holds(_ network: [UInt8], bits: Int, _ address: [UInt8]) -> Bool {
    guard network.count == address.count else { return false }
    for index in network.indices {
      let left = bits - index * 8
      guard left > 0 else { return true }
      let mask: UInt8 = left >= 8 ? 0xFF : 0xFF << UInt8(8 - left)
      if network[index] & mask != address[index] & mask { return false }
    }
    return true
  }

  /// The bytes of an address in its usual spelling: four decimal numbers, or IPv6.
  private static func address(_ text: String) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    if parts.count == 4, parts.allSatisfy({ UInt8($0) != nil && !$0.hasPrefix("+") }) {
      return parts.compactMap { UInt8($0) }
    }
    guard text.contains(":"), let host = WebURL("http://[\(text)]/")?.host else { return nil }
    return expanded(host.dropFirst().dropLast())
  }

  /// The sixteen bytes of an IPv6 address as RFC 5952 writes it.
  private static func expanded(_ text: Substring) -> [UInt8]? {
    func pieces(_ half: Substring) -> [UInt8] {
      half.split(separator: ":").compactMap { UInt16($0, radix: 16) }.flatMap {
        [UInt8($0 >> 8), UInt8($0 & 0xFF)]
      }
    }
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    let head = pieces(halves[0])
    guard halves.count == 2 else { return head.count == 16 ? head : nil }
    let tail = pieces(halves[1])
    guard head.count + tail.count <= 16 else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }
}
