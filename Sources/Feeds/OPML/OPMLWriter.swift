extension OPMLDocument {
  /// The document in UTF-8, an outline a line, two spaces a level.
  public func write() -> [UInt8] {
    var writer = OPMLWriter()
    writer.write(self)
    return writer.output
  }
}

/// Writes OPML: what it writes is well-formed XML 1.0, whatever the values hold.
struct OPMLWriter {
  private(set) var output: [UInt8] = []

  mutating func write(_ document: OPMLDocument) {
    line(0, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
    let version = document.version.isEmpty ? "2.0" : document.version
    line(0, "<opml\(attributes([OPMLAttribute("version", version)] + document.attributes))>")
    line(1, "<head>")
    for element in document.head where isName(element.name) {
      line(2, "<\(element.name)>\(escaped(element.value))</\(element.name)>")
    }
    line(1, "</head>")
    line(1, "<body>")
    for outline in document.outlines { write(outline, level: 2) }
    line(1, "</body>")
    line(0, "</opml>")
  }

  private mutating func write(_ outline: OPMLOutline, level: Int) {
    let start = "<outline\(attributes(outline.attributes))"
    guard !outline.children.isEmpty else { return line(level, start + "/>") }
    line(level, start + ">")
    for child in outline.children { write(child, level: level + 1) }
    line(level, "</outline>")
  }

  private mutating func line(_ level: Int, _ text: String) {
    output += [UInt8](repeating: 0x20, count: level * 2)
    output += Array(text.utf8)
    output.append(0x0A)
  }

  private func attributes(_ attributes: [OPMLAttribute]) -> String {
    attributes.filter { isName($0.name) }.map { " \($0.name)=\"\(escaped($0.value))\"" }.joined()
  }

  /// Letters, digits and what else is common in names; a name with anything else is left out.
  private func isName(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.properties.isAlphabetic || first == "_"
    else { return false }
    return name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789_-.:".unicodeScalars.contains($0)
    }
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t", "\r": result += "&#\(scalar.value);"
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
