/// Counts over the bytes of a text in UTF-8; in one pass, with no knowledge of a language.
struct TextStatistics: Sendable {
    /// Runs of what is not white space; a run of CJK counts a word for every two characters.
    var words: Int32 = 0
    var letters: Int32 = 0
    var digits: Int32 = 0
    var capitals: Int32 = 0
    /// Words that begin with a capital (ASCII).
    var capitalised: Int32 = 0
    var commas: Int32 = 0
    /// Full stops, question and exclamation marks at the end of a word.
    var sentences: Int32 = 0
    /// `|`, `·`, `»`, `>`, `/`, `•` that stand alone.
    var separators: Int32 = 0
    /// The last byte or mark: see `Ending`.
    var ending: Ending = .other
    var startsWithCapital = false
    var startsWithDigit = false
    var hasColon = false
    var hasCurrency = false
    var hasCopyright = false
    var hasAt = false
    var ellipsis = false

    enum Ending: UInt8, Sendable {
        case other, stop, colon, question, comma, quote, ellipsis, bracket, digit
    }

    init() {}

    init(_ text: UnsafeBufferPointer<UInt8>) {
        var index = 0
        var atWordStart = true
        var ideographs: Int32 = 0
        let count = text.count
        while index < count {
            let byte = text[index]
            if byte == 0x20 {
                atWordStart = true
                index += 1
                continue
            }
            if byte < 0x80 {
                note(
                    ascii: byte, atWordStart: atWordStart,
                    isLast: index + 1 >= count || text[index + 1] == 0x20)
                if atWordStart { words += 1 }
                atWordStart = false
                index += 1
                continue
            }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            if length == 3 && index + 2 < count {
                note(threeBytes: byte, text[index + 1], text[index + 2], &ideographs)
            } else {
                letters += 1
                if byte == 0xC2 && index + 1 < count {
                    note(latin: text[index + 1], atWordStart: atWordStart)
                }
                if byte == 0xD8 && index + 1 < count && text[index + 1] == 0x8C { commas += 1 }
            }
            if atWordStart { words += 1 }
            atWordStart = false
            index += length
        }
        words += ideographs / 2
        finish(text)
    }

    private mutating func note(ascii byte: UInt8, atWordStart: Bool, isLast: Bool) {
        switch byte {
        case 0x61...0x7A: letters += 1
        case 0x41...0x5A:
            letters += 1
            capitals += 1
            if atWordStart { capitalised += 1 }
        case 0x30...0x39: digits += 1
        case 0x2C: commas += 1
        case 0x2E, 0x21, 0x3F: if isLast && !atWordStart { sentences += 1 }
        case 0x3A: hasColon = true
        case 0x24: hasCurrency = true
        case 0x40: hasAt = true
        case 0x7C, 0x2F, 0x3E: if atWordStart && isLast { separators += 1 }
        default: break
        }
    }

    /// U+0080 … U+00BF by their second byte.
    private mutating func note(latin byte: UInt8, atWordStart: Bool) {
        switch byte {
        case 0xA9: hasCopyright = true
        case 0xA3, 0xA5: hasCurrency = true
        case 0xB7, 0xBB, 0xAB: if atWordStart { separators += 1 }
        default: break
        }
    }

    private mutating func note(threeBytes a: UInt8, _ b: UInt8, _ c: UInt8, _ ideographs: inout Int32) {
        switch (a, b, c) {
        case (0xE3, 0x80, 0x81), (0xEF, 0xBC, 0x8C): commas += 1
        case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): sentences += 1
        case (0xE2, 0x80, 0xA2), (0xE2, 0x80, 0xBA): separators += 1
        case (0xE2, 0x82, 0xAC): hasCurrency = true
        case (0xE2, _, _): break
        case (0xE3...0xE9, _, _):
            letters += 1
            ideographs += 1
        default: letters += 1
        }
    }

    private mutating func finish(_ text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.first, let last = text.last else { return }
        startsWithCapital = first >= 0x41 && first <= 0x5A || first >= 0xC3
        startsWithDigit = first >= 0x30 && first <= 0x39
        let tail = text.suffix(3)
        switch last {
        case 0x2E:
            ellipsis = text.count > 2 && tail.allSatisfy { $0 == 0x2E }
            ending = ellipsis ? .ellipsis : .stop
        case 0x21: ending = .stop
        case 0x3F: ending = .question
        case 0x3A: ending = .colon
        case 0x2C, 0x3B: ending = .comma
        case 0x22, 0x27: ending = .quote
        case 0x29, 0x5D: ending = .bracket
        case 0x30...0x39: ending = .digit
        default:
            if tail.elementsEqual([0xE2, 0x80, 0xA6]) {
                ending = .ellipsis
                ellipsis = true
            } else if tail.elementsEqual([0xE3, 0x80, 0x82]) || tail.elementsEqual([0xEF, 0xBC, 0x81]) {
                ending = .stop
            } else if tail.elementsEqual([0xE2, 0x80, 0x9D]) || tail.elementsEqual([0xE2, 0x80, 0x9C]) {
                ending = .quote
            }
        }
    }
}
