import Ingest

/// Lines of a label and a text, the texts below each other; a text that is longer than the terminal is wide goes on in the
/// next line.
enum Labelled {
    private static let indent = 13

    /// - Parameter style: nil: no line is broken.
    static func text(_ lines: [(label: String, text: String)], _ style: TextStyle?) -> String {
        lines.map { line in
            let label = line.label + String(repeating: " ", count: max(1, indent - line.label.count))
            let parts = style.map { Cells.wrap($0.shown(line.text), to: max(20, $0.width - indent)) } ?? [line.text]
            return label + parts.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
        }.joined()
    }
}
