import Markup

/// Gives flaws of a document their lines.
enum ProblemLines {
    /// One problem for each flaw, in the order of the document.
    static func problems(
        _ flaws: [XMLFlaw], in bytes: UnsafeBufferPointer<UInt8>, startingAt firstLine: Int
    ) -> [Problem] {
        var problems: [Problem] = []
        var line = firstLine
        var offset = 0
        for flaw in flaws.sorted(by: { $0.offset < $1.offset }) {
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
