import Basics

#if canImport(Glibc)
    import Glibc
#endif

/// A daily number of requests for all feeds together, spent so that items wait least on the whole.
///
/// One price for a request, the same for every feed, does that (the Lagrange multiplier of the sum of delays under
/// the sum of requests): for even paces each feed then gets requests in proportion to the square root of its pace.
/// The price is reckoned from the feeds' demands, kept as a histogram, and corrected by what was spent against what
/// was allowed. Each call costs the same, however many feeds there are.
public struct Budget: Equatable, Sendable {
    /// Buckets of the histogram, four to an octave of `demand`.
    private static let buckets = 128
    private static let perOctave = 4.0
    private static let lowest = -28.0
    /// How strongly the price answers to a day's budget overspent, at once and per day that it lasts (natural
    /// logarithm).
    private static let gain = 1.0
    private static let slowGain = 0.15
    private static let mostDebt = 2.0
    private static let mostDebtDays = 20.0

    public let requestsPerDay: Double
    private var counts = [Int](repeating: 0, count: Budget.buckets)
    private var feeds = 0
    /// Days of the budget that were spent ahead of time, and this summed over days.
    private(set) var debt = 0.0
    private(set) var debtDays = 0.0
    private var settledAt: Timestamp?

    public init(requestsPerDay: Double) {
        self.requestsPerDay = max(requestsPerDay, 1e-6)
    }

    /// The same feeds with another number of requests, of which none is spent.
    public func renewed(requestsPerDay: Double) -> Budget {
        var budget = Budget(requestsPerDay: requestsPerDay)
        (budget.counts, budget.feeds) = (counts, feeds)
        return budget
    }

    /// A feed came (`old` nil), went (`new` nil) or changed its `PollHistory.demand`.
    public mutating func changeDemand(from old: Double?, to new: Double?) {
        if let old {
            counts[Self.bucket(old)] -= 1
            feeds -= 1
        }
        if let new {
            counts[Self.bucket(new)] += 1
            feeds += 1
        }
    }

    /// A request was made.
    public mutating func spend(at time: Timestamp) {
        settle(at: time)
        debt = min(debt + 1 / requestsPerDay, Self.mostDebt)
    }

    /// The ceiling that leaves nine tenths of the budget to feeds that have something to tell, a day to a week, in
    /// seconds.
    public var ceiling: Double {
        min(max(10 * Double(feeds) / requestsPerDay, 1), 7) * 86_400
    }

    /// The settings with the budget's price and ceilings.
    public func applied(to settings: PollSettings) -> PollSettings {
        var settings = settings
        settings.price = price(ceiling: settings.maxInterval ?? ceiling)
        settings.ceiling = ceiling
        settings.dormantCeiling = max(settings.dormantCeiling, ceiling)
        return settings
    }

    /// Item-seconds that a request may cost now.
    public func price(ceiling: Double) -> Double {
        reckoned(ceiling: ceiling) * exp(Self.gain * debt + Self.slowGain * debtDays)
    }

    private mutating func settle(at time: Timestamp) {
        guard let last = settledAt else {
            settledAt = time
            return
        }
        // A clock set back earns nothing, one set forward at most a day.
        let days = min(max(0, (time - last) / 86_400), 1)
        settledAt = time
        debt = max(debt - days, -Self.mostDebt)
        debtDays = min(max(debtDays + debt * days, -Self.mostDebtDays), Self.mostDebtDays)
    }

    /// The price at which the demands of the histogram make up the budget.
    private func reckoned(ceiling: Double) -> Double {
        let filled = counts.indices.filter { counts[$0] > 0 }.map {
            (count: Double(counts[$0]), demand: Self.demands[$0])
        }
        guard !filled.isEmpty else { return PollSettings.defaultPrice }
        var low = log(1e-3)
        var high = log(1e12)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            let scale = 86_400 / (2 * exp(middle)).squareRoot()
            let requests = filled.reduce(0) { $0 + $1.count * max($1.demand * scale, 86_400 / ceiling) }
            if requests > requestsPerDay { low = middle } else { high = middle }
        }
        return exp((low + high) / 2)
    }

    private static let demands = (0..<buckets).map { exp2(lowest + (Double($0) + 0.5) / perOctave) }

    private static func bucket(_ demand: Double) -> Int {
        guard demand > 0 else { return 0 }
        return min(max(Int((log2(demand) - lowest) * perOctave), 0), buckets - 1)
    }
}

extension Budget {
    /// What outlives the daemon: the debt. The feeds' demands are told anew at each start.
    public var saved: JSONValue {
        .object([
            JSONValue.Member(key: "debt", value: .number(debt)),
            JSONValue.Member(key: "debt_days", value: .number(debtDays)),
            JSONValue.Member(key: "settled_at", value: settledAt.map { .string($0.description) } ?? .null),
        ])
    }

    /// Takes up a saved debt; what cannot be read counts as none.
    public mutating func resume(_ saved: JSONValue) {
        debt = min(max(saved["debt"]?.number ?? 0, -Self.mostDebt), Self.mostDebt)
        debtDays = min(max(saved["debt_days"]?.number ?? 0, -Self.mostDebtDays), Self.mostDebtDays)
        settledAt = saved["settled_at"]?.string.flatMap { Timestamp(rfc3339: $0) }
    }
}
