import Basics
import Testing

@testable import HTTP

/// Whose turn it is.
struct TurnsTests {
    private func feed(_ host: String, _ document: String = "1", delay: Double? = nil) -> Requester {
        Requester(url: WebURL("http://\(host)/")!, document: document, lane: .feed, delay: delay)
    }

    private func page(_ host: String) -> Requester {
        Requester(url: WebURL("http://\(host)/")!, document: "page", lane: .page)
    }

    @Test(arguments: [
        ("example.com", "example.com"), ("a.b.example.com", "example.com"),
        ("www.example.co.uk", "example.co.uk"),
        ("me.github.io", "me.github.io"), ("x.me.github.io", "me.github.io"),
        ("github.io", "github.io"),
        ("co.uk", "co.uk"),
        ("localhost", "localhost"), ("127.0.0.1", "127.0.0.1"), ("[::1]", "[::1]"),
        ("example.com.", "example.com"),
        ("xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn"),
        ("a.unknown-suffix", "a.unknown-suffix"),
        ("b.a.unknown-suffix", "a.unknown-suffix"),
    ])
    func registrableDomains(_ host: String, _ domain: String) {
        #expect(RegistrableDomain.of(host) == domain)
    }

    @Test func requestsToAHostKeepTheirDistance() {
        var turns = HostTurns()
        let one = feed("a.test")
        #expect(turns.ask(one, at: noon) == .go)
        turns.started(one, at: noon)
        #expect(turns.ask(one, at: noon + 10) == .busy)
        turns.ended(one, at: noon + 10)
        #expect(turns.ask(one, at: noon + 10) == .wait(until: noon + 11))
        #expect(turns.ask(feed("b.test"), at: noon + 10) == .go)
        #expect(turns.ask(feed("b.a.test"), at: noon + 10) == .go)
        #expect(turns.ask(feed("a.test", delay: 0), at: noon + 10) == .go)
        #expect(turns.ask(feed("a.test", delay: 120), at: noon + 10) == .wait(until: noon + 130))
        #expect(turns.ask(one, at: noon + 11) == .go)
    }

    @Test func feedsAndPagesHaveTheirOwnLanes() {
        var turns = HostTurns()
        turns.started(feed("a.test"), at: noon)
        #expect(turns.ask(page("a.test"), at: noon) == .go)
        turns.started(page("a.test"), at: noon)
        #expect(turns.ask(page("a.test"), at: noon + 9) == .busy)
        turns.ended(page("a.test"), at: noon + 9)
        #expect(turns.ask(page("a.test"), at: noon + 9) == .wait(until: noon + 14))
        turns.settings.requestsAtOnce = 1
        #expect(turns.ask(page("a.test"), at: noon + 14) == .busy)
    }

    @Test func aClockThatIsSetBackMakesNobodyWaitLonger() {
        var turns = HostTurns()
        turns.started(feed("a.test"), at: noon)
        turns.ended(feed("a.test"), at: noon)
        turns.refused(feed("b.test"), status: 429, retryAfter: 600, jitter: 0, at: noon)
        let before = noon + -86_400
        #expect(turns.ask(feed("a.test"), at: before) == .wait(until: before + 1))
        #expect(turns.ask(feed("a.test"), at: before + 1) == .go)
        #expect(turns.ask(feed("b.test"), at: before) == .held(until: before + 600, by: .domain))
    }

    @Test(
        arguments: [
            (.feed, "x.a.test", "2", true), (.feed, "x.a.test", "1", false),
            (.host, "x.a.test", "2", false),
            (.host, "y.a.test", "1", true), (.domain, "y.a.test", "2", false),
            (.domain, "b.test", "2", true),
        ] as [(RefusalScope, String, String, Bool)])
    func aRefusalHasItsScope(_ scope: RefusalScope, _ host: String, _ document: String, _ goes: Bool) {
        var turns = HostTurns(HostTurnsSettings(scope: scope))
        turns.refused(feed("x.a.test"), status: 429, retryAfter: 3600, jitter: 0, at: noon)
        let answer = turns.ask(feed(host, document), at: noon + 1)
        #expect(answer == (goes ? .go : .held(until: noon + 3600, by: scope)))
    }

    @Test func withoutATimeItIsFourHoursAndTwiceAsLongEachTime() {
        var turns = HostTurns()
        let one = feed("a.test")
        var now = noon
        var waits: [Double] = []
        for _ in 0..<8 {
            let until = turns.refused(one, status: 429, retryAfter: nil, jitter: 0, at: now)
            waits.append((until - now) / 3600)
            now = until + 1
        }
        #expect(waits == [4, 8, 16, 32, 64, 128, 168, 168])
    }

    @Test(
        arguments: [(0, 14_400), (-1, 14_400), (30, 30), (316_800, 316_800), (9e9, 604_800)]
            as [(Double, Double)])
    func aTimeIsHonouredUpToAWeek(_ seconds: Double, _ expected: Double) {
        var turns = HostTurns()
        let until = turns.refused(feed("a.test"), status: 503, retryAfter: seconds, jitter: 0, at: noon)
        #expect(until - noon == expected)
    }

