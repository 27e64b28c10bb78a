import Basics
import HTTP
import LoopbackServer
import Testing

@testable import Ingest

/// D22 to D30: what a site that says no sees afterwards.
@Suite("Courtesy: refusals", .serialized)
struct RefusalTests {
    /// Fails at the second request to `/feed`, or when `isBad` says; else it is a feed that was busy of late.
    private static func busy(
        _ visit: Web.Visit, bad: ScriptedServer.Step, isBad: (Web.Visit) -> Bool = { $0.number == 1 }
    ) -> [ScriptedServer.Step] {
        visit.path == "/feed" && isBad(visit) ? [bad] : lately(visit)
    }

    /// Published every twenty minutes until the clock began.
    private static func lately(_ visit: Web.Visit) -> [ScriptedServer.Step] {
        let first = Web.Visit(
            at: 0, host: visit.host, path: visit.path, number: visit.number, request: visit.request)
        return Publisher(every: 1200).answer(first)
    }

    private static let hosts = ["a.example.org", "b.example.org", "example.org"]

    @Test(
        "D22: after Retry-After in seconds nothing goes to the site until then",
        arguments: ["429 Too Many", "503 Away", "403 Forbidden", "404 Not Found", "500 Broken", "418 Teapot"])
    func retryAfterSeconds(_ status: String) async throws {
        let miller = Miller { visit in
            Self.busy(visit, bad: .answer(status, "Retry-After: 9000\r\n", "")) {
                $0.host == "a.example.org" && $0.number == 1
            }
        }
        for host in Self.hosts { miller.add(host, "\(host)/feed") }
        miller.add("other", "other.example.net/feed")
        try await miller.start()
        await miller.pass(hours: 8)
        await miller.stop()
        let refused = miller.web.visits("a.example.org")[1].at
        let site = miller.web.visits.filter { $0.host.hasSuffix("example.org") && $0.at > refused }
        #expect((site.first?.at ?? 0) >= refused + 9000)
        #expect(Set(site.map(\.host)) == Set(Self.hosts), "then they are asked again")
        #expect(miller.web.visits("other.example.net").contains { $0.at > refused && $0.at < refused + 9000 })
    }

    @Test("D22: status and explain tell who asked to be left alone, until when, and the pace that was learnt")
    func heldIsTold() async throws {
        let miller = Miller { visit in
            visit.host == "a.example.org"
                ? [.answer("429 Too Many", "Retry-After: 9000\r\n", "")] : Publisher().answer(visit)
        }
        for host in Self.hosts { miller.add(host, "\(host)/feed") }
        try await miller.start()
        await miller.pass(60)
        for host in Self.hosts {
            let report = try #require(try await miller.status(host))
            for text in [report.text, report.explanation] {
                #expect(text.contains("the site example.org answered 429, 1 in a row"))
                #expect(text.contains("one request in"))
            }
        }
        let explained = try #require(try await miller.status("a.example.org")).explanation
        #expect(explained.contains("items a day") && explained.contains("with jitter"))
        #expect(explained.contains("failed: too many requests (429)"))
        await miller.stop()
    }

    @Test(
        "D23: Retry-After as a date, in the past, garbled, negative, long, and too long",
        arguments: [
            ("date+10800", 3 * hour, 4 * hour), ("date-10800", 4 * hour, 5 * hour), ("soon", 4 * hour, 5 * hour),
            ("-60", 4 * hour, 5 * hour), ("0", 4 * hour, 5 * hour), ("", 4 * hour, 5 * hour),
            ("1e3", 4 * hour, 5 * hour),
            ("316800", 88 * hour, 100 * hour), ("31536000", 7 * day, 8 * day),
            ("99999999999999999999", 7 * day, 8 * day),
        ] as [(String, Double, Double)])
    func otherRetryAfters(_ value: String, _ least: Double, _ most: Double) async throws {
        // The server's clock is two hours fast.
        let miller = Miller { visit in
            let date = TestClock.start + (visit.at + 2 * hour)
            let text = value.hasPrefix("date") ? HTTPDate.format(date + Double(value.dropFirst(4))!) : value
            return Self.busy(
                visit, bad: .answer("429 Too Many", "Date: \(HTTPDate.format(date))\r\nRetry-After: \(text)\r\n", ""))
        }
        miller.add("a", "a.example.org/feed")
        try await miller.start()
        await miller.pass(days: 9)
        await miller.stop()
        let gap = miller.web.visits.gaps[1]
        #expect(gap >= least && gap <= most, "\(gap / hour) h")
    }

