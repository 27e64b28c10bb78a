import Basics

/// Takes persons' names out of a byline.
enum PersonNames {
    /// Words that lead to a name, in lower case.
    private static let leads = [
        "by", "von", "par", "por", "di", "da", "door", "af", "av", "autor", "author", "auteur", "autore", "written by",
        "posted by",
        "published by", "verfasst von", "ein beitrag von", "geschrieben von", "reviewed by", "text", "words by",
        "автор", "yazan",
        "autorka", "tekst", "escrito por", "publicado por", "écrit par", "publié par", "scritto da", "story by",
        "article by",
    ]
    private static let noNames: Set<String> = [
        "admin", "administrator", "editor", "redaktion", "staff", "editorial", "team", "webmaster", "redazione",
        "rédaction", "guest",
        "unknown", "anonymous", "author", "autor", "user", "root", "redacción", "redakcja", "newsroom", "contributor",
        "none", "null",
    ]

    /// What follows a word that leads to a name; nil where the text does not begin so.
    static func afterBy(_ text: String) -> String? {
        let text = text.trimmed
        let lower = text.lowercased()
        for lead in leads where lower.hasPrefix(lead) {
            let rest = text.dropFirst(lead.count)
            guard let next = rest.first, next == " " || next == ":" else { continue }
            let name = String(rest.drop { $0 == " " || $0 == ":" })
            guard let first = name.unicodeScalars.first, first.properties.isUppercase || !first.isASCII else {
                continue
            }
            return afterBy(name) ?? name
        }
        return nil
    }

    /// The names in "By Ann Lee and Bo Ray, Reuters | 3 May".
    static func split(_ text: String) -> [String] {
        var text = text.cleaned.collapsed
        text = afterBy(text) ?? text
        for mark in [
            " | ", " • ", " · ", " ⋅ ", " ▪ ", " – ", " — ", " - ", " on ", " / ", "(", "\n", " @", " vom ", " am ",
            " le ",
        ] {
            if let found = text.firstRange(of: mark) { text = String(text[..<found.lowerBound]) }
        }
        for joint in [" and ", " und ", " y ", " et ", " e ", " & ", " with ", ";", " i ", " en ", " og ", " och "] {
            text = text.split(separator: joint).joined(separator: ",")
        }
        var names: [String] = []
        for part in text.split(separator: ",") {
            let name = clean(String(part))
            guard !name.isEmpty else { continue }
            let words = PlainWords.of(name)
            // A degree or a role behind a comma is none.
            if !names.isEmpty
                && (words.count < 2 || !name.contains(" ")
                    || name.unicodeScalars.first.map { $0.properties.isLowercase } ?? true)
            {
                continue
            }
            guard words.count <= 6, !isNoName(words), !name.contains("@"), !name.contains("://") else { continue }
            names.append(name)
        }
        return names
    }

    /// Two to four words with capitals and no digits.
    static func looksLikeName(_ name: String) -> Bool {
        let words = name.split(separator: " ")
        guard (2...5).contains(words.count),
            !name.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x3F || $0 == 0x21 })
        else {
            return false
        }
        let capitals = words.count {
            $0.unicodeScalars.first.map { $0.properties.isUppercase || !$0.properties.isCased } ?? false
        }
        return capitals * 2 >= words.count && capitals >= 2 && DateText.first(in: name) == nil
    }

    private static func isNoName(_ words: [String]) -> Bool {
        words.isEmpty || words.count == 1 && (noNames.contains(words[0]) || words[0].utf8.count < 3)
            || words.count == 2 && words.allSatisfy { noNames.contains($0) }
            || words.allSatisfy { $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }
    }

    private static func clean(_ text: String) -> String {
        var text = text.trimmed
        text = afterBy(text) ?? text
        while let last = text.unicodeScalars.last, [".", ":", "-", "|", "•"].contains(last),
            text.split(separator: " ").last.map({ $0.count > 3 }) ?? false
        {
            text.unicodeScalars.removeLast()
        }
        return text.trimmed
    }
}
