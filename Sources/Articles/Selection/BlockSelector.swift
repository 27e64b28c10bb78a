import Markup

/// Decides which blocks of a page are content: two models score them, then checks of the whole page overrule.
enum BlockSelector {
    /// - Parameter title: what was found to be the page's title.
    static func select(_ view: PageView, title: String) -> Selection {
        let kinds = BlockModel.shared.pageTypes(view.facts.features)
        let scores = BlockModel.shared.scores(view, kinds)
        let best = kinds.indices.max { kinds[$0] < kinds[$1] } ?? 0
        let type = BlockModel.types[best]
        let bound = threshold(view.page, scores, type)
        var selection = Selection(kept: scores.map { $0 >= bound }, scores: scores, type: type)
        PageChecks(view, title: title).apply(to: &selection)
        selection.confidence = confidence(view.page, selection)
        return selection
    }

    /// The score from which a block is content. An article's blocks are plain cases; pages that are made of many small ones have few, and
    /// are better cut where the expected F1 (harmonic mean of what is right and what is found) is highest.
    private static func threshold(_ page: Page, _ scores: [Float], _ type: PageType) -> Float {
        switch type {
        case .article: 0.5
        case .documentation: 0.35
        case .service, .product: 0.4
        case .forum, .collection, .listing: bestCut(page, scores)
        }
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

    /// How sure the scores are of what they say, by words.
    private static func confidence(_ page: Page, _ selection: Selection) -> Float {
        var sure: Float = 0
        var all: Float = 0
        for (index, block) in page.blocks.enumerated() {
            let score = selection.scores[index]
            let words = Float(block.statistics.words)
            // Chrome that is surely chrome says nothing of the article.
            guard selection.kept[index] || score > 0.1 else { continue }
            sure += words * abs(score - 0.5) * 2
            all += words
        }
        return all > 0 ? sure / all : 0
    }
}
