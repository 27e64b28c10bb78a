/// The items that a feed is expected to publish from now on, on an even grid of times.
struct Forecast: Sendable {
    /// Seconds since 1970 of the grid's first point.
    let start: Double
    /// Seconds between two points.
    let step: Double
    /// Items expected from `start` to each point; the first is 0.
    let items: [Double]
    /// Item-seconds: what all these items have waited together by each point; the first is 0.
    let waited: [Double]

    init(_ pace: Pace, from start: Double, step: Double, points: Int, model: PaceModel = .standard) {
        self.start = start
        self.step = step
        var items = [0.0]
        var waited = [0.0]
        items.reserveCapacity(points)
        waited.reserveCapacity(points)
        let perDay = pace.perDay(model: model)
        var count = 0.0
        var sum = 0.0
        for point in 1..<max(points, 2) {
            let came = pace.intensity(at: start + (Double(point) - 0.5) * step, perDay: perDay, model: model) * step
            sum += (count + came / 2) * step
            count += came
            items.append(count)
            waited.append(sum)
        }
        self.items = items
        self.waited = waited
    }

    /// Item-seconds waited if a poll at point `a` is followed by one at point `b`.
    func wait(from a: Int, to b: Int) -> Double {
        waited[b] - waited[a] - items[a] * Double(b - a) * step
    }
}
