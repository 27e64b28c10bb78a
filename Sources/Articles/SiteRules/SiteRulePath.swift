import Basics
import Markup

/// Reads the XPath of a site rule, with some patience: what people write and mean well, though it is no XPath, is put right.
enum SiteRulePath {
    /// What the directive does with it.
    enum Use {
        /// Elements are taken, or changed.
        case nodes
        /// A text is read, or it is asked whether there is anything.
        case value
    }

    struct Flaw: Error, Equatable {
        var message: String
    }

    /// Longer expressions, or such as have more parentheses in one another, are refused.
    private static let maximumLength = 8192
    private static let maximumDepth = 100

    static func read(_ text: String, for use: Use) throws(Flaw) -> String {
        guard text.utf8.count <= maximumLength else { throw Flaw(message: "longer than \(maximumLength) bytes") }
        guard depth(of: text) <= maximumDepth else {
            throw Flaw(message: "more than \(maximumDepth) parentheses in one another")
        }
        var flaw: Flaw?
        for candidate in readings(of: text) {
            switch HTMLXPath.check(candidate) {
            case .success(.nodes): return candidate
            case .success(let kind) where use == .value || kind == .nodes: return candidate
            case .success(let kind):
                flaw = flaw ?? Flaw(message: "it gives a \(kind.rawValue), and no elements: \(text)")
            case .failure(let error): flaw = flaw ?? Flaw(message: "\(error.message): \(text)")
            }
        }
        throw flaw ?? Flaw(message: "not an XPath 1.0 expression: \(text)")
    }

    /// The text in the ways that it may be meant, the likeliest first.
    private static func readings(of text: String) -> [String] {
        let text = withCharacters(text)
        var found = [text]
        let straight = String(text.map { quotes[$0] ?? $0 })
        if straight != text { found.append(straight) }
        if let comment = straight.firstRange(of: " #") { found.append(String(straight[..<comment.lowerBound]).trimmed) }
        if let inner = unquoted(straight) { found.insert(inner, at: 0) }
        return found.map(fromAnywhere)
    }

    private static let quotes: [Character: Character] = ["“": "\"", "”": "\"", "‘": "'", "’": "'"]

    /// A path in quotes is meant as a path.
    private static func unquoted(_ text: String) -> String? {
        guard text.count > 2, let quote = text.first, quote == "'" || quote == "\"", text.last == quote else {
            return nil
        }
        let inner = text.dropFirst().dropLast()
        return !inner.contains(quote) && (inner.hasPrefix("/") || inner.hasPrefix("(/")) ? String(inner) : nil
    }

    /// `div[…]` alone would look for it beside `html`: it is meant at whatever depth.
    private static func fromAnywhere(_ text: String) -> String {
        let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "*" }
        guard let first = name.first, first.isLetter || first == "*", name != "html" else { return text }
        let rest = text[name.endIndex...].drop { $0 == " " }
        return rest.isEmpty || rest.first == "[" || rest.first == "/" ? "//" + text : text
    }

    /// References stand for their characters: in the tree there are no others.
    private static func withCharacters(_ text: String) -> String {
        guard text.contains("&") else { return text }
        return references.reduce(text) { $0.replacing($1.name, with: $1.character) }
    }

    private static let references: [(name: String, character: String)] = [
        ("&nbsp;", "\u{A0}"), ("&mdash;", "—"), ("&ndash;", "–"), ("&bull;", "•"), ("&middot;", "·"), ("&rsquo;", "’"),
        ("&raquo;", "»"), ("&laquo;", "«"), ("&amp;", "&"),
    ]

    private static func depth(of text: String) -> Int {
        var (depth, deepest) = (0, 0)
        for byte in text.utf8 {
            if byte == 0x28 || byte == 0x5B { depth += 1 }
            if byte == 0x29 || byte == 0x5D { depth -= 1 }
            deepest = max(deepest, depth)
        }
        return deepest
    }
}
