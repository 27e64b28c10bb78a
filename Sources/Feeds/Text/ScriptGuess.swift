import Glibc
import Markup

/// Guesses between the encodings of Cyrillic, Greek, Hebrew, Arabic and Thai, by how frequent each letter is in its language, and
/// by capitals, which do not follow small letters within a word.
enum ScriptGuess {
    static func guess(_ bytes: UnsafeRawBufferPointer, _ shape: TextShape) -> (score: Double, encoding: TextEncoding)? {
        guard shape.isPure else { return nil }
        // Letters drawn at random would have 0, and a text of rare ones less; of few, more is asked.
        let threshold = shape.total >= 12 ? -0.5 : -0.1
        var best: (score: Double, encoding: TextEncoding)?
        for (labels, letters) in scripts {
            let alphabet = Alphabet(letters)
            for (index, label) in labels.split(separator: " ").enumerated() {
                guard let encoding = TextEncoding(label: label), var score = alphabet.score(bytes, encoding) else {
                    continue
                }
                // The rarer encodings stand last. Ukrainian is told from Russian by its letters, not by their shares.
                if index > 2 { score -= 0.3 }
                if label == "koi8-u" { score -= 0.2 }
                if score > (best?.score ?? threshold) { best = (score, encoding) }
            }
        }
        return best
    }

    /// Encodings, and their letters from the most frequent to the rarest.
    private static let scripts: [(String, String)] = [
        ("windows-1251 koi8-r iso-8859-5 ibm866 x-mac-cyrillic", "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"),
        ("windows-1251 koi8-u", "оаинітверсклудмпязьбгйчхцжїєющшфґ"),
        ("windows-1253 iso-8859-7", "αοιετσνηυρπκμλςάίόέήώγδωχθφύβξζψϊϋΐ"),
        ("windows-1255", "יוהלארתבשמםנחדקעפטכגצןסזךףץ"),
        ("windows-1256 iso-8859-6", "اليمنوترتبدعسفهكقحجةأشصطخضذثىغزءإئآؤظ"),
        ("windows-874", "านรกอเงมยลวด่้ทสัตปิีะบคหไพชขจผโแำุู์็ึืใถศซธฟณภษฉญ"),
    ]
}

/// A language's letters and their shares, as Zipf's law has them.
private struct Alphabet {
    private var shares: [Unicode.Scalar: Double] = [:]

    init(_ letters: String) {
        let scalars = Array(letters.unicodeScalars)
        let sum = scalars.indices.reduce(0.0) { $0 + 1 / Double($1 + 3) }
        for (rank, scalar) in scalars.enumerated() where shares[scalar] == nil {
            shares[scalar] = log(1 / (Double(rank + 3) * sum))
        }
    }

    private enum Kind { case small, capital, mark, other }

    /// How much likelier than any letter, as a logarithm: the mean over all that is beyond ASCII; nil where there are no letters.
    func score(_ bytes: UnsafeRawBufferPointer, _ encoding: TextEncoding) -> Double? {
        let table = (0x80...0xFF).map { (byte: UInt8) in measure(encoding.decode([byte])) }
        var (sum, count, letters) = (0.0, 0, 0)
        var before = Kind.mark
        for byte in bytes {
            guard byte >= 0x80 else {
                before = .mark
                continue
            }
            let (kind, share) = table[Int(byte) - 0x80]
            if kind == .mark {
                before = kind
                continue
            }
            sum += share - (kind == .capital && before == .small ? 4 : 0)
            count += 1
            letters += kind == .other ? 0 : 1
            before = kind
        }
        return letters < 3 ? nil : sum / Double(count) + log(Double(shares.count))
    }

    private func measure(_ decoded: (utf8: [UInt8], malformed: Bool)) -> (Kind, Double) {
        guard let scalar = String(decoding: decoded.utf8, as: UTF8.self).unicodeScalars.first, !decoded.malformed else {
            return (.other, -9)
        }
        if let share = shares[scalar] { return (.small, share) }
        let small = scalar.properties.lowercaseMapping.unicodeScalars
        if let first = small.first, first != scalar, let share = shares[first] { return (.capital, share - 0.3) }
        switch scalar.value {
        case 0xA0, 0xAB, 0xBB, 0xAD, 0x2013, 0x2014, 0x2018...0x201E, 0x2026, 0x2116, 0x60C, 0x61B, 0x61F:
            return (.mark, 0)
        default: return (.other, -7)
        }
    }
}
