import Feeds

/// Changes to one feed of an OPML text that leave every other byte as it is.
struct OPMLEdit {
  private let bytes: [UInt8]
  private let document: OPMLDocument
  private let feed: OPMLFeed

  /// Nil where no feed stands at the place, or the text is not in UTF-8.
  init?(_ source: SourceText, feedAt place: SourcePlace) {
    guard let document = try? OPMLDocument(parsing: source.bytes), document.isOriginalText,
      let feed = document.feeds.first(where: { source.place($0.ranges[0].lowerBound) == place })
    else { return nil }
    bytes = source.bytes
    self.document = document
    self.feed = feed
  }

  /// Without the feed's outlines; nil where other outlines stand in them.
  func removing() -> [UInt8]? {
    guard feed.ranges.allSatisfy({ range in outline(at: range)?.children.isEmpty ?? false }) else {
      return nil
    }
    var result = bytes
    for range in feed.ranges.sorted(by: { $0.lowerBound > $1.lowerBound }) {
      var start = range.lowerBound
      var end = range.upperBound
      while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
      let isWholeLine =
        (start == 0 || bytes[start - 1] == 0x0A) && end < bytes.count
        && (bytes[end] == 0x0A || bytes[end] == 0x0D)
      if isWholeLine {
        if bytes[end] == 0x0D { end += 1 }
        if end < bytes.count, bytes[end] == 0x0A { end += 1 }
      } else {
        start = range.lowerBound
      }
      result.removeSubrange(start..<end)
    }
    return result
  }

  /// With a setting of feedmill's, or without it where `value` is nil.
  func setting(_ name: String, to value: String?) -> [UInt8] {
    let full = OPMLFeed.settingPrefix + name
    let old = feed.attributes.first { $0.name == full }
    guard let value else {
      guard let old else { return bytes }
      let start = old.range.lowerBound - (bytes[old.range.lowerBound - 1] == 0x20 ? 1 : 0)
      return Array(bytes[..<start] + bytes[old.range.upperBound...])
    }
    let text = "\(full)=\"\(value)\""
    if let old {
      return Array(bytes[..<old.range.lowerBound]) + Array(text.utf8)
        + Array(bytes[old.range.upperBound...])
    }
    let prefix = "xmlns:" + OPMLFeed.settingPrefix.dropLast()
    let isBound = (document.attributes + feed.attributes).contains { $0.name == prefix }
    let namespace = isBound ? "" : " \(prefix)=\"\(OPMLFeed.namespace)\""
    let end = feed.urlRange.upperBound
    return Array(bytes[..<end]) + Array("\(namespace) \(text)".utf8) + Array(bytes[end...])
  }

  private func outline(at range: Range<Int>) -> OPMLOutline? {
    var level = document.outlines
    while let next = level.first(where: { $0.range.contains(range.lowerBound) }) {
      if next.range == range { return next }
      level = next.children
    }
    return nil
  }
}
