import Basics
import Markup

/// Makes markup of the trees in which editors and frameworks keep a text as data: blocks of Portable Text, Contentful, Editor.js, ProseMirror,
/// Arc, Gutenberg, and elements of React.
enum RichText {
    private static let maximumDepth = 40
    private static let kindKeys = ["_type", "nodeType", "blockName", "type", "kind", "tag", "__typename", "component"]
    private static let contentKeys = [
        "html", "innerHTML", "__html", "text", "content", "children", "value", "nodes", "body", "data", "items",
        "paragraph", "spans", "elements", "document",
    ]
    /// What lists of other articles have and parts of a text have not.
    private static let teaserKeys: Set<String> = [
        "slug", "headline", "excerpt", "publishedAt", "published_at", "datePublished", "permalink", "thumbnail",
    ]

    /// Whether the members of a list look like the blocks of one text.
    static func isBlocks(_ members: [JSONValue]) -> Bool {
        guard members.count >= 3 else { return false }
        let sample = members.prefix(40)
        return sample.count(where: isBlock) * 10 >= sample.count * 6
    }

    private static func isBlock(_ value: JSONValue) -> Bool {
        if case .array = value { return isElement(value) }
        guard case .object(let members) = value else { return false }
        return !members.contains { teaserKeys.contains($0.key) } && contentKeys.contains { value[$0] != nil }
            && (kindKeys.contains { value[$0]?.string != nil } || members.count == 1)
    }

    /// `["$", tag, key, properties]`
    private static func isElement(_ value: JSONValue) -> Bool {
        value[0]?.string == "$" && value[1]?.string != nil && value[3] != nil
    }

    static func markup(_ members: [JSONValue]) -> String {
        members.map { markup($0, 0, isTop: true) }.joined(separator: "\n")
    }

    /// - Parameter isTop: it is a block of the text by itself, not a part of one.
    private static func markup(_ value: JSONValue, _ depth: Int, isTop: Bool) -> String {
        guard depth < maximumDepth else { return "" }
        switch value {
        case .string(let text):
            if text.hasPrefix("$") { return "" }
            let written = isMarkup(text) ? text : escaped(text)
            return isTop ? "<p>" + written + "</p>" : written
        case .array(let members):
            if isElement(value) { return element(members, depth) }
            return members.map { markup($0, depth + 1, isTop: false) }.joined()
        case .object: return block(value, depth, isTop)
        default: return ""
        }
    }

    private static func element(_ members: [JSONValue], _ depth: Int) -> String {
        let properties = members[3]
        let name = members[1].string ?? ""
        let tag = HTMLTag(name)
        if tag.isSilent || tag == .nav || tag == .footer || tag == .button { return "" }
        if tag == .img, let source = properties["src"]?.string {
            return "<img src=\"\(escaped(source))\" alt=\"\(escaped(properties["alt"]?.string ?? ""))\">"
        }
        if tag == .br || tag == .hr { return "<\(name)>" }
        let inner = properties["dangerouslySetInnerHTML"]?["__html"]?.string
        let content = inner ?? properties["children"].map { markup($0, depth + 1, isTop: false) } ?? ""
        guard tag != .other, !content.isEmpty else { return content }
        let address = tag == .a ? properties["href"]?.string.map { " href=\"\(escaped($0))\"" } ?? "" : ""
        return "<\(name)\(address)>\(content)</\(name)>"
    }

    private static func block(_ value: JSONValue, _ depth: Int, _ isTop: Bool) -> String {
        let kind = (kindKeys.lazy.compactMap { value[$0]?.string }.first ?? "").asciiLowercased
        if let picture = picture(value, kind) { return picture }
        guard let content = contentKeys.lazy.compactMap({ value[$0] }).first(where: { holdsText($0) }) else {
            return ""
        }
        let isList = kind.holds("list") && !kind.holds("item")
        var inner: String
        if case .array(let members) = content, !isElement(content) {
            inner = members.map { member in
                let part = markup(member, depth + 1, isTop: false)
                return isList && member.string != nil ? "<li>" + part + "</li>" : part
            }.joined()
        } else {
            inner = markup(content, depth + 1, isTop: false)
        }
        guard !inner.isEmpty else { return "" }
        let style = value["style"]?.string?.asciiLowercased ?? ""
        if let tag = tag(kind, style, value) { return "<\(tag)>\(inner)</\(tag)>" }
        if kind.holds("link"), let address = (value["url"] ?? value["href"] ?? value["data"]?["uri"])?.string {
            inner = "<a href=\"\(escaped(address))\">\(inner)</a>"
        }
        return isTop ? "<div>" + inner + "</div>" : inner
    }

    /// The element for a kind of block; nil for what is a part of a block or unknown.
    private static func tag(_ kind: String, _ style: String, _ value: JSONValue) -> String? {
        if style.hasPrefix("h"), let level = style.last?.wholeNumberValue, (1...6).contains(level) {
            return "h\(level)"
        }
        if value["listItem"] != nil { return "li" }
        if style == "blockquote" || kind.holds("quote") { return "blockquote" }
        if kind.holds("head") || kind.hasPrefix("h") && kind.count == 2 {
            let level = value["level"]?.integer ?? value["attrs"]?["level"]?.integer ?? kind.last?.wholeNumberValue ?? 2
            return "h\(min(6, max(1, level)))"
        }
        if kind.holds("item") || kind == "li" { return "li" }
        if kind.holds("list") || kind == "ul" || kind == "ol" { return kind.hasPrefix("o") ? "ol" : "ul" }
        if kind.holds("code") || kind == "preformatted" { return "pre" }
        if kind.holds("paragraph") || kind == "p" || kind == "block" { return "p" }
        return nil
    }

    private static func picture(_ value: JSONValue, _ kind: String) -> String? {
        guard kind.holds("image") || kind == "picture" || kind == "img" else { return nil }
        guard let source = (value["url"] ?? value["src"] ?? value["file"]?["url"] ?? value["asset"]?["url"])?.string
        else {
            return ""
        }
        return "<img src=\"\(escaped(source))\" alt=\"\(escaped(value["alt"]?.string ?? ""))\">"
    }

    private static func holdsText(_ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): !text.isEmpty
        case .array(let members): !members.isEmpty
        case .object: true
        default: false
        }
    }

    /// Whether a text is markup and no plain text.
    static func isMarkup(_ text: String) -> Bool {
        text.contains("</") || text.contains("<p>") || text.contains("<br") || text.contains("<img ")
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.append(character)
            }
        }
        return out
    }
}
