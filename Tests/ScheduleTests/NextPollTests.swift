import Basics
import Testing

@testable import Schedule

/// Seconds from the last poll to the next.
private func wait(_ history: PollHistory, _ settings: PollSettings = PollSettings(), random: Double = 0) -> Double {
    let last = history.lastPoll!
    return nextPoll(history, settings, now: last, random: random).at! - last
}

private func answered(_ observations: PollObservation...) -> PollHistory {
    var history = PollHistory()
    for (index, observation) in observations.enumerated() {
        history.observe(observation, at: monday + Double(index) * day)
    }
    return history
}

/// A wish of the server or the feed, and what comes of it.
struct Wish: Sendable {
    let why: String
    let wishes: FeedWishes
    let freshness: Double?
    let waits: Double
    let code: String

    init(_ why: String, _ wishes: FeedWishes = FeedWishes(), freshness: Double? = nil, waits: Double, _ code: String) {
        (self.why, self.wishes, self.freshness, self.waits, self.code) = (why, wishes, freshness, waits, code)
    }
}

/// Failures in a row, and the wait after them.
struct Failure: Sendable {
    let why: String
    let failure: FailureClass
    let inARow: Int
    let retryAfter: Double?
    let waits: Double
    /// How much longer it may be.
    let drift: Double
    let code: String

    init(
        _ why: String, _ failure: FailureClass, _ inARow: Int = 1, retryAfter: Double? = nil, waits: Double,
        drift: Double = 0, _ code: String = "failure"
    ) {
        (self.why, self.failure, self.inARow) = (why, failure, inARow)
        (self.retryAfter, self.waits, self.drift, self.code) = (retryAfter, waits, drift, code)
    }
}

@Suite struct NextPollTests {
    @Test func aFeedNeverAskedIsAskedAtOnce() {
        let due = nextPoll(PollHistory(), PollSettings(), now: monday, random: 0.5)
        #expect(due.at == monday)
        #expect(due.reason.code == "never-polled")
    }

    /// D12 to D17: whose wish decides. A feed of ten items a day; `random` 0, so that jitter adds nothing to a floor.
    @Test(arguments: [
        Wish("D13: an hour with validators", waits: 1 * hour, "validated-floor"),
        Wish("D13: less if max-age allows less", freshness: 20 * minute, waits: 20 * minute, "freshness"),
        Wish("D14: max-age is waited out", freshness: 5 * hour, waits: 5 * hour, "freshness"),
        Wish("D14: a year's max-age is cut to a day", freshness: 365 * day, waits: day, "freshness"),
        Wish("D15: max-age=0 is no wish to be asked faster", freshness: 0, waits: hour, "validated-floor"),
        Wish("D17: ttl lengthens", FeedWishes(ttl: 6 * hour), waits: 6 * hour, "feed-period"),
        Wish("D17: ttl does not shorten", FeedWishes(ttl: 5 * minute), waits: hour, "validated-floor"),
        Wish("D17: updatePeriod lengthens", FeedWishes(updatePeriod: 7 * hour), waits: 7 * hour, "feed-period"),
    ])
    func wishes(_ row: Wish) {
        var history = history(
            of: even(every: 2.4 * hour, from: monday, days: 10), from: monday, until: monday + 10 * day)
        var last = Brings.nothing()
        last.freshness = row.freshness
        last.wishes = row.wishes
        history.observe(last, at: monday + 10 * day + hour)
        var settings = PollSettings()
        settings.price = 10
        #expect(wait(history, settings) == row.waits, "\(row.why)")
        #expect(nextPoll(history, settings, now: monday + 11 * day, random: 0).reason.code == row.code, "\(row.why)")
    }

    @Test(arguments: [
        ("D12: four hours without validators", 48 * hour, PollObservation.Validators.missing, 4 * hour),
        ("D13: an hour with validators", 48 * hour, .given, 1 * hour),
        ("a file costs no stranger anything", 48 * hour, .notNeeded, 10 * minute),
    ])
    func aSlowFeedIsNotAskedFasterThan(
        _ why: String, _ gap: Double, _ validators: PollObservation.Validators, _ floor: Double
    ) {
        let history = history(
            of: even(every: gap, from: monday, days: 10), from: monday, until: monday + 10 * day, validators)
        var settings = PollSettings()
        settings.price = 0.001
        #expect(wait(history, settings) == floor, "\(why)")
    }

