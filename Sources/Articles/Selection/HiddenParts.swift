import Markup

/// Short parts that a page does not show: they are a label, a message, another wording. Long ones are what a script reveals, and stay.
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
        var hidden: [Int] = []
        for (place, element) in page.elements.enumerated()
        where element.tag.isBlock && element.endBlock > element.firstBlock && isHidden(element) {
            let blocks = page.range(Int32(place))
            guard page.words(blocks) <= HiddenParts.longest, blocks.count <= HiddenParts.longest else { continue }
            hidden += Array(blocks)
        }
        let words = hidden.reduce(0) { $0 + (selection.kept[$1] ? Int(page.blocks[$1].statistics.words) : 0) }
        guard words * HiddenParts.share <= selection.keptWords(of: page, in: page.blocks.indices) else { return }
        for index in hidden { selection.drop(index, .hidden) }
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
