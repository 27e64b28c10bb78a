import Basics

/// Takes persons' names out of a byline.
enum PersonNames {
    /// Words that lead to a name, in lower case.
    private static let leads: [[UInt8]] = [
        "by", "von", "par", "por", "di", "da", "door", "af", "av", "autor", "author", "auteur", "autore", "written by",
        "posted by",
        "published by", "verfasst von", "ein beitrag von", "geschrieben von", "reviewed by", "text", "words by",
        "автор", "yazan",
        "autorka", "tekst", "escrito por", "publicado por", "écrit par", "publié par", "scritto da", "story by",
        "article by", "veröffentlicht von", "erstellt von", "gepostet von", "eingestellt von", "autorin", "autoren",
        "authors",
        "opublikowane przez", "dodane przez", "napisał", "napisała", "przez", "geschreven door", "geplaatst door",
        "skrevet af",
        "pubblicato da", "postado por", "contributed by", "submitted by", "created by", "guest post by", "interview",
        "words",
        "publicerad av", "skriven av", "tekst en foto", "texte", "texto", "testo", "writer", "reporter", "journalist",
        "author name", "rédigé par", "redactor", "от", "作者", "文", "記者",
    ].map { Array($0.utf8) }
    /// What a site's software writes where nobody gave a name.
    private static let accounts: Set<String> = [
        "admin", "administrator", "webmaster", "root", "unknown", "none", "null", "undefined",
    ]
    private static let noNames: Set<String> = accounts.union([
        "editor", "redaktion", "staff", "editorial", "team", "redazione", "rédaction", "guest", "anonymous", "author",
        "autor",
        "user", "redacción", "redakcja", "newsroom", "contributor", "category",
    ])

    /// What a page's own parts are called, as a whole: a button, a heading, a day, a placeholder.
    private static let parts: Set<String> = Set(
        """
        log in|login|member login|sign in|sign up|sign out|register|register now|register today|join now|join us|subscribe|subscribe now|buy now
        share|share this|share this article|tweet|tweet this|tweet this story|follow|follow us|like|print|email|e mail|send|save|link
        copy link|permalink|view original|view all|view more|view profile|my profile|profile|read more|learn more|find out more|see more
        more|show more|load more|next|previous|back|close|menu|menü|home|startseite|inicio|accueil|search|suche|suchen|buscar
        main content|hauptinhalt|skip to content|table of contents|table of content|contents|inhalt|inhaltsverzeichnis|on this page|in this article
        in diesem artikel|about|about us|about the author|über den autor|contact|contact us|kontakt|comments|comment|kommentare
        leave a comment|reply|antworten|written by|posted by|published by|reviewed by|by|von|twitter|facebook|instagram|youtube|linkedin
        pinterest|whatsapp|rss|google|product|products|manufacturer|brand|category|categories|tags|topics|share article|language|deutsch
        english|español|français|italiano|nederlands|polski|português|publisher|super user|email protected|latest|latest news|news
        all articles|all posts|all news|all insights|insights|related articles|related posts|advertisement|anzeige|werbung|sponsored
        api reference|reference|documentation|docs|faq|find a doctor|book now|get started|try for free|free trial|download|downloads
        monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|montag|dienstag|mittwoch|donnerstag|freitag|samstag
        sonntag|live stream|livestream
        feb|mar|apr|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez|heute|gestern|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo
        """.split(whereSeparator: { $0 == "|" || $0 == "\n" }).map(String.init))

    /// Whether it is what a part of a page is called, or a date, and no name.
    static func isPart(_ name: String) -> Bool {
        let words = PlainWords.of(name)
        if parts.contains(words.joined(separator: " ")) { return true }
        if words.count == 1, accounts.contains(words[0]) { return true }
        if !words.isEmpty, words.allSatisfy(isNumber) { return true }
        return words.count <= 3 && words.contains(where: isNumber) && words.contains { MonthNames.month($0) != nil }
    }

    /// When something was written, or how long it takes to read: "Updated 3 hours ago", "5 min read".
    static func isTime(_ name: String) -> Bool {
        let words = PlainWords.of(name)
        guard words.count > 1, let first = words.first, let last = words.last else { return false }
        return last == "ago" || last == "read" && words[words.count - 2].hasPrefix("min")
            || timeWords.contains(first) && words[1] != "by"
    }

    private static let timeWords: Set<String> = [
        "updated", "published", "posted", "modified", "aktualisiert", "veröffentlicht", "actualizado", "publicado",
        "publié",
        "aggiornato", "pubblicato", "atualizado", "bijgewerkt", "gepubliceerd", "uppdaterad", "publicerad", "обновлено",
        "опубликовано",
    ]

    private static func isNumber(_ word: String) -> Bool { word.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }

