import Basics

/// A small, tolerant reader of the XML that OPML is written in. It knows no entity but XML's five and numbers, reads no
/// DTD and fetches nothing.
struct OPMLReader<Sink: OPMLSink> {
  let text: [UInt8]
  let limits: OPMLLimits
  var index = 0
  var version = ""
  var attributes: [OPMLAttribute] = []
  var head: [OPMLDocument.HeadElement] = []
  private(set) var sink: Sink
  private(set) var problems: [OPMLProblem] = []
  /// The start tags of the outlines that are open.
  private var open: [Int] = []
  private var count = 0
  private var stage = OPMLStage.before
  /// Offsets are mostly told in growing order, so lines and columns are counted on from here.
  private var counted = (offset: 0, line: 1, column: 1)

  init(_ text: [UInt8], limits: OPMLLimits, into sink: Sink) {
    self.text = text
    self.limits = limits
    self.sink = sink
  }

  mutating func read() throws(OPMLError) {
    while let start = text[index...].firstIndex(of: 0x3C) {
      index = start
      if skips("<!--", to: "-->") || skips("<![CDATA[", to: "]]>") || skips("<?", to: "?>") {
        continue
      }
      if starts(with: "<!") {
        skipDeclaration()
      } else if starts(with: "</") {
        try endTag()
      } else {
        try startTag()
      }
    }
    try finish()
  }

  private func finish() throws(OPMLError) {
    guard stage != .before else {
      throw error("not-opml", at: 0, "no <opml> element", expected: "an OPML document")
    }
    guard stage == .after, open.isEmpty else {
      let what =
        stage == .body
        ? "</body> is missing" : stage == .after ? "an outline is not closed" : "no <body> element"
      throw error(
        "truncated", at: text.count, "the document ends early: \(what)", expected: "the rest of it")
    }
  }
}

// MARK: Tags

extension OPMLReader {
  private mutating func startTag() throws(OPMLError) {
    let start = index
    index += 1
    let name = self.name()
    guard !name.isEmpty else {
      problem("stray-markup", at: start, "a < that begins no tag")
      return
    }
    let (attributes, isEmpty) = try self.attributes(of: name)
    switch (name.asciiLowercased, stage) {
    case ("opml", .before):
      stage = .opml
      version = attributes.first { $0.name.asciiLowercased == "version" }?.value ?? ""
      self.attributes = attributes.filter { $0.name.asciiLowercased != "version" }
    case ("head", .opml): stage = isEmpty ? .opml : .head
    case ("body", .opml), ("body", .head): stage = isEmpty ? .after : .body
    case ("outline", .body): try outline(attributes, isEmpty: isEmpty, start: start)
    case (_, .head):
      if !isEmpty { headElement(name) } else { head.append(.init(name: name, value: "")) }
    case (_, .before):
      throw error(
        "not-opml", at: start, "<\(name.cleaned)> where <opml> should be",
        expected: "an OPML document")
    default:
      problem("stray-markup", at: start, "<\(name.cleaned)> has no place here")
    }
  }

  private mutating func outline(_ attributes: [OPMLAttribute], isEmpty: Bool, start: Int)
    throws(OPMLError)
  {
    count += 1
    guard count <= limits.outlines else {
      throw error("too-many", at: start, "more than \(limits.outlines) outlines", expected: "fewer")
    }
    sink.begin(attributes, at: start)
    if isEmpty { return sink.end(at: index) }
    guard open.count < limits.depth else {
      throw error(
        "too-deep", at: start, "outlines nest deeper than \(limits.depth)", expected: "fewer levels"
      )
    }
    open.append(start)
  }

  private mutating func close() {
    open.removeLast()
    sink.end(at: index)
  }