    @Test(arguments: [PollObservation.Validators.given, .missing])
    func aFastFeedIsAskedFasterThanTheHour(_ validators: PollObservation.Validators) {
        let history = history(
            of: even(every: 20 * minute, from: monday, days: 6), from: monday, until: monday + 6 * day, shown: 200,
            validators)
        var settings = PollSettings()
        settings.price = 10
        #expect((10 * minute...30 * minute).contains(wait(history, settings)))
    }

    /// D22 to D30. After a refusal that names no time the wait doubles; a time that is named is kept to.
    @Test(arguments: [
        Failure("D22: 503 with Retry-After", .serverError, retryAfter: 7 * hour, waits: 7 * hour, "retry-after"),
        Failure("D23: 88 h", .rateLimited, retryAfter: 88 * hour, waits: 88 * hour, "retry-after"),
        Failure("D23: a year is cut to a week", .rateLimited, retryAfter: 365 * day, waits: 7 * day, "retry-after"),
        Failure("D24: 429 without header", .rateLimited, waits: 4 * hour),
        Failure("D24: doubling", .rateLimited, 3, waits: 16 * hour),
        Failure("D25: 403", .refused, waits: 4 * hour),
        Failure("D25: growing", .refused, 2, waits: 8 * hour),
        Failure("D29: 404", .notFound, 2, waits: 4 * hour),
        Failure("D29: a day within a week", .notFound, 5, waits: day, drift: 6 * hour),
        Failure("D29: no address", .unknownHost, 5, waits: day, drift: 6 * hour),
        Failure("D30: 5xx", .serverError, 4, waits: 4 * hour),
    ])
    func failures(_ row: Failure) {
        var history = history(of: even(every: hour, from: monday, days: 6), from: monday, until: monday + 6 * day)
        for index in 0..<row.inARow {
            let poll = Brings.failure(row.failure, retryAfter: row.retryAfter)
            history.observe(poll, at: monday + 6 * day + Double(index + 1) * hour)
        }
        #expect(history.failuresInARow == row.inARow)
        #expect((row.waits...(row.waits + row.drift)).contains(wait(history)), "\(row.why)")
        #expect(
            nextPoll(history, PollSettings(), now: history.lastPoll!, random: 0).reason.code == row.code, "\(row.why)")
    }

    /// A wait of just a day would find it down for ever.
    @Test(arguments: [2.0, 6, 12]) func whatIsDownAtTheSameHoursOfEachDayIsMetInItsGoodOnes(_ hours: Double) {
        for start in stride(from: 0, to: hours, by: 0.5) {
            var (time, failures) = (start * hour, 0)
            while time.truncatingRemainder(dividingBy: day) < hours * hour, failures < 40 {
                failures += 1
                time += Backoff.wait(after: .notFound, inARow: failures + 10, lasting: time - start * hour)
            }
            #expect(failures <= 6, "down for \(hours) h, first asked after \(start) h of it")
        }
    }

    /// D24: never faster than before.
    @Test func aRefusalDoesNotSpeedASlowFeedUp() {
        var history = answered(Brings.items([], shown: 0), Brings.nothing())
        let before = wait(history)
        history.observe(Brings.failure(.serverError), at: monday + 3 * day)
        #expect(before > 30 * minute)
        #expect(wait(history) > before * 0.99)
    }

    @Test func retryAfterOfNoUseIsIgnored() {
        for useless in [0, -5, Double.nan, .infinity] {
            let history = answered(Brings.failure(.rateLimited, retryAfter: useless))
            #expect(wait(history) == wait(answered(Brings.failure(.rateLimited))))
            #expect(history.refusedUntil == nil)
        }
    }

    /// D29: after a month of failing the feed is still asked, each week, after half a year each month.
    @Test(arguments: [(20 * day, day), (31 * day, 7 * day), (200 * day, 30 * day)])
    func aFeedThatFailsForEverIsStillAsked(_ lasting: Double, _ expected: Double) {
        var history = PollHistory()
        for index in 0...40 { history.observe(Brings.failure(.notFound), at: monday + lasting * Double(index) / 40) }
        #expect((expected...(expected + 6 * hour)).contains(wait(history)))
    }

    @Test func anotherClassBeginsItsOwnRowAndSuccessEndsIt() {
        var history = answered(Brings.failure(.serverError), Brings.failure(.serverError), Brings.failure(.notFound))
        #expect(history.failuresInARow == 1)
        #expect(history.failingSince == monday)
        history.observe(Brings.nothing(), at: monday + 9 * day)
        #expect(history.failure == nil && history.failuresInARow == 0 && history.failingSince == nil)
    }

    /// D28.
    @Test func goneIsNotAskedAgainUnlessSet() {
        let history = answered(Brings.nothing(), PollObservation(outcome: .gone))
        #expect(nextPoll(history, PollSettings(), now: monday + 2 * day, random: 0).at == nil)
        var settings = PollSettings()
        settings.goneInterval = 30 * day
        #expect(nextPoll(history, settings, now: monday + 2 * day, random: 0).at == monday + 31 * day)
    }

    /// When our own network is down, nobody's count grows, and the feed is tried again soon.
    @Test func ownOutageCountsAgainstNobody() {
        var history = answered(Brings.nothing(), Brings.failure(.connection))
        let before = history
        history.observe(PollObservation(outcome: .ownOutage), at: monday + 2 * day)
        #expect(history.failuresInARow == 1 && history.lastPolls == before.lastPolls)
        let due = nextPoll(history, PollSettings(), now: monday + 2 * day, random: 0)
        #expect(due.at == monday + 2 * day + 600)
        #expect(due.reason.code == "own-outage")
    }

    @Test func theFeedsOwnIntervalPinsItButServersWishesLengthen() {
        var settings = PollSettings()
        settings.interval = 30 * minute
        var history = history(of: even(every: 20 * hour, from: monday, days: 6), from: monday, until: monday + 6 * day)
        #expect(wait(history, settings) == 30 * minute)
        var fresh = Brings.nothing()
        fresh.freshness = 2 * hour
        history.observe(fresh, at: monday + 7 * day)
        #expect(wait(history, settings) == 2 * hour)
    }

    @Test func maxIntervalHoldsForAFeedWithNothingToTell() {
        var settings = PollSettings()
        settings.maxInterval = 6 * hour
        let history = history(of: [], from: monday, until: monday + 30 * day)
        for random in [0, 0.5, 0.999] { #expect(wait(history, settings, random: random) <= 6 * hour) }
        settings.maxInterval = nil
        settings.price = 1e9
        #expect(wait(history, settings) > 3 * day)
    }

    /// D17.
    @Test func skippedHoursAndDaysArePassed() {
        let wishes = FeedWishes(skipHours: 0b111, skipDays: 0b10)
        #expect(wishes.allowed(from: monday) == monday + day + 3 * hour)
        #expect(wishes.allowed(from: monday + 2 * day + 4.5 * hour) == monday + 2 * day + 4.5 * hour)
        #expect(FeedWishes(skipHours: 0xFF_FFFF).allowed(from: monday) == monday)
        #expect(FeedWishes(skipDays: 0x7F).allowed(from: monday) == monday)
    }

    /// D19: a clock set back or forward makes no feed due at once, nor silent for long.
    @Test func clockJumps() {
        let history = history(of: even(every: hour, from: monday, days: 6), from: monday, until: monday + 6 * day)
        let back = monday + -300 * day
        let due = nextPoll(history, PollSettings(), now: back, random: 0.5).at!
        #expect(due > back + 9 * minute && due < back + 2 * day)
        var later = history
        later.observe(Brings.nothing(), at: back)
        later.observe(Brings.items([back + hour]), at: back + 2 * hour)
        #expect(later.lastArrival! <= back + 2 * hour)
        #expect(wait(later) < 2 * day)
    }
}

