import Feeds
import Testing

@Suite struct FeedDiscoveryTests {
    @Test func namedFeedsBeforeHiddenBeforeGuessed() {
        let page = """
            <html><head><base href="/blog/"><link rel="alternate" type="application/rss+xml" title="Comments" href="comments">
            <link rel="ALTERNATE" type="application/atom+xml" title="Blog" href="atom"><link rel="stylesheet" href="x.css"></head>
            <body><a href="/about">About</a><a href="/news.rss">RSS</a></body></html>
            """
        let found = FeedDiscovery.candidates(in: Array(page.utf8), url: "https://example.org/")
        #expect(
            found.prefix(3).map(\.url) == [
                "https://example.org/blog/atom", "https://example.org/blog/comments", "https://example.org/news.rss",
            ])
        #expect(found[0].title == "Blog")
        #expect(found[2].origin == .bodyLink)
        #expect(found.dropFirst(3).allSatisfy { $0.origin == .wellKnownPath })
    }

    @Test func aFeedIsItsOwnCandidate() {
        let found = FeedDiscovery.candidates(
            in: Array("<rss><channel><title>T</title></channel></rss>".utf8), url: "https://example.org/f")
        #expect(found.map(\.origin) == [.document])
    }
}