  private mutating func endTag() throws(OPMLError) {
    let start = index
    index += 2
    let name = self.name().asciiLowercased
    let end = text[index...].firstIndex { $0 == 0x3E || $0 == 0x3C } ?? text.count
    let isClosed = end < text.count && text[end] == 0x3E
    switch (name, stage) {
    case ("outline", .body) where !open.isEmpty:
      index = isClosed ? end + 1 : end
      close()
      return
    case ("body", .body), ("opml", .body):
      index = start
      while !open.isEmpty {
        problem("unclosed-outline", at: open[open.count - 1], "an outline that is not closed")
        close()
      }
      stage = .after
    case ("head", .head): stage = .opml
    case ("opml", .opml), ("opml", .after), ("body", .after): break
    default: problem("stray-end-tag", at: start, "</\(name.cleaned)> closes nothing")
    }
    index = isClosed ? end + 1 : end
  }

  private mutating func headElement(_ name: String) {
    let close = Array("</\(name)".utf8)
    let start = index
    var end = start
    while end < text.count, !(text[end] == 0x3C && text[end...].starts(with: close)) {
      // An element that is not closed ends with the head.
      if text[end] == 0x3C, text[end...].prefix(6).elementsEqual(Array("</head".utf8)) { break }
      end += 1
    }
    var content = text[start..<end]
    if content.starts(with: Array("<![CDATA[".utf8)), content.count >= 12 {
      content = content.dropFirst(9).dropLast(3)
    }
    let value = decoded(content)
    head.append(.init(name: name, value: value.trimmed))
    index = end
    if end < text.count, text[end...].starts(with: close) {
      index = (text[end...].firstIndex(of: 0x3E) ?? text.count - 1) + 1
    }
  }
}

// MARK: Attributes and text

extension OPMLReader {
  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  private mutating func skipSpace() {
    while index < text.count, isSpace(text[index]) { index += 1 }
  }

