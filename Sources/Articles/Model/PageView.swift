import Basics
import Markup

/// A page with everything that the models look at.
struct PageView {
    let page: Page
    let declared: DeclaredPage
    let facts: PageFacts
    let features: BlockFeatures
    /// The site's name in its address, without `www.`; nil where no address is known.
    let host: String?

    init(_ root: HTMLNode, url: WebURL?, hints: ArticleHints, readsLinkedData: Bool = true) {
        host = url?.host.map { $0.hasPrefix("www.") ? String($0.dropFirst(4)) : $0 }
        page = PageScanner.scan(root)
        declared = DeclaredPage(page, readsLinkedData: readsLinkedData)
        facts = PageFacts(page, url: url, declared: declared)
        var titles = [declared["og:title"] ?? declared.title]
        if let title = hints.title { titles.append(title) }
        let description = [declared.description, hints.summary].compactMap { $0 }.joined(separator: " ")
        let text = DeclaredText(body: declared.articleBody, description: description, titles: titles)
        features = BlockFeatures(page, facts, text)
    }
}
