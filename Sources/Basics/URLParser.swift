/// The WHATWG URL Standard's parser (section 4.4), over UTF-8, written as a row of steps in place of its state machine.
struct URLParser {
  private var rest: ArraySlice<UInt8>
  private let base: WebURL?

  init(_ text: String, base: WebURL?) {
    var bytes = Array(text.utf8)
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
    rest = ArraySlice(bytes[start...].filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D })
    self.base = base
  }

  mutating func parse() -> WebURL? {
    var fragment: String?
    if let mark = rest.firstIndex(of: 0x23) {
      fragment = PercentEncoding.fragment.encode(rest[(mark + 1)...])
      rest = rest[..<mark]
    }
    guard var url = scheme().map({ absolute($0) }) ?? relative() else { return nil }
    url.fragment = fragment
    return url
  }
}

extension URLParser {
  /// Takes `scheme:` from the front, where it stands there.
  private mutating func scheme() -> String? {
    guard let colon = rest.firstIndex(of: 0x3A), let first = rest.first, first.isLetter,
      rest[..<colon].allSatisfy({
        $0.isLetter || $0.isDigit || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
      })
    else { return nil }
    let name = String(decoding: rest[..<colon], as: UTF8.self).asciiLowercased
    rest = rest[(colon + 1)...]
    return name
  }

  private func isSlash(_ byte: UInt8?, special: Bool) -> Bool {
    byte == 0x2F || (special && byte == 0x5C)
  }

  private func slashes(special: Bool) -> Int { rest.prefix { isSlash($0, special: special) }.count }

  private mutating func absolute(_ scheme: String) -> WebURL? {
    var url = WebURL(scheme: scheme)
    if scheme == "file" { return file(url) }
    if WebURL.isSpecial(scheme) {
      if let base, base.scheme == scheme, slashes(special: true) < 2,
        !rest.starts(with: [0x2F, 0x2F])
      {
        return relative()
      }
      rest = rest.dropFirst(slashes(special: true))
      return authority(&url) ? pathAndQuery(url) : nil
    }
    if rest.starts(with: [0x2F, 0x2F]) {
      rest = rest.dropFirst(2)
      return authority(&url) ? pathAndQuery(url) : nil
    }
    if rest.first == 0x2F { return pathAndQuery(url) }
    url.hasOpaquePath = true
    splitQuery(&url)
    url.path = PercentEncoding.control.encode(rest)
    return url
  }

  private mutating func relative() -> WebURL? {
    guard let base else { return nil }
    if base.hasOpaquePath {
      guard rest.isEmpty else { return nil }
      return base.withoutFragment
    }
    if base.scheme == "file" { return file(WebURL(scheme: "file")) }
    let special = WebURL.isSpecial(base.scheme)
    var url = base.withoutFragment
    if slashes(special: special) >= 2 {
      rest = rest.dropFirst(special ? slashes(special: true) : 2)
      url = WebURL(scheme: base.scheme)
      return authority(&url) ? pathAndQuery(url) : nil
    }
    if rest.isEmpty { return url }
    if rest.first == 0x3F {
      splitQuery(&url)
      return url
    }
    url.query = nil
    splitQuery(&url)
    let absolutePath = isSlash(rest.first, special: special)
    url.path = path(
      rest, special: special, below: absolutePath ? [] : segments(base.path).dropLast())
    return url
  }

  private mutating func file(_ initial: WebURL) -> WebURL? {
    var url = initial
    url.host = ""
    splitQuery(&url)
    let count = slashes(special: true)
    if count >= 2 {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex { isSlash($0, special: true) } ?? rest.endIndex
      let name = String(decoding: rest[..<end], as: UTF8.self)
      rest = rest[end...]
      guard let host = name.isEmpty ? "" : Host.parse(name, special: true) else { return nil }
      url.host = host == "localhost" ? "" : host
      url.path = path(rest, special: true, below: [])
    } else if let base, base.scheme == "file" {
      url.host = base.host
      if rest.isEmpty {
        url.path = base.path
        url.query = url.query ?? base.query
      } else {
        url.path = path(
          rest, special: true, below: count == 1 ? [] : segments(base.path).dropLast())
      }
    } else {
      url.path = path(rest, special: true, below: [])
    }
    return url
  }

