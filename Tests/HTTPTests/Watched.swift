import Basics
import Glibc

/// A value behind a lock, for which a task can wait until it has come to something.
final class Watched<State: Sendable>: Sendable {
  private struct Inner {
    var state: State
    var waiters:
      [(until: @Sendable (State) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let inner: Monitor<Inner>

  init(_ state: State) { inner = Monitor(Inner(state: state)) }

  @discardableResult
  func withLock<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
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

  func wait(until: @escaping @Sendable (State) -> Bool) async {
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

enum Threads {
  static func start(_ body: @escaping @Sendable () -> Void) {
    final class Box {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let code = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Box>.fromOpaque(context!).takeRetainedValue().body()
        return nil
      }, box.toOpaque())
    precondition(code == 0)
    pthread_detach(thread)
  }
}
