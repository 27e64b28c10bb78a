import Basics

/// A feed's address, and the Authorization that its user and password stood for.
struct FeedAddress: Hashable, Sendable {
  /// As `WebURL` writes it; without user, password and fragment.
  let text: String
  /// http or https; else it is a file.
  let isHTTP: Bool
  /// `Basic …` (RFC 7617).
  let authorization: Secret?

  /// Nil for text that is no http, https or file URL.
  /// - Parameter directory: what a `file:` URL without a leading slash is relative to.
  init?(_ text: String, in directory: String) {
    if Self.isPlain(text) {
      (self.text, isHTTP, authorization) = (text, true, nil)
      return
    }
    let base = text.hasPrefix("file:") ? Self.fileURL(directory) : nil
    guard let url = WebURL(text, base: base) else { return nil }
    switch url.scheme {
    case "http", "https": guard url.host?.isEmpty == false else { return nil }
    case "file": guard url.host?.isEmpty ?? true, url.path != "/" else { return nil }
    default: return nil
    }
    var bare = url
    (bare.username, bare.password, bare.fragment) = ("", "", nil)
    self.text = bare.description
    isHTTP = bare.isHTTP
    if url.username.isEmpty, url.password.isEmpty {
      authorization = nil
    } else {
      let pair =
        PercentEncoding.decode(url.username.utf8) + [0x3A]
        + PercentEncoding.decode(url.password.utf8)
      authorization = Secret("Basic " + base64(pair))
    }
  }

  /// Whether a URL is surely written as `WebURL` would write it, and has neither user nor fragment: the common case, at
  /// a tenth of the cost of parsing it. False says nothing.
  static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      let start =
        bytes.starts(with: "https://".utf8) ? 8 : bytes.starts(with: "http://".utf8) ? 7 : 0
      guard start > 0, let slash = bytes[start...].firstIndex(of: 0x2F) else { return false }
      return isPlainHost(bytes[start..<slash]) && isPlainPath(bytes[slash...])
    }
  }

  /// Lower-case letters, digits, hyphens and dots; no punycode, and a last label that can be no number.
  private static func isPlainHost(_ host: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var label = host.startIndex
    for (index, byte) in zip(host.indices, host) {
      switch byte {
      case 0x61...0x7A, 0x30...0x39: continue
      case 0x2E:
        guard index > label else { return false }
        label = index + 1
      // "--" could begin punycode.
      case 0x2D: guard index > label, host[index - 1] != 0x2D else { return false }
      default: return false
      }
    }
    return label < host.endIndex && (0x61...0x7A).contains(host[label])
  }

  /// Path and query of characters that are never encoded; no segment that begins with a dot.
  private static func isPlainPath(_ path: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var previous: UInt8 = 0
    for byte in path {
      switch byte {
      case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2F, 0x2D, 0x5F, 0x7E, 0x3D, 0x26, 0x3F, 0x2B,
        0x2C, 0x3A,
        0x3B:
        break
      case 0x2E: if previous == 0x2F { return false }
      default: return false
      }
      previous = byte
    }
    return true
  }

  private static func fileURL(_ directory: String) -> WebURL? {
    WebURL("file://" + PercentEncoding.component.encodePath(directory) + "/")
  }
}

extension PercentEncoding {
  /// Each segment encoded, the slashes kept.
  fileprivate func encodePath(_ path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).map { encode(Array($0.utf8)) }
      .joined(
        separator: "/")
  }
}

/// RFC 4648, section 4.
func base64(_ bytes: [UInt8]) -> String {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var result: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let group = bytes[start..<min(start + 3, bytes.count)]
    var bits = group.reduce(0) { $0 << 8 | UInt32($1) }
    bits <<= UInt32(8 * (3 - group.count))
    for place in 0..<4 {
      result.append(place <= group.count ? digits[Int(bits >> UInt32(18 - 6 * place) & 63)] : 0x3D)
    }
  }
  return String(decoding: result, as: UTF8.self)
}
