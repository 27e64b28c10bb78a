import Basics

/// What a Content-Type says, however it is written.
enum MediaType {
    /// Without parameters, in lower case; nil where there is none.
    static func type(_ contentType: String?) -> String? {
        guard let first = contentType.flatMap({ parts($0).first }), !first.utf8.contains(0x3D) else { return nil }
        return first.trimmed.asciiLowercased.nonEmpty
    }

    /// The charset parameter, however it is quoted. What is forgotten is forgiven: the type, and the semicolon before it.
    static func charset(_ contentType: String?) -> String? {
        guard let contentType else { return nil }
        for part in parts(contentType) {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2,
                pair[0].split(whereSeparator: \.isWhitespace).last?.lowercased() == "charset"
            else { continue }
            let value = pair[1].prefix { $0 != "," }.filter { $0 != "\"" && $0 != "'" }
            return value.trimmed.nonEmpty
        }
        return nil
    }

    /// What semicolons part; those in quotes part nothing.
    private static func parts(_ text: String) -> [String] {
        var parts = [""]
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character == ";", !isQuoted { parts.append("") } else { parts[parts.count - 1].append(character) }
        }
        return parts
    }
}
