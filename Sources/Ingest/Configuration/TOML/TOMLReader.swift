import Basics

/// Reads a TOML document line by line (https://toml.io/en/v1.0.0). After a mistake it goes on at the next line that looks
/// like a key or a header.
struct TOMLReader {
  struct Failure: Error {
    let mistake: TOMLDocument.Mistake
    /// The table or key is known, and only it is to be left out: what follows is to be read as if it were right.
    var isOfMeaning = false
  }

  struct Key {
    var parts: [(name: String, range: Range<Int>)] = []
    var range: Range<Int> { parts[0].range.lowerBound..<parts[parts.count - 1].range.upperBound }
    var dotted: String { parts.map(\.name).joined(separator: ".") }
  }

  let bytes: [UInt8]
  let maximumDepth: Int
  let maximumMistakes: Int
  var index = 0
  var depth = 0
  let root = TOMLSection(.header)
  var headers: [TOMLDocument.Header] = []
  var mistakes: [TOMLDocument.Mistake] = []
  /// Where `key = value` lines go at this point.
  private var current: TOMLSection
  /// The `[[name]]` whose tables are handed out one by one, so that they need not all be held at once.
  private let streamed: String?
  private var streamedList: TOMLList?
  private var finished: TOMLNode?

  init(
    _ bytes: [UInt8], maximumDepth: Int = 32, maximumMistakes: Int = 100,
    streaming name: String? = nil
  ) {
    self.bytes = bytes
    self.maximumDepth = maximumDepth
    self.maximumMistakes = maximumMistakes
    current = root
    streamed = name
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    if let offset = malformedUTF8(bytes) {
      mistakes.append(
        .init(offset: offset, message: "bytes that are no UTF-8", expected: "text in UTF-8"))
      index = bytes.count
    }
  }

  /// Reads on to the end of the next table of the streamed name; nil at the end of the document.
  mutating func next() -> TOMLNode? {
    while index < bytes.count {
      do {
        try line()
      } catch {
        mistakes.append(error.mistake)
        if mistakes.count >= maximumMistakes { index = bytes.count }
        if !error.isOfMeaning { recover() }
      }
      if let node = finished {
        finished = nil
        return node
      }
    }
    return streamedList?.elements.popLast()
  }

  private mutating func line() throws(Failure) {
    skipBlanks()
    guard let byte = peek else { return }
    switch byte {
    case 0x0A, 0x0D, 0x23: break
    case 0x5B:
      // The keys below a header that is wrong are read, and lead nowhere.
      current = TOMLSection(.header)
      current = try header()
    default: try keyAndValue(in: current)
    }
    try endOfLine()
  }

  /// Past the rest of the line, and past lines that can begin neither a key nor a header.
  private mutating func recover() {
    repeat {
      while peek != nil, peek != 0x0A { index += 1 }
      if peek != nil { index += 1 }
      skipBlanks()
    } while peek.map { !(isBareKey($0) || $0 == 0x5B || $0 == 0x23) } ?? false
  }
}

// MARK: Lines

extension TOMLReader {
  private mutating func header() throws(Failure) -> TOMLSection {
    let start = index
    index += 1
    let isList = peek == 0x5B
    if isList { index += 1 }
    skipBlanks()
    let key = try self.key()
    skipBlanks()
    for _ in 0..<(isList ? 2 : 1) {
      guard peek == 0x5D else {
        throw fail("the header of a table is not closed", isList ? "]]" : "]")
      }
      index += 1
    }
    if streamed == nil { headers.append(.init(path: key.parts.map(\.name), offset: start)) }
    do {
      return try isList ? appended(key) : opened(key)
    } catch {
      try endOfLine()
      throw error
    }
  }

  /// The table of a `[a.b.c]` line.
  private func opened(_ key: Key) throws(Failure) -> TOMLSection {
    let parent = try parent(of: key)
    let last = key.parts[key.parts.count - 1]
    guard let place = parent.find(last.name) else {
      let section = TOMLSection(.header)
      parent.append(
        .init(key: last.name, keyRange: last.range, node: TOMLNode(.section(section), key.range)))
      return section
    }
    guard case .section(let section) = parent.entries[place].node.value, section.origin == .implicit
    else {
      throw twice(key, last.range)
    }
    section.origin = .header
    return section
  }

  /// The new table of a `[[a.b.c]]` line.
  private mutating func appended(_ key: Key) throws(Failure) -> TOMLSection {
    let parent = try parent(of: key)
    let last = key.parts[key.parts.count - 1]
    let section = TOMLSection(.header)
    let node = TOMLNode(.section(section), key.range)
    if let place = parent.find(last.name) {
      guard case .list(let list) = parent.entries[place].node.value, list.isOfSections else {
        throw twice(key, last.range)
      }
      if list === streamedList { finished = list.elements.popLast() }
      list.elements.append(node)
    } else {
      let list = TOMLList(isOfSections: true)
      list.elements.append(node)
      if key.parts.count == 1, last.name == streamed { streamedList = list }
      parent.append(
        .init(key: last.name, keyRange: last.range, node: TOMLNode(.list(list), key.range)))
    }
    return section
  }

