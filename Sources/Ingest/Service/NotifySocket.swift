import Glibc

/// sd_notify(3) without libsystemd: one datagram for each message to the socket that the service manager names.
public struct NotifySocket: Sendable {
  private let path: [UInt8]

  /// Nil where no service manager listens.
  public init?(environment: [String: String]) {
    guard let name = environment["NOTIFY_SOCKET"], let first = name.utf8.first,
      first == 0x2F || first == 0x40,
      name.utf8.count < 108
    else { return nil }
    var path = Array(name.utf8)
    // An abstract name begins with a byte 0, which the variable shows as @.
    if first == 0x40 { path[0] = 0 }
    self.path = path
  }

  public func ready(status: String) { send("READY=1\nSTATUS=\(line(status))") }
  public func status(_ text: String) { send("STATUS=\(line(text))") }
  public func watchdog() { send("WATCHDOG=1") }
  public func stopping() { send("STOPPING=1") }

  /// Until `ready` is sent again, the manager knows that the configuration is being read. `uptime`: CLOCK_MONOTONIC, in seconds.
  public func reloading(uptime: Double) { send("RELOADING=1\nMONOTONIC_USEC=\(Int(uptime * 1e6))") }

  private func line(_ text: String) -> String { String(text.map { $0.isNewline ? " " : $0 }) }

  private func send(_ message: String) {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.offset(of: \.sun_path)! + path.count)
    let bytes = Array(message.utf8)
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        _ = sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), pointer, length)
      }
    }
  }
}

/// How often the service manager wants to hear of a live daemon: half of WATCHDOG_USEC, in seconds; nil where it does not.
public func watchdogInterval(environment: [String: String], processID: Int32 = getpid()) -> Double?
{
  guard let microseconds = environment["WATCHDOG_USEC"].flatMap(Double.init), microseconds > 0,
    environment["WATCHDOG_PID"].flatMap(Int32.init) ?? processID == processID
  else { return nil }
  return microseconds / 2e6
}
