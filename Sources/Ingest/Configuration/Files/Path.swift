/// Paths as text: nothing here asks the file system.
enum Path {
  /// `path` in `directory` unless it is absolute; `.` and `..` resolved.
  static func absolute(_ path: String, in directory: String) -> String {
    normal(path.hasPrefix("/") ? path : directory + "/" + path)
  }

  static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    path.utf8.lastIndex(of: 0x2F).map { String(path[path.utf8.index(after: $0)...]) } ?? path
  }

  private static func normal(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
