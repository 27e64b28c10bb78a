import Basics
import Testing

@testable import Articles

private let sentence =
    "The council met on Thursday evening, and after a long debate its members agreed to repair the old bridge before winter comes. "
private func paragraphs(_ count: Int) -> String {
    (1...count).map { "<p>Part \($0). " + String(repeating: sentence, count: 3) + "</p>" }.joined()
}

private let page = """
    <html lang="en"><head><title>Bridge to be repaired | The Example</title><meta property="og:site_name" content="The Example">
    <meta name="robots" content="noarchive, NOINDEX"><meta name="tdm-reservation" content="1"><base href="https://example.org/a/"></head>
    <body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav>
    <main><article><h1>Bridge to be repaired</h1><div class="byline">By Ann Lee</div><div class="date">Feb 15, 2018 05:49PM</div>
    \(paragraphs(4))<figure><img data-src="b.jpg" src="data:image/gif;base64,AA" alt="The bridge"></figure>\(paragraphs(2))
    <div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div></article></main>
    <aside class="related"><h3>Related</h3><ul><li><a href="/1">Another story of the day</a></li><li><a href="/2">One more</a></li></ul></aside>
    <footer><p>© 2018 The Example. All rights reserved. <a href="/imprint">Imprint</a></p></footer></body></html>
    """

private func extract(_ html: String, rules: SiteRules? = nil) throws(ArticleError) -> Article {
    try ArticleExtractor(rules: rules).extract(Array(html.utf8), url: WebURL("https://example.org/a/bridge"))
}

@Test func takesTheArticleAndNothingElse() throws {
    let article = try extract(page)
    #expect(article.title == "Bridge to be repaired")
    #expect(article.authors == [Person(name: "Ann Lee")])
    #expect(article.datePublished?.description == "2018-02-15T17:49:00Z")
    #expect(article.siteName == "The Example")
    #expect(article.language == "en")
    #expect(article.contentText.hasPrefix("Part 1."))
    for chrome in ["Home", "Another story", "All rights", "Tweet", "Ann Lee"] {
        #expect(!article.contentText.contains(chrome))
    }
    #expect(article.contentHTML.contains("src=\"https://example.org/a/b.jpg\""))
    #expect(article.rights.robots == ["noarchive", "noindex"])
    #expect(article.rights.tdmReservation == true)
    #expect(article.confidence > 0.5 && article.confidence <= 1)
}

@Test("paragraphs that say the same side by side are all kept, copies elsewhere and hidden ones are not")
func keepsRefrains() throws {
    let verse =
        "<p>And still the old bridge stands, said the miller, and it will stand when all of you are gone from here.</p>"
    let copies =
        "<p hidden>\(verse.dropFirst(3))" + "<aside>\(verse)</aside>"
    let texts = ArticleFixtures.texts(4)
    let article = try extract(
        ArticleFixtures.page(
            "<p>\(texts[0])</p>\(verse)<p>\(texts[1])</p>\(verse)<p>\(texts[2])</p>\(verse)<p>\(texts[3])</p>\(copies)")
    )
    #expect(article.contentText.ranges(of: "said the miller").count == 3)
}

@Test func explainsEveryBlock() throws {
    let found = try ArticleExtractor().explain(Array(page.utf8), url: nil)
    #expect(found.blocks.contains { $0.text == "Sport" && !$0.isKept && $0.path.contains("nav") })
    #expect(found.blocks.contains { $0.text.hasPrefix("Part 2") && $0.isKept && $0.score > 0.5 })
}

@Test(arguments: [
    (
        "challenge", "<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>",
        ArticleError.challenge
    ),
    ("soft 404", "<title>Page not found</title><h1>Page not found</h1><p>Try the search.</p>", .gone),
    ("no text", "<body><img src=a.png></body>", .noArticle),
    ("a PDF", "%PDF-1.4 …", .notHTML("a PDF document")),
    (
        "paywall",
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A\",\"isAccessibleForFree\":false}</script><p>\(sentence)</p>",
        .paywalled
    ),
])
func wallsAreNoArticles(_ why: String, _ html: String, _ expected: ArticleError) {
    #expect(throws: expected, "\(why)") { _ = try extract(html) }
}

@Test func textInDataIsTakenWhereThePageHasNone() throws {
    let body = String(repeating: sentence, count: 5)
    let article = try extract(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"A\",\"articleBody\":\"\(body)\"}</script><p>Loading the page …</p>"
    )
    #expect(article.extractor == .structuredData)
    #expect(article.contentText.hasPrefix("The council"))
}

@Test func partsAreJoinedInOrder() throws {
    let first = try extract(
        "<title>A</title><main>\(paragraphs(3))</main><div class=pagination><a rel=next href='/a/bridge?page=2'>2</a></div>"
    )
    #expect(first.nextPageURL == "https://example.org/a/bridge?page=2")
    var second = first
    second.contentText = "Second part."
    second.nextPageURL = nil
    let whole = try #require(Article.join([first, second, first]))
    #expect(whole.contentText.hasSuffix("\n\nSecond part."))
    #expect(whole.wordCount == first.wordCount * 2)
}

