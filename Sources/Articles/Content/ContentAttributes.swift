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

    /// The language that highlighters name in a class: `language-swift`, `lang-swift`.
    private static func language(of node: HTMLNode) -> [HTMLFragment.Attribute] {
        for word in (node.attribute("class") ?? "").split(separator: " ") {
            let parts = word.split(separator: "-", maxSplits: 1)
            guard parts.count == 2, parts[0] == "language" || parts[0] == "lang",
                parts[1].utf8.allSatisfy({
                    $0 >= 0x30 && $0 <= 0x39 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x2B
                        || $0 == 0x23
                })
            else { continue }
            return [HTMLFragment.Attribute("class", "language-" + parts[1])]
        }
        return []
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
