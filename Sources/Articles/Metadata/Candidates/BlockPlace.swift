/// Where an element or a block stands, as bytes for the models that choose among candidates.
struct BlockPlace {
    static let count = 24
    static let nowhere = [UInt8](repeating: 0, count: count)

    private static let hints: [NameSignal] = [
        .title, .author, .meta, .comment, .related, .card, .footer, .header, .navigation, .sidebar, .article,
    ]

    /// - Parameters:
    ///   - element: a place in `Page.elements`.
    ///   - block: the first of its blocks, or the block meant.
    static func features(_ view: PageView, element: Int32, block: Int) -> [UInt8] {
        let page = view.page
        let context = page.elements[Int(element)].context
        var row: [UInt8] = []
        row.reserveCapacity(count)
        for hint in hints { row.append(1 + context.hint(hint)) }
        for lane: ElementContext.Lane in [.nav, .header, .footer, .aside, .link, .article, .main, .hidden] {
            row.append(1 + context.distance(lane))
        }
        row.append(1 + min(FeatureScale.share(block, of: max(1, page.blocks.count)), 254))
        row.append(FeatureScale.signed(block - view.facts.firstParagraph))
        row.append(FeatureScale.signed(block - view.facts.lastParagraph))
        let title = view.facts.shownTitle
        row.append(title < 0 ? 0 : max(1, FeatureScale.signed(block - page.range(title).lowerBound)))
        row.append(FeatureScale.count(page.elements[Int(element)].repetition))
        return row
    }
}
