import Basics
import Glibc
import LoopbackServer
import Testing

@testable import Ingest

/// D1 to D12: what is asked again only if it has changed.
@Suite("Courtesy: conditional requests", .serialized)
struct ConditionalRequestTests {
    @Test("D1: the first request has no validators, every later one has all that the server gave")
    func validatorsFromTheSecondRequestOn() async throws {
        let date = "Mon, 01 Mar 2027 00:00:00 GMT"
        let visits = try await Miller.visits(5 * day) { visit in
            visit.number == 0
                ? Publisher().whole(visit, "ETag: \"one\"\r\nLast-Modified: \(date)\r\n")
                : [.send("HTTP/1.1 304 Not Modified\r\n\r\n")]
        }
        #expect(visits.count >= 4)
        #expect(visits.first?.isConditional == false)
        #expect(visits.dropFirst().allSatisfy { $0.etag == "\"one\"" && $0.modifiedSince == date })
    }

    @Test(
        "D2: If-None-Match is the ETag byte for byte",
        arguments: [
            "\"plain\"", "W/\"weak\"", "unquoted", "\"with \\\"quotes\\\" and, comma\"", "\"5d8c72a5edda8-gzip\"",
            "W/weak",
            "\"caf\u{E9}\"", "\"\"",
        ])
    func etagsComeBackAsTheyWere(_ etag: String) async throws {
        let field = "ETag: \(etag)\r\n"
        let visits = try await Miller.visits(2 * day) { Publisher().whole($0, field) }
        let sent = visits.dropFirst().map(\.etag)
        #expect(!sent.isEmpty && sent.allSatisfy { $0 == etag })
    }

    @Test(
        "D3: If-Modified-Since is the text that was received, and none is made up",
        arguments: [
            "Mon, 01 Mar 2027 00:00:00 GMT", "Monday, 01-Mar-27 00:00:00 GMT", "2027-03-01 00:00", "yesterday",
            "Tue, 01 Mar 2027 00:00:00 +0000", nil,
        ])
    func datesComeBackAsTheyWere(_ date: String?) async throws {
        let fields = "Date: Sun, 28 Feb 2027 12:00:00 GMT\r\n" + (date.map { "Last-Modified: \($0)\r\n" } ?? "")
        let visits = try await Miller.visits(2 * day) { Publisher(every: 2 * hour).whole($0, fields) }
        let sent = visits.dropFirst().map(\.modifiedSince)
        #expect(!sent.isEmpty && sent.allSatisfy { $0 == date })
    }

    @Test("D4: a 200 with new validators and the same body: the new ones are sent")
    func newValidatorsOfTheSameBody() async throws {
        let visits = try await Miller.visits(5 * day) { Publisher().whole($0, "ETag: \"v\($0.number)\"\r\n") }
        #expect(visits.count >= 4)
        #expect(visits.dropFirst().map(\.etag) == visits.dropLast().map { "\"v\($0.number)\"" })
    }

    @Test("D5: a 304 with new validators: they are kept")
    func validatorsOfA304() async throws {
        let visits = try await Miller.visits(6 * day) { visit in
            visit.number == 0
                ? Publisher().whole(visit, "ETag: \"v0\"\r\nLast-Modified: day 0\r\n")
                : [
                    .send(
                        "HTTP/1.1 304 Not Modified\r\n\(visit.number % 2 == 1 ? "ETag" : "Last-Modified"): v\(visit.number)\r\n\r\n"
                    )
                ]
        }
        #expect(visits.count >= 5)
        for visit in visits.dropFirst() {
            let last = visit.number - 1
            #expect(visit.etag == (last == 0 ? "\"v0\"" : "v\(last % 2 == 1 ? last : last - 1)"))
            #expect(visit.modifiedSince == (last < 2 ? "day 0" : "v\(last % 2 == 0 ? last : last - 1)"))
        }
    }

    @Test("D6: a 200 without validators: the old ones are dropped")
    func validatorsThatAreTakenAway() async throws {
        let visits = try await Miller.visits(2 * day) { visit in
            Publisher(every: 3 * hour).whole(visit, visit.number == 0 ? "ETag: \"old\"\r\nLast-Modified: old\r\n" : "")
        }
        #expect(visits.count >= 3)
        #expect(visits[1].etag == "\"old\"" && visits[1].modifiedSince == "old")
        #expect(visits.dropFirst(2).allSatisfy { !$0.isConditional })
    }

