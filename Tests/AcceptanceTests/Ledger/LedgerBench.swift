import Basics
import Glibc
import Spool
import Testing

/// A home with feeds in files, whose ledger a test damages.
final class LedgerBench: Sendable {
    static let feeds = ["alpha", "beta", "gamma"]
    static let items = 12

    let home = Home()
    let config: String

    var ledger: String { home.path + "/state/ledger.sqlite" }

    /// - Parameter polled: whether the feeds are read once before the test begins.
    init(polled: Bool = true) {
        config = home.write("feedmill.toml", LedgerBench.configuration(LedgerBench.feeds))
        for feed in LedgerBench.feeds { write(feed) }
        if polled { poll() }
    }

    static func configuration(_ feeds: [String]) -> String {
        "state_directory = \"state\"\nspool_directory = \"spool\"\n[articles]\nfetch = false\n"
            + feeds.map { "[[feed]]\nurl = \"file:\($0).xml\"\nid = \"\($0)\"\n" }.joined()
    }

    /// Writes a feed of so many items.
    func write(_ feed: String, items: Int = items) {
        let all = (0..<items).map { number in
            "<item><guid>\(feed)-\(number)</guid><title>\(feed) \(number)</title><link>http://x.example/\(feed)/\(number)</link>"
                + "<description>\(LedgerBench.text(feed, number))</description></item>"
        }
        home.write(
            "\(feed).xml", "<rss version=\"2.0\"><channel><title>\(feed)</title>\(all.joined())</channel></rss>")
    }

    /// So long that it does not fit on one page of the ledger.
    private static func text(_ feed: String, _ number: Int) -> String {
        (0..<1_000).map { "word\(Hash64.of("\(feed) \(number) \($0)") % 10_000)" }.joined(separator: " ")
    }

    func run(_ arguments: String...) -> Program.Result { Program.run(arguments + ["--config", config], in: home) }

    @discardableResult
    func poll() -> Program.Result { run("run", "--once", "--all") }

    /// A statement, in SQLite's own shell.
    @discardableResult
    func sql(_ text: String) -> String {
        let output = home.fresh("sql")
        let status = Program.wait(Program.start([ledger, text], program: "sqlite3", output: output))
        return status == 0 ? Home.text(output) : "failed"
    }

    /// The records in `new/`, in order.
    var records: [JSONValue] {
        get throws {
            guard let reader = SpoolReader(path: home.path + "/spool") else { return [] }
            return try reader.names().flatMap { try reader.lines(of: $0).map { try JSONValue(parsing: $0) } }
        }
    }

    /// Records by what tells two deliveries apart.
    static func names(_ records: [JSONValue]) -> Set<String> {
        Set(records.map { "\($0["id"]?.string ?? "") \($0["revision"]?.integer ?? 0)" })
    }

    static func numbers(_ records: [JSONValue]) -> [Int] { records.compactMap { $0["sequence"]?.integer } }

    /// Codes of the latest events, as `status` tells them.
    var events: [String] {
        get throws {
            let status = run("status", "--json")
            return try JSONValue(parsing: status.output)["events"]?.array.compactMap { $0["code"]?.string } ?? []
        }
    }

    func shell(_ command: String) {
        _ = Program.wait(Program.start(["-c", "cd \(home.path) && \(command)"], program: "sh"))
    }

    static func eventually(_ condition: () throws -> Bool) async throws -> Bool {
        for _ in 0..<600 {
            if try condition() { return true }
            try await Task.sleep(for: .milliseconds(50))
        }
        return try condition()
    }
}
