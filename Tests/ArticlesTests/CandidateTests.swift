import Basics
import Testing

@testable import Articles

private let body = String(
    repeating:
        "<p>The council met on Thursday evening, and after a long debate its members agreed to repair the old bridge.</p>",
    count: 5)

private func extract(head: String = "", _ top: String, _ bottom: String = "", hints: ArticleHints = ArticleHints())
    throws
    -> Article
{
    let html =
        "<html lang=en><head>\(head)</head><body><nav><a href=/>Home</a></nav><main><article>\(top)\(body)\(bottom)</article></main></body></html>"
    return try ArticleExtractor().extract(
        Array(html.utf8), url: WebURL("https://www.example.org/news/old-bridge-to-be-repaired"), hints: hints)
}

@Test(
    "The title is the one that the reader sees, without the site's name",
    arguments: [
        ("<title>Old bridge to be repaired | The Example</title>", "<h1>Old bridge to be repaired</h1>"),
        ("<title>Old bridge to be repaired - The Example</title>", "<p>"),
        (
            "<title>The Example: Old bridge to be repaired</title>",
            "<h1>The Example</h1><h2>Old bridge to be repaired</h2>"
        ),
        (
            "<meta property=og:title content='Old bridge to be repaired'><title>Example</title>",
            "<h1><span>Town</span> <span>Old bridge to be repaired</span></h1>"
        ),
        ("<title>Example</title>", "<h1>Old bridge to be repaired<a href=#x>¶</a></h1>"),
        ("<title>Example</title>", "<h1>Old bridge to be repaired <button>Copy the link</button></h1>"),
        ("<title>Example</title>", "<h1><span class=post__kicker>Town planning</span> Old bridge to be repaired</h1>"),
        ("<title>Example</title>", "<h1>Old bridge to be repaired <span class=gh>#318</span></h1>"),
        (
            "<title>Example</title>",
            "<h1><span class=kicker>Town planning</span><span class=sr-only> - </span>Old bridge to be repaired</h1>"
        ),
        ("<title>Example</title>", "<h1><a href=/x><small>Town planning</small><br>Old bridge to be repaired</a></h1>"),
        (
            "<title>The Example - Archive of news 2022 - Old bridge to be repaired</title><meta name=twitter:title content='Old bridge to be repaired'>",
            "<h1>Old bridge to be re&shy;paired</h1>"
        ),
    ])
func findsTheTitle(_ head: String, _ top: String) throws {
    #expect(
        try extract(head: "<meta property=og:site_name content='The Example'>" + head, top).title
            == "Old bridge to be repaired")
}

@Test("A label with nothing like a title behind it is the title, and so is a word that is set apart within it")
func keepsTheHeadingThatIsAllLabel() throws {
    #expect(
        try extract("<h1><span class=label>Old bridge to be repaired</span></h1>").title == "Old bridge to be repaired")
    #expect(try extract("<h1><span class=label>Old</span> bridge</h1>").title == "Old bridge")
    #expect(
        try extract("<h1>Old <span class=badge>bridge</span> to be repaired</h1>").title == "Old bridge to be repaired")
}

@Test func theFeedsTitleTipsTheScales() throws {
    let top = "<h1>Weekly notes</h1><h2>Old bridge to be repaired</h2>"
    let head = "<title>Weekly notes</title>"
    #expect(try extract(head: head, top, hints: ArticleHints(title: "Weekly notes")).title == "Weekly notes")
}

@Test(
    "Authors come as persons, from what the page declares or shows",
    arguments: [
        (
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Old bridge\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann Lee\"},{\"@type\":\"Person\",\"name\":\"Bo Ray\"}]}</script>",
            "<h1>Old bridge</h1>", ["Ann Lee", "Bo Ray"]
        ),
        ("<meta name=author content='Ann Lee'>", "<h1>Old bridge</h1>", ["Ann Lee"]),
        ("<meta name=author content='Register Now'>", "<h1>Old bridge</h1>", []),
        ("<meta name=author content='admin'>", "<h1>Old bridge</h1>", []),
        ("<meta name=author content='09.10.2021'>", "<h1>Old bridge</h1>", []),
        ("<meta name=author content='Feb'>", "<h1>Old bridge</h1>", []),
        ("<meta name=author content='Jan'>", "<h1>Old bridge</h1>", ["Jan"]),
        (
            "", "<h1>Old bridge</h1><p class=byline>By <a href=/author/ann-lee rel=author>Ann Lee</a> · 3 May 2018</p>",
            ["Ann Lee"]
        ),
        ("", "<h1>Old bridge</h1><div class=meta>ByAnn Lee</div><time datetime=2018-05-03>3 May</time>", ["Ann Lee"]),
        ("", "<h1>Old bridge</h1><p>Written by</p><p>Ann Lee</p><time datetime=2018-05-03>3 May</time>", ["Ann Lee"]),
        ("", "<h1>Alte Brücke</h1><p class=autor>Von Ann Lee und Bo Ray, 3. Mai 2018</p>", ["Ann Lee", "Bo Ray"]),
    ])
func findsAuthors(_ head: String, _ top: String, _ expected: [String]) throws {
    #expect(try extract(head: head, top).authors.map(\.name) == expected)
}

