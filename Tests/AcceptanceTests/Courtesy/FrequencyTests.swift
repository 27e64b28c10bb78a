import Basics
import HTTP
import LoopbackServer
import Testing

@testable import Ingest

/// D13 to D21: how often a feed is asked.
@Suite("Courtesy: frequency", .serialized)
struct FrequencyTests {
    /// Polls a feed for some days; gives what its server saw.
    private func visits(
        days: Double, _ settings: String = "", feed: String = "",
        _ answer: @escaping @Sendable (Web.Visit) -> [ScriptedServer.Step]
    ) async throws -> [Web.Visit] {
        let visits = try await Miller.visits(days * day, settings, feed: feed, answer: answer)
        #expect(visits.count >= 3)
        return visits
    }

    @Test(
        "D13: with validators an hour between two polls, unless the feed publishes faster; min_interval even then",
        arguments: [
            (90 * 60, "", hour, .infinity), (5 * hour, "", hour, .infinity), (60, "", 600, 1200),
            (60, "min_interval = \"25m\"", 1500, 3000),
        ] as [(Double, String, Double, Double)])
    func theHour(_ every: Double, _ settings: String, _ least: Double, _ most: Double) async throws {
        let visits = try await visits(days: 1.5, "[polling]\n" + settings) { Publisher(every: every).answer($0) }
        #expect(visits.shortestGap >= least)
        #expect(visits.shortestGap <= most, "a feed that publishes faster is asked more often")
    }

    @Test("a reload takes on who asks, and how much may be asked")
    func reloaded() async throws {
        let miller = Miller { Publisher(every: hour).answer($0) }
        func settings(_ name: String) -> String {
            "[http]\nallow_private_addresses = true\ncontact = \"https://\(name).example/\"\n"
        }
        miller.settings = settings("one")
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(days: 3)
        let before = miller.web.visits
        miller.settings = settings("two") + "[polling]\nrequests_per_day = 1\n"
        try await miller.reload()
        await miller.pass(days: 3)
        await miller.stop()
        let after = miller.web.visits.dropFirst(before.count)
        #expect(before.allSatisfy { $0.field("User-Agent")?.contains("https://one.example/") == true })
        #expect(!after.isEmpty && after.allSatisfy { $0.field("User-Agent")?.contains("https://two.example/") == true })
        #expect(after.count < before.count / 2, "\(after.count) after \(before.count)")
    }

    @Test("polls that the budget cannot put off are spent from it all the same: what is learnt makes room")
    func budget() async throws {
        func visits(besides others: Int) async throws -> Int {
            let miller = Miller { Publisher(every: hour).answer($0) }
            miller.settings = "[polling]\nrequests_per_day = 24\n"
            miller.add("a", "a.example/feed")
            for number in 0..<others { miller.add("f\(number)", "f\(number).example/feed", "interval = \"1h\"") }
            try await miller.start()
            await miller.pass(days: 3)
            await miller.stop()
            return miller.web.visits("a.example").count
        }
        let (alone, beside) = (try await visits(besides: 0), try await visits(besides: 6))
        #expect(beside < alone / 2, "\(beside) beside six that are asked each hour, \(alone) alone")
    }

    @Test("D13: max-age may allow less than the hour")
    func maxAgeBelowTheHour() async throws {
        let visits = try await visits(days: 1) {
            Publisher(every: 50 * 60).answer($0, "Cache-Control: max-age=1800\r\n")
        }
        #expect(visits.shortestGap >= 1800)
    }

    /// A feed that published each half hour and has fallen silent: it would be asked again soon.
    private static func silent(_ visit: Web.Visit, _ fields: String, on304: Bool) -> [ScriptedServer.Step] {
        guard visit.number > 0 else {
            return Publisher(every: 1800).whole(visit, "ETag: \"e\"\r\n" + (on304 ? "" : fields))
        }
        return on304
            ? [.send("HTTP/1.1 304 Not Modified\r\n\(fields)\r\n")]
            : [.answer("200 OK", "ETag: \"e\"\r\n" + fields, Publisher(every: 1800).body(at: 0))]
    }

    @Test(
        "D14: max-age less Age is waited for, after a 200 and after a 304, up to a cap",
        arguments: [
            ("Cache-Control: max-age=10800\r\n", "", 3 * hour, 4 * hour),
            ("Cache-Control: public, MAX-AGE=10800, must-revalidate\r\nAge: 1800\r\n", "", 2.5 * hour, 3 * hour),
            ("Cache-Control: max-age=315360000\r\n", "", day, 27 * hour),
            ("Cache-Control: max-age=315360000\r\n", "max_age_cap = \"5h\"", 5 * hour, 6 * hour),
            ("", "", hour / 2, 2 * hour),
        ] as [(String, String, Double, Double)], [false, true])
    func maxAge(_ row: (String, String, Double, Double), _ on304: Bool) async throws {
        let visits = try await visits(days: 3.5, "[polling]\n" + row.1) { Self.silent($0, row.0, on304: on304) }
        let gaps = on304 ? Array(visits.dropFirst()) : visits
        #expect(gaps.shortestGap >= row.2)
        #expect(gaps.shortestGap <= row.3)
    }

