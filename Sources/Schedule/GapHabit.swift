#if canImport(Glibc)
    import Glibc
#endif

/// How a feed's items follow one another: how many times as likely an item is, so long after the last one, as the pace
/// and the hours say.
///
/// Counted in bins of time since the last item, in terms of the usual gap: items that came against items that pace and
/// hours let expect. Apart for what follows a long gap and what follows a short one (a burst goes on).
struct GapHabit: Equatable, Sendable {
    /// Bin b ends when 2^(b/2) ÷ 64 items would have come at the feed's usual pace; the last has no end.
    static let bins = 24
    static let ends: [Double] = (0..<bins).map { exp2(Double($0) / 2) / 64 }

    /// By bin: first those after a long gap, then those after a short one.
    var came = [Float](repeating: 0, count: 2 * bins)
    var expected = [Float](repeating: 0, count: 2 * bins)

    /// `elapsed` in usual gaps.
    static func bin(_ elapsed: Double) -> Int {
        guard elapsed >= ends[0] else { return 0 }
        return min(Int(2 * log2(elapsed * 64)) + 1, bins - 1)
    }

    static func index(_ bin: Int, inBurst: Bool) -> Int { inBurst ? bins + bin : bin }

    mutating func decay(by factor: Double) {
        for index in came.indices {
            came[index] *= Float(factor)
            expected[index] *= Float(factor)
        }
    }

    /// 1 where nothing is known. Each bin is told of by its neighbours too, half as loudly; and is shrunk to what holds
    /// after long and short gaps alike.
    func factor(_ bin: Int, inBurst: Bool, model: PaceModel) -> Double {
        let long = heard(bin, inBurst: false)
        let short = heard(bin, inBurst: true)
        let both =
            (long.came + short.came + model.habitWeight) / (long.expected + short.expected + model.habitWeight)
        let own = inBurst ? short : long
        return (own.came + both * model.burstWeight) / (own.expected + model.burstWeight)
    }

    private func heard(_ bin: Int, inBurst: Bool) -> (came: Double, expected: Double) {
        let middle = Self.index(bin, inBurst: inBurst)
        var sum = (came: Double(came[middle]), expected: Double(expected[middle]))
        for (neighbour, exists) in [(middle - 1, bin > 0), (middle + 1, bin < Self.bins - 1)] where exists {
            sum.came += Double(came[neighbour]) / 2
            sum.expected += Double(expected[neighbour]) / 2
        }
        return sum
    }
}
