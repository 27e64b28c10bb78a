import Basics

/// Tags as paths of folders, and as OPML 2.0's `category`: comma-separated, with slashes for what lies in what.
enum OPMLTag {
  /// The path of a folder in another.
  static func joined(_ parent: String?, _ name: String) -> String {
    let escaped = name.reduce(into: "") { text, character in
      if character == "/" || character == "\\" { text.append("\\") }
      text.append(character)
    }
    return parent.map { $0 + "/" + escaped } ?? escaped
  }

  /// The folders that a tag names, the outermost first.
  static func names(of tag: String) -> [String] {
    parts(tag, by: "/").map { part in
      var isEscaped = false
      return part.reduce(into: "") { text, character in
        if !isEscaped, character == "\\" {
          isEscaped = true
        } else {
          text.append(character)
          isEscaped = false
        }
      }
    }
  }

  /// As `category` has them.
  static func joined(_ tags: [String]) -> String {
    tags.map { tag in
      let text = tag.reduce(into: "") { text, character in
        if character == "," { text.append("\\") }
        text.append(character)
      }
      // "To represent a tag, the category string should contain no slashes."
      return parts(tag, by: "/").count > 1 ? "/" + text : text
    }.joined(separator: ",")
  }

  /// The tags of a `category`.
  static func split(_ category: String) -> [String] {
    parts(category, by: ",").compactMap { part in
      var text = part.collapsed
      if text.hasPrefix("/") { text.removeFirst() }
      return unescapedCommas(text).nonEmpty
    }
  }

  private static func unescapedCommas(_ text: String) -> String {
    var result = ""
    var pending = false
    for character in text {
      if pending, character != "," { result.append("\\") }
      if pending, character == "\\" {
        result.append("\\")
        pending = false
        continue
      }
      pending = !pending && character == "\\"
      if !pending { result.append(character) }
    }
    return pending ? result + "\\" : result
  }

  /// Parts between a separator that no backslash stands before; empty ones left out.
  private static func parts(_ text: String, by separator: Character) -> [String] {
    guard !text.isEmpty else { return [] }
    var result: [String] = []
    var part = ""
    var isEscaped = false
    for character in text {
      if character == separator, !isEscaped {
        if !part.isEmpty { result.append(part) }
        part = ""
      } else {
        part.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return part.isEmpty ? result : result + [part]
  }
}
