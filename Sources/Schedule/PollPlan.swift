/// Where on a forecast to poll, when a poll costs a price and each item's wait costs its seconds.
///
/// The plan is the cheapest chain of polls over the whole forecast, found backwards from its end (dynamic programming);
/// only its first poll is used, for by then more is known. For an even pace λ it gives the gap √(2·price/λ); with hours
/// known it polls soon after a rise, and once more as a busy spell ends.
struct PollPlan: Sendable {
    /// Points of the forecast; an even gap spans about `pointsPerGap` of them.
    static let points = 80
    static let pointsPerGap = 10.0
    /// A gap of fewer points than this is planned again on a finer grid.
    private static let coarse = 5.0

    /// Seconds to the first poll.
    let gap: Double
    let forecast: Forecast

    /// `start` in seconds since 1970, `price` in item-seconds, the gap within `bounds` (seconds).
    init(_ pace: Pace, from start: Double, price: Double, bounds: ClosedRange<Double>, model: PaceModel = .standard) {
        let even = Self.evenGap(perSecond: pace.perDay(model: model) / 86_400, price: price)
        var step = min(max(even, 1), bounds.upperBound) / Self.pointsPerGap
        var forecast = Forecast(pace, from: start, step: step, points: Self.points, model: model)
        var gap = Self.firstGap(on: forecast, price: price, bounds: bounds)
        if gap < Self.coarse * step {
            step /= Self.coarse
            forecast = Forecast(pace, from: start, step: step, points: Self.points, model: model)
            gap = Self.firstGap(on: forecast, price: price, bounds: bounds)
        }
        self.forecast = forecast
        self.gap = gap
    }

    /// The even gap for a pace of `perSecond` items, in seconds.
    static func evenGap(perSecond: Double, price: Double) -> Double {
        perSecond > 0 ? (2 * price / perSecond).squareRoot() : .infinity
    }

    private static func firstGap(on forecast: Forecast, price: Double, bounds: ClosedRange<Double>) -> Double {
        let last = forecast.items.count - 1
        let shortest = max(1, Int((bounds.lowerBound / forecast.step).rounded(.up)))
        let longest = max(shortest, Int(bounds.upperBound / forecast.step))
        // What the rest costs after a poll at each point.
        var cost = Array(repeating: 0.0, count: last + 1)
        var choice = last
        for point in stride(from: last - 1, through: 0, by: -1) {
            guard point + shortest <= last else {
                cost[point] = forecast.wait(from: point, to: last)
                continue
            }
            var least = Double.infinity
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