  /// Takes the query from the end, where there is one.
  private mutating func splitQuery(_ url: inout WebURL) {
    guard let mark = rest.firstIndex(of: 0x3F) else { return }
    let set = WebURL.isSpecial(url.scheme) ? PercentEncoding.specialQuery : PercentEncoding.query
    url.query = set.encode(rest[(mark + 1)...])
    rest = rest[..<mark]
  }

  private mutating func pathAndQuery(_ initial: WebURL) -> WebURL {
    var url = initial
    splitQuery(&url)
    let special = WebURL.isSpecial(url.scheme)
    url.path = rest.isEmpty && !special ? "" : path(rest, special: special, below: [])
    return url
  }

  /// Takes user, host and port from the front; false where they are none.
  private mutating func authority(_ url: inout WebURL) -> Bool {
    let special = WebURL.isSpecial(url.scheme)
    let end = rest.firstIndex { isSlash($0, special: special) || $0 == 0x3F } ?? rest.endIndex
    var authority = rest[..<end]
    rest = rest[end...]
    if let at = authority.lastIndex(of: 0x40) {
      let user = authority[..<at]
      let colon = user.firstIndex(of: 0x3A)
      url.username = PercentEncoding.userinfo.encode(user[..<(colon ?? at)])
      url.password = colon.map { PercentEncoding.userinfo.encode(user[($0 + 1)...]) } ?? ""
      authority = authority[(at + 1)...]
    }
    let bracket = authority.lastIndex(of: 0x5D) ?? authority.startIndex
    if let colon = authority[bracket...].lastIndex(of: 0x3A) {
      let digits = authority[(colon + 1)...]
      guard digits.allSatisfy(\.isDigit), digits.count <= 16 else { return false }
      if !digits.isEmpty {
        guard let port = UInt16(String(decoding: digits, as: UTF8.self)) else { return false }
        url.port = port == WebURL.defaultPort(of: url.scheme) ? nil : port
      }
      authority = authority[..<colon]
    }
    guard !(special && authority.isEmpty),
      let host = Host.parse(String(decoding: authority, as: UTF8.self), special: special)
    else { return false }
    url.host = host
    return true
  }

  private func segments(_ path: String) -> [String] {
    path.isEmpty
      ? []
      : path.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }

  /// The path below some segments, its dot segments resolved.
  private func path(_ bytes: ArraySlice<UInt8>, special: Bool, below initial: [String]) -> String {
    var result = initial
    var bytes = bytes
    if isSlash(bytes.first, special: special) { bytes = bytes.dropFirst() }
    let parts = bytes.split(omittingEmptySubsequences: false) { isSlash($0, special: special) }
    for (number, part) in parts.enumerated() {
      let isLast = number == parts.count - 1
      let segment = PercentEncoding.path.encode(part)
      switch dots(segment) {
      case 2:
        _ = result.popLast()
        if isLast { result.append("") }
      case 1:
        if isLast { result.append("") }
      default:
        result.append(segment)
      }
    }
    return "/" + result.joined(separator: "/")
  }

  /// How many dots a segment is made of, `%2e` counting as one; 0 where it is anything else.
  private func dots(_ segment: String) -> Int {
    guard segment.utf8.count <= 6, segment.hasPrefix(".") || segment.hasPrefix("%") else {
      return 0
    }
    switch segment.asciiLowercased {
    case ".", "%2e": return 1
    case "..", ".%2e", "%2e.", "%2e%2e": return 2
    default: return 0
    }
  }
}

extension UInt8 {
  var isLetter: Bool { (0x41...0x5A).contains(self & 0xDF) }
  var isDigit: Bool { (0x30...0x39).contains(self) }
}
