import Markup

/// What stands within a text and is none of it: the mark behind a heading that leads to it, the button to change it, words for who
/// hears the page.
enum PageMachinery {
    static func holds(_ node: HTMLNode, _ tag: HTMLTag) -> Bool {
        switch tag {
        case .a:
            guard let target = node.attribute("href"), target.hasPrefix("#") else { return false }
            return marks.contains(node.text(limit: 24).cleaned.trimmed)
        case .span:
            guard let words = node.attribute("class")?.asciiLowercased else { return false }
            if words.holds("mw-editsection") || words.holds("mw-cite-backlink") || words == "viewcode-link" {
                return true
            }
            // A mark may be hidden that only stands between two words.
            return isForHearing(words) && node.first(.math) == nil && !(1...2).contains(node.text(limit: 8).utf8.count)
        default: return false
        }
    }

    /// What documentation and wikis write for a link to a heading.
    private static let marks: Set<String> = [
        "¶", "#", "§", "∞", "🔗", "⚓", "⚓︎", "↩", "↩︎", "↩\u{FE0F}", "↑", "^", "↵", "⏎", "⤴", "⤴︎", "⮌", "Permalink",
    ]

    /// Whether an element is for who hears the page, by the class that style sheets share.
    static func isForHearing(_ node: HTMLNode) -> Bool {
        node.attribute("class").map { isForHearing($0.asciiLowercased) } ?? false
    }

    private static func isForHearing(_ words: String) -> Bool {
        words.split(separator: " ").contains {
            [
                "visually-hidden", "visuallyhidden", "hidden-visually", "sr-only", "screen-reader-text",
                "screen-reader-only",
                "show-for-sr", "element-invisible", "govuk-visually-hidden",
            ].contains($0)
        }
    }
}
