import Markup

/// Short parts that a page does not show: they are a label, a message, another wording. Long ones are what a script reveals, and stay,
/// but for a copy of what is shown (its Markdown, for other programs).
struct HiddenParts {
    /// Words of a part that is dropped, and its blocks.
    private static let longest = 60
    /// So many times the words of what is hidden must be kept beside it.
    private static let share = 4

    private let page: Page

    init(_ page: Page) {
        self.page = page
    }

    func apply(to selection: inout Selection) {
        guard selection.type == .article || selection.type == .documentation else { return }
        let parts = page.elements.indices.filter { place in
            let element = page.elements[place]
            return element.tag.isBlock && element.endBlock > element.firstBlock && isHidden(element)
        }.map { page.range(Int32($0)) }
        dropCopies(parts, from: &selection)
        let short = parts.filter { page.words($0) <= HiddenParts.longest && $0.count <= HiddenParts.longest }.joined()
        let words = short.reduce(0) { $0 + (selection.kept[$1] ? Int(page.blocks[$1].statistics.words) : 0) }
        guard words * HiddenParts.share <= selection.keptWords(of: page, in: page.blocks.indices) else { return }
        for index in short { selection.drop(index, .hidden) }
    }

    /// Drops hidden parts of which the kept text that is shown has six triples of words in ten.
    private func dropCopies(_ parts: [Range<Int>], from selection: inout Selection) {
        let parts = parts.filter { part in part.contains { selection.kept[$0] } }
        guard !parts.isEmpty else { return }
        let kept = page.blocks.indices.filter { index in
            selection.kept[index] && !page.elements[Int(page.blocks[index].element)].context.isIn(.hidden)
        }
        let shown = Set(kept.flatMap { WordKeys.triples(page.string($0)) })
        for part in parts {
            let own = part.filter { selection.kept[$0] }.flatMap { WordKeys.triples(page.string($0)) }
            guard 10 * own.count(where: shown.contains) > 6 * own.count else { continue }
            for index in part { selection.drop(index, .hidden) }
        }
    }

    /// By itself, in a place that is shown; panels and slides are shown on demand.
    private func isHidden(_ element: PageElement) -> Bool {
        let context = element.context
        guard context.hint(.accordion) > 3, context.hint(.card) > 3, !context.isIn(.details), !context.isIn(.template),
            !context.isIn(.noscript), element.tag == .p || element.repetition < 2
        else { return false }
        if context.distance(.hidden) == 0 {
            return element.parent < 0 || !page.elements[Int(element.parent)].context.isIn(.hidden)
        }
        return element.signals.contains(.hidden) && PageMachinery.isForHearing(element.node)
    }
}
