import Markup

/// Gives flaws of a document their lines.
enum ProblemLines {
  /// One problem for each flaw, at most `perKind` of a kind, in the order of the document.
  static func problems(
    _ flaws: [XMLFlaw], in bytes: UnsafeBufferPointer<UInt8>, startingAt firstLine: Int,
    perKind: Int = 5
  ) -> [Problem] {
    var problems: [Problem] = []
    var counts: [XMLFlaw.Kind: Int] = [:]
    var line = firstLine
    var offset = 0
    for flaw in flaws.sorted(by: { $0.offset < $1.offset }) {
      counts[flaw.kind, default: 0] += 1
      guard counts[flaw.kind]! <= perKind else { continue }
      let end = min(flaw.offset, bytes.count)
      while offset < end {
        if bytes[offset] == 0x0A { line += 1 }
        offset += 1
      }
      problems.append(Problem(code: flaw.kind.rawValue, line: line, message: flaw.kind.message))
    }
    return problems
  }
}
