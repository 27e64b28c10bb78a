#if canImport(Glibc)
    import Glibc
#endif

/// The constants of the model of a feed's pace: what is believed of feeds in general before one is known. Fitted to the
/// publication times of some feeds and checked on others; docs/schedule.md tells how. All of them are broad: half or
/// twice as much changes the mean delay by a hundredth.
struct PaceModel: Sendable {
    static let standard = PaceModel()

    /// How many memories a pace has.
    static let memories = 7
    /// What each memory forgets by e-fold, in days, longest first.
    var memory = [60.0, 15, 4, 1, 1.0 / 6, 1.0 / 24, 1.0 / 96]
    /// How much the next longer memory weighs against each (against the longest, `prior` does): so many days of
    /// observation …
    var weightDays = [0.0, 12, 12, 6, 1, 0.5, 0.2]
    /// … and so many items, for in a slow feed's days there are none.
    var weightItems = [0.0, 2, 2, 2, 2, 2, 2]
    /// What is believed of a feed of which little is known.
    var prior = PacePrior()
    /// A first document of fewer items than this was not cut short by their number, so that it tells of so many days
    /// at least.
    var shortDocument = 10
    var shortDocumentDays = 40.0
    /// Items that an even spread over the day weighs against the day's outline, and the outline against half hours; items
    /// that an even week weighs against each of its days, and a day against its pieces.
    var dayWeight = 40.0
    var halfHourWeight = 20.0
    var weekWeight = 60.0
    /// How the outline of the day spreads an item: a bell of an hour and a half's deviation, over its own half hour and
    /// those at each distance to either side. All weights, those of the sides twice, come to 1.
    var dayBell = PaceModel.bell(deviation: 3, reach: 12)
    /// What the hours and the habit forget by e-fold, in days.
    var profileMemory = 40.0
    /// Items expected in a bin of the habit that "as the pace has it" weighs.
    var habitWeight = 4.0
    /// Items expected that the habit after long and short gaps alike weighs against that after each.
    var burstWeight = 12.0
    /// A gap is short below so many items at the usual pace.
    var shortGap = 0.25

    /// In half hours.
    private static func bell(deviation: Double, reach: Int) -> [Double] {
        let heights = (0...reach).map { exp(-Double($0 * $0) / (2 * deviation * deviation)) }
        let area = 2 * heights.reduce(0, +) - heights[0]
        return heights.map { $0 / area }
    }
}
