import Basics
import Testing

@testable import Schedule

@Suite struct BudgetTests {
    /// Requests of feeds with these paces (items a day) over a day at the budget's price, each at its even gap.
    private func requests(_ paces: [Double], _ price: Double) -> [Double] {
        paces.map { 86_400 / PollPlan.evenGap(perSecond: $0 / 86_400, price: price) }
    }

    @Test(arguments: [20.0, 300, 5000])
    func thePriceMakesUpTheBudget(_ perDay: Double) {
        let paces = (0..<50).map { 0.5 + Double($0) }
        var budget = Budget(requestsPerDay: perDay)
        for pace in paces { budget.changeDemand(from: nil, to: (pace / 86_400).squareRoot()) }
        let spent = requests(paces, budget.price(ceiling: 365 * day)).reduce(0, +)
        #expect(abs(spent - perDay) < perDay * 0.05)
    }

    @Test func aFeedThatGoesLeavesTheOthersMore() {
        var budget = Budget(requestsPerDay: 100)
        for _ in 0..<50 { budget.changeDemand(from: nil, to: 0.01) }
        let before = budget.price(ceiling: day)
        for _ in 0..<25 { budget.changeDemand(from: 0.01, to: nil) }
        #expect(budget.price(ceiling: day) < before / 3)
    }

    @Test func anotherNumberOfRequestsIsABudgetOfTheSameFeedsWithNothingSpent() {
        let start = Timestamp(seconds: 1_800_000_000)
        var (old, new) = (Budget(requestsPerDay: 100), Budget(requestsPerDay: 40))
        for demand in [0.01, 0.002, 0.3] {
            old.changeDemand(from: nil, to: demand)
            new.changeDemand(from: nil, to: demand)
        }
        for _ in 0..<50 { old.spend(at: start) }
        #expect(old.renewed(requestsPerDay: 40) == new)
    }

    @Test func overspendingMakesRequestsDearAndThriftCheap() {
        var budget = Budget(requestsPerDay: 100)
        budget.changeDemand(from: nil, to: 0.01)
        budget.spend(at: monday)
        let before = budget.price(ceiling: day)
        for index in 0..<50 { budget.spend(at: monday + Double(index)) }
        #expect(budget.price(ceiling: day) > before * 1.3)
        budget.spend(at: monday + 20 * hour)
        #expect(budget.price(ceiling: day) < before)
    }

    /// D19: a clock that jumps ten years ahead earns a day's budget, one that jumps back none.
    @Test func clockJumpsEarnLittle() {
        var budget = Budget(requestsPerDay: 100)
        budget.spend(at: monday)
        budget.spend(at: monday + 3650 * day)
        #expect(budget.debt > -1.01)
        let before = budget.debt
        budget.spend(at: monday)
        #expect(budget.debt > before)
    }

    @Test func theDebtOutlivesARestart() {
        var budget = Budget(requestsPerDay: 100)
        for index in 0..<30 { budget.spend(at: monday + Double(index) * minute) }
        var again = Budget(requestsPerDay: 100)
        again.resume(budget.saved)
        #expect(again == budget)
        again.resume(.null)
        #expect(again.debt == 0)
    }

    @Test func theCeilingLeavesABudgetToFeedsThatPublish() {
        var budget = Budget(requestsPerDay: 100)
        for _ in 0..<20 { budget.changeDemand(from: nil, to: 0.01) }
        #expect(budget.ceiling == 2 * day)
        for _ in 0..<200 { budget.changeDemand(from: nil, to: 0.01) }
        #expect(budget.ceiling == 7 * day)
    }
}

@Suite struct StartSpreadTests {
    /// 100,000 feeds due at once after a day's sleep: a flat hour.
    @Test func aHundredThousandFeedsStartEvenlyOverAnHour() {
        let now = monday + day
        let starts = StartSpread().spread((0..<100_000).map { monday + Double($0 % 86_400) }, from: now)
        var perSecond = [Int](repeating: 0, count: 3600)
        for start in starts { perSecond[Int(start - now)] += 1 }
        #expect(perSecond.max()! <= 28 && perSecond.min()! >= 27)
    }

    @Test func aSmallBacklogIsDoneSoonAndInOrder() {
        let due = [monday + -5, monday + -50, monday + 30]
        let starts = StartSpread(window: 3600, rate: 2).spread(due, from: monday)
        #expect(starts == [monday + 0.5, monday, monday + 30])
    }
}
