import Basics
import Markup

/// Finds the title that the reader sees: a heading, chosen with the help of what the page declares; the site's name is cut off.
struct TitleFinder {
    let view: PageView
    let siteName: String
    let host: String
    let hint: String?

    /// The title, and the block that holds it, where it is one of the page.
    func find() -> String {
        let references = [
            hint, view.declared["og:title"], view.declared.title, view.declared["twitter:title"], headline,
        ]
        .compactMap { $0 }.map { PlainWords.of($0) }.filter { !$0.isEmpty }
        let headings = candidates()
        if let best = bestMatch(headings, references) { return part(of: best) ?? best }
        let first = headings.filter { $0.level == 1 && !isSiteName($0.words) }
        let declared = cut(view.declared["og:title"] ?? headline ?? view.declared.title)
        if first.count == 1 { return first[0].text }
        if let headline, !headline.isEmpty { return headline }
        return first.first?.text ?? (declared.isEmpty ? cut(view.declared.title) : declared)
    }

    /// A declared title that the heading holds with more around it: a kicker before, a subtitle behind.
    private func part(of heading: String) -> String? {
        let words = PlainWords.of(heading)
        for declared in [view.declared["og:title"], headline].compactMap({ $0 }).map({ cut($0) }) {
            let part = PlainWords.of(declared)
            if part.count >= 4, part.count < words.count, PlainWords.contains(words, part) { return declared }
        }
        return nil
    }

    private struct Heading {
        var text: String
        var words: [String]
        var level: Int
    }

    private var headline: String? { view.declared.linkedData.article.flatMap { LinkedData.text($0["headline"]) } }

    /// Headings of the first and second rank that are not too long to be titles.
    private func candidates() -> [Heading] {
        var result: [Heading] = []
        for place in view.page.headings.prefix(40) {
            let element = view.page.elements[Int(place)]
            let level = element.tag.headingLevel
            guard level <= 2, !element.context.isIn(.nav), !element.context.isIn(.footer) else { continue }
            let text = TitleFinder.withoutMarks(element.node.text(limit: 600).cleaned.collapsed)
            let words = PlainWords.of(text)
            guard !words.isEmpty, text.utf8.count < 500 else { continue }
            result.append(Heading(text: text, words: words, level: level))
        }
        return result
    }

    /// The heading that a declared title contains, or the other way round; the longest match, the higher rank.
    private func bestMatch(_ headings: [Heading], _ references: [[String]]) -> String? {
        var best: (text: String, value: Double)?
        for heading in headings {
            var match = 0.0
            for reference in references {
                if PlainWords.contains(reference, heading.words) {
                    match = max(match, Double(heading.words.count) / Double(reference.count) + 0.3)
                } else if PlainWords.contains(heading.words, reference) {
                    match = max(match, Double(reference.count) / Double(heading.words.count) + 0.2)
                } else {
                    let both = PlainWords.overlap(heading.words, reference)
                    if both >= 0.75 && heading.words.count > 3 { match = max(match, both * 0.7) }
                }
            }
            guard match > 0, !isSiteName(heading.words) || headings.count == 1 else { continue }
            if heading.words.count == 1 && match < 0.8 && heading.level > 1 { continue }
            let value = match + (heading.level == 1 ? 0.6 : 0)
            if best.map({ value > $0.value }) ?? true, value > 0.55 { best = (heading.text, value) }
        }
        return best?.text
    }

    /// Without the sign of a link to the heading itself.
    private static func withoutMarks(_ text: String) -> String {
        var text = text
        while let last = text.unicodeScalars.last, "¶#§🔗".unicodeScalars.contains(last) {
            text.unicodeScalars.removeLast()
        }
        return text.trimmed
    }

    private func isSiteName(_ words: [String]) -> Bool {
        let joined = words.joined()
        return !siteName.isEmpty && PlainWords.of(siteName).joined() == joined
            || host.split(separator: ".").contains { $0 == joined }
    }

    /// A declared title without the site's name at its end or beginning.
    func cut(_ title: String) -> String {
        for separator in [" | ", " – ", " — ", " - ", " :: ", " » ", " « ", " · ", " • ", " / ", " : "] {
            let parts = title.split(separator: separator)
            guard parts.count > 1, let first = parts.first, let last = parts.last else { continue }
            if isSiteName(PlainWords.of(String(first))) { return String(title[parts[1].startIndex...]).trimmed }
            let rest = String(title[..<parts[parts.count - 2].endIndex]).trimmed
            let tail = PlainWords.of(String(last))
            if isSiteName(tail) || tail.count <= 4 && PlainWords.of(rest).count >= 2 { return rest }
        }
        return title
    }
}
