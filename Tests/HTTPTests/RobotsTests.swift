import Basics
import Testing

@testable import HTTP

/// robots.txt (RFC 9309), its cache, and X-Robots-Tag.
struct RobotsTests {
    private func robots(_ text: String) -> RobotsTxt { RobotsTxt(parsing: Array(text.utf8)) }

    @Test(
        arguments: [
            ("nothing", "", "/a", true), ("all", "User-agent: *\nDisallow: /", "/a", false),
            ("robots.txt itself", "User-agent: *\nDisallow: /", "/robots.txt", true),
            ("an empty rule", "User-agent: *\nDisallow:", "/a", true),
            (
                "our own group before all",
                "User-agent: *\nDisallow: /\n\nUser-agent: FeedMill\nDisallow: /b", "/a",
                true
            ),
            (
                "our own group alone", "User-agent: feedmill\nDisallow: /b\nUser-agent: *\nDisallow: /",
                "/b/c", false
            ),
            ("with a version", "User-agent: feedmill/1.0 (x)\nDisallow: /", "/a", false),
            ("only the whole name", "User-agent: feedmillion\nDisallow: /", "/a", true),
            ("only the whole name, hyphenated", "User-agent: feedmill-images\nDisallow: /", "/a", true),
            (
                "one group for several", "User-agent: x\nUser-agent: feedmill\nUser-agent: y\nDisallow: /",
                "/a", false
            ),
            (
                "two groups of one name",
                "User-agent: feedmill\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: feedmill\nDisallow: /b",
                "/b", false
            ),
            (
                "two groups of one name, the first",
                "User-agent: feedmill\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: feedmill\nDisallow: /b",
                "/a", false
            ),
            ("rules before any group", "Disallow: /\nUser-agent: *\nDisallow: /b", "/a", true),
            (
                "a sitemap ends no group",
                "User-agent: a\nSitemap: http://x/\nUser-agent: feedmill\nDisallow: /", "/a",
                false
            ),
            ("comments and case", " user-AGENT : * # all\n  DISALLOW:/a#b", "/a", false),
            ("CR alone", "User-agent: *\rDisallow: /a\r", "/a", false),
            ("a byte order mark", "\u{FEFF}User-agent: *\nDisallow: /a", "/a", false),
            ("the longest wins", "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true),
            (
                "the longest wins, whatever the order", "User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c",
                false
            ),
            ("as long: allowed", "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true),
            ("as long, in the other order", "User-agent: *\nAllow: /a\nDisallow: /a", "/a", true),
            ("a star", "User-agent: *\nDisallow: /*.pdf", "/x/y.pdf?z", false),
            ("a star and the end", "User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true),
            ("the end", "User-agent: *\nDisallow: /a$", "/ab", true),
            ("the end itself", "User-agent: *\nDisallow: /a$", "/a", false),
            ("stars in a row", "User-agent: *\nDisallow: /**a**b", "/xaxb", false),
            ("a star that must give back", "User-agent: *\nDisallow: /*ab$", "/abab", false),
            ("literals may not overlap", "User-agent: *\nDisallow: /*aa*a$", "/aa", true),
            ("a dollar within", "User-agent: *\nDisallow: /a$b", "/a$b", true),
            ("a dollar said in an escape", "User-agent: *\nDisallow: /a%24b", "/a$b", false),
            ("a star said in an escape", "User-agent: *\nDisallow: /%2A", "/x", true),
            ("a star in the path", "User-agent: *\nDisallow: /%2A", "/*", false),
            ("a query", "User-agent: *\nDisallow: /*?", "/a?b", false),
            ("no slash at the beginning", "User-agent: *\nDisallow: a", "/a", true),
            ("escapes and letters", "User-agent: *\nDisallow: /%61%7e", "/a~", false),
            ("UTF-8 and its escapes", "User-agent: *\nDisallow: /ツ", "/%E3%83%84", false),
            ("escapes in lower case", "User-agent: *\nDisallow: /%e3%83%84", "/%E3%83%84", false),
            ("a slash in an escape stays", "User-agent: *\nDisallow: /a%2Fb", "/a/b", true),
            ("a broken escape", "User-agent: *\nDisallow: /a%zz", "/a%zz", false),
            ("what could make an escape is none", "User-agent: *\nDisallow: /A", "/%%341", true),
            ("case counts in paths", "User-agent: *\nDisallow: /A", "/a", true),
            ("no colon", "User-agent *\nDisallow /", "/a", true),
        ] as [(String, String, String, Bool)])
    func rules(_ why: String, _ text: String, _ target: String, _ allowed: Bool) {
        #expect(robots(text).allows(target: target) == allowed, "\(why)")
    }

    @Test(
        arguments: [
            ("User-agent: *\nCrawl-delay: 5", 5), ("User-agent: *\nCrawl-delay: 2.5\nDisallow:", 2.5),
            ("User-agent: *\nCrawl-delay: 9999", 120), ("User-agent: *\nCrawl-delay: -1", nil),
            ("User-agent: *\nCrawl-delay: nan", nil), ("User-agent: x\nCrawl-delay: 5", nil),
            ("User-agent: *\nCrawl-delay: 5\nUser-agent: feedmill\nCrawl-delay: 9", 9),
        ] as [(String, Double?)])
    func crawlDelays(_ text: String, _ expected: Double?) {
        #expect(robots(text).crawlDelay == expected)
    }

    @Test func whatIsBeyondTheBoundIsNotRead() {
        let filler = String(repeating: "#\n", count: RobotsTxt.sizeLimit / 2 - 20)
        let text = "User-agent: *\nDisallow: /a\n" + filler + "Disallow: /b\nDisallow: /c\n"
        #expect(!robots(text).allows(target: "/a"))
        #expect(robots(text).allows(target: "/c"))
    }

    @Test func aHostilePatternIsSoonDone() {
        let pattern = String(repeating: "*a", count: 20_000)
        let text = "User-agent: *\nDisallow: /" + pattern + "b\n"
        #expect(robots(text).allows(target: "/" + String(repeating: "a", count: 2000)))
    }

    @Test func aThousandTimesTheSameRuleIsOne() {
        let text = "User-agent: *\n" + String(repeating: "Disallow: *b\nAllow: /\n", count: 1000)
        #expect(robots(text).rules.count == 2)
        #expect(!robots(text).allows(target: "/" + String(repeating: "a", count: 5000) + "b"))
        #expect(robots(text).allows(target: "/" + String(repeating: "a", count: 50_000) + "b"), "too far for a rule")
    }

    @Test func theCacheIsBoundedByItsBytesToo() {
        let rules = (0..<1000).map { "Disallow: /\($0)" }.joined(separator: "\n")
        let text = "User-agent: *\n\(rules)\n"
        var cache = RobotsCache(costLimit: 400_000)
        for number in 0..<50 {
            cache.received(answer(200, text), for: WebURL("http://h\(number).test/")!, at: noon + Double(number))
        }
        #expect(cache.count > 1 && cache.count <= 6)
        #expect(cache.decision(for: WebURL("http://h49.test/7")!, at: noon + 60) == .refused)
        cache.received(answer(404), for: WebURL("http://h49.test/")!, at: noon + 60)
        #expect(cache.decision(for: WebURL("http://h49.test/7")!, at: noon + 60) == .allowed(delay: nil))
    }

    // The cache.

    private let page = WebURL("http://a.test/x")!

    private func answer(
        _ status: Int, _ body: String = "", _ fields: [(name: String, value: String)] = []
    )
        -> HTTPResponse
    {
        HTTPResponse(
            status: status, headers: HTTPHeaders(fields), body: Array(body.utf8),
            url: WebURL("http://a.test/robots.txt")!)
    }

    @Test func itIsAskedFirstAndThenForADay() {
        var cache = RobotsCache()
        #expect(cache.decision(for: page, at: noon) == .ask(WebURL("http://a.test/robots.txt")!))
        cache.received(answer(200, "User-agent: *\nCrawl-delay: 3\nDisallow: /y"), for: page, at: noon)
        #expect(cache.decision(for: page, at: noon + 86_399) == .allowed(delay: 3))
        #expect(cache.decision(for: WebURL("http://a.test/y")!, at: noon) == .refused)
        #expect(
            cache.decision(for: page, at: noon + 86_400) == .ask(WebURL("http://a.test/robots.txt")!))
        #expect(
            cache.decision(for: WebURL("https://a.test/x")!, at: noon)
                == .ask(WebURL("https://a.test/robots.txt")!))
        #expect(
            cache.decision(for: WebURL("http://a.test:81/x")!, at: noon)
                == .ask(WebURL("http://a.test:81/robots.txt")!)
        )
    }

