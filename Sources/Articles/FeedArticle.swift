import Basics
import Markup

extension Article {
    /// The article that a feed's item carries itself: nothing of it is dropped. Nil where there is no text in it.
    ///
    /// - Parameter html: markup, or text where `isHTML` is false.
    public init?(feedContent html: String, isHTML: Bool, url: WebURL?, hints: ArticleHints) {
        let markup = isHTML ? html : "<p>" + html.replacing("&", with: "&amp;").replacing("<", with: "&lt;") + "</p>"
        guard let document = try? HTMLDocument(parsing: markup),
            let fragment = document.withRoot({ root in
                let page = PageScanner.scan(root)
                return ContentWriter.write(page, keeping: page.blocks.map { _ in true }, base: url)
            }), !fragment.plainText.isEmpty
        else { return nil }
        self.init()
        self.url = url?.description
        title = hints.title ?? ""
        authors = hints.authors.map { Person(name: $0) }
        byline = hints.authors.joined(separator: ", ")
        datePublished = hints.datePublished
        excerpt = hints.summary ?? ""
        setContent(fragment)
        extractor = .feed
        confidence = 1
    }
}
