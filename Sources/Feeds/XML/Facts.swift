import Basics

/// Everything that a feed or one of its items said, as it was said, before it is decided what counts.
struct Facts {
    /// The texts in the order of the document.
    var texts: [(element: Element, text: RawText)] = []
    var links: [RawLink] = []
    var authors: [Person] = []
    var contributors: [Person] = []
    var tags: [String] = []
    var attachments: [Attachment] = []
    var image = ImageFacts()
    var source: Source?
    var sourceAuthors: [Person] = []
    var location = Location()
    var media = MediaFacts()
    var polling = Polling()
    var hubs: [Hub] = []
    var itunesImage: String?
    var itunesCategories: [JSONValue] = []
    var itunesOwner: Person?
    var podcast: [(key: String, value: JSONValue)] = []
    var chapters: [JSONValue] = []
    var about: String?
    var guidIsPermalink: Bool?
    var language: String?
    var base: BaseURL?
    var start = 0

    /// The first text of the first of these elements that has one with something in it.
    func text(_ elements: Element...) -> RawText? {
        for element in elements {
            for index in texts.indices where texts[index].element == element && !texts[index].text.isBlank {
                return texts[index].text
            }
        }
        return nil
    }

    func string(_ elements: Element...) -> String? {
        for element in elements {
            for index in texts.indices where texts[index].element == element {
                if let text = texts[index].text.plain.nonEmpty { return text }
            }
        }
        return nil
    }

    /// The first of these elements' text as an address, by the base of the place where it stands.
    func address(_ elements: Element...) -> String? {
        for element in elements {
            for index in texts.indices where texts[index].element == element {
                let text = texts[index].text
                if let url = URLText.resolve(text.verbatim, base: text.base?.url) { return url }
            }
        }
        return nil
    }

    /// Whether one of its lists is as long as it may be.
    func hasList(of length: Int) -> Bool {
        [links.count, tags.count, attachments.count, authors.count, contributors.count, texts.count].contains {
            $0 >= length
        }
    }

    /// The people that these elements name, each in one line of text.
    func people(_ element: Element) -> [Person] { all(element).compactMap { PersonText.parse($0.bytes) } }

    func all(_ element: Element) -> [RawText] {
        var found: [RawText] = []
        for index in texts.indices where texts[index].element == element && !texts[index].text.isBlank {
            found.append(texts[index].text)
        }
        return found
    }
}

/// A text as an element held it.
struct RawText {
    /// The XML's own escaping is undone.
    var bytes: [UInt8]
    var isHTML: Bool
    var base: BaseURL?
    /// Whether it is HTML of which not even the feed knows more than that: it was escaped text.
    var isEscaped = false

    var isBlank: Bool { bytes.allSatisfy { $0 == 0x20 || $0 >= 0x09 && $0 <= 0x0D } }

    /// As one line of plain text.
    var plain: String {
        let text =
            isHTML ? HTMLPlain.text(bytes) : String(decoding: bytes, as: UTF8.self).cleaned
        return text.collapsed
    }

    /// Whether there is a tag or a character reference in it that nobody writes by accident.
    var looksLikeMarkup: Bool {
        bytes.withUnsafeBufferPointer { bytes in
            for (index, byte) in bytes.enumerated() where byte == 0x3C || byte == 0x26 {
                let rest = bytes[(index + 1)...].prefix(10)
                let name = rest.prefix { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x23 || $0 &- 0x30 < 10 }
                let end = rest.dropFirst(name.count).first
                if byte == 0x26, !name.isEmpty, end == 0x3B { return true }
                if byte == 0x3C, rest.first == 0x2F { return true }
                if byte == 0x3C, ["br", "p", "img", "hr"].contains(where: { name.elementsEqual($0.utf8) }) {
                    return true
                }
            }
            return false
        }
    }

    /// As text, white space at its ends gone, nothing decoded.
    var verbatim: String { String(decoding: bytes, as: UTF8.self).cleaned.trimmed }

    /// Whether it says more than twice as much as another, and not for its markup.
    func isMuchFuller(than other: RawText) -> Bool {
        guard bytes.count > 2 * other.bytes.count + 80 else { return false }
        return plain.utf8.count > 2 * other.plain.utf8.count + 80
    }

    var body: Body { Body(source: bytes, isHTML: isHTML, base: base) }

    /// The same, where it was escaped once too often, as it was meant.
    var unescaped: RawText? {
        guard isEscaped, let html = EscapedTwice.mend(bytes) else { return nil }
        return RawText(bytes: html, isHTML: true, base: base)
    }
}

/// A link as it was given, its URL resolved.
struct RawLink {
    var rel: String
    var url: String
    var type: String?
    var language: String?
    var title: String?
    var length: Int?
    /// One of RSS's own, of which the last counts.
    var isNative = false
}

/// A picture of a feed or an item.
struct ImageFacts {
    var url: String?
    var title: String?
    var link: String?
}
