import Basics

/// The links of a `Link` field (RFC 8288, section 3). What is out of form ends the reading; what stands before counts.
struct LinkHeader {
    private var rest: Substring
    private(set) var links: [PageLink] = []

    init(_ field: String) {
        rest = field[...]
        while let link = readLink() { links += link.map { [$0] } ?? [] }
    }

    /// Nil at the end, an inner nil for a link from another page than this (`anchor`).
    private mutating func readLink() -> PageLink?? {
        rest = rest.drop { $0.isWhitespace || $0 == "," }
        guard rest.first == "<", let end = rest.firstIndex(of: ">") else { return nil }
        var link = PageLink(place: .header, href: String(rest[rest.index(after: rest.startIndex)..<end]).trimmed)
        rest = rest[rest.index(after: end)...]
        var isOfThisPage = true
        while let (name, value) = readParameter() {
            switch name {
            case "rel" where link.rels.isEmpty: link.rels = value.asciiLowercased.split(separator: " ").map(String.init)
            case "type": link.type = PageLink.essence(value)
            case "hreflang": link.language = value.nonEmpty
            case "title": link.title = link.title ?? value.cleaned.collapsed.nonEmpty
            case "title*": link.title = LinkHeader.extended(value)?.cleaned.collapsed.nonEmpty ?? link.title
            case "anchor": isOfThisPage = value.isEmpty
            default: break
            }
        }
        return .some(isOfThisPage ? link : nil)
    }

    private mutating func readParameter() -> (name: String, value: String)? {
        rest = rest.drop(while: \.isWhitespace)
        guard rest.first == ";" else { return nil }
        rest = rest.dropFirst().drop(while: \.isWhitespace)
        let name = rest.prefix { $0 != "=" && $0 != ";" && $0 != "," && !$0.isWhitespace }
        rest = rest[name.endIndex...].drop(while: \.isWhitespace)
        guard rest.first == "=" else { return (name.asciiLowercased, "") }
        rest = rest.dropFirst().drop(while: \.isWhitespace)
        return (name.asciiLowercased, rest.first == "\"" ? readQuoted() : readToken())
    }

    private mutating func readToken() -> String {
        let token = rest.prefix { $0 != ";" && $0 != "," }
        rest = rest[token.endIndex...]
        return String(token).trimmed
    }

    private mutating func readQuoted() -> String {
        var value = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst(), character != "\"" {
            value.append(character == "\\" ? rest.popFirst() ?? character : character)
        }
        return value
    }

    /// `UTF-8'en'text` (RFC 8187); nil for another character set.
    private static func extended(_ value: String) -> String? {
        let parts = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].asciiLowercased == "utf-8" else { return nil }
        return String(decoding: PercentEncoding.decode(parts[2].utf8), as: UTF8.self)
    }
}

extension Substring {
    fileprivate var asciiLowercased: String { String(self).asciiLowercased }
}
