import Basics
import Markup

/// Finds the article in a page's bytes. A pure function of its arguments; keeps nothing between pages.
public struct ArticleExtractor: Sendable {
    public var rules: SiteRules?
    /// Bounds on the page; beyond them extraction ends with an error.
    public var limits: HTMLLimits

    public init(rules: SiteRules? = nil, limits: HTMLLimits = HTMLLimits()) {
        self.rules = rules
        self.limits = limits
    }

    /// - Parameters:
    ///   - url: where the page was got, after redirects: relative addresses are resolved against it.
    ///   - contentType: the value of the response's `Content-Type`.
    public func extract(
        _ bytes: [UInt8], url: WebURL? = nil, contentType: String? = nil,
        hints: ArticleHints = ArticleHints()
    ) throws(ArticleError) -> Article {
        try extract(bytes, url: url, contentType: contentType, hints: hints, explains: false).article
    }

    /// The article, and what was thought of each block of the page.
    public func explain(
        _ bytes: [UInt8], url: WebURL? = nil, contentType: String? = nil,
        hints: ArticleHints = ArticleHints()
    ) throws(ArticleError) -> (article: Article, blocks: [ExplainedBlock]) {
        try extract(bytes, url: url, contentType: contentType, hints: hints, explains: true)
    }
}

extension ArticleExtractor {
    private func extract(
        _ bytes: [UInt8], url: WebURL?, contentType: String?, hints: ArticleHints, explains: Bool
    ) throws(ArticleError) -> (article: Article, blocks: [ExplainedBlock]) {
        try Walls.checkKind(bytes, contentType)
        let rule = url?.host.flatMap { rules?.matching(host: $0) } ?? nil
        let document: HTMLDocument
        do {
            document = try HTMLDocument(
                parsing: bytes, contentType: contentType, limits: limits,
                replacing: rule?.replacements.map { ($0.find, $0.replacement) } ?? [])
        } catch {
            throw ArticleError(error)
        }
        let result = try document.withRoot { (root) throws(ArticleError) in
            ComposedTree.compose(root)
            return try PageReading(root: root, url: url, hints: hints, rule: rule).read(explains: explains)
        }
        guard let result else { throw .noArticle }
        return result
    }
}
