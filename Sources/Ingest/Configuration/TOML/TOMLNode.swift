/// A value of a TOML document, and the bytes that it stands in.
struct TOMLNode {
  enum Value {
    case string(String)
    case integer(Int64)
    case float(Double)
    case boolean(Bool)
    /// One of TOML's four forms of date and time, as written.
    case dateTime(String)
    case list(TOMLList)
    case section(TOMLSection)
  }

  let value: Value
  private let start: UInt32
  private let end: UInt32

  init(_ value: Value, _ range: Range<Int>) {
    self.value = value
    start = UInt32(clamping: range.lowerBound)
    end = UInt32(clamping: range.upperBound)
  }

  /// Byte offsets into the document.
  var range: Range<Int> { Int(start)..<Int(end) }

  /// What a message calls a value of this kind.
  var kind: String {
    switch value {
    case .string: "a string"
    case .integer: "an integer"
    case .float: "a float"
    case .boolean: "a boolean"
    case .dateTime: "a date or time"
    case .list(let list): list.isOfSections ? "an array of tables" : "an array"
    case .section: "a table"
    }
  }

  var string: String? {
    if case .string(let text) = value { text } else { nil }
  }
}

/// An array of values, or the tables of one `[[name]]`.
final class TOMLList {
  var elements: [TOMLNode] = []
  /// Made by `[[name]]`, which alone may add to it.
  let isOfSections: Bool

  init(isOfSections: Bool = false) { self.isOfSections = isOfSections }
}

/// A table: its keys in the order in which they were written.
final class TOMLSection {
  struct Entry {
    let key: String
    let keyRange: Range<Int>
    let node: TOMLNode
  }

  /// How a table came to be, which decides what may still be added to it (TOML 1.0, "Table", "Inline Table").
  enum Origin { case implicit, header, dotted, inline }

  private(set) var entries: [Entry] = []
  var origin: Origin
  private var index: [String: Int] = [:]
  private static let scanned = 12

  init(_ origin: Origin) { self.origin = origin }

  /// The place of `key` in `entries`.
  func find(_ key: String) -> Int? {
    if entries.count > Self.scanned { return index[key] }
    return entries.firstIndex { $0.key == key }
  }

  subscript(_ key: String) -> TOMLNode? { find(key).map { entries[$0].node } }

  func append(_ entry: Entry) {
    entries.append(entry)
    if entries.count == Self.scanned + 1 {
      for (place, entry) in entries.enumerated() { index[entry.key] = place }
    } else if entries.count > Self.scanned {
      index[entry.key] = entries.count - 1
    }
  }
}
