import Basics
import HTTP

/// Whether our own network is down, as all polls together see it.
actor OutageDesk {
    private var watch = OutageWatch()
    private let clock: any Clock
    private let report: @Sendable (_ since: Timestamp?) -> Void

    /// `report` is called when the network goes down, and with nil when it is there again.
    init(clock: any Clock, report: @escaping @Sendable (_ since: Timestamp?) -> Void) {
        self.clock = clock
        self.report = report
    }

    func observed(host: String, failed: Bool) -> Bool {
        let before = watch.since
        let isOut = watch.observed(host: host, failed: failed, at: clock.now())
        if watch.since != before { report(watch.since) }
        return isOut
    }
}
