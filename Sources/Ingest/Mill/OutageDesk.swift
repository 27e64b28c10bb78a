import Basics
import HTTP

/// Whether our own network is down, as all polls together see it.
actor OutageDesk {
  private var watch = OutageWatch()
  private let clock: any Clock

  init(clock: any Clock) {
    self.clock = clock
  }

  func observed(host: String, failed: Bool) -> Bool {
    watch.observed(host: host, failed: failed, at: clock.now())
  }

  var since: Timestamp? { watch.since }
}
