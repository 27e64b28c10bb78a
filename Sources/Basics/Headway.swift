/// When something last moved on, so that a watcher can tell what is slow from what stands still.
public struct Headway: Sendable {
    private var milliseconds = MonotonicClock.milliseconds()

    public init() {}

    /// It moves now.
    public mutating func make() { milliseconds = MonotonicClock.milliseconds() }

    /// Whether it moved within so many seconds.
    public func wasMade(within seconds: Int) -> Bool {
        MonotonicClock.milliseconds() - milliseconds <= Int64(seconds) * 1000
    }
}
