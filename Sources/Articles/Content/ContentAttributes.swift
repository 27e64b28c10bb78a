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
            guard let address = node.attribute("href").flatMap({ link($0, base) ?? note(node, $0, base) }) else {
                return []
            }
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
            if let type = node.attribute("type"), ["a", "A", "i", "I"].contains(type) {
                attributes.append(HTMLFragment.Attribute("type", type))
            }
            if let start = node.attribute("start").flatMap({ Int($0.trimmed) }), start != 1,
                (0..<1_000_000).contains(start)
            {
                attributes.append(HTMLFragment.Attribute("start", String(start)))
            }
            if node.has("reversed") { attributes.append(HTMLFragment.Attribute("reversed", "")) }
            return attributes
        case .li:
            guard let value = node.attribute("value").flatMap({ Int($0.trimmed) }), (0..<1_000_000).contains(value)
            else { return [] }
            return [HTMLFragment.Attribute("value", String(value))]
        default: return []
        }
    }

    /// The language that highlighters name: `language-swift`, `lang-swift` of the code, its listing or what is around that,
    /// `highlight-swift`, `highlight-source-swift`, `brush: swift`, `data-lang="swift"`.
    static func language(of node: HTMLNode) -> [HTMLFragment.Attribute] {
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
            if highlighters.contains(word), index + 1 < words.count, languages.contains(words[index + 1].lowercased()) {
                return words[index + 1].lowercased()
            }
        }
        guard isNear else { return nil }
        if node.tag == .pre, let name = node.attribute("lang")?.asciiLowercased, languages.contains(name) {
            return name
        }
        return ["data-language", "data-lang"].lazy.compactMap { node.attribute($0).flatMap { languageName($0[...]) } }
            .first
    }

    /// Classes behind which the language stands as a class of its own.
    private static let highlighters: Set<Substring> = ["sourceCode", "hljs", "code", "highlight", "prettyprint"]
    private static let languages: Set<String> = [
        "bash", "c", "clojure", "cpp", "csharp", "css", "diff", "elixir", "erlang", "fortran", "go", "haskell", "html",
        "ini",
        "java", "javascript", "json", "kotlin", "latex", "lisp", "lua", "makefile", "matlab", "ocaml", "perl", "php",
        "powershell", "python", "ruby", "rust", "scala", "scheme", "shell", "sql", "swift", "toml", "typescript", "xml",
        "yaml",
    ]

    private static func languageName(_ text: Substring) -> String? {
        let isName =
            !text.isEmpty && text.utf8.count <= 20
            && text.utf8.allSatisfy {
                $0 >= 0x30 && $0 <= 0x39 || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x2B || $0 == 0x23
                    || $0 == 0x2D
            }
        return isName ? String(text) : nil
    }

    /// The absolute address of a note to which a mark leads.
    private static func note(_ node: HTMLNode, _ reference: String, _ base: WebURL?) -> String? {
        guard let base, isNoteMark(node, reference) else { return nil }
        return WebURL(reference, base: base)?.withoutCredentials.description
    }

    /// Whether a link is the mark of a note: a number, a letter or a star that leads elsewhere in the page.
    static func isNoteMark(_ node: HTMLNode, _ reference: String) -> Bool {
        guard reference.hasPrefix("#"), reference.utf8.count > 1 else { return false }
        let mark = node.text(limit: 24).trimmed.filter { !"[]()^.".contains($0) }
        return !mark.isEmpty && mark.utf8.count <= 4
            && (mark.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } || mark.count == 1 && mark != "#"
                || mark.allSatisfy { "*†‡".contains($0) })
    }

    /// Whether a mark is not raised above the line by its element, and is by its style.
    static func isRaised(_ node: HTMLNode) -> Bool {
        let words = (node.attribute("class") ?? "").asciiLowercased
        guard node.attribute("role") == "doc-noteref" || words.holds("footnote") || words.holds("noteref"),
            node.first(.sup) == nil, !node.text(limit: 24).holds("[")
        else { return false }
        var above = node.parent
        for _ in 0..<3 {
            guard let parent = above else { return true }
            if parent.tag == .sup { return false }
            above = parent.parent
        }
        return true
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
