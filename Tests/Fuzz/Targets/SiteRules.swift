import Articles
import Basics
import MarkupChecks

extension FuzzTarget {
    /// Any bytes as a site rule, and what it makes of a page.
    static let siteRules = FuzzTarget(name: "SiteRules") { bytes in
        let rules = SiteRules(files: [(name: "example.org.txt", bytes: bytes)])
        guard
            let article = try? ArticleExtractor(rules: rules).extract(
                smallPage, url: WebURL("https://example.org/2018/bridge"))
        else { return }
        try requireClean(article.contentHTML)
        for address in [article.nextPageURL, article.singlePageURL].compactMap({ $0 }) {
            try require(WebURL(address)?.isHTTP == true, "the rule leads to \(address)")
        }
    }

    private static let smallPage = Array(
        """
        <html><head><title>The bridge</title><meta name="author" content="A. Lee"></head><body><div id="main" class="story text">
        <h1 class="title">The bridge</h1><p>The council met on Thursday evening, and after a long debate it agreed to repair the old
        bridge before winter comes.</p><p onclick="x()">Members asked who would pay, <a href="/next" rel="next">and when</a>.</p>
        <script>run()</script><img src="/b.jpg" data-src="/c.jpg"><br><br>Unwrapped text<table><tr><td>1</td></tr></table></div></body></html>
        """.utf8)
}
