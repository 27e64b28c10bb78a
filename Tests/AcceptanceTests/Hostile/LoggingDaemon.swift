import Glibc
import Testing

/// A daemon that tells all it can: its log at `debug`, and what may be seen of its process while it runs.
struct LoggingDaemon {
    let home: Home
    let log: String
    let process: pid_t

    /// - Parameter config: a file whose last table is no table of its own: `[log]` is put at its end.
    init(_ settings: String, format: String, in home: Home) {
        self.home = home
        log = home.fresh("log")
        let text = settings + "[log]\nlevel = \"debug\"\nformat = \"\(format)\"\n"
        process = Program.start(
            ["run", "--config", home.write("daemon-\(format).toml", text)], output: log, complaints: log)
    }

    /// Waits for an event that must come: a hundred times as long as it takes.
    func wait(for event: String, _ hasCome: () -> Bool) async throws {
        for _ in 0..<1200 where !hasCome() { try await Task.sleep(for: .milliseconds(50)) }
        try #require(hasCome(), "\(event) never came: \(Home.text(log))")
    }

    func end() -> Int32 {
        kill(process, SIGTERM)
        return Program.wait(process)
    }

    /// The processes that it started and has not ended.
    var children: [pid_t] {
        Home.text("/proc/\(process)/task/\(process)/children").split(separator: " ").compactMap { pid_t($0) }
            + Consumer.names("/proc/\(process)/task").flatMap {
                Home.text("/proc/\(process)/task/\($0)/children").split(separator: " ").compactMap { pid_t($0) }
            }
    }
}
