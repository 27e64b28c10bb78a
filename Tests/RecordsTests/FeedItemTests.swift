import Basics
import Feeds
import Records
import Testing

private func items(_ document: String) throws -> [Item] {
    try FeedDocument(parsing: Array(document.utf8), url: "https://paper.example/feed").items
}

private let rss = """
    <rss version="2.0"><channel><title>Paper</title><item><guid isPermaLink="false">tag:1</guid><title>Fish &amp;amp; chips</title>
    <link>https://paper.example/1</link><pubDate>Sat, 03 Oct 2026 08:02:00 GMT</pubDate>
    <description>&lt;p&gt;The verdict on forty plates of fish, told at some length.&lt;/p&gt;</description></item></channel></rss>
    """

@Test(arguments: [
    """
    <feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><id>x</id><entry><id>urn:uuid:7</id><title>Fish &amp; chips</title>
    <link href="https://paper.example/1"/><updated>2026-10-03T08:02:00Z</updated>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The verdict on forty plates of fish, told at some length.</p></div>
    </content></entry></feed>
    """,
    """
    {"version":"https://jsonfeed.org/version/1.1","title":"Paper","items":[{"id":"7","title":"Fish & chips",
    "url":"https://paper.example/1","content_text":"The verdict on forty plates of fish, told at some length."}]}
    """,
])
func anItemIsOneInEveryFormat(_ other: String) throws {
    let feed = FeedFacts(id: "paper")
    let now = Timestamp(seconds: 1_800_000_000)
    let first = Identity.decide(try items(rss).map { ItemEvidence($0) }, feed: feed, memory: FeedMemory(), now: now)
    let memory = try #require(first.memory)
    let second = Identity.decide(try items(other).map { ItemEvidence($0) }, feed: feed, memory: memory, now: now)
    #expect(second.decisions == [.known(first.decisions[0].id)])
}

@Test func theDigestOfAnItemIsKnownBeforeItsEvidenceIsMade() throws {
    let item = try #require(try items(rss).first)
    #expect(ItemEvidence.digest(of: item) == ItemEvidence(item).digest)
    #expect(ItemEvidence.digest(of: item) < 1 << 48)
}
