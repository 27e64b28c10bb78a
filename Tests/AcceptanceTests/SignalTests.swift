import Basics
import Glibc
import LoopbackServer
import Testing

/// What a service manager hears of its service.
private final class ServiceManager: Sendable {
    let path: String
    private let messages = Watched<[String]>([])

    init(in home: Home) {
        path = home.path + "/notify"
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        precondition(bound == 0)
        let messages = messages
        Threads.start {
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { break }
                let message = String(decoding: buffer[..<count], as: UTF8.self)
                messages.withLock { $0 += message.split(separator: "\n").map(String.init) }
                if message.hasPrefix("STOPPING=1") { break }
            }
            close(descriptor)
        }
    }

    func wait(for line: String) async { await messages.wait { $0.contains(line) } }
    func count(_ line: String) -> Int { messages.withLock { $0.count { $0 == line } } }
    var lines: [String] { messages.withLock { $0 } }
}

private func daemon(_ config: String, _ manager: ServiceManager, log: String) -> pid_t {
    Program.start(
        ["NOTIFY_SOCKET=\(manager.path)", Program.path, "run", "--config", config], program: "env", complaints: log)
}

private func feed(_ name: String, items: Int = 1) -> String {
    let items = (0..<items).map {
        "<item><guid isPermaLink=\"false\">\(name)-\($0)</guid><title>\(name) \($0)</title></item>"
    }
    return "<rss version=\"2.0\"><channel><title>\(name)</title>\(items.joined())</channel></rss>"
}

@Suite struct SignalTests {
    /// Half of the servers' answers have begun and never end; the other half have not begun.
    @Test func endedInTheMiddleOfFiveHundredTransfersNothingIsLost() async throws {
        let home = Home()
        let stalls = Watched(true)
        let server = ScriptedServer("0.0.0.0") { request in
            let body = feed(String(request.target.dropFirst()))
            guard stalls.withLock({ $0 }) else { return [.answer("200 OK", "", body)] }
            guard request.target.utf8.last! % 2 == 0 else { return [.stall] }
            return [.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body.prefix(40))"), .stall]
        }
        defer { server.stop() }
        let names = (0..<500).map { "feed-\($0)" }
        let feeds = names.enumerated().map { place, name in
            "[[feed]]\nid = \"\(name)\"\nurl = \"\(server.url("/" + name, host: "127.0.\(1 + place / 250).\(1 + place % 250)"))\"\n"
        }
        let config = home.write(
            "feedmill.toml",
            """
            state_directory = "state"
            spool_directory = "spool"
            [http]
            allow_private_addresses = true
            connections = 500
            [polling]
            catch_up = "0s"
            [articles]
            fetch = false

            """ + feeds.joined())
        let manager = ServiceManager(in: home)
        let process = daemon(config, manager, log: home.path + "/log")
        await server.waitForRequests(500)
        kill(process, SIGTERM)
        #expect(Program.wait(process) == 0, "\(Home.text(home.path + "/log"))")
        await manager.wait(for: "STOPPING=1")
        #expect(manager.lines.first == "READY=1")
        #expect(Home.text(home.path + "/log").contains("stopped"))
        let consumer = Consumer(spool: home.path + "/spool")
        #expect(try consumer.take().isEmpty)

        stalls.withLock { $0 = false }
        #expect(Program.run(["run", "--once", "--all", "--config", config], in: home).status == 0)
        let records = try consumer.take()
        #expect(records.compactMap { $0.at("feed", "id")?.string }.sorted() == names.sorted())
        #expect(records.allSatisfy { $0.at("kind")?.string == "item" })
    }

