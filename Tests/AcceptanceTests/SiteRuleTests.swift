import Basics
import Glibc
import LoopbackServer
import Testing

@testable import Ingest

/// Site rules on the daemon's whole line: what a rule says decides what is asked for, and what the record holds.
@Suite("Site rules", .serialized) struct SiteRuleTests {
    private static func page(_ body: String) -> [ScriptedServer.Step] {
        [
            .answer(
                "200 OK", "Content-Type: text/html; charset=utf-8\r\n",
                "<html><head><title>A page</title></head><body>\(body)</body></html>")
        ]
    }

    private static func text(_ id: String, _ words: String) -> String {
        "<div id=\(id)><p>\(words)</p></div><p>Around it stands more, and it is long enough to be taken for an article.</p>"
    }

    private static func answer(_ visit: Web.Visit) -> [ScriptedServer.Step] {
        let named = visit.field("Host") ?? ""
        let port = named.split(separator: ":").last ?? ""
        @Sendable func url(_ address: String) -> String {
            "http://" + address.replacing("/", with: ":\(port)/", maxReplacements: 1)
        }
        switch String(visit.address.prefix { $0 != "?" }) {
        case "a.example/feed":
            let paths = ["parts/1", "split", "leads", "moved", "changed"]
            return Publisher(every: 6 * hour, shows: 5, link: { url("a.example/" + paths[$0 % 5] + "?\($0)") }).answer(
                visit)
        case "a.example/parts/1": return page(text("story", "Part one.") + "<a class=more href=/parts/b>go on</a>")
        case "a.example/parts/b":
            return page(text("story", "Part two.") + "<a class=more href=\(url("c.example/parts"))>go on</a>")
        case "c.example/parts": return page(text("story", "Part three."))
        case "a.example/split": return page("<a id=all href=/whole>all on one page</a>" + text("story", "A beginning."))
        case "a.example/whole": return page(text("story", "The whole of it."))
        case "a.example/leads": return page("<a id=all href=\(url("b.example/there"))></a>")
        case "b.example/there": return page(text("text", "The article elsewhere."))
        case "a.example/moved": return [.redirect("302 Found", url("b.example/moved"))]
        case "b.example/moved": return page(text("text", "It has moved."))
        case "a.example/changed":
            return page(text(visit.at < day ? "story" : "new", "The site \(visit.at < day ? "is" : "was") new."))
        default: return [.answer("404 Not Found", "", "")]
        }
    }

    private static let rules = """
        body: //div[@id='story']
        single_page_link: //a[@id='all']
        next_page_link: //a[@class='more']
        http_header(Cookie): consent=a
        http_header(Accept): text/html
        http_header(User-Agent): Mozilla/5.0
        """

    private static func miller() -> Miller {
        let miller = Miller { answer($0) }
        miller.settings =
            "[articles]\nfetch = true\nrobots_txt = false\ndelay_per_host = \"0s\"\nsite_rules = \"rules\"\n"
        miller.add("a", "a.example/feed", "backfill = 100\n")
        mkdir(miller.home.path + "/rules", 0o700)
        miller.home.write("rules/a.example.txt", rules)
        miller.home.write("rules/b.example.txt", "body: //div[@id='text']\nhttp_header(Referer): https://b.example/\n")
        miller.home.write("rules/.example.txt", "body: //div[@id='story']\n")
        return miller
    }

