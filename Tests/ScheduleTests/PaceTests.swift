import Basics
import Testing

@testable import Schedule

private func pace(of times: [Timestamp], from start: Timestamp, until end: Timestamp) -> Pace {
    var pace = Pace()
    pace.begin(with: [], shown: 20, at: start.secondsSince1970)
    for time in times { pace.note(time.secondsSince1970) }
    pace.advance(to: end.secondsSince1970)
    return pace
}

@Suite struct PaceTests {
    @Test(arguments: [0.25, 1, 6, 24])
    func learnsAnEvenPace(_ hours: Double) {
        let times = even(every: hours * hour, from: monday, days: 60)
        let pace = pace(of: times, from: monday, until: monday + 60 * day)
        let perDay = pace.perDay()
        #expect(perDay > 24 / hours * 0.8 && perDay < 24 / hours * 1.25)
        let forecast = Forecast(pace, from: (monday + 60 * day).secondsSince1970, step: hour, points: 49)
        #expect(abs(forecast.items[48] - 48 / hours) < 48 / hours * 0.3)
    }

    /// A feed that publishes from 8 to 12 is expected then, and polled then.
    @Test func learnsTheHours() {
        var mornings: [Timestamp] = []
        for date in 0..<40 {
            let eight = monday + Double(date) * day + 8 * hour
            for item in 0..<8 { mornings.append(eight + Double(item) * 30 * minute) }
        }
        let pace = pace(of: mornings, from: monday, until: monday + 40 * day)
        let forecast = Forecast(pace, from: (monday + 40 * day).secondsSince1970, step: hour, points: 25)
        #expect(forecast.items[13] - forecast.items[8] > 5 * (forecast.items[23] - forecast.items[14]))
        let night = PollPlan(pace, from: (monday + 40 * day).secondsSince1970, price: 3600, bounds: 600...86_400)
        let morning = PollPlan(
            pace, from: (monday + 40 * day + 9 * hour).secondsSince1970, price: 3600, bounds: 600...86_400)
        #expect(night.gap > 3 * morning.gap)
        #expect(night.gap > 6 * hour && night.gap < 11 * hour)
    }

    /// On Mondays only: after six weeks a Monday is expected to bring more than a Wednesday.
    @Test func learnsTheDaysOfTheWeek() {
        var mondays: [Timestamp] = []
        for week in 0..<6 {
            let morning = monday + Double(week) * 7 * day
            for item in 0..<24 { mondays.append(morning + Double(item) * hour) }
        }
        let pace = pace(of: mondays, from: monday, until: monday + 42 * day)
        let hours = HourFactors(pace.profile)
        let noons = (0..<7).map { hours((monday + Double($0) * day + 12 * hour).secondsSince1970) }
        #expect(noons[0] > 1.2 * noons[2])
    }

    /// After a burst has begun, the next poll comes sooner than in a quiet hour of the same feed.
    @Test func comesSoonerInABurst() {
        var bursts: [Timestamp] = []
        for burst in 0..<60 {
            let first = monday + Double(burst) * 1.3 * day
            for item in 0..<12 { bursts.append(first + Double(item) * 15 * minute) }
        }
        let begun = monday + 60 * 1.3 * day
        let calm = pace(of: bursts, from: monday, until: begun + -5 * hour)
        let burst = pace(of: bursts + [begun, begun + 15 * minute], from: monday, until: begun + 20 * minute)
        let bounds = 60.0...86_400
        let calmGap = PollPlan(calm, from: calm.known, price: 3600, bounds: bounds).gap
        let burstGap = PollPlan(burst, from: burst.known, price: 3600, bounds: bounds).gap
        #expect(burstGap < calmGap / 2)
    }

    /// The plan for a pace without hours or habits is the even gap √(2·price/λ).
    @Test func plansTheEvenGapWhereOnlyThePaceIsKnown() {
        var random = Seeded(state: 2)
        let times = (0..<2160).map { _ in monday + Double.random(in: 0...90, using: &random) * day }.sorted()
        let pace = pace(of: times, from: monday, until: monday + 90 * day)
        for price in [600.0, 7200, 86_400] {
            let plan = PollPlan(pace, from: pace.known, price: price, bounds: 60...86_400 * 7)
            let even = PollPlan.evenGap(perSecond: 1 / hour, price: price)
            #expect(plan.gap > even * 0.7 && plan.gap < even * 1.4)
        }
    }

    /// What is believed before much is known: (items, days, items a day at least, at most).
    @Test(arguments: [
        (0.0, 0.0, 1.0, 4.0), (0, 40, 0, 0.03), (1, 40, 0.01, 0.05), (25, 0.5, 40, 51), (300, 30, 9.9, 10.1),
    ])
    func aFeedIsQuietOrBusy(_ items: Double, _ days: Double, _ least: Double, _ most: Double) {
        let rate = PacePrior().rate(items: items, days: days)
        #expect(rate >= least && rate <= most)
    }

    /// A feed that rests from 12 to 13 each day: the hour is known to be empty, though its neighbours are busy.
    @Test func learnsAnHourOfRest() {
        var profile = HourProfile()
        for halfHour in 0..<48 where halfHour != 24 && halfHour != 25 {
            for item in 0..<20 { profile.note(Double(item) * day + (Double(halfHour) + 0.5) * 30 * minute) }
        }
        let hours = HourFactors(profile)
        let (rest, before, after) = (hours(12.5 * hour), hours(10.5 * hour), hours(14.5 * hour))
        #expect(rest < 0.6 * before && rest < 0.6 * after)
    }

    @Test func aShortFirstDocumentTellsOfWeeks() {
        var short = Pace()
        short.begin(with: [(monday + -hour).secondsSince1970], shown: 1, at: monday.secondsSince1970)
        var long = Pace()
        let dates = even(every: hour, from: monday + -30 * hour, days: 1.25).map(\.secondsSince1970)
        long.begin(with: dates, shown: 30, at: monday.secondsSince1970)
        #expect(short.perDay() < 0.5)
        #expect(long.perDay() > 8)
    }

    /// However long the absence, taking it in is quick, and the pace falls.
    @Test func aYearsAbsence() {
        var pace = pace(of: even(every: 10 * minute, from: monday, days: 3), from: monday, until: monday + 3 * day)
        let before = pace.perDay()
        pace.advance(to: (monday + 3650 * day).secondsSince1970)
        #expect(pace.perDay() < before / 100)
        #expect(pace.perDay() > 0)
    }
}
