import Markup

/// Guesses between the East Asian encodings by where their common characters lie: kana and punctuation, the first level of
/// kanji and hanzi, hangul. What is in ASCII letters with a few other bytes among them is none of them.
enum MultiByteGuess {
    /// A character that begins at a byte: its length, 0 where there is none, and how usual it is, 0 … 1.
    private typealias Measure = @Sendable (_ lead: UInt8, _ trail: UInt8) -> (length: Int, weight: Double)

    static func guess(_ bytes: UnsafeRawBufferPointer, _ shape: TextShape) -> (score: Double, encoding: TextEncoding)? {
        guard shape.total >= 4, shape.paired * 2 >= shape.total else { return nil }
        var best: (score: Double, label: String) = (0.65, "")
        for (label, measure) in measures {
            guard var score = score(bytes, measure), score > 0.5 else { continue }
            if label == "gb18030" || label == "big5" { score += 0.15 * commonHan(bytes, label) }
            if score > best.score { best = (score, label) }
        }
        return TextEncoding(label: best.label).map { (best.score, $0) }
    }

    /// The mean of the characters' weights; nil where too much is no character, or most end in an ASCII letter.
    private static func score(_ bytes: UnsafeRawBufferPointer, _ measure: Measure) -> Double? {
        var (characters, broken, asciiTrails, weights) = (0, 0, 0, 0.0)
        var index = 0
        while index < bytes.count {
            guard bytes[index] >= 0x80 else {
                index += 1
                continue
            }
            let trail = index + 1 < bytes.count ? bytes[index + 1] : 0
            let (length, weight) = measure(bytes[index], trail)
            if length == 0 {
                broken += 1
            } else {
                characters += 1
                weights += weight
                if length > 1, trail < 0x80, bytes[index] > 0x83 { asciiTrails += 1 }
            }
            index += max(1, length)
        }
        guard characters >= 2, broken * 50 <= characters, asciiTrails * 5 <= characters * 3 else { return nil }
        return weights / Double(characters)
    }

    private static func commonHan(_ bytes: UnsafeRawBufferPointer, _ label: String) -> Double {
        guard let encoding = TextEncoding(label: label) else { return 0 }
        var (common, total) = (0.0, 0.0)
        for scalar in String(decoding: encoding.decode(bytes).utf8, as: UTF8.self).unicodeScalars
        where scalar.value >= 0x4E00 && scalar.value <= 0x9FFF {
            total += 1
            if CommonHan.contains(scalar.value) { common += 1 }
        }
        return total == 0 ? 0 : common / total
    }

    private static let measures: [(String, Measure)] = [
        ("shift_jis", shiftJIS), ("euc-jp", eucJP), ("gb18030", gb18030), ("big5", big5), ("euc-kr", eucKR),
    ]

    private static func shiftJIS(_ lead: UInt8, _ trail: UInt8) -> (length: Int, weight: Double) {
        if (0xA1...0xDF).contains(lead) { return (1, 0.3) }
        guard (0x81...0x9F).contains(lead) || (0xE0...0xFC).contains(lead),
            (0x40...0x7E).contains(trail) || (0x80...0xFC).contains(trail)
        else { return (0, 0) }
        switch lead {
        case 0x82, 0x83: return (2, 1)
        case 0x81: return (2, 0.9)
        case 0x88...0x97: return (2, 0.8)
        case 0x98...0x9F, 0xE0...0xEA: return (2, 0.3)
        default: return (2, 0.1)
        }
    }

    private static func eucJP(_ lead: UInt8, _ trail: UInt8) -> (length: Int, weight: Double) {
        guard lead >= 0xA1 && lead < 0xFF || lead == 0x8E || lead == 0x8F, trail >= 0xA1, trail < 0xFF else {
            return (0, 0)
        }
        switch lead {
        case 0xA4, 0xA5: return (2, 1)
        case 0xA1, 0xA3: return (2, 0.9)
        case 0xB0...0xCF: return (2, 0.8)
        case 0xD0...0xF4, 0x8E: return (2, 0.3)
        case 0x8F: return (3, 0.2)
        default: return (2, 0.1)
        }
    }

    private static func gb18030(_ lead: UInt8, _ trail: UInt8) -> (length: Int, weight: Double) {
        guard (0x81...0xFE).contains(lead) else { return (0, 0) }
        if (0x30...0x39).contains(trail) { return (4, 0.1) }
        guard (0x40...0x7E).contains(trail) || (0x80...0xFE).contains(trail) else { return (0, 0) }
        guard trail >= 0xA1 else { return (2, 0.05) }
        switch lead {
        case 0xA1, 0xA3: return (2, 0.9)
        case 0xB0...0xD7: return (2, 0.8)
        case 0xA4, 0xA5, 0xD8...0xF7: return (2, 0.3)
        default: return (2, 0.05)
        }
    }

    private static func big5(_ lead: UInt8, _ trail: UInt8) -> (length: Int, weight: Double) {
        guard (0x81...0xFE).contains(lead), (0x40...0x7E).contains(trail) || (0xA1...0xFE).contains(trail) else {
            return (0, 0)
        }
        switch lead {
        case 0xA1...0xA3: return (2, 0.9)
        case 0xA4...0xC6: return (2, 0.8)
        case 0xC9...0xF9: return (2, 0.3)
        default: return (2, 0.05)
        }
    }

    private static func eucKR(_ lead: UInt8, _ trail: UInt8) -> (length: Int, weight: Double) {
        let isExtended = (0x41...0x5A).contains(trail) || (0x61...0x7A).contains(trail) || (0x81...0xA0).contains(trail)
        if isExtended, (0x81...0xC6).contains(lead) { return (2, 0.1) }
        guard lead >= 0xA1, lead < 0xFF, trail >= 0xA1, trail < 0xFF else { return (0, 0) }
        switch lead {
        case 0xA1...0xA3, 0xB0...0xC8: return (2, 0.9)
        case 0xA4: return (2, 0.5)
        case 0xCA...0xFD: return (2, 0.2)
        default: return (2, 0.1)
        }
    }
}
