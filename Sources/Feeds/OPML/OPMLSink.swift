/// Takes outlines as they are read: each begins, those in it begin and end, it ends.
protocol OPMLSink {
  mutating func begin(_ attributes: [OPMLAttribute], at offset: Int)
  mutating func end(at offset: Int)
}

/// Builds the tree.
struct OPMLTreeSink: OPMLSink {
  private(set) var outlines: [OPMLOutline] = []
  private var open: [OPMLOutline] = []

  mutating func begin(_ attributes: [OPMLAttribute], at offset: Int) {
    open.append(OPMLOutline(attributes: attributes, range: offset..<offset))
  }

  mutating func end(at offset: Int) {
    guard var outline = open.popLast() else { return }
    outline.range = outline.range.lowerBound..<offset
    if open.isEmpty {
      outlines.append(outline)
    } else {
      open[open.count - 1].children.append(outline)
    }
  }
}
