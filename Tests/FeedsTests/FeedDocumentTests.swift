import Basics
import Feeds
import Testing

private func rss(_ items: String, channel: String = "") throws -> FeedDocument {
    try FeedDocument(
        parsing: Array("<rss version=\"2.0\"><channel><title>T</title>\(channel)\(items)</channel></rss>".utf8),
        url: "https://example.org/feed")
}

private func atom(_ entries: String, head: String = "") throws -> FeedDocument {
    try FeedDocument(
        parsing: Array("<feed xmlns=\"http://www.w3.org/2005/Atom\">\(head)\(entries)</feed>".utf8),
        url: "https://example.org/feed")
}

@Suite struct FeedDocumentTests {
    @Test(arguments: [
        ("<rss version='2.0'><channel/></rss>", "rss-2.0"), ("<rss version='0.91'><channel/></rss>", "rss-0.91"),
        ("<rss><channel/></rss>", "rss"),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'/>",
            "rss-1.0"
        ),
        (
            "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://my.netscape.com/rdf/simple/0.9/'/>",
            "rss-0.90"
        ),
        ("<Channel xmlns='http://purl.org/net/rss1.1#'/>", "rss-1.1"), ("<CHANNEL HREF='x'/>", "cdf"),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "atom-1.0"),
        ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", "atom-0.3"), ("<feed/>", "atom"),
        (#"{"version":"https://jsonfeed.org/version/1.1","items":[]}"#, "json-1.1"),
        (#"{"version":"https://jsonfeed.org/version/1","items":[]}"#, "json-1.0"),
    ])
    func formats(_ document: String, _ format: String) throws {
        #expect(try FeedDocument(parsing: Array(document.utf8)).format.rawValue == format)
    }

    @Test(arguments: [
        ("", "empty"), ("<html><body>x</body></html>", "html-page"), ("<opml/>", "not-a-feed"),
        ("plain words", "not-a-feed"), ("{\"a\":1}", "not-a-feed"),
        ("{\"a\"", "malformed-json"),
    ])
    func refuses(_ document: String, _ code: String) {
        #expect { try FeedDocument(parsing: Array(document.utf8)) } throws: { ($0 as? FeedError)?.code == code }
    }

