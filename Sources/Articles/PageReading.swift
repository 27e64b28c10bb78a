import Basics
import Markup

/// One page, from its tree to its article: the stages of extraction in their order.
struct PageReading {
    let root: HTMLNode
    let url: WebURL?
    let hints: ArticleHints
    let rule: SiteRuleSet?

    /// Blocks below this score are dropped from a body that a site rule names, unless it says not to prune.
    private static let pruneBound: Float = 0.06

    func read(explains: Bool) throws(ArticleError) -> (article: Article, blocks: [ExplainedBlock]) {
        guard let rule, let application = RuleApplication(rule, root) else { return try read(explains, nil, []) }
        let metadata = application.metadata()
        application.edit()
        return try read(explains, metadata, application.body())
    }

    private func read(
        _ explains: Bool, _ given: RuleApplication.Metadata?, _ bodies: [HTMLNode]
    ) throws(ArticleError) -> (article: Article, blocks: [ExplainedBlock]) {
        let view = PageView(root, url: url, hints: hints, readsLinkedData: !(rule?.skipsLinkedData ?? false))
        let base = view.page.baseNode?.attribute("href").flatMap { WebURL($0.trimmed, base: url) } ?? url
        var article = Article()
        let metadata = MetadataReader(view: view, url: url, base: base, hints: hints)
        metadata.fillTitle(&article)
        var selection = BlockSelector.select(view, title: article.title)
        let isRuled =
            rule.map {
                selection.narrow(to: bodies, of: view.page, prunesBelow: $0.prunes ? PageReading.pruneBound : 0)
            } ?? false
        if let rule, !rule.body.isEmpty, !isRuled {
            article.failedRules = rule.names
            guard rule.detectsOnFailure else { throw .noArticle }
        }
        article.setContent(ContentWriter.write(view.page, keeping: selection.kept, base: base))
        article.extractor = isRuled ? .siteRule : .heuristic
        if article.contentText.isEmpty {
            // Nothing is never right for a page with paragraphs.
            selection.kept = view.facts.isParagraph
            article.setContent(ContentWriter.write(view.page, keeping: selection.kept, base: base))
        }
        if !isRuled, let better = StructuredText.better(than: article.wordCount, view) {
            article.setContent(better)
            article.extractor = .structuredData
        }
        article.confidence = isRuled ? 0.98 : Double(selection.confidence)
        article.pageType = selection.type
        metadata.fill(&article, text: article.contentText)
        if let given { apply(given, to: &article, base) }
        if rule?.insertsImage ?? false { article.insertImage() }
        try Walls.check(view, article)
        return (article, explains ? Explanation(view.page, selection).blocks : [])
    }

    /// What the operator's rule found goes before what the page declares.
    private func apply(_ given: RuleApplication.Metadata, to article: inout Article, _ base: WebURL?) {
        if let title = given.title { article.title = title }
        let people = given.authors.flatMap { PersonNames.split($0) }
        if !people.isEmpty {
            article.authors = people.map { Person(name: $0) }
            article.byline = people.joined(separator: ", ")
        }
        if let date = given.date.flatMap({ DateText.value($0) }) { article.datePublished = date.time }
        article.singlePageURL = given.singlePage.flatMap { ContentAttributes.link($0, base) }
        if let next = given.nextPage.flatMap({ ContentAttributes.link($0, base) }) { article.nextPageURL = next }
        article.isAdvertisement = given.isAdvertisement
    }
}