    @Test(arguments: [
        (404, true), (403, true), (401, true), (410, true), (429, false), (500, false), (503, false),
        (302, false),
    ])
    func statuses(_ status: Int, _ allowed: Bool) {
        var cache = RobotsCache()
        cache.received(answer(status, "User-agent: *\nDisallow: /"), for: page, at: noon)
        #expect(
            cache.decision(for: page, at: noon)
                == (allowed ? .allowed(delay: nil) : .wait(until: noon + 300)))
    }

    @Test func aSiteThatCannotBeAskedIsLeftAloneForEverLonger() {
        var cache = RobotsCache()
        var waits: [Double] = []
        var now = noon
        for _ in 0..<12 {
            cache.failed(page, at: now)
            guard case .wait(let until) = cache.decision(for: page, at: now) else { break }
            waits.append(until - now)
            now = until
        }
        #expect(
            waits == [300, 600, 1200, 2400, 4800, 9600, 19_200, 38_400, 76_800, 76_800, 76_800, 76_800])
    }

    @Test func rulesThatAreKnownOutliveAShortFailure() {
        var cache = RobotsCache()
        cache.received(answer(200, "User-agent: *\nDisallow: /y"), for: page, at: noon)
        let later = noon + 86_400
        cache.failed(page, at: later)
        #expect(cache.decision(for: page, at: later) == .allowed(delay: nil))
        cache.failed(page, at: later + 86_500)
        #expect(cache.decision(for: page, at: later + 86_500) == .wait(until: later + 86_500 + 600))
        cache.failed(page, at: later + 31 * 86_400)
        #expect(cache.decision(for: page, at: later + 31 * 86_400) == .allowed(delay: nil))
    }

    @Test func theCacheIsBounded() {
        var cache = RobotsCache(limit: 100)
        for number in 0..<1000 {
            cache.received(
                answer(404), for: WebURL("http://h\(number).test/")!, at: noon + Double(number))
        }
        #expect(cache.count <= 100)
        #expect(
            cache.decision(for: WebURL("http://h999.test/")!, at: noon + 1000) == .allowed(delay: nil))
    }

    @Test(
        arguments: [
            (["noindex, NoFollow"], ["noindex", "nofollow"]),
            (["noindex", "nofollow"], ["noindex", "nofollow"]),
            (["otherbot: noindex, nofollow"], []), (["feedmill: noai"], ["noai"]),
            (["*: noai"], ["noai"]),
            (["otherbot: noindex", "noarchive"], ["noarchive"]),
            (
                ["max-snippet:20, max-image-preview: large"], ["max-snippet:20", "max-image-preview:large"]
            ),
            (
                ["unavailable_after: Sat, 01 Mar 2025 00:00:00 GMT, noindex"],
                ["unavailable_after:Sat, 01 Mar 2025 00:00:00 GMT", "noindex"]
            ),
            (["noindex, noindex,, "], ["noindex"]), ([], []),
        ] as [([String], [String])])
    func robotsTags(_ fields: [String], _ expected: [String]) {
        let headers = HTTPHeaders(fields.map { (name: "X-Robots-Tag", value: $0) })
        #expect(RobotsDirectives(headers).texts == expected)
    }
}
