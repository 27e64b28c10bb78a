import Markup

#if canImport(Glibc)
    import Glibc
#endif

/// Decides which blocks of a page are content: two models score them, then checks of the whole page overrule.
enum BlockSelector {
    /// An article's likelihood from which no other kind is thought of, and the score from which its blocks are content.
    private static let sureArticle: Float = 0.7
    private static let articleBound: Float = 0.5

    /// - Parameter title: what was found to be the page's title.
    static func select(_ view: PageView, title: String) -> Selection {
        let kinds = BlockModel.shared.pageTypes(view.facts.features)
        let scores = BlockModel.shared.scores(view, kinds)
        let best = kinds.indices.max { kinds[$0] < kinds[$1] } ?? 0
        let type = BlockModel.types[best]
        let isSure = type == .article && kinds[best] >= sureArticle
        let bound = isSure ? articleBound : threshold(view.page, scores, kinds)
        var selection = Selection(kept: scores.map { $0 >= bound }, scores: scores, type: type)
        PageChecks(view, title: title).apply(to: &selection)
        selection.confidence = confidence(view.page, selection)
        return selection
    }

    /// The score from which a block is content: the mean (geometric) over the kinds of page that this one may be. An article's blocks are plain cases; pages that are made of many small ones have few,
    /// and are better cut where the expected F1 (harmonic mean of what is right and what is found) is highest.
    private static func threshold(_ page: Page, _ scores: [Float], _ kinds: [Float]) -> Float {
        let best = log(max(bestCut(page, scores), 0.02))
        var sum: Float = 0
        for (type, likelihood) in zip(BlockModel.types, kinds) {
            let (bound, share): (Float, Float) =
                switch type {
                case .article: (articleBound, 0)
                case .documentation: (0.35, 0)
                case .service: (0.4, 0.3)
                case .product: (0.4, 0.5)
                case .forum, .collection, .listing: (0.4, 1)
                }
            sum += likelihood * (share * best + (1 - share) * log(bound))
        }
        return exp(sum)
    }

    private static func bestCut(_ page: Page, _ scores: [Float]) -> Float {
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        let all = order.reduce(Float(0)) { $0 + scores[$1] * Float(page.blocks[$1].statistics.words) }
        var (right, words): (Float, Float) = (0, 0)
        var best: (value: Float, score: Float) = (0, 1)
        for index in order {
            let size = Float(page.blocks[index].statistics.words)
            right += scores[index] * size
            words += size
            let value = 2 * right / (words + all + 1e-6)
            if value > best.value { best = (value, scores[index]) }
        }
        return best.score
    }

    /// The expected F1 by words (harmonic mean of what is right and what is found), if each score is the likelihood that it is.
    private static func confidence(_ page: Page, _ selection: Selection) -> Float {
        var (right, kept, all): (Float, Float, Float) = (0, 0, 0)
        for (index, block) in page.blocks.enumerated() {
            let words = Float(block.statistics.words)
            all += selection.scores[index] * words
            guard selection.kept[index] else { continue }
            right += selection.scores[index] * words
            kept += words
        }
        return kept > 0 ? 2 * right / (kept + all) : 0
    }
}
