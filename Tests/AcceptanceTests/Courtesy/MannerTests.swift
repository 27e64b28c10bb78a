import Basics
import HTTP
import LoopbackServer
import Testing

@testable import Ingest
@testable import Spool

/// D36 to D46: how feedmill behaves at a site.
@Suite("Courtesy: manners", .serialized)
struct MannerTests {
    private static let page =
        "<html><head><title>A page</title></head><body><article><h1>A page</h1>"
        + (0..<6).map {
            "<p>Paragraph \($0) of this page has a good deal to say, and says it at some length, with commas.</p>"
        }
        .joined() + "</article></body></html>"

    /// A site with a feed at `/feed`, whose items lead to its own pages.
    private static func site(
        _ visit: Web.Visit, robots: String? = nil, items: Int = 3, every: Double = .infinity
    ) -> [ScriptedServer.Step] {
        let named = visit.field("Host")!
        switch visit.path {
        case let path where path.hasPrefix("/feed"):
            return Publisher(every: every, shows: items, link: { "http://\(named)/page/\($0)" }).answer(visit)
        case "/robots.txt":
            return [
                robots.map { .answer("200 OK", "Content-Type: text/plain\r\n", $0) } ?? .answer("404 Not Found", "", "")
            ]
        default: return [.answer("200 OK", "Content-Type: text/html\r\n", page)]
        }
    }

    private func visits(
        _ settings: String = "", feed: String = "", hours: Double = 2,
        _ answer: @escaping @Sendable (Web.Visit) -> [ScriptedServer.Step]
    ) async throws -> [Web.Visit] {
        return try await Miller.visits(hours * hour, settings, feed: feed, answer: answer)
    }

    private static let articles = "[articles]\nfetch = true\n"

    @Test(
        "D36: the User-Agent is feedmill's own, with the operator's contact",
        arguments: [nil, "https://example.net/reader"])
    func userAgent(_ contact: String?) async throws {
        let settings =
            contact.map { "[http]\nallow_private_addresses = true\ncontact = \"\($0)\"\n" } ?? ""
        let visits = try await visits(settings + Self.articles) { Self.site($0) }
        #expect(Set(visits.map(\.path)).isSuperset(of: ["/feed", "/robots.txt", "/page/0"]))
        let expected = "feedmill/\(Feedmill.version)" + (contact.map { " (+\($0))" } ?? "")
        #expect(visits.allSatisfy { $0.field("User-Agent") == expected })
    }

    @Test("robots.txt that leads to another host waits for that host's turn")
    func robotsElsewhere() async throws {
        let settings = Self.articles + "delay_per_host = \"60s\"\n"
        let visits = try await visits(settings) { visit in
            let port = visit.field("Host")!.split(separator: ":")[1]
            switch visit.address {
            case "a.example/feed":
                return Publisher(shows: 4, link: { "http://\($0 == 2 ? "c" : "b").example:\(port)/page/\($0)" })
                    .answer(visit)
            case "c.example/robots.txt": return [.redirect("301 Moved", "http://b.example:\(port)/robots.txt")]
            default: return Self.site(visit)
            }
        }
        let shared = visits.filter { $0.host == "b.example" }
        #expect(shared.count == 5 && shared.shortestGap >= 60, "\(shared.map { "\($0.at) \($0.path)" })")
        #expect(visits.contains { $0.address == "c.example/page/2" })
    }

    @Test("D37: Accept names what is wanted first")
    func accept() async throws {
        let visits = try await visits(Self.articles) { Self.site($0) }
        for visit in visits {
            let accept = try #require(visit.field("Accept"))
            switch visit.path {
            case "/feed": #expect(accept.hasPrefix("application/atom+xml, application/rss+xml, application/feed+json"))
            case "/robots.txt": #expect(accept.hasPrefix("text/plain"))
            default: #expect(accept.hasPrefix("text/html"))
            }
        }
    }

    @Test("D38: compressed bodies are asked for and read", arguments: ["gzip", "x-gzip", "identity"])
    func encodings(_ coding: String) async throws {
        let miller = Miller { visit in
            let body = Array(Publisher().body(at: visit.at).utf8)
            let sent = coding == "identity" ? body : Gzip.packed(body)!
            return [.answer("200 OK", "Content-Encoding: \(coding)\r\nETag: \"x\"\r\n", sent)]
        }
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(60)
        await miller.stop()
        #expect(miller.web.visits.allSatisfy { $0.field("Accept-Encoding")?.hasPrefix("gzip") == true })
        #expect(try miller.records().count == 15)
    }