@Suite struct NextPollProperties {
    /// Whatever was observed: floors are honoured whatever the jitter (D21), and the wait is never endless.
    @Test(arguments: [PollObservation.Validators.given, .missing]) func aFloorOfNothingIsNone(
        _ validators: PollObservation.Validators
    ) {
        var settings = PollSettings()
        (settings.validatedFloor, settings.unvalidatedFloor) = (0, 0)
        var observation = PollObservation(outcome: .unchanged)
        observation.validators = validators
        #expect(wait(answered(observation, observation), settings) >= settings.minInterval)
    }

    @Test func anotherAddressBeginsAfreshButForItsPace() {
        var history = answered(PollObservation(outcome: .unchanged), PollObservation(outcome: .gone))
        history.observe(PollObservation(outcome: .failed(.serverError), retryAfter: 9e5), at: monday + 3 * day)
        let pace = history.itemsPerDay
        history.addressChanged()
        history.observe(PollObservation(outcome: .failed(.serverError)), at: monday + 4 * day)
        #expect(history.failuresInARow == 1 && history.failingSince == monday + 4 * day)
        let due = nextPoll(history, PollSettings(), now: monday + 4 * day, random: 0)
        #expect(due.at.map { $0 - (monday + 4 * day) < day } == true)
        #expect(abs(history.itemsPerDay - pace) < 1)
    }

