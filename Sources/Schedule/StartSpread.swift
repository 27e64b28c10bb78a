import Basics

/// Spreads feeds that are all due at once (after a start, a sleep, a clock set forward, an outage) evenly over a while.
public struct StartSpread: Equatable, Sendable {
    /// Seconds over which a full backlog is spread.
    public var window: Double
    /// Starts a second that need no spreading: a backlog is spread no thinner than this.
    public var rate: Double

    public init(window: Double = 3600, rate: Double = 2) {
        self.window = max(window, 0)
        self.rate = max(rate, 1e-3)
    }

    /// When the feed of a backlog at place `index` of `count` starts: one each `window ÷ count` seconds, sooner where
    /// the backlog is small. Order the backlog by due time, so that who waited longest comes first.
    public func start(of index: Int, of count: Int, from now: Timestamp) -> Timestamp {
        guard count > 0, index > 0 else { return now }
        let total = min(window, Double(count) / rate)
        return now + total * Double(min(index, count - 1)) / Double(count)
    }

    /// Due times as they are to be after `now`: those that are past are spread, the others stand.
    public func spread(_ due: [Timestamp], from now: Timestamp) -> [Timestamp] {
        let late = due.indices.filter { due[$0] <= now }.sorted { due[$0] < due[$1] }
        var spread = due
        for (place, index) in late.enumerated() { spread[index] = start(of: place, of: late.count, from: now) }
        return spread
    }
}
