import CSystem
import Glibc

/// The child's side: a process that takes one document after another on descriptor 0 and gives back what it made of it.
public enum WorkerProcess {
  /// Never returns. `prepare` runs before the fence closes and opens whatever needs a file; `handle` runs behind it.
  public static func serve(memory: Int, prepare: () -> Void, handle: ([UInt8]) -> [UInt8]) -> Never
  {
    fm_name_thread("feedmill-worker")
    _ = fm_parent_death_signal(SIGKILL)
    _ = fm_close_from(3)
    signal(SIGINT, SIG_IGN)
    signal(SIGTERM, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    signal(SIGHUP, SIG_IGN)
    prepare()
    do throws(Fence.Failure) {
      try Fence.close(memory: memory)
    } catch {
      complain("feedmill worker: the fence cannot be closed: \(error)\n")
      exit(WorkerProcess.noFence)
    }
    while let request = Frame.read(from: 0) {
      guard Frame.write(handle(request), to: 0) else { break }
    }
    _exit(0)
  }

  /// The exit status of a worker whose kernel has no seccomp.
  static let noFence: Int32 = 71

  private static func complain(_ text: String) {
    _ = text.withCString { write(2, $0, strlen($0)) }
  }
}