@Test func outputIsCleanAndStable() throws {
    let article = try extract(
        page.replacing(
            "</h1>",
            with: "</h1><script>alert(1)</script><p onclick=x()>\(sentence)<a href='javascript:x()'>link</a></p>"))
    #expect(!article.contentHTML.contains("script"))
    #expect(!article.contentHTML.contains("onclick"))
    let again = try extract("<main>" + article.contentHTML + "</main>")
    #expect(again.contentText == article.contentText)
}

@Test func largeAndDeepPagesEndInTime() {
    let deep = String(repeating: "<div><b>", count: 50_000) + "x"
    #expect(throws: ArticleError.tooDeep(limit: 2000)) { _ = try extract(deep) }
    let long = Array(repeating: UInt8(ascii: "a"), count: 25 << 20)
    #expect(throws: ArticleError.tooLarge(limit: 24 << 20)) { _ = try ArticleExtractor().extract(long) }
    for huge in [
        String(repeating: "a<br>", count: 50_000),
        "<table>" + String(repeating: "<tr><td>a<td>b", count: 10_000) + "</table>",
        "<p " + (0..<200_000).map { "a\($0)" }.joined(separator: " ") + ">a</p>",
        "<x-a>" + String(repeating: "<template shadowrootmode=open><slot></slot></template>", count: 5_000) + "</x-a>",
    ] {
        #expect(throws: Never.self) { _ = try extract("<title>t</title>" + paragraphs(3) + huge) }
    }
    let wide = String(repeating: "<div><p>a <a href=b>b</a></p></div>", count: 20_000)
    #expect(throws: Never.self) { _ = try extract("<title>t</title>" + wide) }
}

@Test(
    "of a byline in which each name is a link all are authors",
    arguments: [
        (
            "By <a href='/author/a' rel=author>Ngozi Okafor</a>, <a href='/author/b' rel=author>Yuki Sato</a> and <a href='/author/c' rel=author>Jan Berg</a>",
            ["Ngozi Okafor", "Yuki Sato", "Jan Berg"]
        ),
        (
            "By <a href='/author/a' rel=author>Ngozi Okafor</a> in <a href='/topic/quays'>North Quays</a>",
            ["Ngozi Okafor"]
        ),
    ])
func linkedAuthors(_ byline: String, _ names: [String]) throws {
    let article = try extract(
        "<title>The bridge</title><main><h1>The bridge</h1><p class=byline>\(byline)</p>\(paragraphs(6))</main>")
    #expect(article.authors.map(\.name) == names)
}

@Test func whatIsNoneOfTheTextWithinIt() throws {
    let article = try extract(
        """
        <title>The bridge</title><main><h1>The bridge</h1>\(paragraphs(3))
        <h2 id=x>Piers<a class=headerlink href="#x">¶</a></h2>\(paragraphs(2))
        <h2>Arches<span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2>
        <p>See <a href="/list">the whole list<span class="visually-hidden"> (opens in a new tab)</span></a> of bridges, which is long and was made by hand.</p>
        <embed src="/d.pdf">\(paragraphs(2))<p>The end of the story, which stands behind what is embedded.</p></main>
        """)
    #expect(!article.contentText.contains("¶") && !article.contentText.contains("edit"))
    #expect(article.contentText.contains("the whole list of bridges"))
    #expect(article.contentText.hasSuffix("behind what is embedded."))
}

@Test(arguments: [
    "<div class='highlight-swift'><div class=highlight><pre><code>let a = 1</code></pre></div></div>",
    "<pre class='language-swift'><code>let a = 1</code></pre>", "<pre data-language=swift><code>let a = 1</code></pre>",
    "<pre class='brush: swift; gutter: false'><code>let a = 1</code></pre>",
])
func languagesOfCode(_ listing: String) throws {
    let article = try extract(
        "<title>The bridge</title><main><h1>The bridge</h1>\(paragraphs(3))\(listing)\(paragraphs(3))</main>")
    #expect(article.contentMarkdown.contains("```swift\nlet a = 1\n```"))
}

@Test func aQuotationHasItsSource() throws {
    let article = try extract(
        """
        <title>The bridge</title><main><h1>The bridge</h1>\(paragraphs(3))<blockquote><p>A bridge is a road that has been told of a river, and has
        not turned back.</p><footer>— Edna Moss, <cite>Harbours</cite></footer></blockquote>\(paragraphs(3))</main>
        """)
    #expect(article.contentText.contains("Edna Moss, Harbours"))
}

/// Pictures with words beside them that are no text: a lead figure, a credit, a button.
@Test(arguments: [
    "<figure><img src=/i/a.jpg><figcaption>The lamp on the quay</figcaption></figure>\(paragraphs(6))",
    "\(paragraphs(3))<div><img src=/i/a.jpg><span class=credit>Photo: Quay News</span></div>\(paragraphs(3))",
    "\(paragraphs(3))<div><img src=/i/a.jpg><button>Enlarge image</button></div>\(paragraphs(3))",
])
func picturesWithWords(_ body: String) throws {
    let article = try extract("<title>The bridge</title><main><h1>The bridge</h1>\(body)</main>")
    #expect(article.contentHTML.contains("https://example.org/i/a.jpg"))
}
