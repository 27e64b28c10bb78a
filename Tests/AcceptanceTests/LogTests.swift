import Basics
import Glibc
import Ingest
import Logging
import Testing

/// Keeps what is logged, from `info` up.
private struct Journal: LogHandler {
    let lines = Monitor([String]())
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let code = event.metadata?["code"].map { " \($0)" } ?? ""
        lines.withLock { $0.append("\(event.level)\(code)") }
    }

    /// What was logged since the last time, without the mill's own beginning and end.
    func take() -> [String] {
        lines.withLock { lines in
            defer { lines = [] }
            return lines.filter { $0 != "info" }
        }
    }
}

/// A feed's failure is logged when it begins, when it has lasted, and when it ends; not at each poll in between.
@Test func aFailureIsLoggedWhenItBeginsAndWhenItEnds() async throws {
    let home = Home()
    let config = home.write(
        "feedmill.toml",
        "state_directory = \"state\"\nspool_directory = \"spool\"\n[articles]\nfetch = false\n[[feed]]\nurl = \"file://\(home.path)/a.xml\"\nid = \"a\"\n"
    )
    let configuration = try Configuration.load(path: config, files: SystemFiles()).get()
    let journal = Journal()
    func poll() async throws -> [String] {
        let environment = MillEnvironment(log: Logger(label: "test") { _ in journal }, executable: Program.path)
        let mill = try await Mill(configuration, options: .init(once: true, all: true), environment: environment)
        _ = try await mill.run()
        return journal.take()
    }
    #expect(try await poll() == ["info file-missing"])
    #expect(try await poll() == [])
    #expect(try await poll() == ["warning feed-failing"])
    #expect(try await poll() == [])
    home.write("a.xml", "<rss version=\"2.0\"><channel><title>A</title></channel></rss>")
    #expect(try await poll() == ["notice feed-recovered"])
    #expect(try await poll() == [])
    unlink(home.path + "/a.xml")
    #expect(try await poll() == ["info file-missing"])
    home.write("a.xml", "<rss version=\"2.0\"><channel><title>A</title></channel></rss>")
    #expect(try await poll() == ["info answers-again"], "a hiccup is no failure")
}
