import Basics
import Testing

@testable import HTTP

/// Validators: what a server gave last, for the address that gave it.
struct ValidatorTests {
    private let a = WebURL("http://a.test/feed")!
    private let b = WebURL("http://b.test/feed")!
    private let one = Validators(etag: "\"1\"", lastModified: "x")

    @Test(
        arguments: [
            ("200 replaces", 200, Validators(etag: "\"2\""), true, Validators(etag: "\"2\"")),
            ("200 without any drops", 200, Validators(), true, nil),
            (
                "200 that could not be read changes nothing", 200, Validators(etag: "\"2\""), false,
                Validators(etag: "\"1\"", lastModified: "x")
            ),
            (
                "304 replaces what it names", 304, Validators(etag: "\"2\""), true,
                Validators(etag: "\"2\"", lastModified: "x")
            ),
            (
                "304 without any keeps", 304, Validators(), true,
                Validators(etag: "\"1\"", lastModified: "x")
            ),
            (
                "404 changes nothing", 404, Validators(etag: "\"2\""), true,
                Validators(etag: "\"1\"", lastModified: "x")
            ),
            (
                "500 changes nothing", 500, Validators(etag: "\"2\""), true,
                Validators(etag: "\"1\"", lastModified: "x")
            ),
        ] as [(String, Int, Validators, Bool, Validators?)])
    func whatAnAnswerDoes(
        _ why: String, _ status: Int, _ new: Validators, _ isGood: Bool, _ expected: Validators?
    ) {
        var store = ValidatorStore()
        store.received(one, status: 200, from: a)
        store.received(new, status: status, from: a, isGood: isGood)
        #expect(store.validators(for: a) == expected, "\(why)")
    }

    @Test func eachAddressHasItsOwn() {
        var store = ValidatorStore()
        store.received(one, status: 200, from: a)
        #expect(store.validators(for: b) == nil)
        #expect(store.validators(for: WebURL("http://a.test/feed?x")!) == nil)
        #expect(store.validators(for: WebURL("https://a.test/feed")!) == nil)
        #expect(store.validators(for: WebURL("http://u:p@a.test/feed#f")!) == one)
    }

    @Test func itKeepsAFewAddressesAlone() {
        var store = ValidatorStore()
        for number in 0..<10 {
            store.received(one, status: 200, from: WebURL("http://a.test/\(number)")!)
        }
        #expect(store.entries.count == ValidatorStore.limit)
        #expect(store.validators(for: WebURL("http://a.test/9")!) == one)
    }

    @Test func itSurvivesARestartByteForByte() throws {
        var store = ValidatorStore()
        store.received(
            Validators(etag: "W/\"\u{E9}\u{1}\\\"", lastModified: "Sun,  x"), status: 200, from: a)
        store.received(Validators(etag: "\"b\""), status: 200, from: b)
        store.probe.observed(status: 304, wasConditional: true, bodyChanged: false, at: noon)
        let again = ValidatorStore(json: try JSONValue(parsing: store.json.encoded))
        #expect(again == store)
        #expect(
            OpaqueText.bytes(again.validators(for: a)!.etag!) == [
                0x57, 0x2F, 0x22, 0xE9, 0x01, 0x5C, 0x22,
            ])
        #expect(ValidatorStore(json: .null).isEmpty)
    }

    // The probe against a server that always answers 304.

    private func silent(days: Int, each hours: Int = 6) -> ValidatorProbe {
        var probe = ValidatorProbe()
        for hour in stride(from: 0, through: days * 24, by: hours) {
            probe.observed(
                status: 304, wasConditional: true, bodyChanged: false, at: noon + Double(hour) * 3600)
        }
        return probe
    }

    @Test(
        arguments: [
            ("a month of 304 from a daily feed", 30, 86_400, true), ("two weeks", 14, 86_400, false),
            ("a month from a weekly feed", 30, 7 * 86_400, false),
            ("three months from a weekly feed", 90, 7 * 86_400, true),
            ("a month, pace unknown", 30, nil, false),
        ] as [(String, Int, Double?, Bool)])
    func aProbeNeedsEvidence(_ why: String, _ days: Int, _ gap: Double?, _ expected: Bool) {
        #expect(
            silent(days: days).isDue(at: noon + Double(days) * 86_400, usualGap: gap) == expected,
            "\(why)")
    }

    @Test func aServerThatOnceToldAChangeIsNeverProbed() {
        var probe = ValidatorProbe()
        probe.observed(status: 200, wasConditional: true, bodyChanged: true, at: noon + -1)
        for day in 0..<100 {
            let now = noon + Double(day) * 86_400
            probe.observed(status: 304, wasConditional: true, bodyChanged: false, at: now)
            #expect(!probe.isDue(at: now, usualGap: 3600))
        }
    }

    @Test func anInnocentServerIsProbedEverMoreRarely() {
        var probe = silent(days: 21)
        var probes: [Int] = []
        for day in 21..<365 {
            let now = noon + Double(day) * 86_400
            if probe.isDue(at: now, usualGap: 86_400) {
                probes.append(day)
                probe.observed(status: 200, wasConditional: false, bodyChanged: false, at: now)
            }
            probe.observed(status: 304, wasConditional: true, bodyChanged: false, at: now)
        }
        #expect(probes == [21, 63, 147, 315])
    }

    @Test func aLiarIsFoundOut() {
        var probe = silent(days: 30)
        let now = noon + 30 * 86_400
        #expect(probe.isDue(at: now, usualGap: 86_400))
        probe.observed(status: 200, wasConditional: false, bodyChanged: true, at: now)
        #expect(probe.isConvicted)
        #expect(probe.isDue(at: now + 1, usualGap: nil))
        #expect(ValidatorProbe(json: probe.json!) == probe)
    }
}
