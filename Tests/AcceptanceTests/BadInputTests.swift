import Basics
import Glibc
import LoopbackServer
import Testing

/// What strangers and broken servers send: each touches its one feed, is told with a code, and stops nothing else.
struct BadInputTests {
    private static let good = """
        <rss version="2.0"><channel><title>Good</title><item><guid>1</guid><title>One</title><link>http://127.0.0.1:PORT/page</link></item></channel></rss>
        """
    private static let page = """
        <html><head><title>One</title></head><body><article><h1>One</h1>
        <p>The council met on Friday to weigh a plan for the river bank, and the engineers told its members that the wall would not outlast another flood.</p>
        <p>Residents asked who would pay. The mayor promised an answer before the winter; a second hearing is due next month.</p>
        </article></body></html>
        """

    /// Feeds by path, the code that each is told with, and what the server does.
    private static let cases: [(path: String, codes: [String], steps: @Sendable (UInt16) -> [ScriptedServer.Step])] = [
        ("/404", ["http-404"], { _ in [.answer("404 Not Found", "", "no")] }),
        ("/410", ["http-410"], { _ in [.answer("410 Gone", "", "no")] }),
        ("/429", ["http-429"], { _ in [.answer("429 Too Many Requests", "Retry-After: 3600\r\n", "no")] }),
        ("/500", ["http-500"], { _ in [.answer("500 Oops", "", "no")] }),
        ("/empty", ["empty-body"], { _ in [.answer("200 OK", "Content-Type: application/rss+xml\r\n", "")] }),
        ("/html", ["html-page"], { _ in [.answer("200 OK", "Content-Type: text/html\r\n", page)] }),
        ("/loop", ["redirect-loop"], { _ in [.redirect("302 Found", "/loop")] }),
        ("/to-file", ["redirect-refused"], { _ in [.redirect("302 Found", "file:///etc/passwd")] }),
        ("/to-private", ["private-address"], { _ in [.redirect("302 Found", "http://10.1.2.3/feed")] }),
        (
            "/drip", ["too-slow", "timeout"],
            { _ in [.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"), .drip(0x20, milliseconds: 100)] }
        ),
        (
            "/endless", ["too-large"],
            { _ in
                [
                    .send("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n"),
                    .endless([UInt8](repeating: 0x20, count: 1 << 16)),
                ]
            }
        ),
    ]

    @Test func eachTouchesOneFeedAndStopsNothing() throws {
        let home = Home()
        let server = ScriptedServer { request in
            let port = UInt16(request.field("Host")?.split(separator: ":").last ?? "") ?? 0
            if request.target == "/page" { return [.answer("200 OK", "Content-Type: text/html\r\n", Self.page)] }
            if request.target == "/good" {
                return [
                    .answer(
                        "200 OK", "Content-Type: application/rss+xml\r\n", Self.good.replacing("PORT", with: "\(port)"))
                ]
            }
            return Self.cases.first { $0.path == request.target }?.steps(port) ?? [.answer("404 Not Found", "", "")]
        }
        defer { server.stop() }
        var feeds = Self.cases.map { (id: String($0.path.dropFirst()), url: server.url($0.path), codes: $0.codes) }
        feeds.append(("resolve", "http://no-such-host.invalid/", ["unknown-host"]))
        feeds.append(("refuse", "http://127.0.0.1:1024/feed", ["connect-refused"]))
        feeds.append(("missing", "file:///no/such/feed.xml", ["file-missing"]))
        feeds.append(("bomb", "file://" + home.write("bomb.xml", Self.entityBomb), []))
        feeds.append(
            ("external", "file://" + home.write("external.xml", Self.externalEntity(server.url("/stolen"))), []))
        feeds.append(("charset", "file://" + home.write("charset.xml", Self.wrongCharset), []))
        feeds.append(("truncated", "file://" + home.write("cut.xml", Self.truncated), []))
        feeds.append(("good", server.url("/good"), []))
        let config = home.write("feedmill.toml", Self.configuration(feeds, port: server.port))

        let done = Program.run(["run", "--once", "--config", config], in: home)
        #expect(done.status == 0, "\(done.complaints)")
        for feed in feeds where !feed.codes.isEmpty {
            let status = Program.run(["status", "--feed", feed.id, "--json", "--config", config], in: home)
            #expect(status.status == 1)
            let code = (try JSONValue(parsing: status.output)).at("error", "code")?.string ?? "none"
            #expect(feed.codes.contains(code), "\(feed.id): \(code)")
        }
        let records = try Consumer(spool: home.path + "/spool").take()
        let good = try #require(records.first { $0.at("feed", "id")?.string == "good" })
        #expect(good.at("article", "status")?.string == "ok")
        #expect(good.at("article", "content_text")?.string?.contains("outlast another flood") == true)
        let cut = records.filter { $0.at("feed", "id")?.string == "truncated" }
        #expect(cut.contains { $0.at("item", "title")?.string == "Whole" })
        let accents = records.first { $0.at("feed", "id")?.string == "charset" }
        #expect(accents?.at("item", "title")?.string == "Füße über Brücken")
        #expect(!server.requests.contains { $0.target == "/stolen" })
        #expect(!records.contains { String(decoding: $0.encoded, as: UTF8.self).contains("root:") })
    }

    @Test func fiveMistakesAreToldWithFivePlaces() {
        let home = Home()
        let config = home.write(
            "feedmill.toml",
            """
            state_directory = 5
            [http]
            timeout = "soon"
            conections = 3
            [[feed]]
            url = "not a url"
            [[feed]]
            url = "http://a.example/"
            id = "a"
            [[feed]]
            url = "http://b.example/"
            id = "a"
            """)
        let done = Program.run(["check", "--config", config], in: home)
        #expect(done.status == EX_CONFIG)
        let lines = done.complaints.split(separator: "\n")
        #expect(lines.count == 5, "\(done.complaints)")
        for line in ["1:19", "3:11", "4:1", "6:7", "12:6"] {
            #expect(lines.contains { $0.hasPrefix("\(config):\(line): ") }, "\(line)")
        }
    }

    @Test func anItemThatLeadsNowhereAndOneThatLeadsToAPDF() throws {
        let home = Home()
        let server = ScriptedServer { _ in [.answer("200 OK", "Content-Type: application/pdf\r\n", "%PDF-1.4")] }
        defer { server.stop() }
        let feed = home.write(
            "feed.xml",
            "<rss version=\"2.0\"><channel><item><guid>1</guid><title>No link</title></item>"
                + "<item><guid>2</guid><title>PDF</title><link>\(server.url("/paper.pdf"))</link></item></channel></rss>"
        )
        let config = home.write("feedmill.toml", Self.configuration([("a", "file://" + feed, [])], port: server.port))
        #expect(Program.run(["run", "--once", "--config", config], in: home).status == 0)
        let records = try Consumer(spool: home.path + "/spool").take()
        let statuses = Dictionary(
            records.map { ($0.at("item", "title")?.string ?? "", $0.at("article", "status")?.string ?? "") }
        ) { $1 }
        #expect(statuses == ["No link": "no-link", "PDF": "not-html"])
    }
}

extension BadInputTests {
    private static let entityBomb = """
        <?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">
        <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
        <!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>
        <rss version="2.0"><channel><item><title>&g;</title></item></channel></rss>
        """

    private static func externalEntity(_ url: String) -> String {
        """
        <?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y SYSTEM "\(url)">]>
        <rss version="2.0"><channel><item><guid>x</guid><title>a&x;b&y;c</title></item></channel></rss>
        """
    }

    /// Says one thing and is another.
    private static let wrongCharset =
        "<?xml version=\"1.0\" encoding=\"utf-16\"?><rss version=\"2.0\"><channel><item><guid>1</guid>"
        + "<title>Füße über Brücken</title></item></channel></rss>"

    private static let truncated = """
        <rss version="2.0"><channel><item><guid>1</guid><title>Whole</title></item><item><guid>2</guid><title>Cut off in the mid
        """

    private static func configuration(_ feeds: [(id: String, url: String, codes: [String])], port: UInt16) -> String {
        var text = """
            state_directory = "state"
            spool_directory = "spool"
            [http]
            timeout = "2s"
            max_feed_size = "1MiB"
            allow_addresses = ["127.0.0.1"]
            [polling]
            delay_per_host = "0s"
            refusal_scope = "feed"
            [articles]
            delay_per_host = "0s"

            """
        for feed in feeds { text += "[[feed]]\nurl = \"\(feed.url)\"\nid = \"\(feed.id)\"\n" }
        return text
    }
}