    @Test(
        "D15: no-cache, no-store and max-age=0 make nothing faster",
        arguments: ["no-cache", "no-store", "max-age=0", "no-cache, no-store, max-age=0, must-revalidate"])
    func noCache(_ directives: String) async throws {
        let visits = try await visits(days: 1.5) {
            Publisher(every: 2 * hour).answer($0, "Cache-Control: \(directives)\r\nExpires: 0\r\nPragma: no-cache\r\n")
        }
        #expect(visits.shortestGap >= hour)
    }

    @Test(
        "D16: Expires counts against Date, where Cache-Control says nothing",
        arguments: [("", 3 * hour, 4 * hour), ("Cache-Control: max-age=600\r\n", 600, 2 * hour)]
            as [(String, Double, Double)])
    func expires(_ fields: String, _ least: Double, _ most: Double) async throws {
        // The server's clock is nine days slow.
        let visits = try await visits(days: 1.5) { visit in
            let date = TestClock.start + (visit.at - 9 * day)
            return Publisher(every: 1800).answer(
                visit, "Date: \(HTTPDate.format(date))\r\nExpires: \(HTTPDate.format(date + 3 * hour))\r\n" + fields)
        }
        #expect(visits.shortestGap >= least)
        #expect(visits.shortestGap <= most)
    }

    @Test(
        "D17: ttl and updatePeriod lengthen, never shorten",
        arguments: [
            ("<ttl>240</ttl>", 1800, 4 * hour), ("<ttl>1</ttl>", 2 * hour, hour),
            ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", 1800, 6 * hour),
            ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>60</sy:updateFrequency>", 2 * hour, hour),
        ] as [(String, Double, Double)])
    func wishes(_ channel: String, _ every: Double, _ least: Double) async throws {
        let root = " xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\""
        let visits = try await visits(days: 2) { Publisher(every: every, root: root, channel: channel).answer($0) }
        #expect(visits.shortestGap >= least)
    }

    @Test("D17: skipHours and skipDays are kept")
    func skippedHours() async throws {
        let channel =
            "<skipHours>\((0..<12).map { "<hour>\($0)</hour>" }.joined())</skipHours>"
            + "<skipDays><day>Wednesday</day><day>Saturday</day></skipDays>"
        let visits = try await visits(days: 8) { Publisher(every: 2 * hour, channel: channel).answer($0) }
        // The clock begins on a Monday.
        for visit in visits.dropFirst() {
            #expect(visit.at.truncatingRemainder(dividingBy: day) >= 12 * hour)
            #expect(![2, 5].contains(Int(visit.at / day) % 7))
        }
        #expect(Set(visits.map { Int($0.at / day) % 7 }) == [0, 1, 3, 4, 6])
    }

    @Test("D18: after a restart, a reload or an addition anew nothing is asked before its time")
    func nothingBeforeItsTime() async throws {
        let miller = Miller { Publisher(every: 2 * hour).answer($0) }
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(60)
        let due = try #require(try await miller.state("a").nextDue) - TestClock.start
        await miller.pass(600)
        try await miller.restart()
        await miller.pass(600)
        try await miller.reload()
        await miller.pass(300)
        let feeds = miller.feeds
        miller.feeds = []
        try await miller.reload()
        await miller.pass(300)
        miller.feeds = feeds
        try await miller.reload()
        await miller.pass(300)
        miller.feeds = []
        try await miller.reload()
        await miller.pass(300)
        miller.add("another-name", "a.example/feed")
        try await miller.reload()
        #expect(miller.web.visits.count == 1)
        await miller.pass(due - miller.clock.elapsed - 1)
        #expect(miller.web.visits.count == 1)
        await miller.pass(5)
        #expect(miller.web.visits.count == 2)
        #expect(due >= hour)
        await miller.stop()
    }

    @Test("D18: what was under way when the daemon ended is still due, and has not failed")
    func endedMeanwhile() async throws {
        let miller = Miller { $0.number == 0 ? [.stall] : Publisher().answer($0) }
        miller.add("a", "a.example/feed")
        try await miller.start(resting: false)
        await miller.waitForVisits(1)
        await miller.stop()
        #expect(try await miller.state("a").condition == .neverPolled)
        try await miller.start()
        await miller.pass(10)
        #expect(miller.web.visits.count == 2)
        #expect(try await miller.state("a").condition == .healthy)
        await miller.stop()
    }

    @Test("D18: a feed that was paused and goes on is not asked before its time")
    func pausedAndResumed() async throws {
        let miller = Miller { Publisher(every: 2 * hour).answer($0) }
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(600)
        let feeds = miller.feeds
        miller.feeds = [feeds[0] + "paused = true\n"]
        try await miller.reload()
        await miller.pass(600)
        miller.feeds = feeds
        try await miller.reload()
        await miller.pass(1800)
        #expect(miller.web.visits.count == 1)
        await miller.stop()
    }

