import Basics

/// What a person's screen can show.
public struct TextStyle: Equatable, Sendable {
    /// In cells.
    public var width: Int
    /// Whether block characters, and letters beyond ASCII, can be shown.
    public var isUnicode: Bool
    public var isColoured: Bool

    public init(width: Int = 80, isUnicode: Bool = true, isColoured: Bool = false) {
        self.width = width
        self.isUnicode = isUnicode
        self.isColoured = isColoured
    }

    /// - Parameter columns: what the terminal says of itself; nil where the text goes elsewhere.
    public init(environment: [String: String], columns: Int?) {
        let said = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        width = max(20, said ?? columns ?? 80)
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0]?.nonEmpty }.first ?? "C"
        isUnicode = ["utf-8", "utf8"].contains { locale.asciiLowercased.contains($0) }
        // https://no-color.org: any value but an empty one.
        isColoured = columns != nil && environment["NO_COLOR"]?.nonEmpty == nil && environment["TERM"] != "dumb"
    }

    /// What a piece of text is, not what it looks like.
    enum Tone: String {
        case plain = ""
        case strong = "1"
        case good = "32"
        case doubtful = "33"
        case bad = "31"
        case faint = "2"
    }

    func painted(_ text: String, _ tone: Tone) -> String {
        isColoured && tone != .plain && !text.isEmpty ? "\u{1B}[\(tone.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Without what moves a terminal, and with `?` for what this one cannot show.
    public func shown(_ text: String) -> String {
        let text = text.cleaned
        guard !isUnicode, text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return String(text.map { $0.isASCII ? $0 : "?" })
    }
}
