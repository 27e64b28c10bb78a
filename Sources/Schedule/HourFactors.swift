/// How many times as many items a feed publishes in an hour of the day and week as on average: what an `HourProfile` comes to,
/// shrunk to an even spread as far as it rests on few items.
struct HourFactors: Sendable {
  private var day: [Double] = []
  private var week: [Double] = []

  init(_ profile: HourProfile, model: PaceModel = .standard) {
    guard !profile.day.isEmpty else { return }
    let total = Double(profile.total)
    let bins = Double(HourProfile.dayBins)
    day = profile.day.map { (Double($0) * bins + model.dayWeight) / (total + model.dayWeight) }
    week = profile.week.indices.map { index in
      // The six half hours of the day that these three hours are.
      let first = index % 8 * 6
      let usual = day[first..<first + 6].reduce(0, +) / bins * total / 7
      return (Double(profile.week[index]) + model.weekWeight) / (usual + model.weekWeight)
    }
  }

  /// 1 on average, at `time` in seconds since 1970.
  func callAsFunction(_ time: Double) -> Double {
    guard !day.isEmpty else { return 1 }
    return day[HourProfile.bin(time, of: 86_400, bins: HourProfile.dayBins)]
      * week[HourProfile.bin(time, of: 604_800, bins: HourProfile.weekBins)]
  }
}