    /// What follows a word that leads to a name; nil where the text does not begin so.
    static func afterBy(_ text: String) -> String? {
        var text = text.trimmed
        var lower = text.utf8.allSatisfy { $0 < 0x80 } ? text.asciiLowercased : text.lowercased()
        guard lower.utf8.count == text.utf8.count else { return nil }
        let name = lower.withUTF8 { lower in text.withUTF8 { afterBy($0, lower) } }
        return name.map { afterBy($0) ?? $0 }
    }

    private static func afterBy(_ text: UnsafeBufferPointer<UInt8>, _ lower: UnsafeBufferPointer<UInt8>) -> String? {
        for lead in leads where lower.starts(with: lead) {
            let rest = text[lead.count...]
            // "ByAnn Lee": the space was the page's style.
            guard let next = rest.first,
                next == 0x20 || next == 0x3A || lead.elementsEqual("by".utf8) && isCapital(next)
            else { continue }
            let name = rest.drop { $0 == 0x20 || $0 == 0x3A }
            guard let first = name.first, isCapital(first) || first >= 0x80 else { continue }
            return String(decoding: name, as: UTF8.self)
        }
        return nil
    }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    /// Whether it is a word that leads to a name, and nothing else: "Written by", "Author(s)".
    static func isLead(_ text: String) -> Bool {
        let words = PlainWords.of(text).joined(separator: " ")
        return words == "author s" || leads.contains(Array(words.utf8))
    }

    /// Whether it is what those who write for a paper are called together, in a word.
    static func isDesk(_ name: String) -> Bool { desks.contains(PlainWords.of(name).joined(separator: " ")) }

    private static let desks: Set<String> = [
        "newsdesk", "newsroom", "redaktion", "redakcja", "redactie", "redazione", "redacción", "rédaction",
        "redaktionen",
        "redação", "agencies", "agencias",
    ]

    /// Whether one of its words is a role: editor, staff, team.
    static func isRole(_ name: String) -> Bool { PlainWords.of(name).contains { noNames.contains($0) } }

    /// The names in "By Ann Lee and Bo Ray, Reuters | 3 May".
    static func split(_ text: String) -> [String] {
        var text = text.cleaned.collapsed
        text = afterBy(text) ?? text
        for mark: StaticString in [
            " | ", " • ", " · ", " ⋅ ", " ▪ ", " – ", " — ", " - ", " on ", " / ", "(", "\n", " @", " vom ", " am ",
            " le ",
        ] {
            if let parts = text.parted(by: mark) { text = parts.before }
        }
        for joint: StaticString in [
            " and ", " und ", " y ", " et ", " e ", " & ", " with ", ";", " i ", " en ", " og ", " och ",
        ] {
            while let parts = text.parted(by: joint) { text = parts.before + "," + parts.behind }
        }
        var names: [String] = []
        for part in text.split(separator: ",") {
            let name = clean(String(part))
            guard !name.isEmpty else { continue }
            let words = PlainWords.of(name)
            // A degree, a role or a date behind a comma is none.
            if !names.isEmpty
                && (words.count < 2 || name.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } || !name.holds(" ")
                    || name.unicodeScalars.first.map { $0.properties.isLowercase } ?? true)
            {
                continue
            }
            if !names.isEmpty, let last = words.last, roles.contains(last) { continue }
            guard words.count <= 6, !isNoName(words), !name.holds("@"), !name.holds("://") else { continue }
            names.append(name)
        }
        return names
    }

    /// What follows a name behind a comma, and is none.
    private static let roles: Set<String> = [
        "correspondent", "reporter", "writer", "editor", "columnist", "journalist", "contributor", "redakteur",
        "redakteurin", "korrespondent", "korrespondentin", "journaliste", "correspondant", "correspondante",
    ]

    /// Whose a picture is: "Photo: Ann Lee".
    static func isCredit(_ name: String) -> Bool {
        guard let parts = name.parted(by: ":") else { return false }
        return credits.contains(PlainWords.of(parts.before).joined(separator: " "))
    }

    private static let credits: Set<String> = [
        "photo", "photos", "foto", "fotos", "photograph", "photographs", "picture", "pictures", "image", "images",
        "bild",
        "bilder", "photographer", "illustration", "video", "фото", "фотография", "zdjęcie", "zdjęcia", "fot", "kuva",
        "写真",
        "撮影", "사진", "图", "图片",
    ]

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
        return capitals * 2 >= words.count && capitals >= 2
    }

    private static func isNoName(_ words: [String]) -> Bool {
        words.isEmpty || words.count == 1 && (noNames.contains(words[0]) || words[0].utf8.count < 3)
            || words.count == 2 && words.allSatisfy { noNames.contains($0) }
            || words.allSatisfy(isNumber)
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
