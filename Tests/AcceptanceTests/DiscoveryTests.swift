import Basics
import Glibc
import LoopbackServer
import Testing

/// `feedmill discover`, as a person runs it: on files, and on a web on loopback.
@Suite struct DiscoveryTests {
    private static let feed = "<rss version=\"2.0\"><channel><title>T</title></channel></rss>"
    private static let allowed = "[http]\nallow_private_addresses = true\n[polling]\ndelay_per_host = \"0s\"\n"

    private static func answer(_ request: ScriptedServer.Request) -> [ScriptedServer.Step] {
        let html = "Content-Type: text/html; charset=utf-8\r\n"
        switch request.target {
        case "/named": return [.answer("200 OK", html, "<link rel=alternate type=application/atom+xml href=f>")]
        case "/header":
            return [.answer("200 OK", html + "Link: </f>; rel=alternate; type=\"application/rss+xml\"\r\n", "<p>x")]
        case "/moved": return [.redirect("301 Moved", "/there/page")]
        case "/there/page": return [.answer("200 OK", html, "<a href=f.rss>RSS</a>")]
        case "/feed.xml", "/near/feed": return [.answer("200 OK", "Content-Type: application/rss+xml\r\n", feed)]
        case "/plain", "/near/page": return [.answer("200 OK", html, "<p>x")]
        case "/jekyll": return [.answer("200 OK", html, "<meta name=generator content='Jekyll v4'>")]
        case "/shut": return [.answer("403 Forbidden", html, "no")]
        default: return [.answer("404 Not Found", html, "<p>no")]
        }
    }

    @Test(arguments: [
        ("a link element", "/named", ["link-element /f"], 0, 1),
        ("a Link field", "/header", ["link-header /f"], 0, 1),
        ("relative to where the redirect led", "/moved", ["body-link /there/f.rss"], 0, 2),
        ("a feed itself", "/feed.xml", ["document /feed.xml"], 0, 1),
        ("a usual path, the first that is a feed", "/plain", ["well-known-path /feed.xml"], 0, 4),
        ("near the page first", "/near/page", ["well-known-path /near/feed"], 0, 2),
        ("where the program has it", "/jekyll", ["generator /feed.xml"], 0, 2),
        ("a feed that is gone", "/old.xml", ["well-known-path /feed.xml"], 0, 4),
        ("a refusal", "/shut", [], EX_IOERR, 1),
    ])
    func anAddressIsAskedFor(_ why: String, _ path: String, _ found: [String], _ status: Int32, _ requests: Int) throws
    {
        let home = Home()
        let server = ScriptedServer { Self.answer($0) }
        defer { server.stop() }
        let config = home.write("feedmill.toml", Self.allowed)
        let done = Program.run(["discover", server.url(path), "--config", config], in: home)
        #expect(done.status == status, "\(why): \(done.complaints)")
        let lines = try done.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
        let shown = lines.map { line in
            let url = (line.at("url")?.string ?? "").replacing(server.url(""), with: "")
            return "\(line.at("origin")?.string ?? "") \(url)"
        }
        #expect(shown == found, "\(why)")
        #expect(server.requests.count == requests, "\(why)")
    }

    @Test func privateAddressesNeedTheConfigurationsLeave() {
        let home = Home()
        let server = ScriptedServer { Self.answer($0) }
        defer { server.stop() }
        let done = Program.run(["discover", server.url("/named")], in: home)
        #expect(done.status == EX_IOERR)
        #expect(done.complaints.contains("private-address"))
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: [
        ("a feed named in full", "<link rel=feed href='http://h.example/f'>", [], 1, 0),
        ("none", "<p>x", ["--url", "http://h.example/"], 0, 1),
        ("guesses do not count", "<p>x", ["--guesses", "--url", "http://h.example/"], 8, 1),
        ("relative, and nothing to be relative to", "<link rel=feed href=/f>", [], 0, EX_USAGE),
        ("a feed", feed, [], 1, 0),
        ("an address that is none", "<p>x", ["--url", "h.example"], 0, EX_USAGE),
    ])
    func aFileIsLookedAt(_ why: String, _ page: String, _ options: [String], _ lines: Int, _ status: Int32) {
        let home = Home()
        let done = Program.run(["discover"] + options + [home.write("page.html", page)], in: home)
        #expect(done.status == status, "\(why): \(done.complaints)")
        #expect(done.output.split(separator: "\n").count == lines, "\(why)")
    }

    @Test func aFileThatIsNotThere() {
        let home = Home()
        let done = Program.run(["discover", home.path + "/none.html"], in: home)
        #expect(done.status == EX_IOERR)
        #expect(done.complaints.contains("No such file"))
    }
}