    @Test("D19: a clock that is set causes no burst", arguments: [day, -day, 400 * day, -400 * day] as [Double])
    func theClockIsSet(_ jump: Double) async throws {
        let miller = Miller { Publisher(every: 3 * hour).answer($0) }
        for number in 0..<15 { miller.add("f\(number)", "f\(number).example/feed") }
        try await miller.start()
        await miller.pass(hours: 2.5)
        let before = miller.web.visits.count
        await miller.setClock(by: jump)
        let set = miller.clock.elapsed
        await miller.pass(hours: 6)
        await miller.stop()
        let after = miller.web.visits.dropFirst(before)
        for second in Dictionary(grouping: after, by: { Int($0.at) }).values { #expect(second.count <= 3) }
        // Set forward, each feed is due; but no feed is asked twice for that.
        if jump > 0 {
            #expect(Set(after.filter { $0.at < set + 600 }.map(\.host)).count == 15)
            for feed in Dictionary(grouping: after, by: \.host).values { #expect(feed.shortestGap >= hour) }
        } else {
            #expect(after.count { $0.at < set + 600 } <= 5, "what was not due is not due now")
        }
    }

    @Test("D19: feeds go on after the clock was set back")
    func theClockIsSetBack() async throws {
        let miller = Miller { Publisher(every: 3 * hour).answer($0) }
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(hours: 5)
        await miller.setClock(by: -30 * day)
        let before = miller.web.visits.count
        await miller.pass(days: 8)
        #expect(miller.web.visits.count >= before + 4)
        await miller.stop()
    }

    /// Three hundred feeds of three hundred hosts, all due after a day's sleep.
    @Test("D20: what is due after a sleep is spread evenly, and drifts apart")
    func afterASleep() async throws {
        let miller = Miller { Publisher(every: 30 * day).answer($0) }
        miller.settings = "[polling]\ncatch_up = \"100s\"\n"
        for number in 0..<300 { miller.add("f\(number)", "f\(number).example/feed") }
        try await miller.start()
        await miller.pass(hours: 2)
        let first = miller.web.visits
        #expect(Set(first.map(\.host)).count == 300)
        await miller.sleep(10 * day)
        let woke = miller.clock.elapsed
        await miller.pass(200)
        await miller.stop()
        let visits = miller.web.visits.dropFirst(first.count)
        #expect(Set(visits.map(\.host)).count == 300)
        for (start, batch) in [(0.0, Array(first)), (woke, Array(visits))] {
            let tens = Dictionary(grouping: batch) { Int(($0.at - start) / 10) }
            #expect(tens.count == 10, "as long as catch_up says")
            for ten in tens.values { #expect((28...32).contains(ten.count)) }
            for second in Dictionary(grouping: batch, by: { Int($0.at - start) }).values { #expect(second.count <= 4) }
        }
        // The order in which they come is another.
        #expect(zip(first, visits).count { $0.host == $1.host } < 30)
    }

    @Test("D20: feeds of one pace are moved apart by a tenth to either side")
    func jitter() async throws {
        let miller = Miller { Publisher(every: 30 * day).answer($0) }
        for number in 0..<60 { miller.add("f\(number)", "f\(number).example/feed") }
        try await miller.start()
        await miller.pass(days: 4)
        await miller.stop()
        let gaps = Dictionary(grouping: miller.web.visits, by: \.host).values.compactMap { $0.gaps.first }
        #expect(gaps.count == 60)
        let (least, most) = (gaps.min() ?? 0, gaps.max() ?? 0)
        #expect(most - least > 0.12 * most, "from \(least) to \(most)")
    }

    @Test("D21: an hour is never 59 minutes")
    func onTheLateSide() async throws {
        let pinned = try await visits(days: 2, feed: "interval = \"1h\"") { Publisher(every: 600).answer($0) }
        #expect(pinned.gaps.allSatisfy { $0 >= hour })
        #expect(pinned.gaps.allSatisfy { $0 <= 1.11 * hour })
        let learnt = try await visits(days: 1) {
            Publisher(every: 70 * 60).answer($0, "Cache-Control: max-age=3600\r\n")
        }
        #expect(learnt.gaps.allSatisfy { $0 >= hour })
    }

    @Test(
        "an interval that is set takes effect at a reload or a start, not after the next poll",
        arguments: [true, false])
    func intervalSet(_ restarts: Bool) async throws {
        let miller = Miller { Publisher(every: 40 * day).answer($0) }
        miller.add("a", "a.example/feed")
        try await miller.start()
        await miller.pass(days: 60)
        let before = miller.web.visits.count
        miller.feeds = []
        miller.add("a", "a.example/feed", "interval = \"20m\"\n")
        if restarts { try await miller.restart() } else { try await miller.reload() }
        await miller.pass(hours: 2)
        await miller.stop()
        #expect(miller.web.visits.count - before >= 5)
    }
}
