import Markup

/// What no block can tell by itself: second copies, headings over nothing, a page of which nothing or too little was kept.
struct PageChecks {
    /// Words; an h1 with more was never closed, and holds the article.
    private static let longestTitle = 60

    /// A page of which no block scores so much, and which has no paragraph, came without its text.
    private static let frame: Float = 0.3

    private let view: PageView
    private var page: Page { view.page }

    /// Of the title's letters and digits.
    private let titleHash: UInt64

    init(_ view: PageView, title: String) {
        self.view = view
        titleHash = TextHash.of(title.utf8)
    }

    func apply(to selection: inout Selection) {
        dropTitle(&selection)
        dropHead(&selection)
        dropCopies(&selection)
        HiddenParts(page).apply(to: &selection)
        Boxes(view).apply(to: &selection)
        ShopParts(view).apply(to: &selection)
        PostParts(page).apply(to: &selection)
        Standfirst(view).apply(to: &selection)
        WholeParts(view).apply(to: &selection)
        dropEmptyHeadings(&selection)
        if selection.keptWords(of: page, in: page.blocks.indices) < 10 { fallBack(&selection) }
    }

    /// The title has a key of its own.
    private func dropTitle(_ selection: inout Selection) {
        guard selection.type == .article || selection.type == .forum else { return }
        var drops = Set(
            page.blocks.indices.prefix(view.facts.firstParagraph + 1).filter { page.blocks[$0].hash == titleHash })
        if view.facts.titleElement >= 0, page.elements[Int(view.facts.titleElement)].tag == .h1,
            page.words(page.range(view.facts.titleElement)) <= PageChecks.longestTitle
        {
            drops.formUnion(page.range(view.facts.titleElement))
        }
        for index in drops where selection.kept[index] {
            selection.kept[index] = false
            selection.reasons[index] = .title
        }
    }

    /// Of an article's head: the lines that are a date, a byline, or stand above the title too.
    private func dropHead(_ selection: inout Selection) {
        guard selection.type == .article, !page.blocks.isEmpty else { return }
        let title = page.blocks.indices.prefix(view.facts.firstParagraph + 1).last { page.blocks[$0].hash == titleHash }
        for index in 0..<(title ?? 0) where selection.kept[index] && page.blocks[index].statistics.words <= 12 {
            selection.kept[index] = false
            selection.reasons[index] = .head
        }
        let start = title ?? 0
        for index in start..<max(start, min(view.facts.firstParagraph, start + 12)) where selection.kept[index] {
            let block = page.blocks[index]
            guard block.statistics.words <= 10 else { continue }
            let text = page.string(index)
            let isCopy = (view.facts.firstWithHash[block.hash] ?? Int32(index)) < Int32(index)
            let isDate = block.statistics.digits >= 3 && DateText.first(in: text) != nil
            guard isDate || isCopy || PersonNames.afterBy(text).map(PersonNames.looksLikeName) ?? false else {
                continue
            }
            selection.kept[index] = false
            selection.reasons[index] = .head
        }
    }

    /// A long text that was kept before is kept once, but for listings; and paragraphs that say the same side by side are the
    /// author's, or a draft's filling, and all of them are kept with the first.
    private func dropCopies(_ selection: inout Selection) {
        var first: [UInt64: Int] = [:]
        for index in page.blocks.indices where page.blocks[index].statistics.words >= 12 {
            let hash = page.blocks[index].hash
            guard let original = first[hash] else {
                if selection.kept[index] { first[hash] = index }
                continue
            }
            // What is shown again below another text is shown for that text.
            if isListing(index), selection.kept[index - 1] { continue }
            let isRefrain = isParagraph(index) && isParagraph(original) && parent(of: index) == parent(of: original)
            guard selection.kept[index] != isRefrain else { continue }
            selection.kept[index] = isRefrain
            selection.reasons[index] = isRefrain ? .refrain : .duplicate
        }
    }

    private func isListing(_ index: Int) -> Bool {
        let context = page.elements[Int(page.blocks[index].holder)].context
        return context.isIn(.pre) && !context.isIn(.hidden)
    }

    private func isParagraph(_ index: Int) -> Bool {
        let holder = page.elements[Int(page.blocks[index].holder)]
        return holder.tag == .p && !holder.context.isIn(.hidden)
    }

    private func parent(of index: Int) -> Int32 { page.elements[Int(page.blocks[index].holder)].parent }

    /// A heading stands for what is below it: none is kept where no text follows before the next of its rank, and at the end.
    private func dropEmptyHeadings(_ selection: inout Selection) {
        guard selection.type == .article || selection.type == .documentation || selection.type == .forum else { return }
        var hasText = false
        var lastLevel = 0
        for index in page.blocks.indices.reversed() where selection.kept[index] {
            let level = page.elements[Int(page.blocks[index].holder)].tag.headingLevel
            if level == 0 {
                hasText = true
                continue
            }
            if !hasText && (lastLevel == 0 || level >= lastLevel) {
                selection.kept[index] = false
                selection.reasons[index] = .headingWithoutText
                continue
            }
            hasText = false
            lastLevel = level
        }
    }

    /// Of a page of which nothing was kept: its best blocks, or else its paragraphs; but nothing of a frame without its text.
    private func fallBack(_ selection: inout Selection) {
        let best = selection.scores.max() ?? 0
        let paragraphs = view.facts.isParagraph.contains(true)
        guard best >= PageChecks.frame || paragraphs else {
            selection.kept = [Bool](repeating: false, count: selection.kept.count)
            return
        }
        let bound = max(0.15, best * 0.5)
        var words = 0
        for index in page.blocks.indices where selection.scores[index] >= bound {
            selection.kept[index] = true
            selection.reasons[index] = .fallback
            words += Int(page.blocks[index].statistics.words)
        }
        guard words < 10 else { return }
        for index in page.blocks.indices {
            let context = page.elements[Int(page.blocks[index].element)].context
            guard paragraphs ? view.facts.isParagraph[index] : !context.isIn(.nav) && !context.isIn(.footer) else {
                continue
            }
            selection.kept[index] = true
            selection.reasons[index] = .fallback
        }
    }
}
