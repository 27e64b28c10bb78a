import Basics
import Testing

@testable import Articles

private func rules(_ text: String, name: String = "example.org.txt") -> SiteRules {
    SiteRules(files: [(name, Array(text.utf8))])
}

private let page = """
    <title>x</title><div id=story class=c><h2 class=t>The title</h2><span class=who>Ann Lee</span><p>First words of the story.</p>
    <div class="promo box">Buy this</div><p>Last words.</p><img src=a.jpg><img src=/ads/b.jpg></div><p>Outside of the story, and long enough to be a paragraph.</p>
    <a class=more href=/two>more</a>
    """

private func extract(_ text: String) throws(ArticleError) -> Article {
    try ArticleExtractor(rules: rules(text)).extract(Array(page.utf8), url: WebURL("https://www.example.org/one"))
}

@Test func aRuleNamesBodyAndMetadata() throws {
    let article = try extract(
        """
        # a comment
        body: //div[@id='story']
        title: //h2[@class='t']
        author: //span[@class='who']
        strip: //h2 | //span
        strip_id_or_class: promo
        strip_image_src: /ads/
        next_page_link: //a[@class='more']
        prune: no
        replace_string(Last words): Final words
        """)
    #expect(article.extractor == .siteRule)
    #expect(article.title == "The title")
    #expect(article.authors.map(\.name) == ["Ann Lee"])
    #expect(article.contentText == "First words of the story.\n\nFinal words.")
    #expect(article.contentHTML.contains("a.jpg") && !article.contentHTML.contains("b.jpg"))
    #expect(article.nextPageURL == "https://www.example.org/two")
}

@Test func aRuleThatFindsNothingFallsBack() throws {
    let article = try extract("body: //div[@id='gone']")
    #expect(article.extractor == .heuristic)
    #expect(article.failedRules == ["example.org.txt"])
    #expect(throws: ArticleError.noArticle) { _ = try extract("body: //div[@id='gone']\nautodetect_on_failure: no") }
}

@Test func editsChangeTheTree() throws {
    let article = try extract(
        "body: //div[@id='story']\nprune: no\nwrap_in(blockquote): //div[@id='story']/p[1]\ndissolve: //h2")
    #expect(article.contentHTML.contains("<blockquote><p>First words"))
    #expect(!article.contentHTML.contains("<h2>"))
}

@Test(arguments: [
    ("body: //div[", 1, SiteRuleProblem.Code.badPath), ("title: //h1\nnonsense", 2, .noDirective),
    ("colour: red", 1, .unknownDirective),
    ("find_string: a", 1, .unpaired), ("replace_string: a", 1, .unpaired),
    ("login_uri: https://example.org", 1, .login), ("strip:", 1, .badValue),
])
func reportsALine(_ text: String, _ line: Int, _ code: SiteRuleProblem.Code) {
    let problems = rules(text).problems
    #expect(problems.map(\.code) == [code])
    #expect(problems.first?.line == line)
    #expect(problems.first?.file == "example.org.txt")
}

@Test(arguments: [
    ("example.org", "example.org.txt"), ("www.example.org", "example.org.txt"),
    ("news.example.org", ".example.org.txt"), ("a.b.example.org", ".example.org.txt"),
])
func matchesHosts(_ host: String, _ name: String) {
    let rules = SiteRules(files: [
        ("example.org.txt", Array("body: //a".utf8)), (".example.org.txt", Array("body: //b".utf8)), ("notes.md", []),
    ])
    #expect(rules.matching(host: host)?.names == [name])
    #expect(rules.matching(host: "example.com") == nil)
}

@Test func aSetTravelsAsText() throws {
    let set = try #require(
        rules("body: //a\nfind_string: x\nreplace_string: y\nhttp_header(Cookie): a=b\ntest_url: u\ntest_contains: t")
            .matching(host: "example.org"))
    var again = SiteRuleSet(text: set.text)
    again.names = set.names
    #expect(again == set)
    #expect(set.httpHeaders == [SiteRuleSet.Header(name: "Cookie", value: "a=b")])
    #expect(set.tests == [SiteRuleSet.Test(url: "u", contains: ["t"])])
}
