import Basics

/// Tells the language of a text by its script and its commonest words. Small: twenty-odd languages, and nil where it cannot be sure.
enum LanguageDetector {
    private static let words: [(code: String, words: String)] = [
        ("en", "the and of to in is that for it was with as on be are this have from by not"),
        ("de", "der die und das ist nicht den von mit für ein eine auf dem sich auch werden im des zu"),
        ("fr", "le la les et des est une dans que pour qui sur pas par du en avec plus au sont"),
        ("es", "el la los que de en y las del una por con para se es más como su al lo"),
        ("it", "il che di la e un per non una con sono del della gli è le alla nel anche dei"),
        ("pt", "o que de e do da em um para com não uma os no na se por mais as dos"),
        ("nl", "de het een en van is dat niet op te in voor met zijn aan er ook maar bij door"),
        ("pl", "i w się na nie z do to że jest jak o co po ale od za przez tak jego"),
        ("sv", "och att det som en på är av för med den till inte har ett om var jag men från"),
        ("da", "og at det som en på er af for med den til ikke har et om var jeg men fra"),
        ("nb", "og at det som en på er av for med den til ikke har et om var jeg men fra"),
        ("fi", "ja on ei että se oli hän mutta kun niin myös ovat joka tai kuin sen ole jo voi"),
        ("cs", "a se na je v že to s z do o i jako za by pro ale po jsou jeho"),
        ("sk", "a sa na je v že to s z do o aj ako za by pre ale po sú jeho"),
        ("hu", "a az és hogy nem is egy ez volt meg de csak már mint még vagy ki el azt"),
        ("ro", "și de în a la că nu o cu pe este din pentru care mai un sunt fi dar ca"),
        ("tr", "ve bir bu da de için ile çok daha olarak ne gibi kadar sonra ama en var o"),
        ("id", "yang dan di dengan untuk dari ini pada tidak itu dalam adalah akan ke oleh juga"),
        ("hr", "i u je na da se za su od koji s to kao o ne iz bi a će"),
        ("ca", "el la els que de en i les del una per amb és més com al no dels ha"),
    ]

    /// The languages that know a word, by its hash, a bit each.
    private static let languages: [UInt64: UInt32] = {
        var table: [UInt64: UInt32] = [:]
        table.reserveCapacity(512)
        for (number, entry) in words.enumerated() {
            for letters in entry.words.split(separator: " ") {
                var word = Word()
                for scalar in letters.unicodeScalars { word.append(scalar) }
                table[word.hash, default: 0] |= 1 << UInt32(number)
            }
        }
        return table
    }()

    /// A word in lower case, as far as it is compared.
    private struct Word {
        private(set) var hash: UInt64 = 0
        private(set) var length = 0

        mutating func append(_ scalar: Unicode.Scalar) {
            hash = (hash &+ UInt64(scalar.value)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            length += UTF8.width(scalar)
        }
    }

    /// Bytes of the text that are looked at.
    private static let sample = 6000

    /// A BCP 47 language subtag.
    static func detect(_ text: String) -> String? {
        var counts = [Int](repeating: 0, count: Script.allCases.count)
        var word = Word()
        var hits = [Int](repeating: 0, count: words.count)
        var total = 0
        var kana = 0
        var ukrainian = 0
        for scalar in text.unicodeScalars.prefix(sample) {
            guard scalar.isLetter else {
                if word.length > 0 { count(word, &hits, &total) }
                word = Word()
                continue
            }
            if scalar.value < 0x80 {
                word.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
            } else {
                for lower in scalar.properties.lowercaseMapping.unicodeScalars { word.append(lower) }
                if (0x3040...0x30FF).contains(scalar.value) { kana += 1 }
                if scalar.value < 0x500, "іїєґІЇЄҐ".unicodeScalars.contains(scalar) { ukrainian += 1 }
            }
            counts[Script(scalar).rawValue] += 1
        }
        guard let most = counts.max(), most > 40, let main = counts.firstIndex(of: most).flatMap(Script.init) else {
            return nil
        }
        switch main {
        case .latin: return latin(hits, total)
        case .cyrillic: return ukrainian * 60 > most ? "uk" : "ru"
        case .han: return kana * 12 > most ? "ja" : "zh"
        case .hangul: return "ko"
        case .arabic: return "ar"
        case .hebrew: return "he"
        case .greek: return "el"
        case .thai: return "th"
        case .devanagari: return "hi"
        case .other: return nil
        }
    }

    private static func count(_ word: Word, _ hits: inout [Int], _ total: inout Int) {
        total += 1
        guard word.length <= 8, var known = languages[word.hash] else { return }
        while known != 0 {
            hits[known.trailingZeroBitCount] += 1
            known &= known - 1
        }
    }

    private static func latin(_ hits: [Int], _ total: Int) -> String? {
        guard total >= 25, let best = hits.indices.max(by: { hits[$0] < hits[$1] }), hits[best] * 10 >= total else {
            return nil
        }
        let rival = hits.indices.filter { $0 != best }.map { hits[$0] }.max() ?? 0
        return hits[best] * 10 >= rival * 12 ? words[best].code : nil
    }

    private enum Script: Int, CaseIterable {
        case latin, cyrillic, han, hangul, arabic, hebrew, greek, thai, devanagari, other

        init(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x41...0x24F, 0x1E00...0x1EFF: self = .latin
            case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
            case 0x400...0x52F: self = .cyrillic
            case 0x590...0x5FF: self = .hebrew
            case 0x600...0x77F: self = .arabic
            case 0x900...0x97F: self = .devanagari
            case 0xE00...0xE7F: self = .thai
            case 0x3040...0x30FF, 0x3400...0x9FFF: self = .han
            case 0xAC00...0xD7AF: self = .hangul
            default: self = .other
            }
        }
    }
}
