import Basics
import Ingest
import LoopbackServer

/// A clock that stands still until it is told to go on, and wakes those who sleep by it.
final class TestClock: Clock {
    private struct Sleeper {
        let wakes: Double
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var uptime = 0.0
        /// By how much the wall clock was set.
        var shift = 0.0
        var number = 0
        var sleepers: [Int: Sleeper] = [:]
    }

    /// Monday, 2027-03-01T00:00:00Z.
    static let start = Timestamp(seconds: 1_803_859_200)

    private let state = Monitor(State())
    private let wasSet = Monitor([AsyncStream<Void>.Continuation]())

    func now() -> Timestamp { state.withLock { TestClock.start + ($0.uptime + $0.shift) } }
    func uptime() -> Double { state.withLock { $0.uptime } }
    func monotonic() -> Double { uptime() }

    func sleep(seconds: Double) async {
        let number = state.withLock { state -> Int in
            state.number += 1
            return state.number
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state -> Bool in
                    guard seconds > 0, !Task.isCancelled else { return true }
                    // A little late rather than a rounding too early.
                    state.sleepers[number] = Sleeper(wakes: state.uptime + seconds + 1e-6, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: number)?.continuation }?.resume()
        }
    }

    /// Seconds since the clock began, whatever the wall clock was set to.
    var elapsed: Double { uptime() }
    /// When the next sleeper wakes.
    var nextWake: Double? { state.withLock { $0.sleepers.values.map(\.wakes).min() } }
    /// Whether somebody sleeps until that time of the wall clock; nobody sleeps for less than a millisecond.
    func hasSleeper(until time: Timestamp) -> Bool {
        state.withLock { state in
            let wakes = time - TestClock.start - state.shift
            return state.sleepers.values.contains { abs($0.wakes - wakes) < 0.0011 }
        }
    }

    var sleepers: Int { state.withLock { $0.sleepers.count } }

    /// Goes on to a time, or past it where the machine slept meanwhile; whoever waits for that wakes.
    func advance(to uptime: Double) {
        let awake = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.uptime = max(state.uptime, uptime)
            let due = state.sleepers.filter { $0.value.wakes <= state.uptime }
            for number in due.keys { state.sleepers[number] = nil }
            return due.sorted { ($0.value.wakes, $0.key) < ($1.value.wakes, $1.key) }.map(\.value.continuation)
        }
        for continuation in awake { continuation.resume() }
    }

    /// Somebody sets the wall clock, forward or back.
    func set(by seconds: Double) {
        state.withLock { $0.shift += seconds }
        for listener in wasSet.withLock({ $0 }) { listener.yield() }
    }

    func settings() -> AsyncStream<Void> {
        AsyncStream { listener in wasSet.withLock { $0.append(listener) } }
    }
}
