import Basics
import Markup

/// One page, from its tree to its article: the stages of extraction in their order.
struct PageReading {
    let root: HTMLNode
    let url: WebURL?
    let hints: ArticleHints
    let rule: SiteRuleSet?

    func read(explains: Bool) throws(ArticleError) -> (article: Article, blocks: [ExplainedBlock]) {
        guard let rule, let application = RuleApplication(rule, root) else {
            return try read(explains, PageView(root, url: url, hints: hints, readsLinkedData: true))
        }
        let finding = application.apply()
        let view = PageView(
            root, url: url, hints: hints, readsLinkedData: !(rule.options.skipsLinkedData ?? false))
        let whole = singlePage(finding, rule).flatMap { ContentAttributes.link($0, base(view)) }
        do throws(ArticleError) {
            var result = try read(explains, view, application, rule, finding)
            result.article.singlePageURL = whole
            return result
        } catch {
            if let whole { throw .elsewhere(whole, error) }
            throw error
        }
    }

    private func read(
        _ explains: Bool, _ view: PageView
    ) throws(ArticleError) -> (article: Article, blocks: [ExplainedBlock]) {
        var article = Article()
        let base = base(view)
        let metadata = MetadataReader(view: view, url: url, base: base, hints: hints)
        metadata.fillTitle(&article)
        var selection = BlockSelector.select(view, title: article.title)
        writeContent(&article, &selection, view, base)
        article.confidence = Double(selection.confidence)
        article.pageType = selection.type
        metadata.fill(&article, text: article.contentText)
        try Walls.check(view, article)
        return (article, explains ? Explanation(view.page, selection).blocks : [])
    }

    /// With the operator's rule: its word goes before what the page declares and what the models think.
    private func read(
        _ explains: Bool, _ view: PageView, _ application: borrowing RuleApplication, _ rule: SiteRuleSet,
        _ finding: RuleApplication.Finding
    ) throws(ArticleError) -> (article: Article, blocks: [ExplainedBlock]) {
        var article = Article()
        let base = base(view)
        let metadata = MetadataReader(view: view, url: url, base: base, hints: hints)
        metadata.fillTitle(&article)
        var selection = BlockSelector.select(view, title: article.title)
        application.applyLast()
        if writeBody(finding.bodies, &article, &selection, view, base, rule.options) {
            article.extractor = .siteRule
            article.confidence = 0.98
        } else {
            if !rule.body.isEmpty { article.missedRules = rule.bodyFiles }
            guard rule.body.isEmpty || rule.options.detectsOnFailure ?? true else { throw .ruleMissed(rule.bodyFiles) }
            writeContent(&article, &selection, view, base)
            article.confidence = Double(selection.confidence)
        }
        article.pageType = selection.type
        metadata.fill(&article, text: article.contentText)
        article.isAdvertisement = finding.isAdvertisement
        apply(finding, of: rule, to: &article, view)
        if !rule.nextPageLink.isEmpty || !(rule.options.detectsNextPage ?? true) { article.nextPageURL = nil }
        if let next = finding.nextPage.flatMap({ ContentAttributes.link($0, base) }) { article.nextPageURL = next }
        if rule.options.insertsImage ?? false { article.insertImage() }
        try Walls.check(view, article)
        return (article, explains ? Explanation(view.page, selection).blocks : [])
    }
}

extension PageReading {
    private func base(_ view: PageView) -> WebURL? {
        view.page.baseNode?.attribute("href").flatMap { WebURL($0.trimmed, base: url) } ?? url
    }

    /// What the models select, or what the page has as data where that is more.
    private func writeContent(
        _ article: inout Article, _ selection: inout Selection, _ view: PageView, _ base: WebURL?
    ) {
        article.setContent(ContentWriter.write(view.page, keeping: selection.kept, base: base))
        if article.contentText.isEmpty, selection.kept.contains(true) {
            // What was kept may be no text; the page has paragraphs.
            selection.kept = view.facts.isParagraph
            article.setContent(ContentWriter.write(view.page, keeping: selection.kept, base: base))
        }
        if let better = StructuredText.better(than: article, view, base: base) {
            article.setContent(better)
            article.extractor = .structuredData
        }
    }

    /// What stands in the elements that the rule names; false where that is neither text nor a picture or a thing embedded.
    private func writeBody(
        _ bodies: [HTMLNode], _ article: inout Article, _ selection: inout Selection, _ view: PageView, _ base: WebURL?,
        _ options: SiteRuleOptions
    ) -> Bool {
        guard !bodies.isEmpty else { return false }
        if selection.narrow(to: bodies, of: view.page, under: options) {
            article.setContent(ContentWriter.write(view.page, keeping: selection.kept, within: bodies, base: base))
            return !article.contentText.isEmpty
        }
        let nothing = [Bool](repeating: false, count: selection.kept.count)
        let pictures = ContentWriter.write(view.page, keeping: nothing, within: bodies, base: base)
        guard pictures.html.holds("<img") || pictures.html.holds("<a ") else { return false }
        selection.kept = nothing
        article.setContent(pictures)
        return true
    }

    private func apply(
        _ finding: RuleApplication.Finding, of rule: SiteRuleSet, to article: inout Article, _ view: PageView
    ) {
        if let title = finding.title {
            article.title = title
        } else if let title = finding.generalTitle {
            // What holds for all sites knows no site's name: it stands beside what this page shows.
            let reader = MetadataReader(view: view, url: url, base: base(view), hints: hints)
            article.title = reader.finder.title(hint: hints.title, given: title).nonEmpty ?? title
        } else if !rule.title.isEmpty, !(rule.options.detectsOnFailure ?? true) {
            article.title = hints.title ?? ""
        }
        let people = finding.authors.flatMap { PersonNames.split($0) }
        if !people.isEmpty {
            article.authors = people.map { Person(name: $0) }
            article.byline = people.joined(separator: ", ")
        }
        let monthFirst = ["", "en", "en-us"].contains(article.language.asciiLowercased)
        if let date = finding.date.flatMap({ DateText.value($0, monthFirst: monthFirst) }) {
            article.datePublished = date.time
        }
    }

    /// Where the rule looks for the whole article: on the page, or else in what the feed carries.
    private func singlePage(_ finding: RuleApplication.Finding, _ rule: SiteRuleSet) -> String? {
        guard rule.singlePageLink.isEmpty, !rule.singlePageLinkInFeed.isEmpty, let html = hints.html else {
            return finding.singlePage
        }
        guard let document = try? HTMLDocument(parsing: html) else { return nil }
        return document.withRoot { root -> String? in
            guard let application = RuleApplication(rule, root) else { return nil }
            return application.link(rule.singlePageLinkInFeed)
        } ?? nil
    }
}
