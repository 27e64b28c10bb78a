import Basics
import Markup

/// URLs as feeds write them.
enum URLText {
    /// Absolute where it can be made so; else as it was given. Nil for what runs, and for what is empty.
    static func resolve(_ text: String?, base: WebURL?) -> String? {
        guard var text = text?.cleaned.trimmed, !text.isEmpty, text.utf8.count <= 16_384 else { return nil }
        if text.withUTF8({ PlainURL.isNormal($0) }) { return text }
        guard let url = WebURL(text, base: base) else { return isHarmless(text) ? text : nil }
        switch url.scheme {
        case "javascript", "vbscript", "data", "file", "about", "blob", "livescript", "mocha": return nil
        default: return url.description
        }
    }

    /// Whether text that is no absolute URL cannot be read as one by anybody.
    private static func isHarmless(_ text: String) -> Bool {
        let head = text.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !head.contains(":")
    }

    static func isAbsolute(_ text: String) -> Bool {
        let scheme = text.prefix { $0 != ":" }
        return scheme.utf8.count < text.utf8.count && scheme.utf8.count >= 2
            && scheme.utf8.allSatisfy {
                $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2B || $0 == 0x2D
                    || $0 == 0x2E
            }
    }

    /// Whether a browser may load what is there: http and https, and what no base has made absolute.
    static func canBeLoaded(_ text: String) -> Bool { isWebAddress(text) || !isAbsolute(text) }

    /// Whether an identifier of which someone says that it is an address can be one: no bare word or number.
    static func canBeAddress(_ text: String) -> Bool {
        isWebAddress(text) || !isAbsolute(text) && (text.contains("/") || text.contains("?")) && !text.contains(" ")
    }

    /// Whether an identifier can serve as an address.
    static func isWebAddress(_ text: String) -> Bool {
        let start = text.prefix(8).lowercased()
        return start.hasPrefix("http://") || start.hasPrefix("https://")
    }
}