    @Test(
        "D7: of a document that was cut off, the validators are not kept: what is missing comes with the next answer",
        arguments: ["rss", "json"], [0.3, 0.6, 0.97])
    func cutOff(_ kind: String, _ share: Double) async throws {
        let items = (0..<12).map {
            "{\"id\":\"\($0)\",\"title\":\"Item \($0)\",\"content_text\":\"Words of item \($0).\"}"
        }
        let json =
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[\(items.joined(separator: ","))]}"
        let miller = Miller { visit in
            let body = Array((kind == "rss" ? Publisher(shows: 12).body(at: 0) : json).utf8)
            if visit.etag == "\"v\"" { return [.answer("304 Not Modified", "ETag: \"v\"\r\n", "")] }
            let sent = visit.number == 0 ? Array(body.prefix(Int(share * Double(body.count)))) : body
            return [.answer("200 OK", "ETag: \"v\"\r\n", sent)]
        }
        miller.add("a", "a.example/feed", "interval = \"1h\"\n")
        try await miller.start()
        await miller.pass(hours: 3)
        await miller.stop()
        let records = try miller.records()
        #expect(Set(records.compactMap { $0.at("item", "id")?.string }).count == 12, "\(records.count)")
        #expect(miller.web.visits[1].etag == nil && miller.web.visits[2].etag == "\"v\"")
    }

    @Test(
        "D7: an error or a body that is no feed leaves the validators as they were, and is not remembered",
        arguments: ["404 Not Found", "403 Forbidden", "429 Too Many", "500 Broken", "503 Away", "200 OK"])
    func nothingIsKeptOfABadAnswer(_ status: String) async throws {
        let miller = Miller { visit in
            switch visit.number {
            case 0: Publisher().whole(visit, "ETag: \"good\"\r\n")
            case 1, 2: [.answer(status, "ETag: \"bad\"\r\nLast-Modified: bad\r\n", "<html><p>Sorry</p></html>")]
            default: Publisher(shows: 16).answer(visit, "")
            }
        }
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(days: 5)
        let state = try await miller.state("a")
        await miller.stop()
        let visits = miller.web.visits
        #expect(visits.count >= 5)
        #expect(visits[1...3].allSatisfy { $0.etag == "\"good\"" && $0.modifiedSince == nil })
        #expect(state.condition == .healthy)
        #expect(try miller.records().count { $0.at("item") != nil } == 16, "the sixteenth came after the bad answers")
    }

    @Test("D8: validators survive a restart and a kill")
    func validatorsSurvive() async throws {
        let miller = Miller { Publisher().answer($0, "Last-Modified: then\r\n") }
        miller.add("a", "a.example/feed")
        try await miller.start()
        for _ in 0..<3 {
            try await miller.restart()
            await miller.pass(days: 2)
        }
        await miller.stop()
        #expect(miller.web.visits.count >= 3)
        #expect(miller.web.visits.dropFirst().allSatisfy { $0.etag == "\"item-15\"" && $0.modifiedSince == "then" })
    }

    /// The built program, on the machine's own clock.
    @Test("D8: validators survive kill -9")
    func validatorsSurviveAKill() async throws {
        let web = Web(TestClock()) { Publisher().answer($0) }
        let home = Home()
        let configuration = home.write(
            "feedmill.toml",
            """
            state_directory = "state"
            spool_directory = "spool"
            [http]
            allow_private_addresses = true
            [articles]
            fetch = false
            [[feed]]
            id = "a"
            url = "\(web.url("127.0.0.1/feed"))"
            """)
        let consumer = Consumer(spool: home.path + "/spool")
        let daemon = Program.start(["run", "--config", configuration])
        var records = 0
        while records < 15 {
            records += try consumer.take().count
            try await Task.sleep(for: .milliseconds(5))
        }
        kill(daemon, SIGKILL)
        #expect(Program.wait(daemon) == 128 + SIGKILL)
        #expect(Program.run(["run", "--once", "--all", "--config", configuration], in: home).status == 0)
        #expect(web.visits.map(\.etag) == [nil, "\"item-15\""])
        #expect(Program.run(["run", "--once", "--config", configuration], in: home).status == 0)
        #expect(web.visits.count == 2, "what is not due is not asked")
    }

    @Test("D9: after a temporary redirect each address gets its own validators alone")
    func validatorsAreTheirAddresses() async throws {
        let miller = Miller { visit in
            switch (visit.path, visit.number % 2) {
            case ("/a", 0): Publisher().whole(visit, "ETag: \"of a\"\r\n")
            case ("/a", _): [.answer("302 Found", "Location: /b\r\nETag: \"redirect\"\r\n", "")]
            default: Publisher().whole(visit, "ETag: \"of b\"\r\n")
            }
        }
        miller.add("a", "a.example/a")
        try await miller.start()
        await miller.pass(days: 7)
        await miller.stop()
        let (a, b) = (miller.web.visits("a.example/a"), miller.web.visits("a.example/b"))
        #expect(a.count >= 6 && b.count >= 3)
        #expect(a.map(\.etag) == [nil] + a.dropFirst().map { _ in "\"of a\"" })
        #expect(b.map(\.etag) == [nil] + b.dropFirst().map { _ in "\"of b\"" })
    }

    @Test(
        "D10: a correct server gets not one unconditional request in thirty days, but the first",
        arguments: [6 * hour, 10 * day, .infinity] as [Double])
    func nothingUnconditionalInAMonth(_ every: Double) async throws {
        let miller = Miller { Publisher(every: every).answer($0) }
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(days: 15)
        try await miller.restart()
        await miller.pass(days: 15)
        await miller.stop()
        #expect(miller.web.visits.count > 4)
        #expect(miller.web.visits.filter { !$0.isConditional }.map(\.number) == [0])
    }

    /// A server that answers 304 whatever happens, though the feed published four times a day.
    @Test(
        "D10: against all evidence a server is asked once without validators, unless that is ruled out",
        arguments: [true, false])
    func theProbe(_ isAllowed: Bool) async throws {
        let visits = try await Miller.visits(60 * day, "[polling]\nprobe_always_unchanged = \(isAllowed)\n") { visit in
            visit.isConditional
                ? [.send("HTTP/1.1 304 Not Modified\r\n\r\n")]
                : Publisher(every: 6 * hour, shows: 60).whole(visit, "ETag: \"same\"\r\n")
        }
        let unconditional = visits.filter { !$0.isConditional }
        #expect(unconditional.dropFirst().isEmpty == !isAllowed)
        #expect(unconditional.dropFirst().allSatisfy { $0.at > 20 * day }, "weeks of 304 first")
        // How fast the feed is must first be learnt anew.
        let later = unconditional.filter { $0.at > (unconditional.dropFirst().first?.at ?? 0) + 10 * day }
        #expect(later.shortestGap >= 4 * hour, "each costs the server the whole feed")
    }

    @Test("D11: one poll is one request")
    func onePollIsOneRequest() async throws {
        let miller = Miller { Publisher(every: 5 * hour).answer($0) }
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(days: 3)
        let polls = try await miller.status("a")?.polls ?? 0
        await miller.stop()
        let visits = miller.web.visits
        #expect(visits.count >= 6 && visits.allSatisfy { $0.path == "/feed" && $0.request.lines[0].hasPrefix("GET ") })
        #expect(visits.shortestGap >= hour)
        #expect(miller.diary.count(of: "polled feed=a") + miller.diary.count(of: "news feed=a") == visits.count)
        #expect(polls == min(visits.count, 8))
    }

    @Test(
        "D12: without validators at most one poll in four hours, unless the feed publishes faster or max-age allows more",
        arguments: [
            (3 * day, "", 4 * hour), (6 * hour, "", 4 * hour), (hour, "", 600),
            (2 * hour, "Cache-Control: max-age=7200\r\n", 2 * hour),
            (hour / 2, "Cache-Control: max-age=5400\r\n", 1.5 * hour),
        ] as [(Double, String, Double)])
    func wholeFeedsAreAskedSeldom(_ every: Double, _ fields: String, _ least: Double) async throws {
        let visits = try await Miller.visits(6 * day) { Publisher(every: every).whole($0, fields) }
        #expect(visits.count >= 5)
        #expect(visits.shortestGap >= least)
        #expect(
            every > hour || visits.shortestGap <= 3 * hour,
            "a feed that publishes faster is asked more often")
    }

    @Test("D10: a document that the operator wants whole convicts no server, though nothing in it is new")
    func wantedWhole() async throws {
        // The same titles under other ids and links, from the second hour on: held until the operator says what to do with them.
        let miller = Miller { visit in
            let name = visit.at < hour ? "old" : "renewed"
            let tag = "\"\(name)\""
            if visit.etag == tag { return [.send("HTTP/1.1 304 Not Modified\r\nETag: \(tag)\r\n\r\n")] }
            let items = (0..<8).map { number in
                """
                <item><guid isPermaLink="false">\(name)-\(number)</guid><link>http://a.example/\(name)/\(number)</link>
                <title>What number \(number) of the wall is about</title><description>\(name) \(number * 7)</description></item>
                """
            }
            return [
                .answer(
                    "200 OK", "ETag: \(tag)\r\n",
                    "<rss version=\"2.0\"><channel><title>t</title>\(items.joined())</channel></rss>")
            ]
        }
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(days: 9)
        #expect(miller.web.visits.count > 2 && miller.web.visits.dropFirst().allSatisfy { $0.isConditional })
        miller.feeds = []
        miller.add("a", "a.example/feed", "flood = \"deliver\"")
        try await miller.reload()
        let before = miller.web.visits.count
        await miller.pass(days: 30)
        let after = miller.web.visits.dropFirst(before)
        #expect(after.count > 2 && after.first?.isConditional == false)
        #expect(after.dropFirst().allSatisfy { $0.isConditional })
        #expect(try miller.records().count == 16)
        await miller.stop()
    }
}

extension FeedReport {
    /// How many polls it tells of.
    var polls: Int { text.split(separator: "\n").count { $0.hasPrefix("    ") && !$0.contains("feed-") } }
}
