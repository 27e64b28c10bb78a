/// In which hours of the day and of the week a feed's items come (UTC): fading counts, by half hour of the day and by
/// three hours of the week.
struct HourProfile: Equatable, Sendable {
    static let dayBins = 48
    static let weekBins = 56

    /// The week begins on Thursday, as 1970 does. Both are empty until the first item.
    var day: [Float] = []
    var week: [Float] = []

    mutating func note(_ time: Double) {
        if day.isEmpty {
            day = Array(repeating: 0, count: Self.dayBins)
            week = Array(repeating: 0, count: Self.weekBins)
        }
        day[Self.bin(time, of: 86_400, bins: Self.dayBins)] += 1
        week[Self.bin(time, of: 604_800, bins: Self.weekBins)] += 1
    }

    mutating func decay(by factor: Double) {
        let factor = Float(factor)
        for index in day.indices { day[index] *= factor }
        for index in week.indices { week[index] *= factor }
    }

    static func bin(_ time: Double, of period: Double, bins: Int) -> Int {
        let phase = time - (time / period).rounded(.down) * period
        return min(Int(phase / period * Double(bins)), bins - 1)
    }
}
