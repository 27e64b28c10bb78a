/// Changes to one `[[feed]]` of a TOML text that leave every other byte as it is.
struct TOMLEdit {
  private let bytes: [UInt8]
  private let document: TOMLDocument
  private let node: TOMLNode
  private let section: TOMLSection

  /// Nil where no feed stands at the place, or the text has mistakes.
  init?(_ source: SourceText, feedAt place: SourcePlace) {
    document = TOMLDocument(parsing: source.bytes)
    guard document.mistakes.isEmpty, case .list(let list)? = document.root["feed"]?.value,
      let node = list.elements.first(where: { source.place($0.range.lowerBound) == place }),
      case .section(let section) = node.value
    else { return nil }
    bytes = source.bytes
    self.node = node
    self.section = section
  }

  /// Without the feed. Comments above and below it stay; nil where other tables stand among its own.
  func removing() -> [UInt8]? {
    if section.origin == .inline { return removingElement() }
    let start = lineStart(node.range.lowerBound)
    var end = lineEnd(lastOffset(of: section, from: node.range.upperBound))
    for header in document.headers
    where header.offset > node.range.lowerBound && header.offset < end {
      guard header.path.first == "feed", header.path.count > 1 else { return nil }
    }
    // One blank line between what stands above and below, not two.
    if start == 0 || isBlank(before: start) {
      while end < bytes.count, bytes[end] == 0x0A { end += 1 }
    }
    return Array(bytes[..<start] + bytes[end...])
  }

  /// With a key of the feed set to a value in TOML.
  func setting(_ key: String, to value: String) -> [UInt8] {
    if let old = section[key] {
      return Array(bytes[..<old.range.lowerBound]) + Array(value.utf8)
        + Array(bytes[old.range.upperBound...])
    }
    if section.origin == .inline {
      let end = section.entries.map { lastOffset(of: $0) }.max() ?? node.range.lowerBound + 1
      let comma = section.entries.isEmpty ? " " : ", "
      return Array(bytes[..<end]) + Array("\(comma)\(key) = \(value)".utf8) + Array(bytes[end...])
    }
    let anchor = section.entries.first { $0.key == "url" } ?? section.entries.first
    let offset = anchor.map { lastOffset(of: $0) } ?? node.range.upperBound
    let start = lineStart(anchor?.keyRange.lowerBound ?? offset)
    let indentation = bytes[start...].prefix { anchor != nil && ($0 == 0x20 || $0 == 0x09) }
    let end = lineEnd(offset)
    let missing: [UInt8] = end > 0 && bytes[end - 1] != 0x0A ? [0x0A] : []
    return Array(bytes[..<end]) + missing + Array(indentation) + Array("\(key) = \(value)\n".utf8)
      + Array(bytes[end...])
  }

  /// Without a key of the feed, where it stands alone on its line; else with the key set to `otherwise`.
  func unsetting(_ key: String, otherwise: String) -> [UInt8] {
    guard let place = section.find(key) else { return bytes }
    let entry = section.entries[place]
    let start = lineStart(entry.keyRange.lowerBound)
    let end = lineEnd(entry.node.range.upperBound)
    let before = bytes[start..<entry.keyRange.lowerBound]
    let after = bytes[entry.node.range.upperBound..<end]
    guard section.origin != .inline,
      (before + after).allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D })
    else { return setting(key, to: otherwise) }
    return Array(bytes[..<start] + bytes[end...])
  }

  /// An element of `feed = [{ … }, { … }]`, with one of the commas beside it, and its line where it has one to itself.
  private func removingElement() -> [UInt8]? {
    var start = node.range.lowerBound
    var end = node.range.upperBound
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    let isSpace: (UInt8) -> Bool = { isBlank($0) || $0 == 0x0A }
    let next = bytes[end...].firstIndex { !isSpace($0) } ?? bytes.count
    if next < bytes.count, bytes[next] == 0x2C {
      end = next + 1
    } else if let previous = bytes[..<start].lastIndex(where: { !isSpace($0) }),
      bytes[previous] == 0x2C
    {
      return Array(bytes[..<previous] + bytes[end...])
    }
    let lineStart = lineStart(start)
    let lineEnd = lineEnd(end)
    if bytes[lineStart..<start].allSatisfy(isBlank), bytes[end..<lineEnd].allSatisfy(isSpace) {
      (start, end) = (lineStart, lineEnd)
    } else {
      while end < bytes.count, bytes[end] == 0x20 { end += 1 }
    }
    return Array(bytes[..<start] + bytes[end...])
  }

  /// The end of the last value of a table and of the tables in it.
  private func lastOffset(of section: TOMLSection, from offset: Int) -> Int {
    section.entries.map { lastOffset(of: $0) }.reduce(offset, max)
  }

  private func lastOffset(of entry: TOMLSection.Entry) -> Int {
    let own = max(entry.keyRange.upperBound, entry.node.range.upperBound)
    switch entry.node.value {
    case .section(let section) where section.origin != .inline:
      return lastOffset(of: section, from: own)
    case .list(let list) where list.isOfSections:
      return list.elements.reduce(own) { offset, element in
        if case .section(let section) = element.value {
          lastOffset(of: section, from: max(offset, element.range.upperBound))
        } else {
          offset
        }
      }
    default: return own
    }
  }

  private func lineStart(_ offset: Int) -> Int { (bytes[..<offset].lastIndex(of: 0x0A) ?? -1) + 1 }

  /// Past the line end.
  private func lineEnd(_ offset: Int) -> Int {
    (bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count - 1) + 1
  }

  /// Whether the line that ends at `offset` is empty.
  private func isBlank(before offset: Int) -> Bool {
    offset >= 2 && bytes[offset - 1] == 0x0A
      && (bytes[offset - 2] == 0x0A
        || bytes[..<(offset - 1)].last == 0x0D && offset >= 3 && bytes[offset - 3] == 0x0A)
  }
}
