import Basics

/// The shape of a host or a path, cut at its dots or slashes: `{blog}.tumblr.com`, `/{owner}/{repo}/tree/{branch*}`.
///
/// A part is text, or a choice `top|new`, or text round one `{name}`; `{name*}` takes one part or more, `{name:#}`
/// digits, `{name:w}` letters, digits, `_`, `-` and `.`, `{name:a|b}` one of these. `**` at the end takes whatever
/// follows. `?list={name}` asks for a parameter of the query.
struct SitePattern {
    private let parts: [String]
    private let parameter: (name: String, part: String)?

    init(host: String) {
        parts = host.split(separator: ".").map(String.init)
        parameter = nil
    }

    init(path: String) {
        let halves = path.split(separator: "?", maxSplits: 1)
        parts = halves[0].split(separator: "/").map(String.init)
        let pair = halves.count > 1 ? halves[1].split(separator: "=", maxSplits: 1).map(String.init) : []
        parameter = pair.count == 2 ? (pair[0], pair[1]) : nil
    }

    /// What the names stand for; nil where the host is of another shape.
    func match(host: String) -> [String: String]? {
        SitePattern.match(parts[...], host.split(separator: ".").map(String.init)[...], ".")
    }

    /// What the names stand for, as the address has it; nil where the address is of another shape.
    func match(pathOf url: WebURL) -> [String: String]? {
        let segments = url.path.split(separator: "/").map(String.init)
        guard var values = SitePattern.match(parts[...], segments[...], "/") else { return nil }
        if let parameter {
            let wanted = parameter.name + "="
            guard let given = (url.query ?? "").split(separator: "&").first(where: { $0.hasPrefix(wanted) }),
                let value = SitePattern.match(parameter.part, String(given.dropFirst(wanted.count)))
            else { return nil }
            values.merge(value) { $1 }
        }
        return values
    }
}

extension SitePattern {
    private static func match(_ parts: ArraySlice<String>, _ texts: ArraySlice<String>, _ separator: String)
        -> [String: String]?
    {
        guard let part = parts.first else { return texts.isEmpty ? [:] : nil }
        if part == "**" { return [:] }
        guard let text = texts.first else { return nil }
        if part.hasSuffix("*}") {
            let name = String(part.dropFirst().dropLast(2))
            for count in 1...min(texts.count, 12) {
                guard var values = match(parts.dropFirst(), texts.dropFirst(count), separator) else { continue }
                values[name] = texts.prefix(count).joined(separator: separator)
                return values
            }
            return nil
        }
        guard let own = match(part, text), let values = match(parts.dropFirst(), texts.dropFirst(), separator) else {
            return nil
        }
        return values.merging(own) { $1 }
    }

    private static func match(_ part: String, _ text: String) -> [String: String]? {
        guard let open = part.firstIndex(of: "{"), let close = part.lastIndex(of: "}") else {
            return part.split(separator: "|").contains(text[...]) ? [:] : nil
        }
        let (before, after) = (part[..<open], part[part.index(after: close)...])
        let inner = part[part.index(after: open)..<close].split(separator: ":", maxSplits: 1).map(String.init)
        guard text.hasPrefix(before), text.hasSuffix(after), text.count > before.count + after.count else { return nil }
        let value = String(text.dropFirst(before.count).dropLast(after.count))
        guard inner.count < 2 || fits(value, inner[1]) else { return nil }
        return [inner[0]: value]
    }

    private static func fits(_ value: String, _ constraint: String) -> Bool {
        switch constraint {
        case "#": value.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        case "w":
            value.utf8.allSatisfy { byte in
                byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == 0x5F
                    || byte == 0x2D
                    || byte == 0x2E
            }
        default: constraint.split(separator: "|").contains(value[...])
        }
    }
}
