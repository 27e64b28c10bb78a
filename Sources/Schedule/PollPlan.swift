#if canImport(Glibc)
    import Glibc
#endif

/// Where on a forecast to poll, when a poll costs a price and each item's wait costs its seconds.
///
/// The plan is the cheapest chain of polls over the whole forecast, found backwards from its end (dynamic programming);
/// only its first poll is used, for by then more is known. For an even pace λ it gives the gap √(2·price/λ); with hours
/// known it polls soon after a rise, and once more as a busy spell ends.
struct PollPlan: Sendable {
    /// Points of the forecast; a gap spans about `pointsPerGap` of them.
    static let points = 72
    static let pointsPerGap = 9.0

    /// The even gap for a pace of `perSecond` items, in seconds.
    static func evenGap(perSecond: Double, price: Double) -> Double {
        perSecond > 0 ? (2 * price / perSecond).squareRoot() : .infinity
    }

    /// Seconds from the forecast's start to the first poll. `price` in item-seconds; gaps within `bounds` (seconds).
    static func firstGap(on forecast: Forecast, price: Double, bounds: ClosedRange<Double>) -> Double {
        let last = forecast.items.count - 1
        let shortest = max(1, Int((bounds.lowerBound / forecast.step).rounded(.up)))
        let longest = max(shortest, Int(bounds.upperBound / forecast.step))
        var cost = Array(repeating: 0.0, count: last + 1)
        var choice = last
        for point in stride(from: last - 1, through: 0, by: -1) {
            var least = Double.infinity
            if point + shortest > last {
                cost[point] = forecast.wait(from: point, to: last)
                continue
            }
            for next in (point + shortest)...min(last, point + longest) {
                let sum = forecast.wait(from: point, to: next) + price + cost[next]
                if sum < least {
                    least = sum
                    if point == 0 { choice = next }
                }
            }
            cost[point] = least
        }
        return min(max(Double(choice) * forecast.step, bounds.lowerBound), bounds.upperBound)
    }
}
