import CSystem
import Glibc

/// A thread of our own, for what blocks. It ends when its body returns; nobody waits for it.
public enum Thread {
  private final class Start: Sendable {
    let name: String
    let body: @Sendable () -> Void

    init(_ name: String, _ body: @escaping @Sendable () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// - Parameters:
  ///   - name: what `top -H` shows, 15 bytes at most.
  ///   - stackSize: in bytes; nil: the system's.
  /// - Returns: 0, or the errno of pthread_create(3): then `body` is never called.
  public static func start(
    name: String, stackSize: Int? = nil, _ body: @escaping @Sendable () -> Void
  ) -> Int32 {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    if let stackSize { pthread_attr_setstacksize(&attributes, stackSize) }
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Start(name, body))
    let code = pthread_create(
      &thread, &attributes,
      { context in
        let start = Unmanaged<Start>.fromOpaque(context!).takeRetainedValue()
        fm_name_thread(start.name)
        start.body()
        return nil
      }, start.toOpaque())
    if code != 0 { start.release() }
    return code
  }
}
