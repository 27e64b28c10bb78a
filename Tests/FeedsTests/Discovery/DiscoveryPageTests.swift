import Basics
import Feeds
import Testing

private func feeds(_ page: String, at url: String? = "http://h.example/dir/") -> [String] {
    FeedDiscovery(in: Array(page.utf8), url: url).candidates.map(\.url)
}

private func link(_ type: String, _ href: String, _ more: String = "") -> String {
    "<link rel=alternate type=\"\(type)\" href=\"\(href)\" \(more)>"
}

private let rss = "application/rss+xml"

@Suite struct DiscoveryPageTests {
    @Test(arguments: [
        ("RSS", rss), ("Atom", "application/atom+xml; charset=utf-8"), ("JSON Feed", "application/feed+json"),
        ("RSS 1.0", "application/rdf+xml"), ("any XML", "text/xml"), ("any XML", "APPLICATION/XML"),
        ("x- types", "application/x-rss+xml"), ("x- types", "application/x-atom+xml"),
    ])
    func aTypeThatIsAFeeds(_ why: String, _ type: String) {
        #expect(feeds(link(type, "/f")) == ["http://h.example/f"], "\(why)")
    }

    @Test(arguments: [
        ("relative to the page", link(rss, "f"), "http://h.example/dir/f"),
        ("relative to the base", "<base href=/q/>" + link(rss, "f"), "http://h.example/q/f"),
        ("feed: before an address", link(rss, "feed:https://h.example/f"), "https://h.example/f"),
        ("feed: for http:", link(rss, "feed://h.example/f"), "http://h.example/f"),
        ("feed: in the body", "<a href='feed://h.example/f'>x</a>", "http://h.example/f"),
        ("rel=feed needs no type", "<link rel=feed href=/f>", "http://h.example/f"),
        ("an alternate by its address", "<link rel=alternate href=/feed.xml>", "http://h.example/feed.xml"),
        ("JSON that calls itself a feed", link("application/json", "/feed.json"), "http://h.example/feed.json"),
        (
            "a feed reader's link", "<a href='https://feedly.com/i/subscription/feed/http://h.example/f'>+</a>",
            "http://h.example/f"
        ),
        ("format in the query", "<a href='/news?format=rss'>n</a>", "http://h.example/news?format=rss"),
        ("a folder of feeds", "<a href=/rss/politics.xml>Politics</a>", "http://h.example/rss/politics.xml"),
        ("a picture's text", "<a href=/x><img alt='RSS feed' src=r.png></a>", "http://h.example/x"),
        ("a label for who cannot see", "<a href=/x aria-label='Subscribe via RSS'><i></i></a>", "http://h.example/x"),
        ("an icon's class", "<a href=/x><i class='fa fa-rss'></i></a>", "http://h.example/x"),
        ("Japanese", "<a href=/x>フィードを購読</a>", "http://h.example/x"),
        ("French", "<a href=/x>S’abonner au flux RSS</a>", "http://h.example/x"),
        ("Russian", "<a href=/x>RSS-лента</a>", "http://h.example/x"),
        (
            "a podcast's data", "<script>{\"feedUrl\":\"https:\\/\\/p.example\\/f.xml\"}</script>",
            "https://p.example/f.xml"
        ),
    ])
    func aPageNamesItsFeed(_ why: String, _ page: String, _ feed: String) {
        #expect(feeds(page) == [feed], "\(why)")
    }

    @Test(arguments: [
        ("a page with none", "<p>x"),
        (
            "oEmbed",
            link("application/json+oembed", "/wp-json/oembed/1.0/embed?url=x") + link("text/xml", "/oembed?format=xml")
        ),
        ("WordPress's interface", link("application/json", "/wp-json/wp/v2/pages/2", "title=JSON")),
        ("another language's page", "<link rel=alternate hreflang=de href=/de/>"),
        ("a style sheet", "<link rel='alternate stylesheet' type=text/css href=/feed.css>"),
        ("an entry to edit", "<link rel=edit type=application/atom+xml href=/e>"),
        (
            "an article about feeds",
            "<a href=/2020/rss>Why the web still needs RSS and its friends</a>".replacing("/rss", with: "/x")
        ),
        ("a page about feeds", "<a href=/rss.html>RSS</a>"),
        ("a shop", "<a href=/fish-feed>Buy fish feed here</a>"),
        ("a link to itself", "<a href='/dir/#feed'>RSS</a>"),
    ])
    func whatLooksLikeAFeedAndIsNone(_ why: String, _ page: String) {
        #expect(feeds(page) == [], "\(why)")
    }

