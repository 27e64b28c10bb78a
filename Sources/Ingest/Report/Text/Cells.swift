/// Text measured in the cells of a terminal: what combines takes none, East Asian wide characters and emoji take two.
public enum Cells {
    public static func width(of text: some StringProtocol) -> Int { text.reduce(0) { $0 + width(of: $1) } }

    public static func width(of character: Character) -> Int {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        if scalar.value < 0x300 { return scalar.value < 0x20 ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        // U+FE0F asks for the picture where there is a letter too.
        let isPicture =
            scalar.properties.isEmojiPresentation || character.unicodeScalars.contains { $0.value == 0xFE0F }
        return isPicture || isWide(scalar.value) ? 2 : 1
    }

    /// The beginning of a text that fits, with an ellipsis where it is cut.
    public static func cut(_ text: String, to width: Int, isUnicode: Bool = true) -> String {
        guard Cells.width(of: text) > width else { return text }
        let ellipsis = isUnicode ? "…" : "..."
        return head(of: text, width: max(0, width - ellipsis.count)) + ellipsis.prefix(max(0, width))
    }

    /// On lines of `width` cells at most, parted at spaces; a longer word is cut into pieces.
    public static func wrap(_ text: String, to width: Int) -> [String] {
        let width = max(1, width)
        var lines: [String] = []
        var line = ""
        for word in text.split(whereSeparator: { $0 == " " || $0.isNewline }) {
            if !line.isEmpty {
                if Cells.width(of: line) + 1 + Cells.width(of: word) <= width {
                    line += " " + word
                    continue
                }
                lines.append(line)
            }
            line = String(word)
            while Cells.width(of: line) > width {
                // A wide character may not fit at all: it is shown all the same.
                let piece = head(of: line, width: width)
                lines.append(piece.isEmpty ? String(line.prefix(1)) : piece)
                line = String(line.dropFirst(max(1, piece.count)))
            }
        }
        return lines + (line.isEmpty && !lines.isEmpty ? [] : [line])
    }

    private static func head(of text: String, width: Int) -> String {
        var rest = width
        return String(
            text.prefix { character in
                rest -= Cells.width(of: character)
                return rest >= 0
            })
    }

    /// East_Asian_Width W and F of UAX 11, in large.
    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x17000...0x18CFF, 0x1B000...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
