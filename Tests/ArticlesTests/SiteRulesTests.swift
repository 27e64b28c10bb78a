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

@Test(arguments: [
    ("body: //div[", 1, SiteRuleProblem.Code.badPath, "not an XPath 1.0 expression"),
    ("title: //h1\nnonsense", 2, .noDirective, "name: value"),
    ("//div[@id='x']: y", 1, .noDirective, "name: value"),
    ("colour: red", 1, .unknownDirective, "`colour`"),
    ("https://example.org/a", 1, .unknownDirective, "`https`"),
    ("strip: //a[contain(@class, 'x')]", 1, .badPath, "no function contain()"),
    ("strip: ' · '", 1, .badPath, "gives a text"),
    ("body: count(//p)", 1, .badPath, "gives a number"),
    ("prune: perhaps", 1, .badValue, "yes or no"),
    ("strip_attr: //img", 1, .badValue, "path to attributes"),
    ("wrap_in: //p", 1, .badValue, "wrap_in(element)"),
    ("wrap_in(<b>): //p", 1, .badValue, "wrap_in(element)"),
    ("move_into(//p[): //p", 1, .badPath, "//p["),
    ("strip_id_or_class: ''", 1, .badValue, "missing"),
    ("test_contains: x", 1, .badValue, "before any test_url"),
    ("find_string: a", 1, .unpaired, "no replace_string"), ("replace_string: a", 1, .unpaired, "no find_string"),
    ("replace_string(): a", 1, .badValue, "nothing to find"),
    ("login_uri: https://example.org", 1, .login, "log in"), ("requires_login: yes", 1, .login, "log in"),
    ("strip:", 1, .badValue, "missing"),
    ("http_header(User-Agent): Mozilla/5.0", 1, .header, "its own name"),
    ("http_header(authorization): Basic x", 1, .header, "secrets"),
    ("http_header(Accept-Encoding): x", 1, .header, "the server"),
    ("http_header(a b): x", 1, .badValue, "http_header(name)"),
    ("http_header(Cookie):", 1, .badValue, "http_header(name)"),
])
func reportsALine(_ text: String, _ line: Int, _ code: SiteRuleProblem.Code, _ words: String) throws {
    let problems = rules(text).problems
    #expect(problems.map(\.code) == [code])
    let problem = try #require(problems.first)
    #expect(problem.line == line && problem.file == "example.org.txt")
    #expect(problem.message.contains(words), "\(problem.message)")
}

@Test func whatIsNoLineIsPassedOver() {
    #expect(
        rules("\u{FEFF}# a comment\r\n\r\n// another: one\r\n  # a third\r\nrequires_login: no\r\ntidy: yes # why\r\n")
            .problems == [])
    let latin = SiteRules(files: [
        ("example.org.txt", Array("title: //h1[contains(., '".utf8) + [0xE9] + Array("')]".utf8))
    ])
    #expect(latin.problems == [])
    #expect(latin.matching(host: "example.org")?.title == ["//h1[contains(., 'é')]"])
}

@Test(arguments: [
    ("example.org", "example.org.txt"), ("WWW.Example.org", "example.org.txt"),
    ("news.example.org", ".example.org.txt"),
    ("a.b.example.org", ".example.org.txt"), ("www.a.example.org", ".example.org.txt"),
    ("sport.example.org", "sport.example.org.txt"), ("a.sport.example.org", ".example.org.txt"),
    ("example.net", nil), ("www.example.net", nil), ("a.example.net", ".example.net.txt"), ("badexample.org", nil),
    ("www.example.com", "www.example.com.txt"), ("example.com", nil), ("org", nil), ("", nil),
])
func matchesHosts(_ host: String, _ name: String?) {
    let names = [
        "example.org.txt", ".example.org.txt", "sport.example.org.txt", ".example.net.txt", "www.example.com.txt",
        "LICENSE.txt",
        "notes.md",
    ]
    let rules = SiteRules(files: names.map { ($0, Array("body: //a".utf8)) })
    #expect(rules.count == 5)
    #expect(rules.matching(host: host)?.names == name.map { [$0] })
}

@Test func theRulesForAllSitesStandBehind() throws {
    func merged(_ own: String, _ global: String) throws -> SiteRuleSet {
        let files = [("example.org.txt", Array(own.utf8)), ("global.txt", Array(global.utf8))]
        return try #require(SiteRules(files: files).matching(host: "example.org"))
    }
    let set = try merged(
        "title: //h1\nprune: no\nhttp_header(Cookie): a=b\nhttp_header(Referer): https://own.example/\nhttp_header(cookie): c=d",
        "title: //h2\nprune: yes\ntidy: yes\nhttp_header(referer): https://global.example/\nbody: //main")
    #expect(set.names == ["example.org.txt", "global.txt"] && set.bodyFiles == ["global.txt"])
    #expect(set.title == ["//h1"] && set.generalTitle == ["//h2"])
    #expect(set.options.prunes == false && set.options.tidies == true)
    #expect(set.headers.map(\.value) == ["a=b; c=d", "https://own.example/"])
    #expect(try merged("autodetect_on_failure: no", "title: //h2").names == ["example.org.txt"])
    let alone = SiteRules(files: [("global.txt", Array("title: //h2".utf8))])
    #expect(alone.matching(host: "example.com")?.names == ["global.txt"])
}

@Test func aSetTravelsAsItsFiles() throws {
    let files = [
        (
            "example.org.txt",
            Array("body: //a\nfind_string: x\nreplace_string: y\ntest_url: u\ntest_contains: t\nprune: yes".utf8)
        ),
        ("global.txt", Array("prune: no\ntitle: //h1\nif_page_contains: //b\nnext_page_link: //c".utf8)),
    ]
    let set = try #require(SiteRules(files: files).matching(host: "example.org"))
    #expect(SiteRuleSet(files: set.files) == set)
    #expect(set.tests == [SiteRuleSet.Test(url: "u", contains: ["t"])])
}

@Test(arguments: [
    ("https://www.example.org/one#top", [true, false]), ("https://www.example.org/two", nil),
    ("https://example.com/one", nil),
])
func tellsWhetherTheTestsOfARuleHold(_ address: String, _ holds: [Bool]?) throws {
    let rules = rules(
        """
        body: //div[@id='story']
        test_url: http://www.example.org/one
        test_contains: First  words of the story.
        test_contains: Outside of the story
        test_url: http://www.example.org/two
        """)
    let url = try #require(WebURL(address))
    let article = try ArticleExtractor(rules: rules).extract(Array(page.utf8), url: url)
    #expect(rules.trial(of: article, at: url)?.map(\.holds) == holds)
}
