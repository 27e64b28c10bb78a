import Glibc
import Testing

@Test func aDaemonThatRunsTakesUpWhatTheCommandsChange() async throws {
    let bench = FeedsBench(site: ["/a.xml": FeedsBench.rss("A", "1"), "/b.xml": FeedsBench.rss("B", "1")])
    let daemon = Program.start(["run", "--config", bench.config], complaints: bench.home.path + "/log")
    func eventually(_ condition: () -> Bool) async throws -> Bool {
        for _ in 0..<200 {
            if condition() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return condition()
    }
    func log() -> String { Home.text(bench.home.path + "/log") }
    #expect(try await eventually { log().contains("started") })
    let added = bench.run("feeds", "add", bench.server.url("/a.xml"), "--id", "a", "--as-is")
    #expect(added.output.contains("the daemon (process \(daemon)) reads its configuration again"))
    #expect(try await eventually { bench.feeds()[bench.server.url("/a.xml")]?["condition"]?.string == "healthy" })
    #expect(bench.run("feeds", "remove", "a").status == 0)
    #expect(try await eventually { log().contains("removed=\"1\"") || log().contains("removed=1") })
    kill(daemon, SIGTERM)
    #expect(Program.wait(daemon) == 0)
}

@Test func aReloadTakesOnHowItLogs() async throws {
    let bench = FeedsBench()
    let log = bench.home.path + "/log"
    let daemon = Program.start(["run", "--config", bench.config], complaints: log)
    #expect(try await LedgerBench.eventually { Home.text(log).contains("started") })
    bench.home.write("feedmill.toml", Home.text(bench.config) + "[log]\nformat = \"json\"\n")
    kill(daemon, SIGHUP)
    #expect(try await LedgerBench.eventually { Home.text(log).contains("\"message\":\"configuration read again\"") })
    bench.home.write("feedmill.toml", Home.text(bench.config) + "level = \"warning\"\n[spool]\nbatch = 2\n")
    kill(daemon, SIGHUP)
    #expect(try await LedgerBench.eventually { Home.text(log).contains("\"code\":\"restart-needed\"") })
    kill(daemon, SIGTERM)
    #expect(Program.wait(daemon) == 0)
    let text = Home.text(log)
    #expect(text.split(separator: "\n").count { $0.contains("configuration read again") } == 1, "\(text)")
    #expect(!text.contains("stopped"), "what is below the level is not logged")
}
