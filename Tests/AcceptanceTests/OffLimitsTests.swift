import Basics
import Glibc
import LoopbackServer
import Testing

/// What a stranger can make feedmill ask for, and where it must not go: each way to name an address that is off limits, by each of
/// the ways on which an address comes in. A server there sees nobody.
@Suite struct OffLimitsTests {
    private static let spellings = [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.0.0.1.", "localhost",
        "LOCALHOST.",
        "a.localhost", "%31%32%37.0.0.1", "①②⑦.⓪.⓪.①", "１２７。０。０。１", "user:pw@127.0.0.1", "127.0.0.7@127.0.0.1",
        "0.0.0.0", "0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
        "127.0.0.7.@127.1",
    ]

    private static func item(_ id: String, _ link: String) -> String {
        "<item><guid isPermaLink=\"false\">\(id)</guid><title>\(id)</title><link>\(link)</link></item>"
    }

    private static let prose = String(
        repeating: "<p>The harbour was quiet, and nobody came to look at the old crane.</p>", count: 8)

    @Test func nobodyIsLedThere() throws {
        let home = Home()
        // It listens on all of loopback; 127.0.0.7 and 127.0.0.8 alone are allowed, at ports of their own.
        let forbidden = ScriptedServer("0.0.0.0") { _ in [.answer("200 OK", "", "secret")] }
        let targets = Self.spellings.map { "http://\($0):\(forbidden.port)" }
        let allowed = ScriptedServer("127.0.0.7") { request in
            let parts = request.target.split(separator: "/").map(String.init)
            guard let kind = parts.first, kind != "robots.txt" else { return [.answer("404 Not Found", "", "")] }
            let target = parts.count > 1 ? Int(parts[1]).map { targets[$0] } ?? "" : ""
            func page(_ head: String, _ body: String) -> ScriptedServer.Step {
                .answer(
                    "200 OK", "Content-Type: text/html; charset=utf-8\r\n",
                    "<html><head><title>\(kind)</title>\(head)</head><body><article><h1>\(kind)</h1>\(Self.prose)</article>\(body)</body></html>"
                )
            }
            switch kind {
            case "moved": return [.redirect("301 Moved Permanently", target + "/moved")]
            case "file": return [.redirect("302 Found", "file:///etc/passwd")]
            case "elsewhere": return [.redirect("302 Found", target + "/elsewhere")]
            case "next":
                return [
                    page(
                        "<link rel=\"next\" href=\"\(target)/2\">",
                        "<a class=next rel=next href=\"\(target)/2\">next</a>")
                ]
            case "single": return [page("", "<a id=\"single\" href=\"\(target)/all\">all on one page</a>")]
            case "feed":
                let items = targets.indices.map { place in
                    Self.item("link-\(place)", targets[place] + "/page")
                        + ["elsewhere", "next", "single"].map {
                            Self.item("\($0)-\(place)", "http://127.0.0.7:PORT/\($0)/\(place)")
                        }
                        .joined()
                }
                let port = request.field("Host")!.split(separator: ":").last!
                let text =
                    "<rss version=\"2.0\"><channel><title>links</title>\(items.joined())"
                    + Self.item("passwd", "file:///etc/passwd") + "</channel></rss>"
                return [.answer("200 OK", "Content-Type: application/xml\r\n", text.replacing("PORT", with: port))]
            default: return [.answer("404 Not Found", "", "")]
            }
        }
        let robots = ScriptedServer("127.0.0.8") { request in
            if request.target == "/robots.txt" { return [.redirect("302 Found", targets[0] + "/robots.txt")] }
            return [
                .answer(
                    "200 OK", "Content-Type: text/html\r\n",
                    "<html><body><article>\(Self.prose)</article></body></html>")
            ]
        }
        defer {
            for server in [forbidden, allowed, robots] { server.stop() }
        }
        mkdir(home.path + "/rules", 0o700)
        home.write("rules/127.0.0.7.txt", "single_page_link: //a[@id='single']/@href\n")
        let local = home.write(
            "local.xml", "<rss version=\"2.0\"><channel>\(Self.item("robots", robots.url("/page")))</channel></rss>")
        let feeds = targets.enumerated().flatMap { place, target in
            [("literal-\(place)", target + "/feed-\(place)"), ("moved-\(place)", allowed.url("/moved/\(place)"))]
        }
        let named =
            feeds + [("file", allowed.url("/file")), ("links", allowed.url("/feed")), ("local", "file://\(local)")]
        let config = home.write(
            "feedmill.toml",
            """
            state_directory = "state"
            spool_directory = "spool"
            include = ["http://127.0.0.1:\(forbidden.port)/list.opml", "\(allowed.url("/elsewhere/0"))"]
            [http]
            allow_addresses = ["127.0.0.7", "127.0.0.8"]
            connections_per_host = 16
            [polling]
            delay_per_host = "0s"
            [articles]
            delay_per_host = "0s"
            site_rules = "rules"
            backfill = 1000

            """ + named.map { "[[feed]]\nid = \"\($0)\"\nurl = \"\($1)\"\n" }.joined())
        let run = Program.run(["run", "--once", "--config", config], in: home)
        #expect(run.status == 0, "\(run.complaints)")
        #expect(forbidden.connections == 0, "\(forbidden.requests.map(\.target))")

        let list = Program.run(["feeds", "list", "--json", "--config", config], in: home).output
        for line in list.split(separator: "\n") {
            let feed = try JSONValue(parsing: Array(line.utf8))
            let id = feed["id"]?.string ?? ""
            switch id {
            case "links", "local": #expect(feed["condition"]?.string == "healthy", "\(line)")
            case "file": #expect(feed.at("error", "code")?.string == "redirect-refused", "\(line)")
            default:
                #expect(["private-address", "bad-url"].contains(feed.at("error", "code")?.string), "\(line)")
            }
        }
        let records = try Consumer(spool: home.path + "/spool").take()
        #expect(records.count == 4 * targets.count + 2)
        for record in records {
            let id = record.at("item", "id")?.string ?? ""
            let article = record.at("article", "status")?.string
            #expect(!String(decoding: record.encoded, as: UTF8.self).contains("secret"), "\(id)")
            if id.hasPrefix("next") || id.hasPrefix("single") {
                #expect(article == "ok", "\(id)")
            } else {
                #expect(article != "ok", "\(id)")
                if id.hasPrefix("link-") {
                    let code = record.at("article", "error", "code")?.string
                    #expect(["private-address", "bad-url"].contains(code), "\(id) \(code ?? "")")
                }
            }
        }
    }
}