  /// The table that a header's last name stands in; the last one of an array of tables on the way.
  private func parent(of key: Key) throws(Failure) -> TOMLSection {
    var section = root
    for part in key.parts.dropLast() {
      guard let place = section.find(part.name) else {
        let next = TOMLSection(.implicit)
        section.append(
          .init(key: part.name, keyRange: part.range, node: TOMLNode(.section(next), part.range)))
        section = next
        continue
      }
      switch section.entries[place].node.value {
      case .section(let next) where next.origin != .inline:
        section = next
      case .list(let list) where list.isOfSections:
        guard case .section(let next)? = list.elements.last?.value else {
          throw twice(key, part.range)
        }
        section = next
      default:
        throw twice(key, part.range)
      }
    }
    return section
  }

  private mutating func keyAndValue(in section: TOMLSection) throws(Failure) {
    let key = try self.key()
    skipBlanks()
    guard peek == 0x3D else {
      throw fail("`\(key.dotted)` is followed by no value", "= and a value")
    }
    index += 1
    skipBlanks()
    let node = try value()
    do {
      try insert(node, at: key, in: section)
    } catch {
      // In an inline table the rest of it is not to be read on its own.
      throw Failure(mistake: error.mistake, isOfMeaning: depth == 0)
    }
  }

  private mutating func insert(_ node: TOMLNode, at key: Key, in section: TOMLSection)
    throws(Failure)
  {
    var section = section
    for part in key.parts.dropLast() {
      guard let place = section.find(part.name) else {
        let next = TOMLSection(.dotted)
        section.append(
          .init(key: part.name, keyRange: part.range, node: TOMLNode(.section(next), part.range)))
        section = next
        continue
      }
      guard case .section(let next) = section.entries[place].node.value, next.origin == .dotted
      else {
        throw twice(key, part.range)
      }
      section = next
    }
    let last = key.parts[key.parts.count - 1]
    guard section.find(last.name) == nil else { throw twice(key, last.range) }
    section.append(.init(key: last.name, keyRange: last.range, node: node))
  }

  mutating func inlineSection() throws(Failure) -> TOMLNode {
    let start = index
    index += 1
    let section = TOMLSection(.dotted)
    skipBlanks()
    while peek != 0x7D {
      try keyAndValue(in: section)
      skipBlanks()
      guard peek == 0x2C else { break }
      index += 1
      skipBlanks()
      if peek == 0x7D {
        throw fail("a comma before the end of an inline table", "a key or no comma")
      }
    }
    guard peek == 0x7D else {
      throw fail("an inline table is not closed", "a comma or } on the same line")
    }
    index += 1
    section.close()
    return TOMLNode(.section(section), start..<index)
  }

  private func twice(_ key: Key, _ range: Range<Int>) -> Failure {
    Failure(
      mistake: .init(
        offset: range.lowerBound, message: "`\(key.dotted)` stands here a second time",
        expected: "each key and each table once"),
      isOfMeaning: true)
  }
}

extension TOMLSection {
  /// An inline table is whole: nothing outside of its braces adds to it, or to the tables that dotted keys made in it.
  fileprivate func close() {
    origin = .inline
    for entry in entries {
      if case .section(let section) = entry.node.value, section.origin == .dotted {
        section.close()
      }
    }
  }
}

// MARK: Keys and what stands between

extension TOMLReader {
  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  func fail(_ message: String, _ expected: String, at offset: Int? = nil) -> Failure {
    Failure(mistake: .init(offset: offset ?? index, message: message, expected: expected))
  }

  func isBareKey(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }

  mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x09 { index += 1 }
  }

  private mutating func key() throws(Failure) -> Key {
    var key = Key()
    while true {
      let start = index
      let name = try simpleKey()
      key.parts.append((name, start..<index))
      guard key.parts.count <= maximumDepth else {
        throw fail("a key of more than \(maximumDepth) parts", "fewer", at: start)
      }
      let end = index
      skipBlanks()
      guard peek == 0x2E else {
        index = end
        return key
      }
      index += 1
      skipBlanks()
    }
  }

  private mutating func simpleKey() throws(Failure) -> String {
    if peek == 0x22 || peek == 0x27 {
      guard
        !(index + 2 < bytes.count && bytes[index + 1] == bytes[index]
          && bytes[index + 2] == bytes[index])
      else { throw fail("a key in three quotes", "a key in single or double quotes, or bare") }
      return try string()
    }
    let start = index
    while let byte = peek, isBareKey(byte) { index += 1 }
    guard index > start else {
      throw fail("no key", "a key: letters, digits, - and _, or a string in quotes")
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// To the end of the line, past a comment.
  private mutating func endOfLine() throws(Failure) {
    skipBlanks()
    try comment()
    guard let byte = peek else { return }
    if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
    guard peek == 0x0A else {
      throw fail("something follows the value on its line", "the end of the line")
    }
    index += 1
  }

  private mutating func comment() throws(Failure) {
    guard peek == 0x23 else { return }
    while let byte = peek, byte != 0x0A {
      if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { return }
      guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else {
        throw fail("a control character", "text")
      }
      index += 1
    }
  }

  /// Past blanks, line ends and comments: what may stand between the elements of an array.
  mutating func skipLines() throws(Failure) {
    while true {
      skipBlanks()
      try comment()
      guard index < bytes.count, isLineEnd(index) else { return }
      index += 1
    }
  }
}
