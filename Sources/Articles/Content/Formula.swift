import Basics
import Markup

/// Formulas, as the TeX that the page has of them, else as a line that reads like TeX.
enum Formula {
    private static let maximumDepth = 60

    /// Of a `math` element or a script that holds TeX; nil for all others and where there is nothing.
    static func text(of node: HTMLNode) -> String? {
        switch node.tag {
        case .script:
            guard let type = node.attribute("type"), type.asciiLowercased.hasPrefix("math/tex") else { return nil }
            return node.rawText.cleaned.collapsed.nonEmpty
        case .math:
            if let source = annotation(node) ?? node.attribute("alttext") {
                return plain(source.cleaned.collapsed).nonEmpty
            }
            return line(node, 0).cleaned.collapsed.nonEmpty
        default: return nil
        }
    }

    /// Whether an element shows once more, for the eye alone, the formula that stands just before it.
    static func isRepeated(by node: HTMLNode, _ formula: HTMLNode) -> Bool {
        guard node.attribute("aria-hidden") == "true", let before = node.previous else { return false }
        return formula == before || formula.isBelow(before)
    }

    /// Whether an element is what a script made of the TeX that follows it.
    static func isDrawn(by node: HTMLNode) -> Bool {
        guard let after = node.next, after.tag == .script else { return false }
        return after.attribute("type")?.asciiLowercased.hasPrefix("math/tex") ?? false
    }

    private static func annotation(_ math: HTMLNode) -> String? {
        var node: HTMLNode? = math
        while let current = node {
            if current.isElement, current.name == "annotation",
                current.attribute("encoding")?.asciiLowercased.holds("tex") ?? false
            {
                return current.rawText
            }
            node = current.successor(within: math)
        }
        return nil
    }

    /// Without what only asks for a size.
    private static func plain(_ source: String) -> String {
        let start = "{\\displaystyle "
        guard source.hasPrefix(start), source.hasSuffix("}") else { return source }
        return String(source.dropFirst(start.count).dropLast()).trimmed
    }

    private static func line(_ node: HTMLNode, _ depth: Int) -> String {
        guard depth < maximumDepth else { return "" }
        if node.isText { return String(decoding: node.content, as: UTF8.self).trimmed }
        guard node.isElement else { return "" }
        var parts: [String] = []
        var child = node.firstChild
        while let current = child {
            let part = line(current, depth + 1)
            if !part.isEmpty { parts.append(part) }
            child = current.next
        }
        func group(_ place: Int) -> String {
            guard place < parts.count else { return "" }
            return parts[place].count > 1 ? "{" + parts[place] + "}" : parts[place]
        }
        switch node.name {
        case "annotation", "annotation-xml": return ""
        case "msup", "mover": return (parts.first ?? "") + "^" + group(1)
        case "msub", "munder": return (parts.first ?? "") + "_" + group(1)
        case "msubsup", "munderover": return (parts.first ?? "") + "_" + group(1) + "^" + group(2)
        case "mfrac": return "(" + (parts.first ?? "") + ")/(" + (parts.last ?? "") + ")"
        case "msqrt": return "√(" + parts.joined() + ")"
        case "mtr": return parts.joined(separator: " & ")
        case "mtable": return parts.joined(separator: "; ")
        default: return joined(parts)
        }
    }

    /// Names and numbers beside each other are two.
    private static func joined(_ parts: [String]) -> String {
        parts.reduce(into: "") { line, part in
            if let last = line.unicodeScalars.last, let first = part.unicodeScalars.first, last.isWordCharacter,
                first.isWordCharacter
            {
                line += " "
            }
            line += part
        }
    }
}
