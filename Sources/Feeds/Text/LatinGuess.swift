import Markup

/// Tells the Latin encodings of central Europe and Turkey from windows-1252, where that is certain: every letter beyond ASCII is one
/// that a language of theirs has, and no language of the west has them all.
enum LatinGuess {
    static func guess(_ bytes: UnsafeRawBufferPointer) -> TextEncoding? {
        let counts = lettersInWords(bytes)
        let total = counts.reduce(0, +)
        guard total >= 4, counts.count(where: { $0 > 0 }) >= 3, let western = TextEncoding(label: "windows-1252") else {
            return nil
        }
        let west = coverage(counts, western, westernLetters)
        var best: (covered: Int, encoding: TextEncoding)?
        for (label, languages) in others {
            guard let encoding = TextEncoding(label: label) else { continue }
            let covered = coverage(counts, encoding, languages)
            if covered * 100 >= total * 97, (covered - west) * 100 >= total * 15, covered > best?.covered ?? 0 {
                best = (covered, encoding)
            }
        }
        return best?.encoding
    }

    /// How often each byte beyond ASCII is a letter by where it stands: beside one, or between two where windows-1252 has signs.
    private static func lettersInWords(_ bytes: UnsafeRawBufferPointer) -> [Int] {
        var counts = [Int](repeating: 0, count: 128)
        func isLetter(_ index: Int) -> Bool {
            guard bytes.indices.contains(index) else { return false }
            return bytes[index] >= 0xC0 || bytes[index] | 0x20 >= 0x61 && bytes[index] | 0x20 <= 0x7A
        }
        for index in bytes.indices where bytes[index] >= 0x80 && !marks.contains(bytes[index]) {
            let (before, after) = (isLetter(index - 1), isLetter(index + 1))
            if bytes[index] >= 0xC0 ? before || after : before && after { counts[Int(bytes[index]) - 0x80] += 1 }
        }
        return counts
    }

    /// Quotes, dashes and spaces, which stand between letters too.
    private static let marks: Set<UInt8> = [
        0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA0, 0xAB, 0xAD, 0xB4, 0xB7, 0xBB,
    ]

    /// How many of the letters the language has that has most of them.
    private static func coverage(_ counts: [Int], _ encoding: TextEncoding, _ languages: [String]) -> Int {
        let letters = counts.indices.map { index -> Unicode.Scalar in
            guard counts[index] > 0 else { return " " }
            let text = encoding.decode([UInt8(index + 0x80)]).utf8
            return String(decoding: text, as: UTF8.self).lowercased().unicodeScalars.first ?? " "
        }
        return languages.map { language in
            let known = Set(language.unicodeScalars)
            return counts.indices.reduce(0) { $0 + (known.contains(letters[$1]) ? counts[$1] : 0) }
        }.max() ?? 0
    }

    private static let westernLetters = [
        "àâæçéèêëîïôœùûüÿ", "äöüßéàè", "áéíñóúüºª", "àçèéíïòóúü", "áâãàçéêíóôõúüºª", "àèéìíîòóùú", "æøåéöäüòô",
        "åäöéüàá",
        "áðéíóúýþæö", "áðíóúýæø", "ëéïöüèáóê", "áéíóú", "äõöüšž",
    ]

    private static let centralLetters = [
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ",
    ]

    private static let others: [(String, [String])] = [
        ("windows-1250", centralLetters), ("iso-8859-2", centralLetters), ("windows-1254", ["çğıöşüâîi"]),
    ]
}
