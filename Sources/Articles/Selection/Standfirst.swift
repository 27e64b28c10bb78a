import Basics

/// The lines between an article's title and its text that sum it up belong to it, wherever a page sets them.
struct Standfirst {
    private static let words = 6...70
    /// Blocks behind the title among which it is looked for.
    private static let reach = 12
    /// The score below which a block is another's.
    private static let least: Float = 0.05

    private let view: PageView
    private var page: Page { view.page }

    init(_ view: PageView) {
        self.view = view
    }

    func apply(to selection: inout Selection) {
        guard selection.type == .article, view.facts.shownTitle >= 0,
            let first = page.blocks.indices.first(where: { selection.kept[$0] })
        else { return }
        let title = page.range(view.facts.shownTitle).upperBound
        guard title < first, first - title <= Standfirst.reach else { return }
        let description = Set(
            WordKeys.triples(view.declared["description"] ?? view.declared["og:description"] ?? ""))
        let text = Set(WordKeys.triples(page.string(first)))
        for index in title..<first
        where selection.scores[index] >= Standfirst.least && isText(index)
            && (isNamed(index) || isMostly(index, in: description)) && !isMostly(index, in: text)
        {
            selection.set(index, true, .standfirst)
        }
    }

    private func isText(_ index: Int) -> Bool {
        let block = page.blocks[index]
        let context = page.elements[Int(block.element)].context
        guard Standfirst.words.contains(Int(block.statistics.words)), page.linkDensity(index..<index + 1) < 0.3 else {
            return false
        }
        return !context.isIn(.nav) && !context.isIn(.aside) && !context.isIn(.form) && !context.isIn(.button)
            && !context.isIn(.figure) && !context.isIn(.hidden) && !context.isIn(.footer) && !context.isIn(.dialog)
            && !context.isIn(.item) && context.hint(.author) > 2
    }

    /// Its element, or one of the two around it, is called so.
    private func isNamed(_ index: Int) -> Bool {
        var element = page.blocks[index].element
        for _ in 0..<3 where element >= 0 {
            let known = page.elements[Int(element)]
            if known.node.isNamed(Standfirst.names) { return true }
            element = known.parent
        }
        return false
    }

    /// What publishing systems call it.
    private static let names: Set<String> = [
        "standfirst", "subtitle", "subheadline", "subhead", "dek", "deck", "lede", "chapo", "chapeau", "entradilla",
        "vorspann", "zajawka",
        "untertitel", "sottotitolo", "sommario", "ingress",
    ]

    /// Most of it stands in another text: in what the page declares as its description, or in the first paragraph, as what was cut from it.
    private func isMostly(_ index: Int, in text: Set<UInt64>) -> Bool {
        let own = WordKeys.triples(page.string(index))
        return own.count >= 4 && 10 * own.count(where: text.contains) >= 6 * own.count
    }
}
