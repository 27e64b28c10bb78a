import Basics
import Glibc
import Ingest
import Logging
import Testing

/// A document that kills its parser three times is not parsed a fourth time, until it is another (threats, E15).
@Suite struct QuarantineTests {
    private let home = Home()

    /// One poll of the feed, by workers of that executable.
    private func poll(_ config: String, workers: String) async throws -> String? {
        let configuration = try Configuration.load(path: config, files: SystemFiles()).get()
        let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let mill = try await Mill(
            configuration, options: .init(once: true, all: true),
            environment: MillEnvironment(log: log, executable: workers))
        _ = try await mill.run()
        let status = Program.run(["status", "--feed", "a", "--json", "--config", config], in: home)
        return try JSONValue(parsing: status.output).at("error", "code")?.string
    }

    @Test func aDeadlyDocumentIsShutOutUntilItChanges() async throws {
        home.write("a.xml", "<rss version=\"2.0\"><channel><item><guid>1</guid></item></channel></rss>")
        let config = home.write(
            "feedmill.toml",
            """
            state_directory = "state"
            spool_directory = "spool"
            [articles]
            fetch = false
            [[feed]]
            url = "file://\(home.path)/a.xml"
            id = "a"
            """)
        // A program that takes no document stands for a parser that dies of this one.
        for _ in 1...3 { #expect(try await poll(config, workers: "/bin/false") == "worker-exited") }
        #expect(try await poll(config, workers: "/bin/false") == "quarantined")
        #expect(
            try await poll(config, workers: Program.path) == "quarantined", "a parser that could read it is not asked")
        let status = Program.run(["status", "--feed", "a", "--config", config], in: home)
        #expect(status.output.contains("killed its parser 3 times") && status.output.contains("[quarantined]"))
        home.write("a.xml", "<rss version=\"2.0\"><channel><item><guid>2</guid></item></channel></rss>")
        #expect(try await poll(config, workers: Program.path) == nil)
        let items = try Consumer(spool: home.path + "/spool").take().compactMap { $0.at("item", "id")?.string }
        #expect(items == ["2"])
    }

    @Test func threeDeathsOfDifferentDocumentsShutOutNone() async throws {
        let config = home.write(
            "feedmill.toml",
            "state_directory = \"state\"\nspool_directory = \"spool\"\n[articles]\nfetch = false\n[[feed]]\nurl = \"file://\(home.path)/a.xml\"\nid = \"a\"\n"
        )
        for number in 1...4 {
            home.write("a.xml", "<rss version=\"2.0\"><channel><item><guid>\(number)</guid></item></channel></rss>")
            #expect(try await poll(config, workers: "/bin/false") == "worker-exited")
        }
    }
}