    @Test func jitterMakesItLaterNeverEarlier() {
        var turns = HostTurns()
        #expect(
            turns.refused(feed("a.test"), status: 429, retryAfter: 1000, jitter: 1, at: noon) - noon
                == 1100)
    }

    @Test func answersToWhatWasUnderWayCountOnce() {
        var turns = HostTurns()
        for number in 0..<5 {
            turns.refused(
                feed("a.test", "\(number)"), status: 429, retryAfter: nil, jitter: 0,
                at: noon + Double(number))
        }
        #expect(turns.refusals.map(\.count) == [1])
        #expect(turns.refusals[0].until == noon + 4 + 4 * 3600)
    }

    @Test(
        arguments: [
            (429, nil, true), (403, nil, true), (503, nil, false), (503, 60, true), (404, 60, true),
            (401, nil, false),
            (500, nil, false), (200, 60, false), (301, 60, false),
        ] as [(Int, Double?, Bool)])
    func whatIsARefusal(_ status: Int, _ retryAfter: Double?, _ expected: Bool) {
        #expect(HostTurns.isRefusal(status, retryAfter: retryAfter) == expected)
    }

    @Test func aGoodAnswerForgivesWhatWasBefore() {
        var turns = HostTurns()
        let one = feed("a.test")
        let until = turns.refused(one, status: 429, retryAfter: 60, jitter: 0, at: noon)
        turns.succeeded(one, startedAt: noon + -1, at: noon + 1)
        #expect(turns.refusals.count == 1)
        turns.succeeded(one, startedAt: until, at: until + 1)
        #expect(turns.refusals.isEmpty)
    }

    @Test func oneForbiddenDocumentIsItsOwnAffairTwoAreTheSites() {
        var turns = HostTurns()
        turns.refused(feed("a.test", "1"), status: 403, retryAfter: nil, jitter: 0, at: noon)
        #expect(
            turns.ask(feed("a.test", "1"), at: noon + 60) == .held(until: noon + 4 * 3600, by: .feed))
        #expect(turns.ask(feed("a.test", "2"), at: noon + 60) == .go)
        turns.refused(feed("a.test", "2"), status: 403, retryAfter: nil, jitter: 0, at: noon + 60)
        #expect(
            turns.ask(feed("a.test", "3"), at: noon + 61)
                == .held(until: noon + 60 + 4 * 3600, by: .domain))
    }

    /// 100 feeds on one domain and one 429: nothing follows but what was under way.
    @Test func aHundredFeedsKeepStill() {
        var turns = HostTurns()
        turns.refused(feed("h0.a.test"), status: 429, retryAfter: 86_400, jitter: 0, at: noon)
        for number in 0..<100 {
            let answer = turns.ask(feed("h\(number).a.test", "\(number)"), at: noon + 86_399)
            #expect(answer == .held(until: noon + 86_400, by: .domain))
        }
    }

    @Test func afterARefusalTheDomainGetsHalfThePaceAndEarnsItBack() {
        var turns = HostTurns(HostTurnsSettings(feedDelay: 0))
        func ask(_ number: Int, at now: Timestamp) -> Bool {
            let one = feed("h\(number).a.test", "\(number)")
            guard turns.ask(one, at: now) == .go else { return false }
            turns.started(one, at: now)
            turns.ended(one, at: now)
            turns.succeeded(one, startedAt: now, at: now)
            return true
        }
        for number in 0..<60 { #expect(ask(number, at: noon + Double(number) * 60)) }
        let refused = noon + 3599
        turns.refused(feed("a.test"), status: 429, retryAfter: 1, jitter: 0, at: refused)
        // 60 in the hour before: 30 in an hour now, however often it is asked.
        let inFirstHour = (0..<3600).count { ask($0 % 60, at: refused + 2 + Double($0)) }
        #expect((29...32).contains(inFirstHour))
        let later = refused + 3 * 86_400
        let inLaterHour = (0..<3600).count { ask($0 % 60, at: later + Double($0)) }
        #expect((60...105).contains(inLaterHour))
        let free = refused + 40 * 86_400
        _ = ask(0, at: free)
        let goes = (0..<60).count { ask($0, at: free + 1) }
        #expect(goes == 60)
    }

    @Test func refusalsAndPacesSurviveARestart() throws {
        var turns = HostTurns()
        turns.refused(feed("a.test"), status: 429, retryAfter: 7200, jitter: 0, at: noon)
        turns.refused(feed("b.test", "b"), status: 403, retryAfter: nil, jitter: 0, at: noon + 0.25)
        let kept = try JSONValue(parsing: turns.json.encoded)
        var again = HostTurns()
        again.restore(kept, at: noon + 60)
        #expect(again.ask(feed("x.a.test"), at: noon + 60) == .held(until: noon + 7200, by: .domain))
        #expect(again.refusals == turns.refusals)
        #expect(again.json == turns.json)
        again.restore(.string("nonsense"), at: noon)
        #expect(again.refusals.count == 2)
    }

    @Test func whatIsLongOverIsForgotten() throws {
        var turns = HostTurns()
        for number in 0..<5000 {
            turns.refused(
                feed("h\(number).test", "h\(number)"), status: 403, retryAfter: nil, jitter: 0,
                at: noon + Double(number) * 3600)
        }
        // A week and a day of them are left, or twice as many before it is looked at them again.
        #expect(turns.refusals.count < 1100)
        var again = HostTurns()
        again.restore(try JSONValue(parsing: turns.json.encoded), at: noon + 6000 * 3600)
        #expect(again.refusals.isEmpty)
    }

    /// In two hours 7,200 of these hosts are asked; nothing of the others is held, but for what one sweep leaves behind.
    @Test func hostsOfLongAgoAreForgotten() {
        var turns = HostTurns()
        var most = 0
        for number in 0..<30_000 {
            let one = Requester(host: "h\(number)", domain: "d\(number)", document: "", lane: .feed)
            turns.started(one, at: noon + Double(number))
            turns.ended(one, at: noon + Double(number))
            most = max(most, turns.heldCount)
        }
        #expect(most < 16_000)
    }
}
