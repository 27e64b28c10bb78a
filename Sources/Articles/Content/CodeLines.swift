import Basics
import Markup

/// Listings of which each line, or its number, is an element.
enum CodeLines {
    /// Whether an element of a listing holds the numbers of lines and nothing else.
    static func areNumbers(_ node: HTMLNode) -> Bool {
        let isMarked =
            node.has("data-line-number") || node.has("data-linenumber") || hasName(node, numberNames)
        guard isMarked else { return false }
        return node.text(limit: 4096).utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 == 0x20 || $0 == 0x7C }
    }

    /// How a table holds a listing.
    enum Shape {
        /// Rows of a number and a line.
        case rows
        /// All numbers beside all lines.
        case columns
    }

    /// Nodes of a table among which its first cells are.
    private static let nearNodes = 16

    /// Nil for a table that holds none.
    static func shape(of table: HTMLNode) -> Shape? {
        var node = table.successor(within: table)
        var isNumbered = false
        for _ in 0..<nearNodes {
            guard let current = node else { return nil }
            if current.tag == .td {
                if isNumbered {
                    if current.first(.pre) != nil { return .columns }
                    return hasName(current, lineNames) ? .rows : nil
                }
                guard areNumbers(current) else { return nil }
                isNumbered = true
                node = current.following(within: table)
            } else {
                node = current.successor(within: table)
            }
        }
        return nil
    }

    private static func hasName(_ node: HTMLNode, _ names: Set<String>) -> Bool {
        guard let words = node.attribute("class") else { return false }
        return words.asciiLowercased.split(separator: " ").contains { names.contains(String($0)) }
    }

    private static let numberNames: Set<String> = [
        "lineno", "linenos", "linenumber", "linenumbers", "line-number", "line-numbers", "line_number", "line_numbers",
        "lnt",
        "ln", "gutter", "rouge-gutter", "blob-num", "hljs-ln-numbers", "hljs-ln-n", "line-numbers-rows", "ln-num",
        "line-num",
        "react-syntax-highlighter-line-number",
    ]
    private static let lineNames: Set<String> = [
        "code", "blob-code", "hljs-ln-code", "rouge-code", "line-content", "js-file-line", "line",
    ]
}
