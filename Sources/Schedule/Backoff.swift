/// How long to wait after failures: growing distances, for ever, so that no feed falls silent by itself.
///
/// | class | waits after 1, 2, 3, … in a row |
/// | --- | --- |
/// | 429, 401, 403 | 4 h, 8 h, 16 h, 24 h … |
/// | 404, no address | 2 h, 4 h, 8 h, 16 h, 24 h … |
/// | 5xx, connection, not a feed | 30 min, 1 h, 2 h, 4 h, 8 h, 16 h, 24 h … |
///
/// The roof is a day in the first month of failing, a week until half a year, thirty days after that; each wait under it is longer by
/// another part of six hours, so that a site which is out of order at the same hours of every day is not asked in just those.
enum Backoff {
    static let day = 86_400.0

    /// In seconds. `inARow` ≥ 1; `lasting`: seconds since the first failure of the row.
    static func wait(after failure: FailureClass, inARow: Int, lasting: Double) -> Double {
        let grown = failure.firstWait * Double(1 << min(max(inARow, 1) - 1, 16))
        let roof = roof(lasting: lasting)
        return grown < roof ? grown : roof + drift(inARow)
    }

    /// Seconds, spread evenly over six hours by the golden ratio, whatever the run of numbers.
    private static func drift(_ inARow: Int) -> Double {
        (Double(inARow) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1) * 6 * 3600
    }

    static func roof(lasting: Double) -> Double {
        lasting < 30 * day ? day : lasting < 180 * day ? 7 * day : 30 * day
    }
}
