import Basics
import Testing

@testable import Schedule

@Suite struct HistoryTests {
    /// What is written is read again: all but the counts of hours to the last bit, and those to a part in 65,535.
    @Test func bytesRoundTrip() throws {
        var random = Seeded(state: 5)
        for round in 0..<50 {
            var history = PollHistory()
            var now = monday
            for step in 0..<(round * 3) {
                now = now + Double.random(in: 600...40_000, using: &random)
                history.observe(observation(step, now), at: now)
            }
            let bytes = history.encoded
            let again = try PollHistory(encoded: bytes)
            #expect(again.encoded == bytes)
            #expect(
                again.lastPolls == history.lastPolls && again.failure == history.failure
                    && again.wishes == history.wishes)
            #expect(again.freshUntil == history.freshUntil && again.refusedUntil == history.refusedUntil)
            #expect(again.pace.items == history.pace.items && again.pace.days == history.pace.days)
            #expect(abs(again.itemsPerDay - history.itemsPerDay) < 1e-6)
        }
    }

    @Test func aHistoryTakesAFewHundredBytes() {
        let quiet = history(of: even(every: 9 * day, from: monday, days: 60), from: monday, until: monday + 60 * day)
        #expect(quiet.encoded.count < 250)
        let busy = history(of: even(every: 25 * minute, from: monday, days: 30), from: monday, until: monday + 30 * day)
        #expect(busy.encoded.count < 500)
    }

    /// Bytes that are cut short or changed are an error or another history, never a crash.
    @Test func damagedBytes() {
        let bytes = history(of: even(every: 5 * hour, from: monday, days: 9), from: monday, until: monday + 9 * day)
            .encoded
        for end in bytes.indices {
            #expect(throws: HistoryError.self) { try PollHistory(encoded: Array(bytes[..<end])) }
        }
        for index in bytes.indices {
            for value in [0, 0x7F, 0xFF] as [UInt8] {
                var damaged = bytes
                damaged[index] = value
                guard let history = try? PollHistory(encoded: damaged) else { continue }
                let due = nextPoll(history, PollSettings(), now: monday + 10 * day, random: 0.5)
                #expect(due.reason.wait.isFinite)
            }
        }
        #expect(throws: HistoryError.version(9)) { try PollHistory(encoded: [9]) }
    }

    /// A history of five days as version 1 wrote it, its habit in bins of twice the width, is read, and written anew.
    @Test func theFirstVersionIsRead() throws {
        let hex = """
            010a0880a6d49a0dff04c070ff00c070ff00c070ff00c070ff06c070ff00c070ff00c070ff00c0b9da9a0d0000000028
            2800000000000000c0b9da9a0dd8a1d79a0d80e4d09a0d69c3de4128d146414dd5c541650f1241fc4d854103da7e40d2
            48b540e65b863fec3a013f9bc51d3e5414de3a2c311f3df840d72a1616473c018d69b1400a00a081016bb605bd82062d
            2e0cffff0d355b0fc82910757f11af82123e880194c538400f00484e012d16025a1803472104b32b053b51061c35076c
            160cffff0d67720e19850fbd7610926811087d12993d01625b6c401b001b0e01a90a02800503d50109130c0a4c300b6c
            6a0c19a30d19a30e6c6a0f4c3010130c19130c1a5f3c1ba58e1c4de91dffff1ea0b01f85542026182989092a9c1c2b73
            372c61492d49392e1d222f331401000040400f0273a604adf9073a530aaaaa0cffff10ac3d226c9a24a3e727364d2a55
            9e2c80ed2f2b4f3257a23483f3372c51
            """.filter { !$0.isWhitespace }.map { UInt8($0.hexDigitValue!) }
        let bytes = stride(from: 0, to: hex.count, by: 2).map { hex[$0] << 4 | hex[$0 + 1] }
        let history = try PollHistory(encoded: bytes)
        #expect(history.lastPoll == monday + 118 * hour && history.shown == 20)
        #expect(abs(history.itemsPerDay - 2.62) < 2)
        #expect(abs(history.pace.habit.came.reduce(0, +) - 27.5547) < 0.01)
        #expect(abs(history.pace.habit.expected.reduce(0, +) - 14.3452) < 0.01)
        let again = try PollHistory(encoded: history.encoded)
        #expect(again.encoded == history.encoded && again.encoded[0] == 2)
    }

    @Test func aDocumentOfStrangersIsAGap() {
        var history = PollHistory()
        history.observe(Brings.items(even(every: hour, from: monday + -9 * hour, days: 0.375), shown: 9), at: monday)
        #expect(!history.hasGap)
        history.observe(Brings.items(even(every: hour, from: monday, days: 0.375), shown: 9), at: monday + 12 * hour)
        #expect(history.hasGap && history.gaps == 1 && history.overlap == 0)
        let due = nextPoll(history, PollSettings(), now: monday + 12 * hour, random: 0)
        #expect(due.reason.changes.contains { $0.rule == .window })
        history.observe(Brings.nothing(), at: monday + 13 * hour)
        #expect(history.overlap == 9)
    }

    /// A date is believed where it lies between the last answer and this one; a date of last year is an arrival of now.
    @Test func arrivalsAreSeenByOurClock() {
        var history = PollHistory()
        history.observe(Brings.items([monday + -day]), at: monday)
        history.observe(Brings.items([monday + -365 * day, monday + 365 * day]), at: monday + hour)
        #expect(history.lastArrival! > monday && history.lastArrival! <= monday + hour)
        history.observe(Brings.items([monday + 90 * minute]), at: monday + 2 * hour)
        #expect(history.lastArrival == monday + 90 * minute)
    }

    @Test func lastPollsAreBounded() {
        let history = history(of: [], from: monday, until: monday + 3 * day)
        #expect(history.lastPolls.count == PollHistory.pollsKept)
        #expect(history.lastPoll == monday + 3 * day)
    }

    @Test func timesAreRoundedUpToSeconds() {
        var history = PollHistory()
        history.observe(Brings.nothing(), at: monday + 0.25)
        #expect(history.lastPoll == monday + 1)
    }

    private func observation(_ step: Int, _ now: Timestamp) -> PollObservation {
        switch step % 5 {
        case 0: Brings.items([now + -300, now + -200], shown: 30, .missing)
        case 1: Brings.nothing()
        case 2: Brings.failure(.rateLimited, retryAfter: 7200)
        case 3:
            PollObservation(
                outcome: .read, arrivals: [], shown: 30, freshness: 900.5,
                wishes: FeedWishes(ttl: 3600, updatePeriod: 7200, skipHours: 5, skipDays: 64))
        default: Brings.failure(.unknownHost)
        }
    }
}