    @Test func theyDecideWhatIsAskedForAndTaken() async throws {
        let miller = Self.miller()
        try await miller.start()
        await miller.pass(hours: 1)
        await miller.stop()
        let articles = Dictionary(
            try miller.records().compactMap { record -> (String, JSONValue)? in
                guard let url = record.at("item", "url")?.string?.prefix(while: { $0 != "?" }),
                    let article = record["article"]
                else { return nil }
                return (url.split(separator: "/").dropFirst(2).joined(separator: "/"), article)
            }, uniquingKeysWith: { $1 })
        for (path, text) in [
            ("parts/1", "Part one.\n\nPart two.\n\nPart three."),
            ("split", "The whole of it."),
            ("leads", "The article elsewhere."), ("moved", "It has moved."),
            ("changed", "The site is new."),
        ] {
            let article = articles[path]
            #expect(article?["content_text"]?.string == text, "\(path)")
            #expect(article?["extractor"]?.string == "site-rule", "\(path)")
            #expect(article?["_site_rule"] == nil, "\(path)")
        }
        for visit in miller.web.visits where visit.path != "/feed" {
            #expect(visit.field("User-Agent")?.hasPrefix("feedmill/") == true)
            #expect(visit.field("Cookie") == (visit.host == "a.example" ? "consent=a" : nil), "\(visit.address)")
            #expect(
                visit.field("Referer") == (visit.host == "b.example" ? "https://b.example/" : nil), "\(visit.address)")
            #expect((visit.field("Accept") == "text/html") == (visit.host == "a.example"), "\(visit.address)")
        }
        #expect(miller.web.visits("a.example/feed").allSatisfy { $0.field("Cookie") == nil })
    }

    @Test func aRuleThatMissesIsCountedAndTakesEffectAnewWhenItIsMended() async throws {
        let miller = Self.miller()
        try await miller.start()
        await miller.pass(days: 3)
        #expect(miller.diary.count(of: "the site rule a.example.txt finds no body") == 1)
        let events = try await miller.report().events
        #expect(events.filter { $0.code == "site-rule-missed" && $0.feed == "a" }.count == 1)
        let missed = try miller.records().filter {
            $0.at("article", "_site_rule", "missed")?.array.compactMap(\.string) == ["a.example.txt"]
        }
        #expect(missed.count >= 2)
        #expect(
            missed.allSatisfy {
                $0.at("article", "extractor")?.string == "heuristic" && $0.at("article", "status")?.string == "ok"
            })
        #expect(
            await miller.metrics().contains("feedmill_site_rule_misses_total{rule=\"a.example.txt\"} \(missed.count)\n")
        )
        miller.home.write("rules/a.example.txt", Self.rules + "\nbody: //div[@id='new']")
        try await miller.reload()
        await miller.pass(days: 2)
        await miller.stop()
        let mended = try miller.records().filter { $0.at("item", "url")?.string?.contains("changed") == true }
        #expect(
            !mended.isEmpty && mended.allSatisfy { $0.at("article", "content_text")?.string == "The site was new." })
    }

    @Test(
        "an article whose second part fails is tried again, and goes as far as it came in the end, or where the site says no",
        arguments: ["503 Away", "500 Broken", "429 Too Many", "404 Not Found"], [1, 9])
    func aPartThatCannotBeHadNow(_ status: String, _ failures: Int) async throws {
        let miller = Miller { visit in
            visit.address == "a.example/parts/b" && visit.number < failures
                ? [.answer(status, "", "")] : Self.answer(visit)
        }
        miller.settings =
            "[articles]\nfetch = true\nrobots_txt = false\ndelay_per_host = \"0s\"\nsite_rules = \"rules\"\n"
            + "attempts = 3\n"
        miller.add("a", "a.example/feed")
        mkdir(miller.home.path + "/rules", 0o700)
        miller.home.write("rules/a.example.txt", Self.rules)
        miller.home.write("rules/.example.txt", "body: //div[@id='story']\n")
        try await miller.start()
        await miller.pass(days: 1)
        await miller.stop()
        let articles = try miller.records().filter { $0.at("item", "url")?.string?.contains("parts/1") == true }
            .compactMap { $0["article"] }
        let isFinal = status.hasPrefix("4")
        #expect(
            articles.first?["content_text"]?.string
                == (failures == 9 || isFinal ? "Part one." : "Part one.\n\nPart two.\n\nPart three."))
        #expect(articles.first?["status"]?.string == "ok")
        let tries = miller.web.visits.filter { $0.path.hasPrefix("/parts/1?0") }.count
        #expect(tries == (isFinal ? 1 : failures == 9 ? 3 : 2))
    }

    @Test func extractTriesTheTestsOfARule() throws {
        let home = Home()
        mkdir(home.path + "/rules", 0o700)
        let rule = "body: //p\ntest_url: https://a.example/1\ntest_contains: Part one\ntest_contains: Part two\n"
        home.write("rules/a.example.txt", rule + "test_url: https://a.example/2\ntest_contains: one\n")
        let page = home.write("page.html", "<p>Part one.</p>")
        func run(_ path: String) -> Program.Result {
            Program.run(
                [
                    "extract", "--rule-tests", "--site-rules", home.path + "/rules", "--url",
                    "https://a.example/\(path)", page,
                ], in: home)
        }
        let first = run("1")
        #expect(first.output == "found: Part one\nmissing: Part two\n" && first.status == 1)
        #expect(run("2").output == "found: one\n" && run("2").status == 0)
        #expect(run("3").status == 1 && run("3").complaints.contains("no test_contains"))
        #expect(Program.run(["extract", "--rule-tests", page], in: home).status == 64)
    }
}
