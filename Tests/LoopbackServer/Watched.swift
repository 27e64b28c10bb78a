import Basics

/// A value behind a lock, for which a task can wait until it has come to something.
public final class Watched<State: Sendable>: Sendable {
    private struct Inner {
        var state: State
        var waiters: [(until: @Sendable (State) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let inner: Monitor<Inner>

    public init(_ state: State) { inner = Monitor(Inner(state: state)) }

    @discardableResult
    public func withLock<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        let (result, ready) = inner.withLock { inner -> (Result, [CheckedContinuation<Void, Never>]) in
            let result = body(&inner.state)
            let state = inner.state
            let ready = inner.waiters.filter { $0.until(state) }.map(\.continuation)
            if !ready.isEmpty { inner.waiters.removeAll { $0.until(state) } }
            return (result, ready)
        }
        for continuation in ready { continuation.resume() }
        return result
    }

    public func wait(until: @escaping @Sendable (State) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isReady = inner.withLock { inner in
                if until(inner.state) { return true }
                inner.waiters.append((until, continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}

public enum Threads {
    public static func start(_ body: @escaping @Sendable () -> Void) {
        let code = Thread.start(name: "test-server", body)
        precondition(code == 0)
    }
}
