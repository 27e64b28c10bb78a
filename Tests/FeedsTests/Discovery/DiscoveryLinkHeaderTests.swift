import Feeds
import Testing

@Suite struct DiscoveryLinkHeaderTests {
    @Test(arguments: [
        ("plain", "</f>; rel=\"alternate\"; type=\"application/rss+xml\"", ["/f"]),
        ("no quotes", "</f>;rel=alternate;type=application/rss+xml", ["/f"]),
        (
            "several, with commas in them",
            "</a,b>; rel=\"hub self\", </f>; title=\"x, y; z\"; rel=alternate; type=text/xml",
            ["/f"]
        ),
        ("only the first rel counts", "</f>; rel=self; rel=alternate; type=application/rss+xml", []),
        ("of another page", "</f>; rel=alternate; type=application/rss+xml; anchor=\"/other\"", []),
        ("out of form", "f; rel=alternate; type=application/rss+xml", []),
        ("cut short", "</f>; rel=alternate; type=\"application/rss+xml", ["/f"]),
    ])
    func itsLinksAreRead(_ why: String, _ field: String, _ paths: [String]) {
        let found = FeedDiscovery(in: Array("<p>x".utf8), url: "http://h.example/", linkFields: [field]).candidates
        #expect(found.map(\.url) == paths.map { "http://h.example" + $0 }, "\(why)")
    }

    @Test func anExtendedTitleGoesBeforeThePlain() {
        let field = "</f>; rel=feed; title*=UTF-8''%C3%9Cber%20uns; title=Ueber; hreflang=de"
        let found = FeedDiscovery(in: Array("<p>x".utf8), url: "http://h.example/", linkFields: [field]).candidates
        #expect(found.first?.title == "Über uns")
        #expect(found.first?.language == "de")
        #expect(found.first?.origin == .linkHeader)
    }
}
