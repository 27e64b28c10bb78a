#if canImport(Glibc)
  import Glibc
#endif

/// How a feed's items follow one another: how many times as likely an item is, so long after the last one, as the pace
/// and the hours say.
///
/// Counted in bins of time since the last item, in terms of the usual gap: items that came against items that pace and
/// hours let expect. Apart for what follows a long gap and what follows a short one (a burst goes on).
struct GapHabit: Equatable, Sendable {
  /// Bin b ends when 2^b ÷ 64 items would have come at the feed's usual pace; the last has no end.
  static let bins = 12
  static let ends: [Double] = (0..<bins).map { exp2(Double($0)) / 64 }

  /// By bin: first those after a long gap, then those after a short one.
  var came = [Float](repeating: 0, count: 2 * bins)
  var expected = [Float](repeating: 0, count: 2 * bins)

  /// `elapsed` in usual gaps.
  static func bin(_ elapsed: Double) -> Int {
    guard elapsed >= ends[0] else { return 0 }
    return min(Int(log2(elapsed * 64)) + 1, bins - 1)
  }

  static func index(_ bin: Int, inBurst: Bool) -> Int { inBurst ? bins + bin : bin }

  mutating func decay(by factor: Double) {
    for index in came.indices {
      came[index] *= Float(factor)
      expected[index] *= Float(factor)
    }
  }

  /// 1 where nothing is known.
  func factor(_ bin: Int, inBurst: Bool, model: PaceModel) -> Double {
    let index = Self.index(bin, inBurst: inBurst)
    return (Double(came[index]) + model.habitWeight) / (Double(expected[index]) + model.habitWeight)
  }
}
