import Basics
import Glibc

/// A daemon under test, and what `feedmill status` says of it.
final class RunningFeedmill: Sendable {
    private let home: Home
    private let process: pid_t
    private let isOver = Monitor(false)

    init(_ home: Home, _ fault: Fault? = nil) {
        self.home = home
        process = Program.start(
            ["run", "--config", home.path + "/feedmill.toml"], complaints: home.path + "/log",
            environment: fault?.environment(in: home) ?? [:])
    }

    deinit {
        if !isOver.withLock({ $0 }) { _ = end(SIGKILL) }
    }

    var log: String { Home.text(home.path + "/log") }

    /// Sends a signal and waits for the end: the exit status.
    func end(_ signal: Int32) -> Int32 {
        isOver.withLock { $0 = true }
        kill(process, signal)
        return Program.wait(process)
    }

    /// The exit status of `feedmill status`, and why the daemon is paused, where it is.
    func status() -> (exit: Int32, code: String?) {
        let result = Program.run(["status", "--json", "--config", home.path + "/feedmill.toml"], in: home)
        let report = try? JSONValue(parsing: Array(result.output.utf8))
        return (result.status, report?.at("daemon", "pause", "code")?.string)
    }

    /// Looks until something is so, for a minute at most; false where it never was.
    static func waits(until isSo: () -> Bool) -> Bool {
        for _ in 0..<1_200 {
            if isSo() { return true }
            usleep(50_000)
        }
        return false
    }
}