    @Test func floorsAreHonoured() {
        var random = Seeded(state: 11)
        for _ in 0..<300 {
            var history = PollHistory()
            var now = monday
            for _ in 0..<Int.random(in: 1...12, using: &random) {
                now = now + Double.random(in: 60...100_000, using: &random)
                history.observe(anything(before: now, using: &random), at: now)
            }
            var settings = PollSettings()
            settings.minInterval = [60, 600, 3600].randomElement(using: &random)!
            settings.price = Double(1 << Int.random(in: 0...24, using: &random))
            guard let last = history.lastPoll, !history.isGone else { continue }
            let due = nextPoll(history, settings, now: last, random: Double.random(in: 0..<1, using: &random))
            let wait = due.at! - last
            #expect(wait >= settings.minInterval)
            #expect(wait <= 31 * day)
            if let fresh = history.freshUntil { #expect(wait >= min(fresh - last, settings.freshnessCap) - 1) }
            if let refused = history.refusedUntil { #expect(wait >= min(refused - last, settings.retryAfterCap) - 1) }
            #expect(!due.reason.description.isEmpty)
        }
    }

    /// Late side only, past a floor: never 59 minutes for 60.
    @Test func jitterIsOnTheLateSideOfAFloor() {
        let history = history(of: [], from: monday, until: monday + 2 * day)
        var settings = PollSettings()
        settings.interval = hour
        for step in 0..<20 {
            let wait = wait(history, settings, random: Double(step) / 20)
            #expect(wait >= 60 * minute && wait <= 66 * minute)
        }
    }

    /// D20: starts move by a tenth to either side of a wish that nobody else made.
    @Test func jitterSpreadsALearntWish() {
        let history = history(of: even(every: 8 * hour, from: monday, days: 10), from: monday, until: monday + 10 * day)
        let (early, late) = (wait(history, random: 0), wait(history, random: 0.999))
        #expect(late > early * 1.2)
    }

    /// Where items could roll off, jitter only brings the poll forward.
    @Test func jitterNeverComesTooLateForTheDocumentsEnd() {
        let history = history(
            of: even(every: hour, from: monday, days: 10), from: monday, until: monday + 10 * day, shown: 6, .notNeeded)
        var settings = PollSettings()
        settings.price = 1e9
        let waits = (0..<10).map { wait(history, settings, random: Double($0) / 9) }
        #expect(waits.max() == waits[0] && waits[9] >= waits[0] * 0.89 && waits[9] < waits[0])
        #expect(waits[0] < 6 * hour)
    }

    private func anything(before now: Timestamp, using random: inout Seeded) -> PollObservation {
        let outcomes: [PollObservation.Outcome] = [
            .read, .read, .unchanged, .failed(.rateLimited), .failed(.connection), .failed(.notFound),
        ]
        let arrivals = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            PollObservation.Arrival(
                published: Bool.random(using: &random) ? now + -Double.random(in: -1e5...1e6, using: &random) : nil)
        }
        let outcome = outcomes.randomElement(using: &random)!
        return PollObservation(
            outcome: outcome, arrivals: outcome == .read ? arrivals : [], shown: outcome == .read ? 10 : nil,
            validators: [.given, .missing, .notNeeded].randomElement(using: &random)!,
            freshness: Bool.random(using: &random) ? Double.random(in: 0...1e6, using: &random) : nil,
            retryAfter: outcome == .failed(.rateLimited) ? Double.random(in: 0...1e6, using: &random) : nil,
            wishes: FeedWishes(ttl: Double.random(in: 0...1e5, using: &random)))
    }
}
