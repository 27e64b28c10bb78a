/// One thread that runs what it is given, in order: where calls that block the thread (files, C libraries) are made, so
/// that Swift's cooperative pool never waits on them. The thread lives as long as this object.
public final class SerialThread: Sendable {
  private struct State {
    var work = Queue<@Sendable () -> Void>()
    var isEnding = false
  }

  private let monitor = Monitor(State())

  /// `name` is what `top -H` shows, 15 bytes at most.
  public init(name: String) {
    let monitor = monitor
    let code = Thread.start(name: name) { SerialThread.loop(monitor) }
    precondition(code == 0, "no thread could be started: \(code)")
  }

  deinit {
    monitor.signal { $0.isEnding = true }
  }

  /// Runs `body` on the thread and gives back what it returned or threw.
  public func run<Result: Sendable, Failure: Error>(
    _ body: @escaping @Sendable () throws(Failure) -> Result
  ) async throws(Failure) -> Result {
    let result: Swift.Result<Result, Failure> = await withCheckedContinuation { continuation in
      monitor.signal { state in
        state.work.append {
          do throws(Failure) {
            continuation.resume(returning: .success(try body()))
          } catch {
            continuation.resume(returning: .failure(error))
          }
        }
      }
    }
    return try result.get()
  }

  private static func loop(_ monitor: Monitor<State>) {
    while true {
      let next: (@Sendable () -> Void)?? = monitor.wait { state -> (@Sendable () -> Void)?? in
        if let work = state.work.popFirst() { return .some(work) }
        return state.isEnding ? .some(nil) : nil
      }
      guard case .some(.some(let work)) = next else { return }
      work()
    }
  }
}
