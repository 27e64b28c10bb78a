/// Lines of a label and a text, the texts below each other; a text that is longer than the terminal is wide goes on in the
/// next line.
enum Labelled {
    private static let indent = 13

    /// - Parameter width: nil: no line is broken.
    static func text(_ lines: [(label: String, text: String)], width: Int?) -> String {
        lines.map { line in
            let label = TextWidth.padded(line.label, to: indent)
            let room = max(20, (width ?? .max) - indent)
            let parts = wrapped(line.text, to: room)
            return label + parts.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
        }.joined()
    }

    private static func wrapped(_ text: String, to width: Int) -> [String] {
        guard TextWidth.of(text) > width else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ").map(String.init) {
            if !line.isEmpty, TextWidth.of(line) + 1 + TextWidth.of(word) > width {
                lines.append(line)
                line = word
            } else {
                line += line.isEmpty ? word : " " + word
            }
        }
        return lines + [line]
    }
}
