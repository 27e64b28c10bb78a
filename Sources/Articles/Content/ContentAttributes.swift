import Basics
import Markup

/// The attributes that clean markup keeps, and the inline elements it knows.
enum ContentAttributes {
    /// The element of the output for an inline element of the page; nil for what is only its content.
    static func inlineTag(_ tag: HTMLTag, _ node: HTMLNode) -> HTMLTag? {
        switch tag {
        case .a: .a
        case .b, .strong: .strong
        case .i, .em: .em
        case .tt, .code: .code
        case .strike, .s: .s
        case .u, .del, .ins, .sub, .sup, .mark, .q, .cite, .kbd, .samp, .`var`, .abbr, .small: tag
        default: nil
        }
    }

    static func inline(_ tag: HTMLTag, _ node: HTMLNode, _ base: WebURL?) -> [HTMLFragment.Attribute] {
        switch tag {
        case .a:
            guard let address = node.attribute("href").flatMap({ link($0, base) }) else { return [] }
            return [HTMLFragment.Attribute("href", address)]
        case .abbr:
            guard let title = node.attribute("title")?.cleaned.collapsed, !title.isEmpty else {
                return []
            }
            return [HTMLFragment.Attribute("title", title)]
        case .code: return language(of: node)
        default: return []
        }
    }

    static func block(_ tag: HTMLTag, _ node: HTMLNode) -> [HTMLFragment.Attribute] {
        switch tag {
        case .td, .th:
            let spans: [(StaticString, String)] = [("colspan", "colspan"), ("rowspan", "rowspan")]
            return spans.compactMap { name, written in
                guard let value = node.attribute(name).flatMap({ Int($0.trimmed) }),
                    (2...100).contains(value)
                else {
                    return nil
                }
                return HTMLFragment.Attribute(written, String(value))
            }
        case .ol:
            var attributes: [HTMLFragment.Attribute] = []
            if let start = node.attribute("start").flatMap({ Int($0.trimmed) }), start != 1,
                (0..<1_000_000).contains(start)
            {
                attributes.append(HTMLFragment.Attribute("start", String(start)))
            }
            if node.has("reversed") { attributes.append(HTMLFragment.Attribute("reversed", "")) }
            return attributes
        default: return []
        }
    }

    /// The language that highlighters name: `language-swift`, `lang-swift` of the code, its listing or what is around that,
    /// `highlight-swift`, `highlight-source-swift`, `brush: swift`, `data-lang="swift"`.
    private static func language(of node: HTMLNode) -> [HTMLFragment.Attribute] {
        var current: HTMLNode? = node
        for distance in 0..<4 {
            guard let place = current, place.isElement else { break }
            if let name = language(in: place, isNear: distance < 2) {
                return [HTMLFragment.Attribute("class", "language-" + name)]
            }
            // Code in a line of text has none but its own.
            guard place.tag == .pre || place.parent?.tag == .pre || distance > 0 && distance < 3 else { break }
            current = place.parent
        }
        return []
    }

    private static func language(in node: HTMLNode, isNear: Bool) -> String? {
        let words = (node.attribute("class") ?? "").split(separator: " ")
        for (index, word) in words.enumerated() {
            for prefix in ["language-", "lang-", "highlight-source-", "highlight-"] where word.hasPrefix(prefix) {
                if let name = languageName(word.dropFirst(prefix.count)), prefix != "highlight-" || name != "default" {
                    return name
                }
            }
            if word.lowercased().hasPrefix("brush:") {
                let rest = word.dropFirst(6)
                let name = rest.isEmpty && index + 1 < words.count ? words[index + 1] : rest
                if let name = languageName(name.prefix { $0 != ";" }) { return name }
            }
        }
        guard isNear else { return nil }
        return ["data-language", "data-lang"].lazy.compactMap { node.attribute($0).flatMap { languageName($0[...]) } }
            .first
    }

    private static func languageName(_ text: Substring) -> String? {
        let isName =
            !text.isEmpty && text.utf8.count <= 20
            && text.utf8.allSatisfy {
                $0 >= 0x30 && $0 <= 0x39 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x2B || $0 == 0x23
                    || $0 == 0x2D
            }
        return isName ? String(text) : nil
    }

    /// The absolute address of a link; nil for what leads nowhere outside the page, or must not be followed.
    static func link(_ reference: String, _ base: WebURL?) -> String? {
        let reference = reference.trimmed
        guard !reference.isEmpty, !reference.hasPrefix("#") else { return nil }
        guard let url = WebURL(reference, base: base) else { return nil }
        switch url.scheme {
        case "http", "https", "mailto", "tel", "ftp", "geo", "magnet", "sms", "xmpp":
            return url.withoutCredentials.description
        default: return nil
        }
    }
}
