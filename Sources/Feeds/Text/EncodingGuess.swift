import Glibc
import Markup

/// Guesses the encoding of a text that names none and is not UTF-8: the multi-byte ones by whether they fit at all and how
/// common their characters are, the Cyrillic and Thai ones by which letters are frequent.
enum EncodingGuess {
    /// Nil where nothing fits better than windows-1252. Only the first `sample` bytes beyond ASCII's neighbourhood are looked at.
    static func guess(_ bytes: UnsafeRawBufferPointer, sample: Int = 65_536) -> TextEncoding? {
        let head = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, sample)])
        guard standsTogether(head) else { return nil }
        if hasEscapes(head) { return TextEncoding(label: "iso-2022-jp") }
        var best: (score: Double, encoding: TextEncoding)?
        for label in [
            "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr", "windows-1251", "koi8-r", "tis-620", "iso-8859-7",
            "windows-1255",
        ] {
            guard let encoding = TextEncoding(label: label) else { continue }
            let (text, malformed) = encoding.decode(head)
            let score = score(text, label: label, malformed: malformed)
            if score > (best?.score ?? 0.55) { best = (score, encoding) }
        }
        return best?.encoding
    }

    /// Whether bytes beyond ASCII stand beside each other, as in scripts that are all beyond it; in Latin ones they are alone
    /// among letters. Few of them say nothing.
    private static func standsTogether(_ bytes: UnsafeRawBufferPointer, minimum: Int = 8) -> Bool {
        var total = 0
        var together = 0
        for index in bytes.indices where bytes[index] >= 0x80 || bytes[index] == 0x1B {
            total += bytes[index] == 0x1B ? minimum : 1
            let isPaired = index > 0 && bytes[index - 1] >= 0x80 || index + 1 < bytes.count && bytes[index + 1] >= 0x80
            if isPaired || bytes[index] == 0x1B { together += bytes[index] == 0x1B ? minimum : 1 }
        }
        return total >= minimum && together * 2 >= total
    }

    /// Whether it switches to two bytes by escape sequences, as ISO 2022 does.
    static func hasEscapes(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count > 2, let start = bytes.baseAddress, memchr(start, 0x1B, bytes.count) != nil else {
            return false
        }
        for index in bytes.indices.dropLast(2)
        where bytes[index] == 0x1B && (bytes[index + 1] == 0x24 || bytes[index + 1] == 0x28) { return true }
        return false
    }

    /// How much of what is beyond ASCII is common in the language that the encoding is for, 0 … 1.
    private static func score(_ text: [UInt8], label: String, malformed: Bool) -> Double {
        var common = 0.0
        var total = 0.0
        var broken = 0.0
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars where scalar.value >= 0x80 {
            total += 1
            if scalar.value == 0xFFFD {
                broken += 1
            } else {
                common += weight(scalar.value, label)
            }
        }
        guard total >= 2 else { return 0 }
        return common / total - (broken > total / 20 ? broken / total * 4 : broken / total)
    }

    /// Thai's vowels, tone marks and common consonants; the rare ones speak against it.
    private static func thai(_ value: UInt32) -> Double {
        switch value {
        case 0x0E03, 0x0E05, 0x0E06, 0x0E0C...0x0E0F, 0x0E11, 0x0E12, 0x0E2C, 0x0E2F, 0x0E3F, 0x0E45, 0x0E4D...0x0E5B: 0
        case 0x0E01...0x0E4C: 0.97
        default: 0
        }
    }

    private static func weight(_ value: UInt32, _ label: String) -> Double {
        switch label {
        case "shift_jis", "euc-jp":
            switch value {
            case 0x3040...0x30FF: 1
            case 0x3000...0x303F, 0xFF01...0xFF5E: 0.9
            case 0x4E00...0x9FFF: 0.75
            default: 0
            }
        case "euc-kr":
            value >= 0xAC00 && value <= 0xD7A3
                ? 1 : value >= 0x3000 && value <= 0x303F ? 0.6 : value >= 0x4E00 && value <= 0x9FFF ? 0.3 : 0
        case "gb18030", "big5":
            switch value {
            case 0x4E00...0x9FFF: CommonHan.contains(value) ? 1 : 0.55
            case 0x3000...0x303F, 0xFF01...0xFF5E: 0.9
            default: 0
            }
        case "windows-1251", "koi8-r":
            switch value {
            case 0x430...0x44F: Letters.cyrillic.contains(value) ? 1 : 0.7
            case 0x410...0x42F: 0.45
            case 0x401, 0x451, 0xAB, 0xBB, 0x2014, 0x2013, 0xA0, 0x2116: 0.6
            default: 0
            }
        case "tis-620": thai(value)
        case "iso-8859-7":
            value >= 0x3AC && value <= 0x3CE
                ? (Letters.greek.contains(value) ? 1 : 0.7) : value >= 0x386 && value <= 0x3AB ? 0.45 : 0
        case "windows-1255": value >= 0x5D0 && value <= 0x5EA ? (Letters.hebrew.contains(value) ? 1 : 0.85) : 0
        default: 0
        }
    }
}

/// The letters that make up most of any text in their scripts.
private enum Letters {
    static let cyrillic = set("оеаинтсрвлкмдпу")
    static let greek = set("αοιετσνηυρπκμλςάέήίόώ")
    static let hebrew = set("יוהלארתבמשנםחד")

    private static func set(_ letters: String) -> Set<UInt32> { Set(letters.unicodeScalars.map(\.value)) }
}
