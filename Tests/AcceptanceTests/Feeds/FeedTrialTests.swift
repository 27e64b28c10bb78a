import Basics
import Glibc
import Testing

/// `feedmill feeds test`.
@Suite struct FeedTrialTests {
    private func bench() -> FeedsBench {
        let bench = FeedsBench()
        let text = String(
            repeating: "<p>The old crane on the quay turns again, after eleven years and much talk.</p>", count: 5)
        bench.set(
            "/page",
            .init(type: "text/html", body: "<html><body><article><h1>Crane</h1>\(text)</article></body></html>"))
        bench.set(
            "/f.xml",
            .init(
                body: """
                    <?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Quay & Co</title>
                    <item><guid>1</guid><title>One</title><link>\(bench.server.url("/page"))</link></item>
                    <item><guid>2</guid><title>Two</title><link>\(bench.server.url("/page?2"))</link></item></channel></rss>
                    """))
        return bench
    }

    @Test("it tells what was asked, what came, and what the daemon would make of it; and leaves nothing behind")
    func tells() throws {
        let bench = bench()
        let done = bench.run("feeds", "test", bench.server.url("/f.xml"), "--json")
        #expect(done.status == 0 && done.complaints.isEmpty)
        let report = try JSONValue(parsing: Array(done.output.utf8))
        #expect(report["format"]?.string == "rss-2.0" && report["title"]?.string == "Quay & Co")
        #expect(report["problems"]?.array.first?["code"]?.string == "bare-ampersand")
        #expect(report["items"]?.array.map { $0["title"]?.string } == ["One", "Two"])
        #expect(report["identity"]?.string?.hasPrefix("ids steady") == true)
        #expect(report["http"]?["status"]?.integer == 200 && report["http"]?["conditional_status"]?.integer == 304)
        #expect(report["article"]?["status"]?.string == "ok")
        #expect(report["next_poll_at"]?.string != nil && report["reason"]?.string?.isEmpty == false)
        #expect(report["configured"]?.bool == false)
        let targets = bench.server.requests.map(\.target)
        #expect(targets == ["/f.xml", "/f.xml", "/robots.txt", "/page"])
        #expect(access(bench.home.path + "/state", F_OK) != 0 && access(bench.home.path + "/spool", F_OK) != 0)
        let text = bench.run("feeds", "test", bench.server.url("/f.xml")).output
        for line in ["asked again  304", "format       rss-2.0", "items        2", "next poll    in "] {
            #expect(text.contains(line), "\(line)")
        }
    }

    @Test("a configured feed is asked with its own settings, and no secret is shown") func secrets() throws {
        let bench = bench()
        bench.home.write("key", "s3cret")
        let more = """
            [[feed]]
            id = "quay"
            url = "\(bench.server.url("/f.xml"))"
            headers = { Authorization = "@key" }
            articles = false
            """
        bench.home.write("feedmill.toml", Home.text(bench.config) + more)
        let done = bench.run("feeds", "test", "quay", "--json")
        #expect(done.status == 0 && !done.output.contains("s3cret") && done.output.contains("(as configured)"))
        #expect(bench.server.requests.first?.field("Authorization") == "s3cret")
        #expect(bench.server.requests.allSatisfy { $0.target == "/f.xml" })
    }

    @Test(
        "where there is no feed it says why, and ends with 1",
        arguments: [
            ("/none", "http-404"), ("/page", "html-page"), ("/gone", "http-410"),
        ]) func fails(_ path: String, _ code: String) throws
    {
        let bench = bench()
        bench.set("/gone", .init(status: "410 Gone", body: "x"))
        let done = bench.run("feeds", "test", bench.server.url(path), "--json")
        #expect(done.status == 1)
        #expect(try JSONValue(parsing: Array(done.output.utf8))["error"]?["code"]?.string == code)
        #expect(bench.run("feeds", "test", bench.server.url(path)).output.contains("[\(code)]"))
    }

    @Test("a file is a feed too") func file() {
        let bench = bench()
        let path = bench.home.write(
            "f.json", #"{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1"}]}"#)
        #expect(bench.run("feeds", "test", "file://" + path).output.contains("format       json-1.1"))
    }
}