    @Test(arguments: [
        (
            "named, then hidden; posts before comments",
            "<link rel=alternate type=\(rss) title='X » Comments Feed' href=/comments/feed/>" + link(rss, "/feed/")
                + "<a href=/news.rss>RSS</a>",
            ["/feed/", "/news.rss", "/comments/feed/"]
        ),
        (
            "a tag's after the site's", link(rss, "/tag/a/feed") + link(rss, "/feed"), ["/feed", "/tag/a/feed"]
        ),
        (
            "the page's section first", link(rss, "/rss") + link(rss, "/dir/rss") + link(rss, "/other/rss"),
            ["/dir/rss", "/rss", "/other/rss"]
        ),
        (
            "the page's language first",
            "<html lang=de>" + link(rss, "/en", "hreflang=en-GB") + link(rss, "/de", "hreflang=de-AT"), ["/de", "/en"]
        ),
        (
            "no format is better than another", link(rss, "/r") + link("application/atom+xml", "/a"), ["/r", "/a"]
        ),
        (
            "near in the body first", "<a href=/a/b/feed>1</a><a href=/feed>2</a><a href=/feed/>3</a>",
            ["/feed", "/a/b/feed"]
        ),
    ])
    func theLikeliestComesFirst(_ why: String, _ page: String, _ paths: [String]) {
        #expect(feeds(page) == paths.map { "http://h.example" + $0 }, "\(why)")
    }

    @Test func hostsOfOthersComeLast() {
        let page = "<a href=http://other.example/feed>1</a><a href=http://blog.h.example/a/b/feed>2</a>"
        #expect(feeds(page) == ["http://blog.h.example/a/b/feed", "http://other.example/feed"])
    }

    @Test(arguments: [
        ("a whole address", link(rss, "http://h.example/f"), ["http://h.example/f"], 0),
        ("the base", "<base href='http://h.example/q/'>" + link(rss, "f"), ["http://h.example/q/f"], 0),
        (
            "the canonical address", "<link rel=canonical href='http://h.example/q/'>" + link(rss, "f"),
            ["http://h.example/q/f"], 0
        ),
        (
            "og:url", "<meta property=og:url content='http://h.example/q/'>" + link(rss, "f"), ["http://h.example/q/f"],
            0
        ),
        ("nothing", link(rss, "f") + "<a href=/about>x</a>", [], 1),
        ("nothing, and it is a feed", "<rss><channel><title>T</title></channel></rss>", [], 1),
    ])
    func withoutAnAddressThePagesOwnWordCounts(_ why: String, _ page: String, _ urls: [String], _ unresolved: Int) {
        let found = FeedDiscovery(in: Array(page.utf8))
        #expect(found.candidates.map(\.url) == urls, "\(why)")
        #expect(found.unresolved == unresolved, "\(why)")
    }

    @Test(arguments: [
        (
            "its own address", "<rss><channel><title>T</title></channel></rss>", "http://h.example/f",
            "http://h.example/f"
        ),
        (
            "what it says",
            "<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='http://h.example/s'/></feed>", nil,
            "http://h.example/s"
        ),
        (
            "what it says",
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"feed_url\":\"http://h.example/j\",\"items\":[]}", nil,
            "http://h.example/j"
        ),
        ("where it lies", "<rss><channel><title>T</title></channel></rss>", nil, "file:///f"),
    ])
    func aFeedIsItsOwnCandidate(_ why: String, _ feed: String, _ url: String?, _ expected: String) {
        let found = FeedDiscovery(in: Array(feed.utf8), url: url, storedAt: "file:///f")
        #expect(found.candidates.map(\.url) == [expected], "\(why)")
        #expect(found.candidates.map(\.origin) == [.document])
    }

    @Test func usualPathsAreGuessesNotCandidates() {
        let found = FeedDiscovery(in: Array("<p>x".utf8), url: "http://h.example/blog/post")
        #expect(found.candidates.isEmpty)
        #expect(
            found.guesses.prefix(3).map(\.url)
                == ["/blog/feed", "/blog/index.xml", "/feed"].map { "http://h.example" + $0 })
        #expect(found.guesses.allSatisfy { $0.origin == .wellKnownPath })
    }

    @Test func aCandidateIsWrittenAsALinkIs() {
        let page = link("application/rss+xml; charset=utf-8", "/f", "hreflang=de title='A &amp; B'")
        var writer = JSONWriter()
        for found in FeedDiscovery(in: Array(page.utf8), url: "http://h.example/").candidates {
            found.write(to: &writer)
        }
        #expect(
            String(decoding: writer.finish(), as: UTF8.self)
                == #"{"url":"http://h.example/f","title":"A & B","mime_type":"application/rss+xml","language":"de","#
                + #""origin":"link-element"}"#)
    }
}
