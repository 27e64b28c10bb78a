import Basics

/// Finds a page's title, authors and dates: gathers what may be them, and lets what was learnt of such candidates choose.
struct MetadataFinder {
    let view: PageView
    let url: WebURL?
    let base: WebURL?
    let site: SiteNames
    /// Whether 3/4/2018 is a day in March here.
    let monthFirst: Bool

    /// How likely a candidate must be to be believed.
    private static let authorBound: Float = 0.1
    private static let dateBound: Float = 0.3
    /// What a title gains that the feed gives too.
    private static let hintGain: Float = 0.25

    /// - Parameters:
    ///   - hint: the title that the feed gives the item.
    ///   - given: what a rule for all sites finds on the page.
    /// - Returns: the title that the reader sees, without the site's name; empty where the page has none.
    func title(hint: String?, given: String? = nil) -> String {
        let candidates = TitleCandidates(view, site: site, given: given)
        let scores = MetadataModel.titles.scores(candidates.rows())
        let hinted = WordKeys.of(hint ?? "")
        var best: (text: String, score: Float) = ("", 0)
        for (candidate, score) in zip(candidates.all, scores) {
            let score = candidate.words == hinted ? score + MetadataFinder.hintGain : score
            if score > best.score { best = (candidate.text, score) }
        }
        return best.text
    }

    /// - Parameter isProduct: whether the page shows a product, the reviews of which are their own authors'.
    func authors(isProduct: Bool = false) -> [Person] {
        let candidates = AuthorCandidates(view, site: site, base: base)
        let best = MetadataModel.authors.best(candidates.rows(), atLeast: MetadataFinder.authorBound) { index in
            let candidate = candidates.all[index]
            return candidates.mayBe(candidate) && !(isProduct && isReview(candidate.element))
        }
        return best.map { candidates.withCompanions(candidates.all[$0]) } ?? []
    }

    func published(isProduct: Bool = false) -> Timestamp? {
        let candidates = DateCandidates(view, url: url, monthFirst: monthFirst)
        let events = eventDays()
        let best = MetadataModel.dates.best(candidates.rows(), atLeast: MetadataFinder.dateBound) { index in
            let candidate = candidates.all[index]
            return !(isProduct && isReview(candidate.element))
                && (candidate.isDeclared || !events.contains(candidate.day))
        }
        return best.map { candidates.all[$0].found.time }
    }

    private func isReview(_ element: Int32) -> Bool {
        element >= 0 && view.page.elements[Int(element)].context.hint(.review) < ElementContext.none
    }

    /// The days on which what the page announces takes place.
    private func eventDays() -> Set<Int64> {
        let events = view.declared.linkedData.nodes.filter { node in
            LinkedData.types(of: node).contains { $0.hasSuffix("Event") }
        }
        return Set(
            events.flatMap { event in
                ["startDate", "endDate", "doorTime"].compactMap { key in
                    LinkedData.text(event[key]).flatMap { DateText.value($0)?.day }
                }
            })
    }

    func modified() -> Timestamp? {
        let declared = view.declared[
            "article:modified_time", "og:updated_time", "last-modified", "dateModified", "datemodified"]
        let linked = view.declared.linkedData.article.flatMap { LinkedData.text($0["dateModified"]) }
        return [declared, linked].lazy.compactMap { $0.flatMap { DateText.value($0) }?.time }.first
    }
}