    @Test func aDocumentBeyondTheBoundIsRefused() {
        var limits = FeedLimits()
        limits.maximumBytes = 4
        #expect(throws: FeedError.tooLarge(limit: 4)) {
            try FeedDocument(parsing: Array("<rss/>".utf8), limits: limits)
        }
    }

    @Test func itemsBeyondTheBoundAreLeftOutAndTold() throws {
        var limits = FeedLimits()
        limits.maximumItems = 2
        let document = try FeedDocument(
            parsing: Array("<rss><channel><item/><item/><item/></channel></rss>".utf8), limits: limits)
        #expect(document.items.count == 2)
        #expect(document.problems.contains { $0.code == "item-limit" })
    }

    @Test func textsBeyondTheBoundAreCutAtACharacterAndTold() throws {
        var limits = FeedLimits()
        limits.maximumTextLength = 4
        let document = try FeedDocument(
            parsing: Array("<rss><channel><item><title>abcé&amp;</title></item></channel></rss>".utf8), limits: limits)
        #expect(document.items[0].title == "abc")
        #expect(document.problems.contains { $0.code == "text-limit" })
    }

    @Test func listsBeyondTheBoundAreTold() throws {
        var limits = FeedLimits()
        limits.maximumListLength = 2
        let categories = (1...3).map { "<category>\($0)</category>" }.joined()
        let document = try FeedDocument(
            parsing: Array("<rss><channel><item>\(categories)</item></channel></rss>".utf8), limits: limits)
        #expect(document.items[0].tags == ["1", "2"])
        #expect(document.problems.contains { $0.code == "list-limit" })
    }

    @Test func contentBeforeDescription() throws {
        let item = try rss(
            "<item><description>short</description><content:encoded><![CDATA[<p>long</p>]]></content:encoded></item>"
        ).items[0]
        #expect(item.contentHTML == "<p>long</p>")
        #expect(item.summary == "short")
    }

    @Test func aLoneDescriptionIsTheBody() throws {
        let item = try rss("<item><description>&lt;b&gt;x&lt;/b&gt;</description></item>").items[0]
        #expect(item.contentHTML == "<b>x</b>")
        #expect(item.summary == nil)
    }

    @Test func aPermalinkServesAsLink() throws {
        let document = try rss(
            "<item><guid>https://example.org/1</guid></item><item><guid isPermaLink='false'>https://example.org/2</guid></item>"
        )
        #expect(document.items[0].url == "https://example.org/1")
        #expect(document.items[1].url == nil)
        #expect(document.items[1].id == "https://example.org/2")
    }

    @Test(
        arguments: [
            ("jane@example.com (Jane Doe)", "Jane Doe", "jane@example.com"),
            ("Jane Doe &lt;jane@example.com&gt;", "Jane Doe", "jane@example.com"),
            ("Jane Doe", "Jane Doe", nil), ("jane@example.com", nil, "jane@example.com"),
            ("Jane (mailto:jane@example.com)", "Jane", "jane@example.com"),
        ] as [(String, String?, String?)])
    func authors(_ text: String, _ name: String?, _ email: String?) throws {
        #expect(try rss("<item><author>\(text)</author></item>").items[0].authors == [Person(name: name, email: email)])
    }

    @Test func atomTextConstructs() throws {
        let document = try atom(
            """
            <entry><title type="text">&lt;b&gt;</title><content type="html">&lt;b&gt;x&lt;/b&gt;</content></entry>
            <entry><title type="html">&lt;b&gt;t&lt;/b&gt;</title><content type="text">a &lt; b</content></entry>
            <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">t<br/>u</div></title>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>1 &lt; 2<br/></p></div></content></entry>
            """)
        #expect(document.items.map(\.title) == ["<b>", "t", "t u"])
        #expect(document.items[0].contentHTML == "<b>x</b>")
        #expect(document.items[1].contentText == "a < b")
        #expect(document.items[2].contentHTML == "<p>1 &lt; 2<br></p>")
    }

    @Test func basesNest() throws {
        let item = try atom(
            "<entry xml:base='blog/'><link href='1'/><content type='html' xml:base='pics/'>&lt;img src=\"a.png\"&gt;</content></entry>"
        ).items[0]
        #expect(item.url == "https://example.org/blog/1")
        #expect(item.contentHTML == #"<img src="https://example.org/blog/pics/a.png">"#)
    }

    @Test func linksByRelation() throws {
        let item = try atom(
            """
            <entry><link href="/1"/><link rel="enclosure" href="/a.mp3" type="audio/mpeg" length="12"/><link rel="replies" href="/1/c" type="application/atom+xml"/>
            <link rel="via" href="https://v.example/"/><link rel="license" href="https://l.example/"/></entry>
            """
        ).items[0]
        #expect(item.url == "https://example.org/1")
        #expect(
            item.attachments == [Attachment(url: "https://example.org/a.mp3", mimeType: "audio/mpeg", sizeInBytes: 12)])
        #expect(item.commentsFeedURL == "https://example.org/1/c")
        #expect(item.links.map(\.rel) == ["replies", "via", "license"])
        #expect(item.licenseURL == "https://l.example/")
    }

    @Test func whatAFeedAsksOfItsPollers() throws {
        let polling = try rss(
            "",
            channel:
                "<ttl>60</ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency><skipHours><hour>24</hour></skipHours><skipDays><day>Sun</day></skipDays>"
        ).feed.polling
        #expect(polling.ttlMinutes == 60)
        #expect(polling.updatePeriodSeconds == 43_200)
        #expect(polling.skipHours == [0])
        #expect(polling.skipDays == ["Sunday"])
    }

    @Test func hubs() throws {
        let feed = try rss(
            "",
            channel:
                "<cloud domain='rpc.example' port='80' path='/RPC2'/><atom:link rel='hub' href='https://hub.example/'/>"
        ).feed
        #expect(
            feed.hubs == [
                Hub(type: "WebSub", url: "https://hub.example/"), Hub(type: "rssCloud", url: "http://rpc.example/RPC2"),
            ])
    }

    @Test func places() throws {
        for text in [
            "<georss:point>45.5 -71.9</georss:point>", "<geo:lat>45.5</geo:lat><geo:long>-71.9</geo:long>",
            "<georss:where><gml:Point><gml:pos>45.5 -71.9</gml:pos></gml:Point></georss:where>",
        ] {
            let location = try rss("<item>\(text)</item>").items[0].location
            #expect(location?.latitude == 45.5 && location?.longitude == -71.9, "\(text)")
        }
    }

    @Test func mediaAndPodcasts() throws {
        let item = try rss(
            """
            <item><media:group><media:content url="/v.mp4" type="video/mp4" duration="90"/><media:thumbnail url="/t.jpg"/></media:group>
            <itunes:duration>1:02:03</itunes:duration><itunes:explicit>yes</itunes:explicit><enclosure url="/a.mp3" length="0"/>
            <podcast:transcript url="/t.vtt" type="text/vtt"/><podcast:person role="host">Jane</podcast:person></item>
            """
        ).items[0]
        #expect(item.media?["contents"]?[0]?["url"]?.string == "https://example.org/v.mp4")
        #expect(item.image == "https://example.org/t.jpg")
        #expect(item.itunes?["explicit"]?.bool == true)
        #expect(item.attachments == [Attachment(url: "https://example.org/a.mp3", durationInSeconds: 3723)])
        #expect(item.podcast?["transcripts"]?[0]?["url"]?.string == "https://example.org/t.vtt")
        #expect(item.podcast?["persons"]?[0]?["name"]?.string == "Jane")
    }

    @Test func foreignElementsWithKnownNamesDoNotCount() throws {
        let item = try rss("<item><title>A</title><x:box xmlns:x='urn:x'><title>B</title></x:box></item>").items[0]
        #expect(item.title == "A")
    }

    @Test func aFeedCutShortKeepsItsItems() throws {
        let document = try FeedDocument(
            parsing: Array("<rss><channel><item><title>A</title></item><item><title>B</tit".utf8))
        #expect(document.items.map(\.title) == ["A", "B"])
        #expect(document.problems.contains { $0.code == "unclosed-tag" })
    }

    @Test func addressesThatRunAreNone() throws {
        let item = try rss("<item><link>javascript:x()</link><enclosure url='data:text/html,x'/></item>").items[0]
        #expect(item.url == nil)
        #expect(item.attachments.isEmpty)
    }

    @Test func digestsTellChangesAndNothingElse() throws {
        let one = try rss("<item><title>A</title></item><item><title>B</title></item>").items
        let two = try rss("<item><title>B</title></item><item><title>C</title></item>").items
        #expect(one[1].digest == two[0].digest)
        #expect(one[0].digest != two[1].digest)
    }

    @Test func aDateThatIsNoneIsLeftOutAndTold() throws {
        let document = try rss("<item><pubDate>soon</pubDate></item>")
        #expect(document.items[0].datePublished == nil)
        #expect(document.problems.map(\.code) == ["unreadable-date"])
    }

    @Test func theLineOfAProblem() throws {
        let document = try FeedDocument(
            parsing: Array("<?xml version='1.0'?>\n<rss><channel>\n<title>&nbsp;x</title></channel></rss>".utf8))
        #expect(document.problems.map(\.line) == [3])
    }

    @Test func writesOneLine() throws {
        var writer = JSONWriter()
        try rss("<item><guid>1</guid><description>a\nb</description></item>").write(source: "f.xml", to: &writer)
        #expect(
            String(decoding: writer.finish(), as: UTF8.self)
                == #"{"source":"f.xml","format":"rss-2.0","encoding":"utf-8","feed":{"title":"T"},"items":[{"id":"1","content_html":"a\nb"}],"problems":[]}"#
                .replacing(#","problems":[]"#, with: ""))
    }
}

@Test(
    arguments: [
        [0x1F, 0x8B, 0x08, 0, 1, 2, 3], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], [0x50, 0x4B, 3, 4, 0, 0],
        [0x25, 0x50, 0x44, 0x46, 0x2D, 0x31], [0xFF, 0xD8, 0xFF, 0xE0],
    ] as [[UInt8]])
func whatIsNoTextIsCalledSo(_ bytes: [UInt8]) {
    #expect(throws: FeedError.notText) { try FeedDocument(parsing: bytes) }
}

@Test(arguments: [
    ("<rss version='2.0'><channel><item><title>a</title></item></channel></rss>", false),
    ("<rss version='2.0'><channel><item><title>a</title></item></channel>", true),
    ("<rss version='2.0'><channel><item><title>a</title></item>", true),
    ("<rss version='2.0'><channel><item><title>a</item></rss>\n", false),
    (#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"}]}"#, false),
    (#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"},]}"#, false),
    (#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"}"#, true),
    (#"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1"},{"id":"2","expired":fal"#, true),
])
func aDocumentThatEndsEarlyIsKnown(_ text: String, _ endsEarly: Bool) throws {
    #expect(try FeedDocument(parsing: Array(text.utf8)).endsEarly == endsEarly)
}
