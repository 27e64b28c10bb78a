import Glibc

/// A value behind a lock, with a condition to wait on: the one lock of the house. Built on pthread_mutex_t, which
/// ThreadSanitizer understands on Linux (it does not see through the futexes of `Synchronization.Mutex`).
///
/// Only threads of our own may `wait`; tasks never do.
public final class Monitor<State>: @unchecked Sendable {
  // @unchecked: `state` is only touched with the mutex held.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var state: State

  public init(_ state: sending State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  @discardableResult
  public func withLock<Result, Failure: Error>(
    _ body: (inout State) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&state)
  }

  /// Changes the state, then wakes one waiting thread.
  public func signal(after change: (inout State) -> Void) {
    withLock { change(&$0) }
    pthread_cond_signal(condition)
  }

  /// Changes the state, then wakes all waiting threads.
  public func broadcast(after change: (inout State) -> Void) {
    withLock { change(&$0) }
    pthread_cond_broadcast(condition)
  }

  /// Blocks the calling thread until `take` returns a value, or for `seconds` at most: nil then.
  public func wait<Result>(
    atMost seconds: Double? = nil, until take: (inout State) -> sending Result?
  ) -> sending Result? {
    var deadline = timespec()
    if let seconds {
      clock_gettime(CLOCK_MONOTONIC, &deadline)
      let nanoseconds = deadline.tv_nsec + Int((seconds - seconds.rounded(.down)) * 1e9)
      deadline.tv_sec += Int(seconds.rounded(.down)) + nanoseconds / 1_000_000_000
      deadline.tv_nsec = nanoseconds % 1_000_000_000
    }
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = take(&state) { return result }
      if seconds == nil {
        pthread_cond_wait(condition, mutex)
      } else if pthread_cond_timedwait(condition, mutex, &deadline) == ETIMEDOUT {
        return take(&state)
      }
    }
  }
}
