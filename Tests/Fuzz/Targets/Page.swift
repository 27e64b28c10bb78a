import Articles
import Basics
import Feeds

extension FuzzTarget {
    /// Any bytes as a page: through libxml2, the extractor, the sanitiser, the writers of text, Markdown and JSON, and the search
    /// for feeds.
    static let page = FuzzTarget(name: "Page") { bytes in
        guard let last = bytes.last else { return }
        let type =
            last % 8 == 0 ? "text/html; charset=utf-8" : last % 8 == 1 ? "text/html; charset=gb18030" : "text/html"
        let url = WebURL("https://example.org/2018/02/the-bridge.html")
        if let article = try? ArticleExtractor().extract(bytes, url: url, contentType: type) {
            try requireWhole(article)
            if let both = Article.join([article, article]) { try requireWhole(both) }
        }
        let found = FeedDiscovery(in: bytes, url: url?.description, contentType: type)
        for candidate in found.candidates + found.guesses {
            try require(WebURL(candidate.url)?.isHTTP == true, "a feed is said to be at \(candidate.url)")
        }
    }

    private static func requireWhole(_ article: Article) throws(FuzzFinding) {
        var writer = JSONWriter()
        writer.beginObject()
        article.write(to: &writer)
        writer.key("rights")
        article.rights.write(to: &writer)
        writer.endObject()
        try requireJSON(writer.finish())
        try requireClean(article.contentHTML)
        for address in [article.image, article.nextPageURL, article.singlePageURL].compactMap({ $0 }) {
            try require(WebURL(address)?.isHTTP == true, "the page leads to \(address)")
        }
        let texts = [
            article.title, article.byline, article.siteName, article.excerpt, article.contentText,
            article.contentMarkdown,
        ]
        for text in texts + article.tags + article.authors.map(\.name) {
            try require(
                text.unicodeScalars.allSatisfy {
                    $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) || "\n\t".unicodeScalars.contains($0)
                },
                "a control character in \(text)")
        }
    }
}