    @Test("D39: no cookie, no referrer, nothing added to the address")
    func nothingAdded() async throws {
        let visits = try await visits(Self.articles, hours: 30) { visit in
            let steps = Self.site(visit, every: 4 * hour)
            guard case .send(let bytes) = steps[0] else { return steps }
            let text = String(decoding: bytes, as: UTF8.self)
            return [
                .send(
                    text.replacing(
                        "\r\n", with: "\r\nSet-Cookie: id=42; Path=/\r\nAccept-CH: UA\r\n", maxReplacements: 1))
            ]
        }
        #expect(visits.count > 10)
        let known = ["host", "user-agent", "accept", "accept-encoding", "if-none-match", "if-modified-since"]
        for visit in visits {
            #expect(!visit.path.contains("?"))
            for line in visit.request.lines.dropFirst() {
                #expect(known.contains(line.prefix { $0 != ":" }.lowercased()), "\(line)")
            }
        }
    }

    @Test("D40: configured headers and credentials go to the feed's own origin alone, and into no log")
    func headersStayAtHome() async throws {
        let miller = Miller { visit in
            switch visit.address {
            case "a.example/feed":
                [.redirect("302 Found", "http://b.example:\(visit.field("Host")!.split(separator: ":")[1])/hop")]
            case "b.example/hop":
                [.redirect("302 Found", "http://a.example:\(visit.field("Host")!.split(separator: ":")[1])/back")]
            case "a.example/back":
                Publisher(
                    shows: 1, link: { _ in "http://c.example:\(visit.field("Host")!.split(separator: ":")[1])/page" }
                ).answer(visit)
            case "d.example/feed": [.answer("401 Who", "", "")]
            default: [.answer("200 OK", "Content-Type: text/html\r\n", Self.page)]
            }
        }
        miller.settings = Self.articles
        miller.environment = ["CREDENTIALS_DIRECTORY": miller.home.path]
        miller.home.write("token", "hunter2-token")
        let headers =
            "headers = { Authorization = \"Bearer ${token}\", Cookie = \"s=${token}\", X-Key = \"hunter2-key\" }"
        miller.add("a", "a.example/feed", headers)
        miller.add("d", "user:hunter2-password@d.example/feed")
        try await miller.start()
        await miller.pass(hours: 30)
        let texts: [String?] = [
            try await miller.status("a")?.text, try await miller.status("d")?.text, miller.diary.text,
            try await miller.report().text(TextStyle()),
            try miller.records().map { String(decoding: $0.encoded, as: UTF8.self) }.joined(),
        ]
        await miller.stop()
        for visit in miller.web.visits {
            let isOwn = visit.host == "a.example" && visit.path != "/robots.txt"
            #expect(
                visit.field("Authorization")
                    == (isOwn
                        ? "Bearer hunter2-token"
                        : visit.host == "d.example" ? "Basic dXNlcjpodW50ZXIyLXBhc3N3b3Jk" : nil))
            #expect(visit.field("Cookie") == (isOwn ? "s=hunter2-token" : nil))
            #expect(visit.field("X-Key") == (isOwn ? "hunter2-key" : nil))
        }
        #expect(Set(miller.web.visits.map(\.host)) == ["a.example", "b.example", "c.example", "d.example"])
        for text in texts { #expect(text?.contains("hunter2") == false) }
    }

    /// Six feeds and their pages at one host, which answers when it is told to.
    @Test("D41: one request for feeds and one for pages to a host at a time")
    func oneAtATime() async throws {
        let held = Monitor((feeds: 0, pages: 0, most: 0, isOpen: false))
        let miller = Miller { visit in
            let isFeed = visit.path.hasPrefix("/feed")
            held.withLock { state in
                if isFeed { state.feeds += 1 } else { state.pages += 1 }
                state.most = max(state.most, state.feeds, state.pages)
            }
            _ = held.wait { $0.isOpen ? true : nil }
            held.withLock { if isFeed { $0.feeds -= 1 } else { $0.pages -= 1 } }
            return Self.site(visit)
        }
        miller.settings = Self.articles
        for number in 0..<6 { miller.add("f\(number)", "a.example/feed\(number)") }
        try await miller.start(resting: false)
        await miller.waitForVisits(1)
        await miller.passWhileAsked(120)
        #expect(miller.web.visits.count == 1, "nobody else is asked meanwhile")
        held.broadcast { $0.isOpen = true }
        await miller.pass(hours: 1)
        await miller.stop()
        #expect(held.withLock { $0.most } == 1)
        #expect(miller.web.visits.count > 20)
    }

