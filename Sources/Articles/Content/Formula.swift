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

    /// The TeX of a formula that is a picture, which software for blogs and wikis gives as its other text.
    static func text(ofPicture node: HTMLNode) -> String? {
        guard let words = node.attribute("class"), let source = node.attribute("alt") else { return nil }
        let isFormula = words.asciiLowercased.split(separator: " ").contains {
            $0 == "latex" || $0 == "tex" || $0 == "math" || $0.hasPrefix("mwe-math-fallback-image")
        }
        return isFormula ? plain(source.cleaned.collapsed).nonEmpty : nil
    }

    /// Whether a picture shows the formula that stands just before it.
    static func isShown(by node: HTMLNode, _ formula: HTMLNode) -> Bool {
        guard let before = node.previous else { return false }
        return formula == before || formula.isBelow(before)
    }

    /// Whether an element shows once more, for the eye alone, the formula that stands just before it.
    static func isRepeated(by node: HTMLNode, _ formula: HTMLNode) -> Bool {
        node.attribute("aria-hidden") == "true" && isShown(by: node, formula)
    }

    /// Whether an element is what a script made of the TeX that follows it.
    static func isDrawn(by node: HTMLNode) -> Bool {
        if node.attribute("class") == "MathJax_Preview" { return true }
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
