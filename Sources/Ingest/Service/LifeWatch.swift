import Basics
import Logging

/// Feeds the service manager's watchdog (sd_watchdog_enabled(3)) as long as every stage of the line moves. A stage that stands
/// still is named in the log, and no sign is given until it moves again: then the manager kills the daemon and starts it anew.
struct LifeWatch: Sendable {
    struct Stage: Sendable {
        let name: String
        /// Calls `alive` as soon as the stage comes to it: with true where it moves. Never called: it is stuck.
        let ask: @Sendable (_ alive: @escaping @Sendable (Bool) -> Void) -> Void

        init(_ name: String, ask: @escaping @Sendable (_ alive: @escaping @Sendable (Bool) -> Void) -> Void) {
            self.name = name
            self.ask = ask
        }
    }

    private enum Answer {
        case awaited, moves, standsStill
    }

    let stages: [Stage]
    let clock: any Clock
    /// Seconds between two signs; a stage has as long to answer.
    let interval: Double
    let log: Logger
    /// Gives the sign.
    let sign: @Sendable () -> Void

    /// Until the task is cancelled.
    func run() async {
        let answers = Monitor([String: Answer]())
        var still: Set<String> = []
        while !Task.isCancelled {
            for stage in stages where answers.withLock({ $0.updateValue(.awaited, forKey: stage.name) != .awaited }) {
                let name = stage.name
                stage.ask { moves in answers.withLock { $0[name] = moves ? .moves : .standsStill } }
            }
            await clock.sleep(seconds: interval)
            guard !Task.isCancelled else { return }
            let now = answers.withLock { answers in Set(stages.map(\.name).filter { answers[$0] != .moves }) }
            tell(now, before: still)
            still = now
            if still.isEmpty { sign() }
        }
    }

    private func tell(_ now: Set<String>, before: Set<String>) {
        for name in now.subtracting(before).sorted() {
            log.critical("the stage \(name) stands still", metadata: ["code": "stage-stuck", "stage": "\(name)"])
        }
        for name in before.subtracting(now).sorted() {
            log.notice("the stage \(name) moves again", metadata: ["code": "stage-moves", "stage": "\(name)"])
        }
    }
}
