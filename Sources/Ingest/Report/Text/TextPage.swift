import Basics

/// Lines for a person: labels in a column of their own, texts wrapped beside them; on a narrow screen below them.
struct TextPage {
    let style: TextStyle
    private(set) var lines: [String] = []
    private let isNarrow: Bool
    /// Where texts begin.
    let indent: Int

    init(_ style: TextStyle) {
        self.style = style
        isNarrow = style.width < 50
        indent = isNarrow ? 2 : 9
    }

    /// Cells beside the labels.
    var room: Int { style.width - indent }

    var text: String { lines.joined(separator: "\n") + "\n" }

    mutating func blank() { lines.append("") }

    mutating func heading(_ text: String, _ tone: TextStyle.Tone) {
        lines += Cells.wrap(style.shown(text), to: style.width).map { style.painted($0, tone) }
    }

    mutating func line(_ label: String, _ text: String, _ tone: TextStyle.Tone = .plain) {
        block(label, Cells.wrap(style.shown(text), to: room), tone)
    }

    /// Lines that are not to be wrapped; what does not fit is cut.
    mutating func block(_ label: String, _ texts: [String], _ tone: TextStyle.Tone = .plain) {
        var texts = texts.map { Cells.cut($0, to: room, isUnicode: style.isUnicode) }
        if !label.isEmpty {
            if isNarrow {
                lines.append(style.painted(label, .strong))
            } else {
                let padding = String(repeating: " ", count: max(1, indent - label.count))
                lines.append(style.painted(label, .strong) + padding + style.painted(texts.first ?? "", tone))
                texts = Array(texts.dropFirst())
            }
        }
        lines += texts.map { String(repeating: " ", count: indent) + style.painted($0, tone) }
    }

    /// A text further in by `depth` cells, wrapped.
    mutating func inset(_ depth: Int, _ text: String, _ tone: TextStyle.Tone = .plain) {
        lines += Cells.wrap(style.shown(text), to: style.width - depth).map {
            String(repeating: " ", count: depth) + style.painted($0, tone)
        }
    }
}
