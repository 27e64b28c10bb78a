/// How many times as many items a feed publishes in an hour of the day and week as on average: what an `HourProfile`
/// comes to, shrunk to an even spread as far as it rests on few items.
///
/// The day is seen twice: in broad outline, shrunk to evenness, and in half hours, shrunk to the outline. So a few items
/// tell of a working day, and many of the hour in which a feed always rests. So is the week: by its days, and by their
/// pieces of three hours.
struct HourFactors: Sendable {
    private var day: [Double] = []
    private var week: [Double] = []

    init(_ profile: HourProfile, model: PaceModel = .standard) {
        guard !profile.day.isEmpty else { return }
        let counts = profile.day.map(Double.init)
        let total = counts.reduce(0, +)
        day = Self.halfHours(counts, outline: Self.outline(counts, total, model), total, model)
        week = Self.week(profile.week.map(Double.init), day: day, total, model)
    }

    /// 1 on average, at `time` in seconds since 1970.
    func callAsFunction(_ time: Double) -> Double {
        guard !day.isEmpty else { return 1 }
        return day[HourProfile.bin(time, of: 86_400, bins: HourProfile.dayBins)]
            * week[HourProfile.bin(time, of: 604_800, bins: HourProfile.weekBins)]
    }

    /// Days of the week, shrunk to evenness; then their pieces, shrunk to the day of the week with the day's hours.
    private static func week(_ counts: [Double], day: [Double], _ total: Double, _ model: PaceModel) -> [Double] {
        let pieces = HourProfile.weekBins / 7
        let halfHours = HourProfile.dayBins / pieces
        return (0..<7).flatMap { date in
            let own = counts[(date * pieces)..<((date + 1) * pieces)]
            let factor = (own.reduce(0, +) + model.weekWeight) / (total / 7 + model.weekWeight)
            return own.enumerated().map { piece, came in
                let hours = day[(piece * halfHours)..<((piece + 1) * halfHours)].reduce(0, +)
                let usual = hours / Double(HourProfile.dayBins) * total / 7 * factor
                return factor * (came + model.weekWeight) / (usual + model.weekWeight)
            }
        }
    }

    private static func outline(_ counts: [Double], _ total: Double, _ model: PaceModel) -> [Double] {
        let bell = model.dayBell
        let reach = bell.count - 1
        // The day with the evening before and the morning after.
        let around = Array(counts.suffix(reach) + counts + counts.prefix(reach))
        return counts.indices.map { bin in
            let middle = bin + reach
            var near = bell[0] * around[middle]
            for offset in 1...reach { near += bell[offset] * (around[middle - offset] + around[middle + offset]) }
            return (near * Double(counts.count) + model.dayWeight) / (total + model.dayWeight)
        }
    }

    private static func halfHours(_ counts: [Double], outline: [Double], _ total: Double, _ model: PaceModel)
        -> [Double]
    {
        let bins = counts.count
        let share = total / Double(bins)
        let factors = counts.indices.map { bin in
            let (before, after) = ((bin + bins - 1) % bins, (bin + 1) % bins)
            let came = counts[bin] + (counts[before] + counts[after]) / 2
            let usual = (outline[bin] + (outline[before] + outline[after]) / 2) * share
            return outline[bin] * (came + model.halfHourWeight) / (usual + model.halfHourWeight)
        }
        let mean = factors.reduce(0, +) / Double(bins)
        return factors.map { $0 / mean }
    }
}
