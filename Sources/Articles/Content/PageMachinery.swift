import Markup

/// What stands within a text and is none of it: the mark behind a heading that leads to it, the button to change it, words for who
/// hears the page.
enum PageMachinery {
    static func holds(_ node: HTMLNode, _ tag: HTMLTag) -> Bool {
        switch tag {
        case .a:
            guard let target = node.attribute("href"), target.hasPrefix("#") else { return false }
            return marks.contains(node.text(limit: 12).cleaned.trimmed)
        case .span:
            guard let words = node.attribute("class")?.asciiLowercased else { return false }
            if words.holds("mw-editsection") { return true }
            return isForHearing(words) && isWithinLink(node)
        default: return false
        }
    }

    /// What documentation and wikis write for a link to a heading.
    private static let marks: Set<String> = ["¶", "#", "§", "∞", "🔗", "⚓", "⚓︎", "↩", "↩︎", "↑", "Permalink"]

    private static func isForHearing(_ words: String) -> Bool {
        words.split(separator: " ").contains {
            ["visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "show-for-sr"].contains($0)
        }
    }

    private static func isWithinLink(_ node: HTMLNode) -> Bool {
        var current = node.parent
        for _ in 0..<4 {
            guard let parent = current, !parent.tag.isBlock else { return false }
            if parent.tag == .a { return true }
            current = parent.parent
        }
        return false
    }
}
