import Basics

/// Tells the language of a text by its script and its commonest words. Small: twenty-odd languages, and nil where it cannot be sure.
enum LanguageDetector {
    private static let words: [(code: String, words: Set<String>)] = [
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
    ].map { ($0.0, Set($0.1.split(separator: " ").map(String.init))) }

    /// The languages that know a word, a bit each.
    private static let languages: [String: UInt32] = words.enumerated().reduce(into: [:]) { table, entry in
        for word in entry.element.words { table[word, default: 0] |= 1 << UInt32(entry.offset) }
    }

    /// Bytes of the text that are looked at.
    private static let sample = 6000

    /// A BCP 47 language subtag.
    static func detect(_ text: String) -> String? {
        var counts: [Script: Int] = [:]
        var word = ""
        var hits = [Int](repeating: 0, count: words.count)
        var total = 0
        var kana = 0
        var ukrainian = 0
        for scalar in text.unicodeScalars.prefix(sample) {
            guard scalar.isLetter else {
                if !word.isEmpty { count(word, &hits, &total) }
                word = ""
                continue
            }
            if scalar.value >= 0x41 && scalar.value <= 0x5A {
                word.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
            } else if scalar.value < 0x80 {
                word.unicodeScalars.append(scalar)
            } else {
                word += scalar.properties.lowercaseMapping
            }
            let script = Script(scalar)
            counts[script, default: 0] += 1
            if (0x3040...0x30FF).contains(scalar.value) { kana += 1 }
            if "іїєґІЇЄҐ".unicodeScalars.contains(scalar) { ukrainian += 1 }
        }
        guard let main = counts.max(by: { $0.value < $1.value }), main.value > 40 else { return nil }
        switch main.key {
        case .latin: return latin(hits, total)
        case .cyrillic: return ukrainian * 60 > main.value ? "uk" : "ru"
        case .han: return kana * 12 > main.value ? "ja" : "zh"
        case .hangul: return "ko"
        case .arabic: return "ar"
        case .hebrew: return "he"
        case .greek: return "el"
        case .thai: return "th"
        case .devanagari: return "hi"
        case .other: return nil
        }
    }

    private static func count(_ word: String, _ hits: inout [Int], _ total: inout Int) {
        total += 1
        guard word.utf8.count <= 8 else { return }
        guard var known = languages[word] else { return }
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

    private enum Script {
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
