import Basics
import Testing

@testable import Articles

/// What each directive makes of a page: the rule, the page's body, what must come out and what must not.
@Suite struct SiteRuleDirectiveTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var why: String
        var rule: String
        var page = SiteRuleDirectiveTests.story
        /// Of the content as HTML.
        var has: [String] = []
        var lacks: [String] = []
        /// Of its text, where it is to be exactly so.
        var text: String?
        var extractor = Extractor.siteRule

        var testDescription: String { why }
    }

    static let story = """
        <title>x</title><div id=story class=c><p>First words of the story.</p><div class="promo box">Buy this</div>
        <p class=note>Last words.</p><img src=/a.jpg alt=a><img src=/ads/b.jpg></div><p>Outside of the story, and long enough to be one.</p>
        """

    private static let rows: [Row] = [
        Row(
            why: "body: all that one path finds, in the page's order",
            rule: "prune: no\nbody: //p[@class='note'] | //div[@id='gone'] | //div[@class='promo box']",
            text: "Buy this\n\nLast words."),
        Row(
            why: "body: the first line that finds anything",
            rule: "prune: no\nbody: //article\nbody: //p[@class='note']\nbody: //p",
            text: "Last words."),
        Row(
            why: "body: one within another is taken once",
            rule: "prune: no\nbody: //div[@id='story'] | //div[@id='story']//p",
            text: "First words of the story.\n\nBuy this\n\nLast words."),
        Row(why: "body: a text alone", rule: "prune: no\nbody: //p[@class='note']/text()", text: "Last words."),
        Row(
            why: "body: a picture alone is an article", rule: "body: //img[@alt='a']",
            has: ["https://example.org/a.jpg"],
            lacks: ["b.jpg", "words"], text: ""),
        Row(
            why: "body: pictures far from any text are in it, others are not",
            rule: "prune: no\nbody: //div[@id='pictures'] | //div[@id='text']",
            page: "<img src=/logo.png><div id=pictures><img src=/1.jpg></div><p>"
                + String(repeating: "word ", count: 80)
                + "</p><div id=text><p>The text.</p></div><img src=/2.jpg>",
            has: ["1.jpg"], lacks: ["logo", "2.jpg"], text: "The text."),
        Row(
            why: "body: empty on this page", rule: "body: //div[@id='empty']",
            page:
                "<div id=empty></div><article><p>Some text of an article that is found without the rule.</p></article>",
            text: "Some text of an article that is found without the rule.", extractor: .heuristic),
        Row(
            why: "a path that begins with a name is meant at any depth", rule: "prune: no\nbody: p[@class='note']",
            text: "Last words."),
        Row(
            why: "a path in quotes is meant as a path", rule: "prune: no\nbody: \"//p[@class='note']\"",
            text: "Last words."),
        Row(why: "curly quotes", rule: "prune: no\nbody: //p[@class=’note’]", text: "Last words."),
        Row(
            why: "a comment behind the path", rule: "prune: no\nbody: //p[@class='note'] # the last one",
            text: "Last words."),
        Row(
            why: "upper case, no space, a colon of full width", rule: "Prune: No\nBODY：//p[@class='note']",
            text: "Last words."),
        Row(why: "strip: elements", rule: "prune: no\nbody: //div[@id='story']\nstrip: //p | //img", text: "Buy this"),
        Row(why: "strip: texts", rule: "prune: no\nbody: //div[@id='story']\nstrip: //p/text()", text: "Buy this"),
        Row(
            why: "strip: an attribute goes, its element stays",
            rule: "prune: no\nbody: //div[@id='story']\nstrip: //img/@alt", has: ["a.jpg"], lacks: ["alt="]),
        Row(
            why: "strip: what is gone does not count in later paths",
            rule: "prune: no\nstrip: //p[@class='note']\nbody: (//div[@id='story']//p)[last()]",
            text: "First words of the story."),
        Row(
            why: "strip_id_or_class: part of a class or an id, quotes aside",
            rule: "prune: no\nbody: //body\nstrip_id_or_class: 'prom'\nstrip_id_or_class: not",
            text: "First words of the story.\n\nOutside of the story, and long enough to be one."),
        Row(
            why: "skip_id_or_class: the same", rule: "prune: no\nbody: //div[@id='story']\nskip_id_or_class: promo",
            text: "First words of the story.\n\nLast words."),
        Row(
            why: "strip_image_src", rule: "prune: no\nbody: //div[@id='story']\nstrip_image_src: /ads/", has: ["a.jpg"],
            lacks: ["b.jpg"]),
        Row(
            why: "src_lazy_load_attr", rule: "body: //div[@id='s']\nsrc_lazy_load_attr: fifu-data-src",
            page: "<div id=s><p>Text of it.</p><img src=/wait.gif fifu-data-src=/real.jpg></div>", has: ["real.jpg"],
            lacks: ["wait.gif"]),
        Row(
            why: "strip_attr: after the body is found by it",
            rule: "prune: no\nbody: //img[@alt='a']\nstrip_attr: //img/@alt",
            has: ["a.jpg"], lacks: ["alt="]),
        Row(
            why: "strip_attr: what was hidden is shown",
            rule: "body: //div[@id='s']\nstrip_attr: //p/@style",
            page: "<div id=s><p style='display:none'>The text that a script shows.</p></div>",
            text: "The text that a script shows."),
        Row(
            why: "post_strip_attr: body and author are found by class all the same",
            rule: "prune: no\nbody: //div[@class='c']\npost_strip_attr: //*/@class\npost_strip_attr: //*/@alt",
            has: ["a.jpg"], lacks: ["alt=", "Outside"]),
        Row(
            why: "what no reader sees goes from the body", rule: "prune: no\nbody: //div[@id='s']",
            page:
                "<div id=s><p>Seen.</p><p style='display: none'>Hidden.</p><p class='a instapaper_ignore'>Ignored.</p></div>",
            text: "Seen."),
        Row(why: "prune: yes, by default", rule: "body: //div[@id='s']", page: pruned, lacks: ["Subscribe"]),
        Row(why: "prune: no", rule: "body: //div[@id='s']\nprune: no", page: pruned, has: ["Subscribe", "A reader"]),
        Row(why: "prune: false is no", rule: "body: //div[@id='s']\nprune: false", page: pruned, has: ["Subscribe"]),
        Row(
            why: "strip_comments: no: readers' comments are not pruned",
            rule: "body: //div[@id='s']\nstrip_comments: no",
            page: pruned, has: ["A reader"], lacks: ["Subscribe"]),
        Row(
            why: "strip_comments: yes: they go though nothing else is pruned",
            rule: "body: //div[@id='s']\nprune: no\nstrip_comments: yes", page: pruned, has: ["Subscribe"],
            lacks: ["A reader"]),
        Row(
            why: "footnotes: yes: notes are not pruned", rule: "body: //div[@id='s']\nfootnotes: yes", page: pruned,
            has: ["Ibid"], lacks: ["Subscribe"]),
        Row(
            why: "tidy: yes: b and i are strong and em to its paths",
            rule: "tidy: yes\nprune: no\nbody: //div/strong | //div/em",
            page: "<div><b>bold</b> none <i>slanted</i></div>",
            text: "bold\n\nslanted"),
        Row(
            why: "tidy: no, parser: the tree is the same", rule: "tidy: no\nparser: html5php\nprune: no\nbody: //div/b",
            page: "<div><b>bold</b> none</div>", text: "bold"),
        Row(
            why: "convert_double_br_tags: two line breaks part paragraphs",
            rule: "convert_double_br_tags: yes\nprune: no\nbody: //div",
            page: "<div>First words.<br><br>Second words.<br>Still the second.</div>",
            has: ["<p>First words.</p><p>Second words."]),
        Row(
            why: "wrap_in", rule: "prune: no\nbody: //div[@id='story']\nwrap_in(blockquote): //p[@class='note']",
            has: ["<blockquote><p>Last words.</p></blockquote>"]),
        Row(
            why: "wrap_in: a text", rule: "prune: no\nbody: //div[@id='story']\nwrap_in(h2): //p[@class='note']/text()",
            has: ["<h2>Last words.</h2>"]),
        Row(
            why: "wrap_in: a block in i", rule: "prune: no\nbody: //div[@id='story']\nwrap_in(i): //p[@class='note']",
            has: ["Last words."], text: "First words of the story.\n\nBuy this\n\nLast words."),
        Row(
            why: "dissolve: what was in it stays", rule: "prune: no\nbody: //div[@id='s']\ndissolve: //h2 | //a | //li",
            page: "<div id=s><h2>One</h2> <a href=/x>two</a><ul><li>three</ul></div>", has: ["One", "two", "three"],
            lacks: ["<h2>", "<a", "<li>"]),
        Row(
            why: "move_into(body)", rule: "prune: no\nbody: //body\nmove_into(body): //p[1]",
            page: "<p>one</p><div>two</div>",
            text: "two\n\none"),
        Row(
            why: "move_into: a path",
            rule: "prune: no\nbody: //div[@id='s']\nmove_into(//div[@id='s']): //p[@id='lead']",
            page: "<p id=lead>The lead.</p><p>Other.</p><div id=s><p>The story.</p></div>",
            text: "The story.\n\nThe lead."),
        Row(
            why: "replace_string(find), with parentheses and colons in it",
            rule: "prune: no\nbody: //p\nreplace_string(a (b)): c: (d): e", page: "<p>a (b) f</p>", text: "c: (d): e f"),
        Row(
            why: "replace_string(find): nothing; blanks count", rule: "prune: no\nbody: //p\nreplace_string( - Site):",
            page: "<p>Title - Site</p>", text: "Title"),
        Row(
            why: "find_string, replace_string: pairs by their order, one after the other",
            rule:
                "prune: no\nbody: //p\nfind_string: one\nfind_string: two\nreplace_string: two\nreplace_string: <b>three</b>",
            page: "<p>one</p>", has: ["<p><strong>three</strong></p>"]),
        Row(
            why: "insert_detected_image: yes", rule: "body: //p\ninsert_detected_image: yes",
            page: "<meta property=og:image content=https://example.org/lead.jpg><p>Text of it.</p>", has: ["lead.jpg"]),
        Row(
            why: "insert_detected_image: no, and by default", rule: "body: //p\ninsert_detected_image: no",
            page: "<meta property=og:image content=https://example.org/lead.jpg><p>Text of it.</p>", lacks: ["lead.jpg"]
        ),
    ]

    private static let pruned =
        "<div id=s>"
        + String(
            repeating:
                "<p>The council met on Thursday, and after a long debate it agreed to repair the old bridge before winter comes.</p>",
            count: 8)
        + "<div class='newsletter signup'><a href=/n>Subscribe</a> <a href=/m>to our newsletter</a></div>"
        + "<ol class=footnotes><li id=fn1><a href=#r1>Ibid</a></li></ol>"
        + "<div id=comments class=comment-list><div class=comment><a href=/u>A reader</a> <a href=/r>Reply</a></div></div></div>"

    private static func rules(_ text: String) -> SiteRules {
        SiteRules(files: [("example.org.txt", Array(text.utf8))])
    }

    private static func article(_ rule: String, _ page: String, _ hints: ArticleHints = ArticleHints()) throws
        -> Article
    {
        try ArticleExtractor(rules: rules(rule)).extract(
            Array(page.utf8), url: WebURL("https://example.org/one"), hints: hints)
    }

    @Test(arguments: rows) func directives(_ row: Row) throws {
        #expect(Self.rules(row.rule).problems == [])
        let article = try Self.article(row.rule, row.page)
        #expect(article.extractor == row.extractor)
        for part in row.has { #expect(article.contentHTML.contains(part), "\(article.contentHTML)") }
        for part in row.lacks { #expect(!article.contentHTML.contains(part), "\(article.contentHTML)") }
        if let text = row.text { #expect(article.contentText == text) }
    }

    /// What is read beside the content.
    @Test(arguments: [
        ("title: a text of the page", "title: //h9\ntitle: //h2", "title", "Heading"),
        ("title: a string", "title: substring-before(//h3, ' |')", "title", "Name"),
        (
            "title: a reference in it stands for its character", "title: substring-after(//h4, 'By&nbsp;')", "title",
            "Ann"
        ),
        ("author: a string", "author: 'Ryan A. Chapman'", "byline", "Ryan A. Chapman"),
        ("author: all that the first path finds", "author: //i", "byline", "Ann Lee, Bob Ray"),
        ("date: an attribute", "date: //time/@datetime", "date", "2018-02-15T17:49:00Z"),
        ("date: as people write it", "date: //u", "date", "2018-03-04T00:00:00Z"),
        ("native_ad_clue: an element without text", "native_ad_clue: //meta[@name='ad']", "ad", "true"),
        ("native_ad_clue: not there", "native_ad_clue: //meta[@name='none']", "ad", "false"),
        ("single_page_link", "single_page_link: //a[@id='all']", "single", "https://example.org/all"),
        (
            "single_page_link: a string", "single_page_link: concat(//a[@id='all']/@href, '?x')", "single",
            "https://example.org/all?x"
        ),
        (
            "if_page_contains: the link above it",
            "single_page_link: //a[@id='all']\nif_page_contains: //meta[@name='none']", "single", ""
        ),
        (
            "if_page_contains: that link alone",
            "single_page_link: //a[@id='two']\nif_page_contains: //meta[@name='none']\nsingle_page_link: //a[@id='all']",
            "single",
            "https://example.org/all"
        ),
        (
            "if_page_contains: an element without text holds",
            "next_page_link: //a[@id='two']\nif_page_contains: //meta[@name='ad']",
            "next", "https://example.org/two"
        ),
        ("if_page_contains: above the link", "if_page_contains: //h9\nnext_page_link: //a[@id='two']", "next", ""),
        ("next_page_link", "next_page_link: //h9\nnext_page_link: //a[@id='two']", "next", "https://example.org/two"),
        ("next_page_link: what it does not find is not guessed", "next_page_link: //h9", "next", ""),
        ("autodetect_next_page: yes, by default", "", "next", "https://example.org/one?page=2"),
        ("autodetect_next_page: no", "autodetect_next_page: no", "next", ""),
        ("single_page_link_in_feed", "single_page_link_in_feed: //b/a", "single", "https://example.org/from-feed"),
        (
            "single_page_link_in_feed: does not count beside the other",
            "single_page_link_in_feed: //b/a\nsingle_page_link: //a[@id='gone']", "single", ""
        ),
        ("skip_json_ld: no, by default", "", "byline", "Lin Data"),
        ("skip_json_ld: yes", "skip_json_ld: yes", "byline", "Ann"),
    ])
    func metadata(_ why: String, _ rule: String, _ key: String, _ value: String) throws {
        let page = """
            <meta name=ad content=x><link rel=next href="/one?page=2"><title>x</title>
            <script type="application/ld+json">{"@type":"Article","author":{"@type":"Person","name":"Lin Data"}}</script>
            <article><h2>Heading</h2><h3>Name | Site</h3><h4>By&nbsp;Ann</h4><p>Some text that is long enough to be an article of its own.</p>
            <i>Ann Lee</i><i>Bob Ray</i><time datetime=2018-02-15T17:49Z></time><u>4 March 2018</u><a id=all href=/all>all</a>
            <a id=two href=/two>2</a></article>
            """
        let hints = ArticleHints(
            authors: ["Fay Feed"], html: "<p><b><a href='https://example.org/from-feed'>x</a></b></p>")
        #expect(Self.rules(rule).problems == [])
        let article = try Self.article(rule, page, hints)
        let found =
            switch key {
            case "title": article.title
            case "byline": article.byline
            case "date": article.datePublished.map { "\($0)" } ?? ""
            case "ad": "\(article.isAdvertisement)"
            case "single": article.singlePageURL ?? ""
            default: article.nextPageURL ?? ""
            }
        #expect(found == value)
    }

    @Test func withoutItsBodyARuleFallsBackUnlessItSaysNo() throws {
        let article = try Self.article("title: //h9\nbody: //div[@id='gone']", Self.story)
        #expect(article.extractor == .heuristic && article.missedRules == ["example.org.txt"])
        #expect(throws: ArticleError.ruleMissed(["example.org.txt"])) {
            _ = try Self.article("body: //div[@id='gone']\nautodetect_on_failure: no", Self.story)
        }
        let hints = ArticleHints(title: "The feed's title")
        let untitled = try Self.article(
            "body: //div[@id='story']\ntitle: //h9\nautodetect_on_failure: no", "<h1>Guess</h1>" + Self.story, hints)
        #expect(untitled.title == "The feed's title" && untitled.missedRules == [])
    }

    @Test func theRecordTellsWhatARuleHasToSay() throws {
        func notes(_ rule: String) throws -> JSONValue? {
            var writer = JSONWriter()
            writer.beginObject()
            try Self.article(rule, Self.story).writeRuleNotes(to: &writer)
            writer.endObject()
            return try JSONValue(parsing: writer.bytes)["_site_rule"]
        }
        let advertisement = try #require(try notes("body: //div[@id='story']\nnative_ad_clue: //p"))
        #expect(advertisement["is_advertisement"] == .bool(true) && advertisement["missed"] == nil)
        let missed = try #require(try notes("body: //h9"))
        #expect(
            missed["missed"]?.array.compactMap(\.string) == ["example.org.txt"] && missed["is_advertisement"] == nil)
        #expect(try notes("body: //div[@id='story']") == nil)
    }

    /// What is meant for all sites knows no site's name: it is cut off, as of any title that a page declares.
    @Test(arguments: [
        ("title: //meta[@name='t']/@content", "", "The bridge | Daily Post"),
        ("", "title: //meta[@name='t']/@content", "The bridge"),
        ("title: //h9", "title: //meta[@name='t']/@content", "The bridge"),
    ])
    func aTitleForAllSitesLosesTheSitesName(_ own: String, _ global: String, _ title: String) throws {
        let rules = SiteRules(files: [("example.org.txt", Array(own.utf8)), ("global.txt", Array(global.utf8))])
        let page =
            "<meta name=t content='The bridge | Daily Post'><meta property=og:site_name content='Daily Post'><p>Text of it."
        let article = try ArticleExtractor(rules: rules).extract(
            Array(page.utf8), url: WebURL("https://example.org/one"))
        #expect(article.title == title)
    }

    /// An expression may not take for ever, nor may many of them together; what they do not find is found without them.
    @Test func hostilePathsEnd() throws {
        let page =
            "<div>" + String(repeating: "<p><b>word</b> and another word of the text</p>", count: 2000) + "</div>"
        let slow = "//*[count(//*[count(//*[count(//*) > 0]) > 0]) > 0]"
        let rule = String(repeating: "strip: \(slow)\n", count: 500) + "title: \(slow)\nbody: \(slow)\nbody: //div"
        #expect(Self.rules(rule).problems == [])
        let article = try Self.article(rule, page)
        #expect(article.extractor == .heuristic && article.missedRules == ["example.org.txt"] && article.wordCount > 0)
        let deep = String(repeating: "(", count: 50_000) + "//p" + String(repeating: ")", count: 50_000)
        let long = "//p[" + Array(repeating: "@a", count: 5000).joined(separator: " or ") + "]"
        let nested = String(repeating: "not(", count: 101) + "1" + String(repeating: ")", count: 101)
        #expect(
            Self.rules("body: \(deep)\nbody: \(long)\ntitle: \(nested)").problems.map(\.code) == [
                .badPath, .badPath, .badPath,
            ])
    }
}