  private mutating func name() -> String {
    let start = index
    while index < text.count, !isSpace(text[index]),
      ![0x3D, 0x3E, 0x2F, 0x3C, 0x22, 0x27].contains(text[index])
    {
      index += 1
    }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  /// To the end of the start tag.
  private mutating func attributes(of element: String) throws(OPMLError) -> (
    [OPMLAttribute], isEmpty: Bool
  ) {
    var result: [OPMLAttribute] = []
    while true {
      skipSpace()
      guard index < text.count else {
        throw error(
          "truncated", at: text.count, "the document ends in <\(element.cleaned)>",
          expected: "the rest of it"
        )
      }
      switch text[index] {
      case 0x3E:
        index += 1
        return (result, false)
      case 0x2F where index + 1 < text.count && text[index + 1] == 0x3E:
        index += 2
        return (result, true)
      case 0x3C:
        problem("stray-markup", at: index, "<\(element.cleaned)> is not closed")
        return (result, false)
      default:
        guard let attribute = try attribute() else { continue }
        if result.contains(where: { $0.name == attribute.name }) {
          problem(
            "attribute-twice", at: attribute.range.lowerBound,
            "\(attribute.name.cleaned) a second time")
        } else if result.count == limits.attributes {
          throw error(
            "too-many", at: attribute.range.lowerBound, "more than \(limits.attributes) attributes",
            expected: "fewer")
        } else {
          result.append(attribute)
        }
      }
    }
  }

  private mutating func attribute() throws(OPMLError) -> OPMLAttribute? {
    let start = index
    let name = self.name()
    guard !name.isEmpty else {
      problem("stray-markup", at: index, "a character that begins no attribute")
      index += 1
      return nil
    }
    let end = index
    skipSpace()
    guard index < text.count, text[index] == 0x3D else {
      index = end
      problem("unquoted-attribute", at: start, "\(name.cleaned) has no value")
      return OPMLAttribute(name, "", range: start..<end)
    }
    index += 1
    skipSpace()
    guard index < text.count, text[index] == 0x22 || text[index] == 0x27 else {
      problem("unquoted-attribute", at: index, "the value of \(name.cleaned) has no quotes")
      let from = index
      while index < text.count, !isSpace(text[index]), text[index] != 0x3E { index += 1 }
      return OPMLAttribute(name, decoded(text[from..<index]), range: start..<index)
    }
    let from = index + 1
    guard let to = text[from...].firstIndex(of: text[index]) else {
      throw error(
        "truncated", at: index, "the value of \(name.cleaned) is not closed",
        expected: "its closing quote")
    }
    index = to + 1
    return OPMLAttribute(name, decoded(text[from..<to]), range: start..<index)
  }

  /// Entities decoded; white space as XML normalises it in attributes (XML 1.0, 3.3.3).
  private mutating func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(where: { $0 == 0x26 || $0 < 0x20 }) else {
      return String(decoding: bytes, as: UTF8.self)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == 0x26 {
        let (replacement, length) = entity(bytes[at...])
        result += replacement
        at += length
      } else {
        if byte == 0x0D, at + 1 < bytes.endIndex, bytes[at + 1] == 0x0A { at += 1 }
        result.append(isSpace(byte) ? 0x20 : byte)
        at += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// What the reference at the start of `bytes` stands for, and its length.
  private mutating func entity(_ bytes: ArraySlice<UInt8>) -> ([UInt8], Int) {
    guard let end = bytes.prefix(12).firstIndex(of: 0x3B), end > bytes.startIndex + 1 else {
      problem("bare-ampersand", at: bytes.startIndex, "an & that begins no entity")
      return ([0x26], 1)
    }
    let name = String(decoding: bytes[(bytes.startIndex + 1)..<end], as: UTF8.self)
    let length = end - bytes.startIndex + 1
    let named: [String: UInt8] = ["amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27]
    if let byte = named[name] { return ([byte], length) }
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let isHex = digits.first == "x" || digits.first == "X"
      let number =
        digits.contains("+") ? nil : isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      if let scalar = number.flatMap(Unicode.Scalar.init), isXMLCharacter(scalar) {
        return (Array(String(scalar).utf8), length)
      }
    }
    let isWord = name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || $0 == 0x23
    }
    problem(
      isWord ? "undefined-entity" : "bare-ampersand", at: bytes.startIndex,
      isWord ? "&\(name); is not defined" : "an & that begins no entity")
    return ([0x26], 1)
  }

  /// XML 1.0, 2.2.
  private func isXMLCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 && scalar.value < 0xFFFE || [0x09, 0x0A, 0x0D].contains(scalar.value)
      || scalar.value > 0xFFFF
  }

  private func starts(with prefix: StaticString) -> Bool {
    guard index + prefix.utf8CodeUnitCount <= text.count else { return false }
    return prefix.withUTF8Buffer { prefix in
      prefix.indices.allSatisfy { text[index + $0] == prefix[$0] }
    }
  }

  /// Past what begins with `start` and ends with `end`, or past everything where the end is missing.
  private mutating func skips(_ start: StaticString, to end: StaticString) -> Bool {
    guard starts(with: start) else { return false }
    index += start.utf8CodeUnitCount
    while index < text.count, !starts(with: end) { index += 1 }
    index = min(index + end.utf8CodeUnitCount, text.count)
    return true
  }

  /// Past `<!DOCTYPE …>`, its internal subset included.
  private mutating func skipDeclaration() {
    var brackets = 0
    while index < text.count {
      switch text[index] {
      case 0x5B: brackets += 1
      case 0x5D: brackets -= 1
      case 0x3E where brackets <= 0:
        index += 1
        return
      default: break
      }
      index += 1
    }
  }
}

// MARK: Places

extension OPMLReader {
  private func place(_ offset: Int) -> (line: Int, column: Int) {
    var (from, line, column) = offset < counted.offset ? (offset: 0, line: 1, column: 1) : counted
    while from < offset {
      if text[from] == 0x0A {
        (line, column) = (line + 1, 1)
      } else if text[from] & 0xC0 != 0x80 {
        column += 1
      }
      from += 1
    }
    return (line, column)
  }

  private func error(_ code: String, at offset: Int, _ wrong: String, expected: String) -> OPMLError
  {
    let (line, column) = place(offset)
    return OPMLError(code: code, line: line, column: column, wrong: wrong, expected: expected)
  }

  private mutating func problem(_ code: String, at offset: Int, _ message: String) {
    guard problems.count < limits.problems else { return }
    let (line, column) = place(offset)
    counted = (offset, line, column)
    problems.append(OPMLProblem(code: code, line: line, column: column, message: message))
  }
}

enum OPMLStage { case before, opml, head, body, after }
