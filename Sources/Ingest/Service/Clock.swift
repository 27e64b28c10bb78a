import Basics
import Glibc

/// Time, passed in, so that a month of polling runs in a second in a test.
public protocol Clock: Sendable {
    /// The wall clock; may jump.
    func now() -> Timestamp
    /// Seconds since some moment; never jumps, and goes on while the machine sleeps (CLOCK_BOOTTIME).
    func uptime() -> Double
    /// CLOCK_MONOTONIC in seconds, as the service manager reads it.
    func monotonic() -> Double
    /// Returns after so many seconds, or at once when the task is cancelled.
    func sleep(seconds: Double) async
    /// A word each time that the wall clock is set; none from a clock that does not know.
    func settings() -> AsyncStream<Void>
}

extension Clock {
    public func settings() -> AsyncStream<Void> { AsyncStream { $0.finish() } }
}

/// The machine's own clocks.
public struct SystemClock: Clock {
    public init() {}

    public func now() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        // Milliseconds are as much as anyone wants to read.
        return Timestamp(seconds: Int64(time.tv_sec), nanoseconds: Int32(time.tv_nsec / 1_000_000 * 1_000_000))
    }

    public func uptime() -> Double { seconds(CLOCK_BOOTTIME) }

    public func monotonic() -> Double { seconds(CLOCK_MONOTONIC) }

    private func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    public func sleep(seconds: Double) async {
        try? await Task.sleep(for: .seconds(max(0, seconds)), tolerance: .milliseconds(10))
    }

    public func settings() -> AsyncStream<Void> { ClockSettings.watch() }
}
