import Glibc
import Testing

/// Whether one process of ours may hold a thread of another.
private let mayTrace: Bool = {
    let scope = Home.text("/proc/sys/kernel/yama/ptrace_scope").trimmingCharacters()
    return getuid() == 0 || scope.isEmpty || scope == "0"
}()

extension String {
    fileprivate func trimmingCharacters() -> String { String(filter { !$0.isWhitespace }) }
}

@Suite struct WatchdogTests {
    /// A daemon that is told to feed a watchdog, and one of whose threads is held as a deadlock would hold it.
    @Test(.enabled(if: mayTrace, "ptrace is not permitted here"), arguments: ["http", "spool", "files"])
    func aStageThatIsStuckStarvesTheWatchdog(_ thread: String) async throws {
        let home = Home()
        let config = home.write(
            "feedmill.toml",
            "state_directory = \"state\"\nspool_directory = \"spool\"\n\n[[feed]]\nurl = \"file:none.xml\"\n")
        let script =
            "/" + #filePath.split(separator: "/").dropLast(2).joined(separator: "/") + "/Package/hold-thread"
        let log = home.path + "/log"
        let daemon = Program.start(
            [
                "WATCHDOG_USEC=400000", "NOTIFY_SOCKET=\(home.path)/nobody", "--unset=WATCHDOG_PID", Program.path,
                "run",
                "--config", config,
            ], program: "env", complaints: log)
        func eventually(_ condition: () -> Bool) async throws -> Bool {
            for _ in 0..<600 {
                if condition() { return true }
                try await Task.sleep(for: .milliseconds(50))
            }
            return condition()
        }
        #expect(try await eventually { Home.text(log).contains("started") })
        let pipe = home.path + "/pipe"
        #expect(mkfifo(pipe, 0o600) == 0)
        // Opened both ways, for else each end would wait for the other.
        let leash = open(pipe, O_RDWR | O_CLOEXEC)
        let held = home.path + "/held"
        let holder = Program.start([script, "\(daemon)", thread], program: "python3", input: pipe, output: held)
        #expect(try await eventually { Home.text(held).contains("held") })
        #expect(try await eventually { Home.text(log).contains("the stage \(thread) stands still") })
        close(leash)
        #expect(Program.wait(holder) == 0)
        #expect(try await eventually { Home.text(log).contains("the stage \(thread) moves again") })
        kill(daemon, SIGTERM)
        #expect(Program.wait(daemon) == 0)
    }
}
