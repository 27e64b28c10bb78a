#if canImport(Glibc)
  import Glibc
#endif

/// The items that a feed is expected to publish from now on, on an even grid of times.
struct Forecast: Sendable {
  /// Seconds between two points; the first point is the start.
  let step: Double
  /// Items expected from the start to each point; the first is 0.
  private(set) var items = [0.0]
  /// Item-seconds: what all these items have waited together by each point; the first is 0.
  private(set) var waited = [0.0]

  /// `start` in seconds since 1970, not before what `pace` knows; `step` in seconds; two points or more.
  init(_ pace: Pace, from start: Double, step: Double, points: Int, model: PaceModel = .standard) {
    self.step = step
    items.reserveCapacity(points)
    waited.reserveCapacity(points)
    let hours = HourFactors(pace.profile, model: model)
    let rates = pace.rates(model: model)
    let kept = model.memory.map { exp(-step / 86_400 / $0) }
    var excess = (1..<rates.count).map { (rates[$0] - rates[$0 - 1]) * kept[$0].squareRoot() }
    var count = 0.0
    var sum = 0.0
    // How likely it is that nothing has come so far, so that the habit still speaks.
    var none = 1.0
    for point in 1..<max(points, 2) {
      let time = start + (Double(point) - 0.5) * step
      var perDay = rates[0]
      for index in excess.indices {
        perDay += excess[index]
        excess[index] *= kept[index + 1]
      }
      let usual = perDay / 86_400 * hours(time) * step
      let first = usual * pace.sequel(at: time, usual: rates[1], model: model)
      let came = none * first + (1 - none) * usual
      none *= exp(-first)
      sum += (count + came / 2) * step
      count += came
      items.append(count)
      waited.append(sum)
    }
  }

  /// Item-seconds waited if a poll at point `a` is followed by one at point `b`.
  func wait(from a: Int, to b: Int) -> Double {
    waited[b] - waited[a] - items[a] * Double(b - a) * step
  }

  /// Items expected within `seconds`; those of the whole grid, if it ends before.
  func items(within seconds: Double) -> Double {
    items[min(max(0, Int((seconds / step).rounded())), items.count - 1)]
  }

  /// Seconds until so many items are expected; nil if the grid ends before.
  func time(until count: Double) -> Double? {
    items.firstIndex { $0 >= count }.map { Double($0) * step }
  }
}
