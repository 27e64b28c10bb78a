import Basics

/// The names of feeds.
public enum FeedID {
  public static let maximumLength = 100

  /// Safe as a file name, in a label and on a command line.
  public static func isValid(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= maximumLength, isAlphanumeric(first)
    else { return false }
    return text.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
  }

  /// The name of a feed that was given none: a readable piece of its address, and a hash of the whole that tells it
  /// from its neighbours. User, password and fragment do not count; the same address always has the same name.
  public static func derived(from url: WebURL, length: Int = 40) -> String {
    derived(fromText: url.withoutCredentials.withoutFragment.description, length: length)
  }

  /// - Parameter text: as `WebURL` writes it, without user, password and fragment.
  static func derived(fromText text: String, length: Int = 40) -> String {
    var slug: [UInt8] = []
    slug.reserveCapacity(length + 11)
    var shown = text.utf8[...]
    for prefix in ["http://", "https://", "file://", "www."] where shown.starts(with: prefix.utf8) {
      shown = shown.dropFirst(prefix.utf8.count)
    }
    for byte in shown {
      if isAlphanumeric(byte) {
        slug.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      } else if let last = slug.last, last != 0x2D {
        slug.append(0x2D)
      }
      if slug.count == length { break }
    }
    if slug.last != 0x2D, !slug.isEmpty { slug.append(0x2D) }
    return String(decoding: slug + base32(Hash64.of(text)), as: UTF8.self)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }

  /// The hash's upper 50 bits as ten characters of RFC 4648's extended hex alphabet, in lower case.
  private static func base32(_ hash: UInt64) -> [UInt8] {
    (0..<10).map { place in
      let digit = UInt8(truncatingIfNeeded: hash >> UInt64(59 - 5 * place)) & 31
      return digit < 10 ? 0x30 + digit : 0x57 + digit
    }
  }
}
