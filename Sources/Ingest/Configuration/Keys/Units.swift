/// Durations as the configuration writes them: `"90s"`, `"15m"`, `"6h"`, `"2d"`.
enum DurationText {
  private static let units: [(name: String, seconds: Double)] = [
    ("d", 86400), ("h", 3600), ("m", 60), ("s", 1),
  ]

  /// In seconds; nil for text that is none.
  static func parse(_ text: String) -> Double? {
    if text.hasSuffix("ms") { return digits(text.dropLast(2)).map { $0 / 1000 } }
    guard let unit = units.first(where: { text.hasSuffix($0.name) }) else { return nil }
    return digits(text.dropLast()).map { $0 * unit.seconds }
  }

  /// In the largest unit that divides it; one day is `24h`.
  static func text(_ seconds: Double) -> String {
    if seconds < 1, seconds > 0 { return "\(Int((seconds * 1000).rounded()))ms" }
    let whole = Int(seconds)
    let unit = units.first {
      whole % Int($0.seconds) == 0
        && (whole == 0 ? $0.name == "s" : whole != 86400 || $0.name != "d")
    }
    return unit.map { "\(whole / Int($0.seconds))\($0.name)" } ?? "\(whole)s"
  }

  private static func digits(_ text: Substring) -> Double? {
    guard (1...12).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else {
      return nil
    }
    return Double(text)
  }
}

/// Sizes as the configuration writes them: `"512KiB"`, `"10MiB"`, `"2GiB"`, also `"100B"`, and powers of ten: `"10MB"`.
enum SizeText {
  private static let units: [(name: String, bytes: Int)] = [
    ("TiB", 1 << 40), ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
    ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000), ("KB", 1000),
    ("B", 1),
  ]

  /// In bytes; nil for text that is none.
  static func parse(_ text: String) -> Int? {
    guard let unit = units.first(where: { text.hasSuffix($0.name) }) else { return nil }
    let digits = text.dropLast(unit.name.utf8.count)
    guard (1...12).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(digits)
    else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit.bytes)
    return overflow ? nil : bytes
  }

  /// In the largest binary unit that divides it.
  static func text(_ bytes: Int) -> String {
    let unit =
      units.first { $0.name.hasSuffix("iB") && bytes != 0 && bytes % $0.bytes == 0 } ?? ("B", 1)
    return "\(bytes / unit.bytes)\(unit.name)"
  }
}
