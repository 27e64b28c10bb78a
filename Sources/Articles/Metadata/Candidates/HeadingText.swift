import Basics
import Markup

/// What a heading says: without what stands in it to be pressed, and without the label before the title itself, which says what the
/// article is about or what kind it is of (`<h1><span class="kicker">Sport</span> Home win</h1>`).
enum HeadingText {
    static func of(_ heading: HTMLNode, limit: Int = 500) -> String {
        let children = children(of: heading)
        let (label, number) = (label(children), number(children))
        let text = heading.text(limit: limit) { $0 == label || $0 == number || $0.tag == .button }
        guard label != nil else { return text }
        // What parted the label from the title.
        return String(text.drop { $0.isWhitespace || "-–—:|·•/".contains($0) })
    }

    /// The words of a class that call an element such a label.
    private static let names: Set<String> = [
        "kicker", "overline", "overtitle", "roofline", "topline", "eyebrow", "spitzmarke", "dachzeile", "oberzeile",
        "supertitle", "pretitle", "surtitle", "suptitle", "prefix", "autonumber", "label", "badge", "subtitle",
        "rubrik", "surtitre", "occhiello",
        "antetitulo", "volanta", "chapeu",
    ]

    /// The label, where there is one with a title behind it.
    private static func label(_ children: [HTMLNode]) -> HTMLNode? {
        guard let first = children.first, first.isElement else { return nil }
        if children.count == 1 { return label(self.children(of: first)) }
        let rest = children.dropFirst().reduce(0) { $0 + WordKeys.of($1.text(limit: 200)).count }
        return isLabel(first) && rest >= 2 ? first : nil
    }

    /// The last element, where it is the number of what the title names (`#318`).
    private static func number(_ children: [HTMLNode]) -> HTMLNode? {
        guard children.count > 1, let last = children.last, last.isElement else { return nil }
        let text = last.text(limit: 16).trimmed
        return text.utf8.first == UInt8(ascii: "#") && text.utf8.count > 1
            && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) } ? last : nil
    }

    /// Those that have text.
    private static func children(of node: HTMLNode) -> [HTMLNode] {
        var children: [HTMLNode] = []
        var child = node.firstChild
        while let current = child {
            child = current.next
            guard current.isText || current.isElement, !current.text(limit: 64).trimmed.isEmpty else { continue }
            children.append(current)
        }
        return children
    }

    private static func isLabel(_ node: HTMLNode) -> Bool { node.tag == .small || node.isNamed(names) }
}
