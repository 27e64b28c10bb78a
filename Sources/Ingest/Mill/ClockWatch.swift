import Basics

/// Notices when the wall clock jumps, and when the machine slept: then many feeds may be due at once, or none for long.
struct ClockWatch: Sendable {
  private var wall: Timestamp
  private var uptime: Double
  /// Seconds by which the clocks may part without it being a jump.
  private static let tolerance = 30.0

  init(now: Timestamp, uptime: Double) {
    wall = now
    self.uptime = uptime
  }

  enum Finding: Equatable {
    case steady
    /// By so many seconds; negative: back.
    case jumped(Double)
    /// Much later than the loop wanted to be woken, in seconds.
    case slept(Double)
  }

  mutating func look(now: Timestamp, uptime: Double, expected: Timestamp?) -> Finding {
    let drift = (now - wall) - (uptime - self.uptime)
    wall = now
    self.uptime = uptime
    if abs(drift) > ClockWatch.tolerance { return .jumped(drift) }
    if let expected, now - expected > 2 * ClockWatch.tolerance { return .slept(now - expected) }
    return .steady
  }
}