    /// The ledger is held by another program, so that the daemon is still beginning when it is told: while it opens the ledger,
    /// or while it takes up what is known.
    @Test(
        .enabled(if: ReferenceTests.has("python3"), "python3 is wanted"),
        arguments: [
            (SIGTERM, "EXCLUSIVE"), (SIGINT, "EXCLUSIVE"), (SIGHUP, "EXCLUSIVE"), (SIGTERM, "IMMEDIATE"),
            (SIGHUP, "IMMEDIATE"),
        ])
    func aSignalWhileTheDaemonBeginsIsHeard(_ number: Int32, _ held: String) async throws {
        let bench = LedgerBench()
        let script = bench.home.write(
            "hold.py",
            """
            import sqlite3, signal
            held = sqlite3.connect("\(bench.ledger)")
            if "\(held)" == "EXCLUSIVE": held.execute("PRAGMA journal_mode = DELETE")
            held.execute("BEGIN \(held)")
            open("\(bench.home.path)/held", "w").close()
            signal.pause()
            """)
        let holder = Program.start([script], program: "python3")
        #expect(try await LedgerBench.eventually { access(bench.home.path + "/held", F_OK) == 0 })
        let log = bench.home.path + "/log"
        let process = Program.start(["run", "--config", bench.config], complaints: log)
        #expect(try await LedgerBench.eventually { SignalTests.hasOpen("\(bench.home.path)/state/.lock", process) })
        kill(process, number)
        if number == SIGHUP {
            kill(holder, SIGKILL)
            #expect(try await LedgerBench.eventually { Home.text(log).contains("configuration read again") })
            kill(process, SIGTERM)
        }
        #expect(Program.wait(process) == 0, "\(Home.text(log))")
        #expect(Home.text(log).contains("started") == (number == SIGHUP))
        kill(holder, SIGKILL)
        _ = Program.wait(holder)
    }

    /// Whether a process has a file open.
    private static func hasOpen(_ path: String, _ process: pid_t) -> Bool {
        (3..<64).contains { descriptor in
            var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
            let count = readlink("/proc/\(process)/fd/\(descriptor)", &buffer, buffer.count)
            return count > 0 && String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) == path
        }
    }

    /// Feeds come and go, move from file to file, and every other configuration is broken.
    @Test func aStormOfHangUpsEndsInTheLastConfiguration() async throws {
        let home = Home()
        for name in ["a", "b", "c"] { home.write(name + ".xml", feed(name, items: 3)) }
        mkdir(home.path + "/feeds.d", 0o700)
        func entry(_ name: String) -> String { "[[feed]]\nid = \"\(name)\"\nurl = \"file:../\(name).xml\"\n" }
        let config = home.write(
            "feedmill.toml",
            "state_directory = \"state\"\nspool_directory = \"spool\"\ninclude = [\"feeds.d/*.toml\"]\n[articles]\nfetch = false\n"
        )
        let manager = ServiceManager(in: home)
        let process = daemon(config, manager, log: home.path + "/log")
        await manager.wait(for: "READY=1")
        for round in 0..<200 {
            switch round % 4 {
            case 0:
                home.write("feeds.d/one.toml", entry("a") + entry("b"))
                home.write("feeds.d/two.toml", "")
            case 1: home.write("feeds.d/two.toml", "[[feed]]\nurl = 7\n")
            case 2:
                home.write("feeds.d/one.toml", entry("b"))
                home.write("feeds.d/two.toml", entry("a"))
            default: home.write("feeds.d/one.toml", "[[feed")
            }
            kill(process, SIGHUP)
        }
        home.write("feeds.d/one.toml", entry("c"))
        home.write("feeds.d/two.toml", entry("a") + entry("b"))
        kill(process, SIGHUP)
        await manager.wait(for: "STATUS=3 feeds")
        func titles() throws -> [String] {
            try Consumer(spool: home.path + "/spool").take().compactMap { $0.at("item", "title")?.string }
        }
        var seen: [String] = []
        for _ in 0..<600 where seen.count < 9 {
            seen += try titles()
            try await Task.sleep(for: .milliseconds(50))
        }
        kill(process, SIGTERM)
        #expect(Program.wait(process) == 0)
        seen += try titles()
        #expect(seen.sorted() == ["a", "b", "c"].flatMap { name in (0..<3).map { "\(name) \($0)" } })
        let again = Program.run(["run", "--once", "--all", "--config", config], in: home)
        #expect(again.status == 0)
        #expect(try titles() == [])
    }
}
