import Basics
import Glibc
import Testing

/// OPML documents at addresses in `include`.
@Suite struct IncludedListTests {
    private func list(_ bench: FeedsBench, _ names: String...) -> FeedsBench.Answer {
        let outlines = names.map { "<outline text=\"\($0)\" xmlUrl=\"\(bench.server.url("/\($0).xml"))\"/>" }.joined()
        return .init(body: "<opml version=\"2.0\"><body><outline text=\"T\">\(outlines)</outline></body></opml>")
    }

    private func bench() -> FeedsBench {
        let bench = FeedsBench(
            "include = [\"feeds.d/*.toml\", \"SITE/list.opml\"]",
            site: ["/a.xml": FeedsBench.rss("A", "a1"), "/b.xml": FeedsBench.rss("B", "b1")])
        bench.set("/list.opml", list(bench, "a", "b"))
        return bench
    }

    private func records(_ bench: FeedsBench) throws -> [String] {
        try Consumer(spool: bench.home.path + "/spool").take().map { $0.at("item", "id")?.string ?? "" }.sorted()
    }

    @Test("its feeds are polled in the run that first reads it; an unchanged list costs a 304") func isRead() throws {
        let bench = bench()
        #expect(bench.run("check").complaints.contains("list.opml: not fetched yet; `feedmill run` does"))
        #expect(bench.run("run", "--once", "--all").status == 0)
        #expect(try records(bench) == ["a1", "b1"])
        #expect(bench.feeds("--tag", "T").values.allSatisfy { $0["condition"]?.string == "healthy" })
        #expect(bench.run("run", "--once", "--all").status == 0)
        let asked = bench.server.requests.filter { $0.target == "/list.opml" }
        #expect(asked.map { $0.field("If-None-Match") != nil } == [false, true])
        // Not due, so not asked.
        #expect(bench.run("run", "--once").status == 0)
        #expect(bench.server.requests.count { $0.target == "/list.opml" } == 2)
    }

    @Test("a feed that leaves the list is retired, and goes on where it was when it comes back") func isKeptInStep()
        throws
    {
        let bench = bench()
        bench.run("run", "--once", "--all")
        _ = try records(bench)
        bench.set("/list.opml", list(bench, "a"))
        let left = bench.run("run", "--once", "--all")
        #expect(left.complaints.contains("include-changed") || bench.feeds().count == 1)
        bench.set("/b.xml", FeedsBench.rss("B", "b2", "b1"))
        bench.set("/list.opml", list(bench, "a", "b"))
        #expect(bench.run("run", "--once", "--all").status == 0)
        #expect(try records(bench) == ["b2"])
    }

    @Test(
        "while it cannot be had, or is no list any more, the last copy holds, and is told",
        arguments: [
            ("http-500", FeedsBench.Answer(status: "500 Oops", body: "x")),
            ("not-opml", FeedsBench.Answer(type: "text/html", body: "<html><body>sold</body></html>")),
            ("include-empty", FeedsBench.Answer(body: "<opml version=\"2.0\"><body></body></opml>")),
        ]) func fails(_ code: String, _ answer: FeedsBench.Answer) throws
    {
        let bench = bench()
        bench.run("run", "--once", "--all")
        bench.set("/list.opml", answer)
        #expect(bench.run("run", "--once", "--all").complaints.contains(code))
        #expect(bench.feeds().count == 2)
        // It is broken into lines as a screen is wide.
        let status = bench.run("status").output.collapsed
        #expect(status.contains("[\(code)], since ") && status.contains("its feeds (2) stay as they were"))
        #expect(bench.run("check").status == 0)
        let json = try JSONValue(parsing: Array(bench.run("status", "--json").output.utf8))
        let state = json["includes"]?.array.first
        #expect(state?["error"]?["code"]?.string == code && state?["feeds"]?.integer == 2)
        bench.set("/list.opml", list(bench, "a"))
        bench.run("run", "--once", "--all")
        #expect(bench.feeds().count == 1 && !bench.run("status").output.contains(code))
    }

    @Test("a start without network has the feeds of the last copy; an address that goes leaves none") func offline()
        throws
    {
        let bench = bench()
        bench.run("run", "--once", "--all")
        bench.server.stop()
        #expect(bench.feeds().count == 2)
        let done = bench.run("run", "--once", "--all")
        #expect(done.status == 75 && done.complaints.contains("connect-refused"))
        #expect(bench.feeds().values.allSatisfy { $0["condition"]?.string == "failing" })
        bench.home.write(
            "feedmill.toml", Home.text(bench.config).replacing(", \"\(bench.server.url("/list.opml"))\"", with: ""))
        #expect(bench.feeds().isEmpty)
        bench.run("run", "--once")
        #expect(bench.run("check").output.contains("0 feeds"))
        #expect(access(bench.home.path + "/state/includes", F_OK) == 0)
    }
}