@Test(
    "What stands beside a date, or below a picture, or under a review, is no author",
    arguments: [
        ("", "<h1>Old bridge</h1><p>3 May 2018</p><div class=tools><a href=/x.csv>Download</a><a>Print This</a></div>"),
        ("", "<h1>Old bridge</h1><p class=author>Photo: Ann Lee</p>"),
        ("", "<h1>Old bridge</h1><p class=author>Updated three hours ago</p>"),
        ("", "<h1>Old bridge</h1><p>Bridges</p><p>3 May 2018</p>"),
        (
            "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Old bridge\",\"review\":[{\"@type\":\"Review\",\"author\":{\"@type\":\"Person\",\"name\":\"Ann Lee\"}}]}</script>",
            "<h1>Old bridge</h1>"
        ),
    ])
func namesNobodyElse(_ head: String, _ top: String) throws {
    #expect(try extract(head: head, top).authors.map(\.name) == [])
}

@Test func theDayOfAnEventIsNotThatOfItsAnnouncement() throws {
    let event =
        "<script type=application/ld+json>{\"@type\":\"Event\",\"name\":\"Old bridge\",\"startDate\":\"2018-09-14T18:00\"}</script>"
    #expect(try extract(head: event, "<h1>Old bridge</h1><p class=date>September 14, 2018</p>").datePublished == nil)
}

@Test func nobodyIsNamedWhereNobodyIs() throws {
    #expect(try extract("<h1>Old bridge</h1>").authors.isEmpty)
}

@Test(
    "The day of publication, not another day that the page names",
    arguments: [
        (
            "<meta property=article:published_time content=2018-02-15T17:49:00Z><meta property=article:modified_time content=2019-01-01T08:00:00Z>",
            "<h1>Old bridge</h1>", "2018-02-15T17:49:00Z"
        ),
        ("<meta name=w-published-date content=2018-02-15T17:49:00Z>", "<h1>Old bridge</h1>", "2018-02-15T17:49:00Z"),
        ("", "<h1>Old bridge</h1><p class=date>Thu Feb 15, 2018 05:49PM</p>", "2018-02-15T17:49:00Z"),
        (
            "", "<h1>Old bridge</h1><span class=published title=2018-02-15T17:49:00Z>two years ago</span>",
            "2018-02-15T17:49:00Z"
        ),
        ("", "<h1>Old bridge</h1><p>Thu Feb 15 17:49:00 UTC 2018</p>", "2018-02-15T00:00:00Z"),
        (
            "", "<h1>Old bridge</h1><span class=age title='2018-02-15T17:49:00 1518716940'>2 years ago</span>",
            "2018-02-15T17:49:00Z"
        ),
        (
            "<script>window.state={\"publishedAt\":\"2018-02-15T17:49:00Z\",\"x\":1}</script>", "<h1>Old bridge</h1>",
            "2018-02-15T17:49:00Z"
        ),
        (
            "", "<h1>Old bridge</h1><time datetime=2018-02-15T17:49:00Z>15 Feb</time><p>Updated 1 March 2020</p>",
            "2018-02-15T17:49:00Z"
        ),
    ])
func findsTheDay(_ head: String, _ top: String, _ expected: String) throws {
    #expect(try extract(head: head, top).datePublished?.description == expected)
}

@Test(
    "A date that can be read two ways is read as the page names the day elsewhere; one in the address is a date",
    arguments: [
        ("/news/2023/october/03/bridge", "en", "<p class=date>03/10/2023</p>", "2023-10-03"),
        ("/news/bridge", "en", "<p class=date>03/10/2023</p>", "2023-03-10"),
        ("/news/bridge", "en-gb", "<p class=date>03/10/2023</p>", "2023-10-03"),
        ("/news/10-03-2023/bridge", "de", "<p class=date>10.03.2023</p>", "2023-03-10"),
        ("/news/29-10-2021", "de", "", "2021-10-29"),
        ("/news/10-29-2021", "de", "", "2021-10-29"),
        ("/news/2021-10-29-bridge", "de", "", "2021-10-29"),
        ("/news/20211029/bridge", "de", "", "2021-10-29"),
        ("/news/17-18-2021/bridge", "de", "<p class=date>29. Oktober 2021</p>", "2021-10-29"),
    ])
func readsWhatIsWrittenTwoWays(_ path: String, _ language: String, _ line: String, _ expected: String) throws {
    let html = "<html lang=\(language)><main><article><h1>Old bridge</h1>\(line)\(body)</article></main></html>"
    let article = try ArticleExtractor().extract(Array(html.utf8), url: WebURL("https://www.example.org" + path))
    #expect(article.datePublished?.description.prefix(10) == Substring(expected))
}

@Test func aBlockThatCameToNothingIsNobodys() throws {
    // The no-break space begins a block in the line of the link and of the span, and none comes of it.
    let page = "<div><p>Some words that stand here.</p><span><div>More words.</div><a href=/x>&nbsp;</a></span></div>"
    let article = try ArticleExtractor().extract(Array(page.utf8))
    #expect(article.contentText.contains("Some words"))
}
