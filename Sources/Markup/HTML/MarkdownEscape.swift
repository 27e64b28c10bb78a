/// What must be escaped so that CommonMark reads text as text.
enum MarkdownEscape {
    /// An item of a list of tasks, with GitHub's mark for a box.
    static func task(_ text: String) -> String {
        for (box, mark) in [("\u{2611} ", "[x] "), ("\u{2610} ", "[ ] ")] where text.hasPrefix(box) {
            return mark + text.dropFirst(box.count)
        }
        return text
    }

    static func inline(_ text: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.count + 8)
        var previous: UInt8 = 0x20
        for index in text.indices {
            let byte = text[index]
            let next = index + 1 < text.endIndex ? text[index + 1] : 0x20
            let isSpecial =
                switch byte {
                case 0x5C, 0x60, 0x2A, 0x5B, 0x5D, 0x3C: true
                // Within a word an underscore is only that.
                case 0x5F: !(isWord(previous) && isWord(next))
                case 0x26: next == 0x23 || isWord(next)
                case 0x7E: previous == 0x7E || next == 0x7E
                default: false
                }
            if isSpecial { out.append(0x5C) }
            out.append(byte)
            previous = byte
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Of a paragraph: marks that begin a heading, quote, list or rule when they stand first on a line.
    static func lineStart(_ text: String) -> String {
        guard let first = text.utf8.first else { return text }
        switch first {
        case 0x23, 0x3E, 0x3D, 0x7C: return "\\" + text
        case 0x2B, 0x2D:
            return "\\" + text
        case 0x30...0x39:
            let digits = text.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
            let rest = text.utf8.dropFirst(digits.count)
            guard digits.count <= 9, let mark = rest.first, mark == 0x2E || mark == 0x29,
                rest.dropFirst().first.map({ $0 == 0x20 || $0 == 0x0A }) ?? true
            else { return text }
            return String(Substring(digits)) + "\\" + String(Substring(rest))
        default: return text
        }
    }

    static func address(_ url: String) -> String {
        var out: [UInt8] = []
        for byte in url.utf8 {
            switch byte {
            case 0x28, 0x29, 0x5C: out += [0x5C, byte]
            case 0x20: out += Array("%20".utf8)
            case 0x3C: out += Array("%3C".utf8)
            case 0x3E: out += Array("%3E".utf8)
            case 0x0A, 0x0D: break
            default: out.append(byte)
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Of a heading: number signs at its end close it (4.2).
    static func headingEnd(_ text: String) -> String {
        guard text.hasSuffix("#") else { return text }
        let rest = text.unicodeScalars.reversed().drop { $0 == "#" }.first
        return rest.map { $0 == " " || $0 == "\t" } ?? true ? text.dropLast() + "\\#" : text
    }

    /// The white space and line breaks at the two ends of a text, and what stands between.
    static func partedFromSpace(_ text: String) -> (leading: String, core: String, trailing: String) {
        var core = text.unicodeScalars[...]
        while let first = core.first {
            if isSpace(first) {
                core.removeFirst()
            } else if core.starts(with: "\\\n".unicodeScalars) {
                core.removeFirst(2)
            } else {
                break
            }
        }
        let leading = text.unicodeScalars[..<core.startIndex]
        while let last = core.last, isSpace(last) {
            core.removeLast()
            if last == "\n", core.last == "\\" { core.removeLast() }
        }
        return (String(leading), String(core), String(text.unicodeScalars[core.endIndex...]))
    }

    static func isWordEnd(_ text: String) -> Bool { text.unicodeScalars.last.map(isWord) ?? false }
    static func isWordStart(_ text: String) -> Bool { text.unicodeScalars.first.map(isWord) ?? false }
    static func beginsWithPunctuation(_ text: String) -> Bool {
        text.unicodeScalars.first.map(isPunctuation) ?? false
    }
    static func endsWithPunctuation(_ text: String) -> Bool {
        text.unicodeScalars.last.map(isPunctuation) ?? false
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool { !isPunctuation(scalar) && !isSpace(scalar) }

    /// A Unicode whitespace character (2.1).
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t", "\n", "\u{0C}", "\r", " ": true
        default: scalar.value >= 0xA0 && scalar.properties.generalCategory == .spaceSeparator
        }
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation,
            .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol,
            .otherSymbol:
            true
        default: false
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80
    }
}
