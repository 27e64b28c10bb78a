/// A manual page in the language of man(7), as groff and mandoc both take it without complaint. In texts `word` in
/// backticks is set bold and stands as it is.
public struct ManualPage {
    private var lines: [String]
    private static let width = 78

    /// - Parameter source: at the foot of the page, such as the program and its version.
    public init(_ name: String, section: Int, source: String, about: String) {
        lines = [
            #".\" Made by `make reference`; not to be changed by hand."#,
            ".TH \(ManualPage.argument(name.uppercased())) \(section) \(ManualPage.argument(Feedmill.released)) "
                + "\(ManualPage.argument(source)) \(ManualPage.argument("feedmill manual"))",
            ".SH NAME", "\(ManualPage.literal(name)) \\- \(ManualPage.prose(about))",
        ]
    }

    public var text: String { lines.joined(separator: "\n") + "\n" }

    public mutating func section(_ title: String) { lines.append(".SH " + ManualPage.argument(title)) }

    public mutating func subsection(_ title: String) { lines.append(".SS " + ManualPage.argument(title)) }

    public mutating func paragraph(_ text: String) {
        // The first paragraph below a heading needs no mark of its own.
        if lines.last?.hasPrefix(".S") == false { lines.append(".PP") }
        fill(ManualPage.marked(text))
    }

    /// `tag` is marked up already, by `bold`, `italic` and `prose`.
    public mutating func item(_ tag: String, _ texts: String...) {
        lines += [".TP", ManualPage.guarded(tag)]
        for (place, text) in texts.enumerated() {
            if place > 0 { lines.append(".IP") }
            fill(ManualPage.marked(text))
        }
    }

    /// A line of a synopsis, marked up already; what does not fit stands indented below.
    public mutating func synopsis(_ command: String, _ rest: [String]) {
        lines += [".HP 4", command] + rest
    }

    /// Set as it is written.
    public mutating func example(_ text: String) {
        lines += [".PP", ".RS 4", ".EX"]
        lines += text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.isEmpty ? "\\&" : ManualPage.guarded(ManualPage.literal(String($0)))
        }
        lines += [".EE", ".RE"]
    }

    private mutating func fill(_ text: String) {
        var line = ""
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if !line.isEmpty, line.utf8.count + word.utf8.count + 1 > ManualPage.width {
                lines.append(ManualPage.guarded(line))
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        lines.append(ManualPage.guarded(line))
    }
}

// What a text is in roff.
extension ManualPage {
    public static func bold(_ text: String) -> String { "\\fB\(literal(text))\\fR" }

    public static func italic(_ text: String) -> String { "\\fI\(literal(text))\\fR" }

    /// Sentences: a dash is a hyphen, but for those that begin an option.
    public static func prose(_ text: String) -> String {
        var result = ""
        var before: Character = " "
        for character in text {
            let beginsOption = character == "-" && (before == "-" || before == " " || before == "(")
            result += character == "-" && !beginsOption ? "-" : literal(String(character))
            before = character
        }
        return result
    }

    /// Text in which every character stands for itself.
    public static func literal(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "\"": result += "\\(dq"
            case "`": result += "\\(ga"
            case "^": result += "\\(ha"
            case "~": result += "\\(ti"
            case "\u{20}"..."\u{7E}", "\n", "\t": result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
            }
        }
        return result
    }

    private static func marked(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { place, part in
            place % 2 == 0 ? prose(String(part)) : bold(String(part))
        }.joined()
    }

    private static func argument(_ text: String) -> String { "\"\(prose(text))\"" }

    /// A line of text that would be taken for a request.
    private static func guarded(_ line: String) -> String {
        line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" + line : line
    }
}
