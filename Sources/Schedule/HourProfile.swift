/// In which hours of the day and of the week a feed's items come (UTC): decaying counts, smoothed as they are noted.
struct HourProfile: Equatable, Sendable {
    static let dayBins = 48
    static let weekBins = 168
    private static let dayKernel: [Float] = [0.1, 0.2, 0.4, 0.2, 0.1]
    private static let weekKernel: [Float] = [0.2, 0.6, 0.2]

    /// Items by half hour of the day and by hour of the week (which begins on Thursday, as 1970 does). Empty until the first item.
    var day: [Float] = []
    var week: [Float] = []
    /// Items that both hold.
    var total: Float = 0

    mutating func note(_ time: Double) {
        if day.isEmpty {
            day = Array(repeating: 0, count: Self.dayBins)
            week = Array(repeating: 0, count: Self.weekBins)
        }
        Self.add(&day, Self.bin(time, of: 86_400, bins: Self.dayBins), Self.dayKernel)
        Self.add(&week, Self.bin(time, of: 604_800, bins: Self.weekBins), Self.weekKernel)
        total += 1
    }

    mutating func decay(by factor: Double) {
        let factor = Float(factor)
        for index in day.indices { day[index] *= factor }
        for index in week.indices { week[index] *= factor }
        total *= factor
    }

    /// How many times as many items come at this time as on average; mean 1 over a week. Shrunk to an even spread.
    func factor(at time: Double, model: PaceModel) -> Double {
        guard total > 0 else { return 1 }
        let total = Double(total)
        let inDay = Double(day[Self.bin(time, of: 86_400, bins: Self.dayBins)]) * Double(Self.dayBins)
        let byDay = (inDay + model.dayWeight) / (total + model.dayWeight)
        let inWeek = Double(week[Self.bin(time, of: 604_800, bins: Self.weekBins)]) * Double(Self.weekBins)
        let shrink = model.weekWeight * 7
        return (inWeek + shrink * byDay) / (total + shrink)
    }

    private static func bin(_ time: Double, of period: Double, bins: Int) -> Int {
        let phase = time - (time / period).rounded(.down) * period
        return min(Int(phase / period * Double(bins)), bins - 1)
    }

    private static func add(_ counts: inout [Float], _ bin: Int, _ kernel: [Float]) {
        for (offset, weight) in kernel.enumerated() {
            let index = (bin + offset - kernel.count / 2 + counts.count) % counts.count
            counts[index] += weight
        }
    }
}