    @Test("D41: a second between two feeds of a host, five between two pages")
    func pauses() async throws {
        let miller = Miller { Self.site($0, items: 8) }
        miller.settings = Self.articles
        for number in 0..<7 { miller.add("f\(number)", "a.example/feed\(number)") }
        try await miller.start()
        await miller.pass(hours: 1)
        await miller.stop()
        let feeds = miller.web.visits.filter { $0.path.hasPrefix("/feed") }
        let pages = miller.web.visits.filter { !$0.path.hasPrefix("/feed") }
        #expect(feeds.count >= 7 && feeds.shortestGap >= 1)
        #expect(pages.count >= 9 && pages.shortestGap >= 5)
    }

    @Test("D42: robots.txt is asked before the first page, never for feeds, and once a day")
    func robotsFirst() async throws {
        let robots = "User-agent: *\nDisallow: /\nAllow: /page/*1$\n"
        let miller = Miller { Self.site($0, robots: robots, items: 12, every: 4 * hour) }
        miller.settings = Self.articles
        miller.add("a", "a.example/feed")
        miller.add("b", "b.example/feed", "articles = false")
        try await miller.start()
        await miller.pass(days: 4)
        await miller.stop()
        let visits = miller.web.visits
        let asked = miller.web.visits("a.example/robots.txt")
        let pages = visits.filter { $0.path.hasPrefix("/page") }
        #expect(!pages.isEmpty && pages.allSatisfy { $0.path.hasSuffix("1") && $0.host == "a.example" })
        #expect(asked.count >= 4 && asked.count <= 5)
        for page in pages { #expect(asked.contains { $0.at <= page.at && page.at - $0.at <= day }) }
        #expect(miller.web.visits("b.example").allSatisfy { $0.path == "/feed" })
        #expect(miller.web.visits("a.example/feed").first!.at <= asked[0].at)
        let statuses = try miller.records().compactMap { $0.at("article", "status")?.string }
        #expect(statuses.contains("robots-disallowed"))
    }

    @Test(
        "D42: robots.txt that answers 4xx allows, 5xx and nothing at all make pages wait",
        arguments: [("404 Not Found", true), ("403 Forbidden", true), ("500 Broken", false), ("429 Too Many", false)])
    func robotsErrors(_ status: String, _ isAllowed: Bool) async throws {
        let visits = try await visits(Self.articles, hours: 3) { visit in
            visit.path == "/robots.txt" ? [.answer(status, "", "")] : Self.site(visit)
        }
        #expect(visits.contains { $0.path.hasPrefix("/page") } == isAllowed)
        #expect(visits.filter { $0.path == "/robots.txt" }.shortestGap >= 300)
    }

    @Test("D42: of robots.txt 500 KiB are read")
    func robotsOfAnySize() async throws {
        let filler = String(repeating: "# nothing to see here\n", count: 30_000)
        for (text, isAllowed) in [
            ("User-agent: *\nDisallow: /page\n" + filler, false), (filler + "User-agent: *\nDisallow: /page\n", true),
        ] {
            let visits = try await visits(Self.articles, hours: 1) { Self.site($0, robots: text) }
            #expect(visits.contains { $0.path.hasPrefix("/page") } == isAllowed)
        }
    }

    @Test("D42: a link that leads to another host is followed by that host's robots.txt", arguments: [true, false])
    func robotsOfAnotherHost(_ isAllowed: Bool) async throws {
        let visits = try await visits(Self.articles, hours: 1) { visit in
            let port = visit.field("Host")!.split(separator: ":")[1]
            if visit.host == "b.example" {
                return Self.site(visit, robots: isAllowed ? "" : "User-agent: *\nDisallow: /\n")
            }
            return visit.path.hasPrefix("/page")
                ? [.redirect("301 Moved", "http://b.example:\(port)/there")] : Self.site(visit)
        }
        let there = visits.filter { $0.address == "b.example/there" }
        #expect(there.isEmpty == !isAllowed)
        #expect(visits.first { $0.host == "b.example" }?.path == "/robots.txt")
        #expect(visits.filter { $0.host == "b.example" }.shortestGap >= 5)
    }

    @Test(
        "D43: Crawl-delay is kept for each page, up to a cap",
        arguments: [("30", 30, 40), ("1", 5, 10), ("3600", 120, 140)] as [(String, Double, Double)])
    func crawlDelay(_ delay: String, _ least: Double, _ most: Double) async throws {
        let visits = try await visits(Self.articles, hours: 1) {
            Self.site($0, robots: "User-agent: *\nCrawl-delay: \(delay)\n", items: 6)
        }
        let pages = visits.filter { !$0.path.hasPrefix("/feed") }
        #expect(pages.count == 7)
        #expect(pages.shortestGap >= least)
        #expect((pages.gaps.max() ?? 0) <= most)
    }

    @Test("D44: each page once; of a feed that is new the latest twenty")
    func eachPageOnce() async throws {
        let miller = Miller { visit in
            let named = visit.field("Host")!
            guard visit.path == "/feed" else { return Self.site(visit) }
            let steps = Publisher(every: 6 * hour, shows: 30, link: { "http://\(named)/page/\($0)" })
            guard visit.at > 4 * day else { return steps.answer(visit) }
            // One item is written anew.
            let text = "What item 35 has to say, in 245 words."
            let body = steps.body(at: 4 * day).replacing(
                text,
                with:
                    "Nothing of what was said here has turned out to be true, and it is taken back in full, with regrets."
            )
            return visit.etag == "\"new\""
                ? [.send("HTTP/1.1 304 Not Modified\r\n\r\n")] : [.answer("200 OK", "ETag: \"new\"\r\n", body)]
        }
        miller.settings = Self.articles
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(hours: 1)
        let first = miller.web.visits.filter { $0.path.hasPrefix("/page") }.map(\.path)
        #expect(Set(first) == Set((10..<30).map { "/page/\($0)" }))
        await miller.pass(days: 3)
        let later = miller.web.visits.filter { $0.path.hasPrefix("/page") }.map(\.path)
        #expect(later.count == Set(later).count, "none twice")
        await miller.pass(days: 6)
        await miller.stop()
        let counts = Dictionary(miller.web.visits.map { ($0.path, 1) }) { $0 + $1 }.filter { $0.key.hasPrefix("/page") }
        #expect(counts["/page/35"] == 2, "its revision")
        #expect(counts.filter { $0.key != "/page/35" }.values.allSatisfy { $0 == 1 })
    }

    @Test(
        "D45: what is too long, or has no end, is cut off at the limit",
        arguments: ["endless body", "long body", "endless header", "compressed"])
    func tooLong(_ kind: String) async throws {
        let miller = Miller { _ in
            let piece = [UInt8](repeating: 0x20, count: 4096)
            return switch kind {
            case "endless body": [.send("HTTP/1.1 200 OK\r\n\r\n<rss>"), .endless(piece)]
            case "long body": [.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n<rss>"), .stall]
            case "endless header":
                [
                    .send("HTTP/1.1 200 OK\r\n"),
                    .endless(Array("X-Filler: \(String(repeating: "x", count: 80))\r\n".utf8)),
                ]
            default:
                [
                    .answer(
                        "200 OK", "Content-Encoding: gzip\r\n", Gzip.packed([UInt8](repeating: 0x20, count: 1 << 20))!)
                ]
            }
        }
        miller.settings = "[http]\nallow_private_addresses = true\nmax_feed_size = \"64KiB\"\n"
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.web.server.waitForClosed(1)
        let code = try await miller.state("a").error?.code
        #expect(
            kind == "endless header" ? ["headers-too-large", "too-many-headers"].contains(code) : code == "too-large")
        await miller.stop()
    }

    @Test("D46: one connection serves the feeds of a host, and is not held when idle")
    func connections() async throws {
        let miller = Miller { Publisher().answer($0) }
        for number in 0..<8 { miller.add("f\(number)", "a.example/\(number)") }
        try await miller.start()
        await miller.pass(60)
        #expect(miller.web.visits.count == 8)
        #expect(miller.web.server.connections == 1)
        await miller.stop()
        // Idleness is the machine's own time, so that there is little of it here.
        let brief = Miller { Publisher().answer($0) }
        brief.settings = "[http]\nallow_private_addresses = true\nkeep_alive = \"1s\"\n"
        brief.add("a", "a.example/feed")
        try await brief.start()
        await brief.web.server.waitForClosed(1)
        await brief.stop()
        #expect(Settings().http.keepAlive == 60, "as the documentation says")
    }

    @Test(
        "A refusal of robots.txt, or of a page, holds for the site's feeds too", arguments: ["/robots.txt", "/page/2"])
    func refusedPages(_ path: String) async throws {
        let visits = try await visits(Self.articles, hours: 6) { visit in
            visit.path == path ? [.answer("429 Too Many", "Retry-After: 7200\r\n", "")] : Self.site(visit, every: 1200)
        }
        let refused = try #require(visits.first { $0.path == path }).at
        #expect(!visits.contains { $0.at > refused && $0.at < refused + 7200 })
        #expect(visits.contains { $0.path == "/feed" && $0.at >= refused + 7200 })
    }

    @Test("A feed's own proxy, the proxy for all, and what is reached without one")
    func proxies() async throws {
        let miller = Miller { Publisher().answer($0) }
        let proxy = Web(miller.clock) { Publisher().answer($0) }
        miller.settings =
            "[http]\nallow_private_addresses = true\nproxy = \"http://127.0.0.1:\(proxy.server.port)\"\n"
            + "no_proxy = [\"near.example\"]\n"
        miller.environment = ["NO_PROXY": ".local.example"]
        miller.add("a", "far.example/feed")
        miller.add("b", "near.example/feed")
        miller.add("c", "x.local.example/feed")
        miller.add("d", "other.example/feed", "proxy = \"direct\"")
        try await miller.start()
        await miller.pass(60)
        await miller.stop()
        #expect(proxy.visits.map(\.path) == [miller.web.url("far.example/feed")])
        #expect(Set(miller.web.visits.map(\.host)) == ["near.example", "x.local.example", "other.example"])
    }

    @Test("An article in several parts that cannot all be had before the end is had when feedmill starts again")
    func endAmidParts() async throws {
        let miller = Miller { visit in
            let named = visit.field("Host")!
            switch visit.path {
            case "/feed": return Publisher(shows: 1, link: { _ in "http://\(named)/story" }).answer(visit)
            case "/story":
                let next = Self.page.replacing("</head>", with: "<link rel=next href='/story?page=2'></head>")
                return [.answer("200 OK", "Content-Type: text/html\r\n", next)]
            case "/story?page=2" where visit.number == 0: return [.stall]
            case "/story?page=2":
                let second = Self.page.replacing("Paragraph", with: "Passage")
                return [.answer("200 OK", "Content-Type: text/html\r\n", second)]
            default: return [.answer("404 Not Found", "", "")]
            }
        }
        miller.settings = Self.articles + "delay_per_host = \"0s\"\nrobots_txt = false\n"
        miller.add("a", "a.example/feed")
        try await miller.start(resting: false)
        await miller.waitForVisits(3)
        await miller.stop()
        #expect(try miller.records().isEmpty)
        try await miller.start()
        await miller.pass(hours: 1)
        await miller.stop()
        let records = try miller.records()
        #expect(records.count == 1)
        let text = records.first?["article"]?["content_text"]?.string ?? ""
        #expect(text.contains("Paragraph 5") && text.contains("Passage 5"))
    }

    @Test("A feed behind a SOCKS proxy, which looks up its name")
    func socks() async throws {
        let proxy = SocksServer { _ in Publisher(shows: 2).body(at: 0) }
        let miller = Miller { Publisher().answer($0) }
        miller.add("a", "hidden.example/feed", "proxy = \"socks5h://127.0.0.1:\(proxy.port)\"")
        try await miller.start()
        await miller.pass(60)
        await miller.stop()
        #expect(proxy.names == ["hidden.example"])
        #expect(miller.web.visits.isEmpty)
        #expect(try miller.records().count == 2)
    }

    @Test("X-Robots-Tag and robots meta are in the record's rights")
    func rights() async throws {
        let miller = Miller { visit in
            guard visit.path.hasPrefix("/page") else { return Self.site(visit, items: 1) }
            let page = Self.page.replacing(
                "<head>", with: "<head><meta name=\"robots\" content=\"max-snippet:20, noimageindex\">")
            return [
                .answer(
                    "200 OK",
                    "Content-Type: text/html\r\nX-Robots-Tag: noarchive\r\nX-Robots-Tag: otherbot: noindex\r\n", page)
            ]
        }
        miller.settings = Self.articles
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(hours: 1)
        await miller.stop()
        let rights = try #require(try miller.records().first?.at("article", "rights"))
        let text = String(decoding: rights.encoded, as: UTF8.self)
        #expect(text.contains("noarchive") && text.contains("max-snippet:20") && text.contains("noimageindex"))
        #expect(!text.contains("\"noindex\""))
    }
}