    /// The gaps after the first, second, … of a row of failures.
    private func gaps(
        days: Double, _ bad: ScriptedServer.Step, settings: String = ""
    ) async throws -> (gaps: [Double], visits: [Web.Visit]) {
        let miller = Miller { Self.busy($0, bad: bad) { $0.number > 0 } }
        miller.settings = settings
        miller.add("a", "a.example.org/feed")
        try await miller.start()
        await miller.pass(days: days)
        await miller.stop()
        return (Array(miller.web.visits.gaps.dropFirst()), miller.web.visits)
    }

    @Test(
        "D24 and D25: 429 and 403 without a time: four hours at least, growing",
        arguments: ["429 Too Many", "403 Forbidden", "401 Who"])
    func refusedWithoutATime(_ status: String) async throws {
        let gaps = try await gaps(days: 8, .answer(status, "", "")).gaps
        #expect(gaps.count >= 5)
        for (gap, least) in zip(gaps, [4, 8, 16, 24, 24]) { #expect(gap >= Double(least) * hour) }
        #expect(gaps.allSatisfy { $0 <= 8 * day })
    }

    @Test("D24: a feed that is asked seldom is not asked faster for being refused")
    func neverFaster() async throws {
        let miller = Miller { visit in
            visit.number > 0
                ? [.answer("429 Too Many", "Retry-After: 60\r\n", "")] : Publisher(every: 30 * day).answer(visit)
        }
        miller.add("a", "a.example.org/feed")
        try await miller.start()
        await miller.pass(days: 8)
        await miller.stop()
        let gaps = miller.web.visits.gaps
        #expect(gaps.count >= 2)
        #expect(gaps.dropFirst().allSatisfy { $0 >= 0.8 * gaps[0] })
    }

    @Test("D25: a second 403 of a site within the hour is an answer to all its feeds; a single one is not")
    func forbiddenTwice() async throws {
        for documents in [1, 2] {
            let miller = Miller { visit in
                let isBad =
                    (visit.host == "a.example.org" || documents == 2 && visit.host == "b.example.org")
                    && visit.number >= 1
                return isBad ? [.answer("403 Forbidden", "", "")] : Self.lately(visit)
            }
            for host in Self.hosts { miller.add(host, "\(host)/feed") }
            try await miller.start()
            await miller.pass(hours: 8)
            await miller.stop()
            let refused =
                miller.web.visits.filter { $0.number == 1 && $0.host != "example.org" }.times
                .prefix(documents).max() ?? 0
            let third = miller.web.visits("example.org").filter { $0.at > refused && $0.at < refused + 4 * hour }
            #expect(third.isEmpty == (documents == 2), "\(documents)")
        }
    }

    @Test(
        "D26: one refusal holds for a hundred feeds of the site, or for what the setting says",
        arguments: ["domain", "host", "feed"])
    func scope(_ scope: String) async throws {
        let miller = Miller { visit in
            visit.host == "f7.example.org" && visit.path == "/1"
                ? [.answer("429 Too Many", "Retry-After: 7200\r\n", "")] : Publisher().answer(visit)
        }
        miller.settings = "[polling]\nrefusal_scope = \"\(scope)\"\n"
        for number in 0..<50 {
            for path in 1...2 { miller.add("f\(number)-\(path)", "f\(number).example.org/\(path)") }
        }
        try await miller.start()
        await miller.pass(7100)
        let refused = try #require(miller.web.visits.first { $0.address == "f7.example.org/1" }).at
        let after = miller.web.visits.filter { $0.at > refused }
        switch scope {
        case "domain": #expect(after.isEmpty)
        case "host": #expect(after.count > 10 && after.allSatisfy { $0.host != "f7.example.org" })
        default: #expect(miller.web.visits.count == 100)
        }
        await miller.pass(days: 3)
        #expect(Set(miller.web.visits.map(\.address)).count == 100, "each gets its turn in the end")
        if scope == "domain" {
            let late = miller.web.visits.filter { $0.at > refused }
            #expect((late.first?.at ?? 0) >= refused + 7200)
            for minute in Dictionary(grouping: late, by: { Int($0.at / 60) }).values { #expect(minute.count <= 10) }
        }
        await miller.stop()
    }

    @Test("D26: sites below a public suffix are strangers to each other")
    func publicSuffixes() async throws {
        let miller = Miller { visit in
            Self.busy(visit, bad: .answer("429 Too Many", "Retry-After: 9000\r\n", "")) {
                $0.host == "a.github.io" && $0.number == 1
            }
        }
        for host in ["a.github.io", "b.github.io"] { miller.add(host, "\(host)/feed") }
        try await miller.start()
        await miller.pass(hours: 4)
        await miller.stop()
        let refused = miller.web.visits("a.github.io")[1].at
        #expect(miller.web.visits("b.github.io").contains { $0.at > refused && $0.at < refused + 9000 })
    }

    @Test("D27: a refusal survives a restart, and so does the pace that was learnt")
    func refusalsSurvive() async throws {
        let miller = Miller { visit in
            visit.number == 1 && visit.host == "f3.example.org"
                ? [.answer("429 Too Many", "Retry-After: 9000\r\n", "")] : Self.lately(visit)
        }
        for number in 0..<12 { miller.add("f\(number)", "f\(number).example.org/feed") }
        try await miller.start()
        while miller.web.visits("f3.example.org").count < 2 { await miller.pass(60) }
        let refused = miller.web.visits("f3.example.org")[1].at
        for _ in 0..<4 {
            try await miller.restart()
            await miller.pass(1800)
        }
        #expect(!miller.web.visits.contains { $0.at > refused + 5 && $0.at < refused + 9000 })
        try await miller.restart()
        await miller.pass(hours: 2)
        let after = miller.web.visits.filter { $0.at >= refused + 9000 }
        let before = miller.web.visits.filter { $0.at <= refused }
        #expect(!after.isEmpty)
        let firstHour = after.filter { $0.at < after[0].at + hour }.count
        #expect(firstHour <= before.count / 2 + 1, "half the pace: \(firstHour) after \(before.count)")
        await miller.stop()
    }

    @Test("D28: after 410 a feed is not asked again, and is kept in status as gone", arguments: [nil, "30d"])
    func gone(_ recheck: String?) async throws {
        let miller = Miller { Self.busy($0, bad: .answer("410 Gone", "", "")) { $0.number >= 1 } }
        if let recheck { miller.settings = "[polling]\ngone_recheck = \"\(recheck)\"\n" }
        miller.add("a", "a.example.org/feed")
        try await miller.start()
        await miller.pass(days: 20)
        try await miller.restart()
        try await miller.reload()
        await miller.pass(days: 25)
        let visits = miller.web.visits
        #expect(visits.count == (recheck == nil ? 2 : 3))
        #expect(recheck == nil || visits.gaps[1] >= 30 * day)
        #expect(try await miller.state("a").condition == .gone)
        let text = try #require(try await miller.status("a")).text
        #expect(text.contains("gone") && text.contains("http-410"))
        await miller.stop()
    }

    @Test("D28: gone_recheck that is set after the 410 holds for it too", arguments: [true, false])
    func goneThenRechecked(_ restarts: Bool) async throws {
        let miller = Miller { Self.busy($0, bad: .answer("410 Gone", "", "")) { $0.number == 1 } }
        miller.add("a", "a.example.org/feed")
        try await miller.start()
        await miller.pass(days: 5)
        #expect(miller.web.visits.count == 2)
        miller.settings = "[polling]\ngone_recheck = \"10d\"\n"
        if restarts { try await miller.restart() } else { try await miller.reload() }
        await miller.pass(days: 10)
        #expect(miller.web.visits.count > 2 && miller.web.visits.gaps[1] >= 10 * day)
        #expect(try await miller.state("a").condition == .healthy)
        await miller.stop()
    }

    @Test(
        "a new address is asked at once, and what the old one answered says nothing of it",
        arguments: ["410 Gone", "500 Broken", "429 Too Many"], [true, false])
    func anotherAddress(_ status: String, _ restarts: Bool) async throws {
        let miller = Miller { visit in
            switch visit.address {
            case "a.example.org/feed": visit.number == 0 ? Self.lately(visit) : [.answer(status, "", "")]
            default: visit.number == 0 ? [.answer("500 Broken", "", "")] : Self.lately(visit)
            }
        }
        miller.add("a", "a.example.org/feed")
        try await miller.start()
        await miller.pass(days: 40)
        miller.feeds = []
        miller.add("a", "b.example.net/feed")
        if restarts { try await miller.restart() } else { try await miller.reload() }
        await miller.pass(hours: 20)
        let visits = miller.web.visits("b.example.net")
        let text = try await miller.status("a")?.text ?? ""
        #expect(visits.count >= 2, "\(text)")
        #expect((visits.first?.at ?? 0) <= 40 * day + hour)
        #expect(try await miller.state("a").condition == .healthy)
        await miller.stop()
    }

    @Test("D28: a 410 behind a temporary redirect says nothing of the feed", arguments: ["302 Found", "301 Moved"])
    func goneElsewhere(_ status: String) async throws {
        let miller = Miller { visit in
            switch visit.path {
            case "/feed" where (1...2).contains(visit.number): [.redirect(status, "/elsewhere")]
            case "/elsewhere": [.answer("410 Gone", "", "")]
            default: Self.lately(visit)
            }
        }
        miller.add("a", "a.example.org/feed")
        try await miller.start()
        await miller.pass(days: 3)
        #expect(try await miller.state("a").condition == (status.hasPrefix("301") ? .gone : .healthy))
        await miller.stop()
    }

    @Test(
        "D29: a feed that is not found is asked ever less often, and for ever",
        arguments: ["a.example.org", "a.invalid"])
    func notFound(_ host: String) async throws {
        let miller = Miller { Self.busy($0, bad: .answer("404 Not Found", "", "")) { $0.number >= 0 } }
        miller.add("a", "\(host)/feed")
        try await miller.start()
        await miller.pass(days: 400)
        await miller.stop()
        let times = miller.lookUps.withLock { $0.map(\.at) }
        let gaps = zip(times, times.dropFirst()).map { ($0, $1 - $0) }
        #expect(gaps.allSatisfy { $0.1 >= 2 * hour })
        #expect(gaps.filter { $0.0 > 7 * day }.allSatisfy { $0.1 >= day })
        #expect(gaps.allSatisfy { $0.1 <= 34 * day }, "no feed falls silent")
        #expect((times.last ?? 0) > 360 * day)
    }

    @Test("D29: a feed that comes back is a feed again")
    func foundAgain() async throws {
        let miller = Miller {
            $0.at > day && $0.at < 20 * day ? [.answer("404 Not Found", "", "")] : Publisher(every: 3 * hour).answer($0)
        }
        miller.add("a", "a.example.org/feed")
        try await miller.start()
        await miller.pass(days: 23)
        #expect(try await miller.state("a").condition == .healthy)
        #expect(miller.web.visits.filter { $0.at > 21 * day }.shortestGap < 5 * hour, "as often as before")
        await miller.stop()
    }

    @Test(
        "D30: 5xx: ever less often, and nothing is asked again at once",
        arguments: ["500 Broken", "502 Bad", "503 Away", "504 Late"])
    func serverErrors(_ status: String) async throws {
        let (gaps, visits) = try await gaps(days: 3, .answer(status, "", ""))
        for (gap, least) in zip(gaps, [0.5, 1, 2, 4, 8, 16, 24]) { #expect(gap >= least * hour) }
        #expect(visits.count >= 6)
    }

    @Test(
        "D30: a connection that breaks is tried once more at the most",
        arguments: [ScriptedServer.Step.reset, .close, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort")])
    func brokenConnections(_ step: ScriptedServer.Step) async throws {
        let miller = Miller { visit in visit.at > 0 ? [step, .close] : Self.lately(visit) }
        miller.add("a", "a.example.org/feed")
        try await miller.start()
        await miller.pass(days: 1)
        await miller.stop()
        let polls = Dictionary(grouping: miller.web.visits, by: \.at)
        #expect(polls.count >= 4)
        #expect(polls.values.allSatisfy { $0.count <= 2 })
        let times = polls.keys.sorted()
        for (gap, least) in zip(zip(times, times.dropFirst()).map { $1 - $0 }.dropFirst(), [0.5, 1, 2, 4]) {
            #expect(gap >= least * hour)
        }
    }

    /// Our own network is down: twelve hosts do not answer, one after the other.
    @Test("An outage of our own is nobody's failure, and status says so")
    func ownOutage() async throws {
        let miller = Miller { visit in
            (20 * 60...hour * 3).contains(visit.at) ? [.reset] : Publisher(every: 60).answer(visit)
        }
        for number in 0..<12 { miller.add("f\(number)", "f\(number).example/feed") }
        try await miller.start()
        await miller.pass(hours: 2)
        let report = try await miller.report()
        #expect(report.text(TextStyle()).contains("network"))
        var failures = 0
        for number in 0..<12 {
            let reason = try await miller.status("f\(number)")?.text ?? ""
            if reason.contains("in a row") { failures += 1 }
        }
        #expect(failures <= 3, "those that failed before it was plain")
        await miller.pass(hours: 3)
        #expect(!(try await miller.report().text(TextStyle()).contains("network")))
        for number in 0..<12 { #expect(try await miller.state("f\(number)").condition == .healthy) }
        await miller.stop()
    }

    /// Four hosts are dead and twenty answer, most of them that nothing has changed.
    @Test("Hosts that are down while others answer fail themselves")
    func noOutage() async throws {
        let miller = Miller { visit in
            visit.host.hasPrefix("dead") && visit.at > hour
                ? [.reset] : Publisher(every: 30 * day).answer(visit, "Cache-Control: max-age=1800\r\n")
        }
        for number in 0..<20 { miller.add("f\(number)", "f\(number).example/feed", "interval = \"30m\"") }
        for number in 0..<4 { miller.add("dead\(number)", "dead\(number).example/feed", "interval = \"30m\"") }
        try await miller.start()
        await miller.pass(hours: 8)
        for number in 0..<4 { #expect(try await miller.state("dead\(number)").condition == .failing) }
        #expect(!(try await miller.report().text(TextStyle()).contains("network")))
        await miller.stop()
    }
}
