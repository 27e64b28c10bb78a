import Basics
import Glibc
import LoopbackServer
import Testing

/// One word stands for every secret there is. It is sent to those that it is for, and stands in nothing that the program ever
/// writes: log, status, records, events, errors, metrics, ledger, the table of processes (threats, E21).
@Suite struct SecrecyTests {
    private static let canary = "kanarienvogel77"
    /// As Authorization carries it: `user:kanarienvogel77`, `feed:…`.
    private static var disguises: [String] {
        [canary, "dXNlcjprYW5hcmllbnZvZ2VsNzc", "cHJveHk6a2FuYXJpZW52b2dlbDc3"]
    }

    private let home = Home()

    private func settings(_ server: ScriptedServer, _ proxy: ScriptedServer) -> String {
        let port = server.port
        return """
            state_directory = "state"
            spool_directory = "spool"
            [http]
            allow_addresses = ["127.0.0.1"]
            timeout = "5s"
            [polling]
            delay_per_host = "0s"
            refusal_scope = "feed"
            [articles]
            delay_per_host = "0s"
            [metrics]
            textfile = "feedmill.prom"
            textfile_interval = "1s"
            [[feed]]
            url = "http://user:\(Self.canary)@127.0.0.1:\(port)/userinfo"
            id = "userinfo"
            [[feed]]
            url = "http://127.0.0.1:\(port)/header"
            id = "header"
            headers = { Authorization = "@secret", X-Key = "${token}" }
            [[feed]]
            url = "http://user:\(Self.canary)@127.0.0.1:\(port)/moved"
            id = "moved"
            [[feed]]
            url = "http://user:\(Self.canary)@127.0.0.1:\(port)/broken"
            id = "broken"
            [[feed]]
            url = "http://user:\(Self.canary)@127.0.0.1:1/refused"
            id = "refused"
            [[feed]]
            url = "http://127.0.0.1:\(port)/proxied"
            id = "proxied"
            proxy = "http://proxy:\(Self.canary)@127.0.0.1:\(proxy.port)"

            """
    }

    private static func feed(_ request: ScriptedServer.Request) -> [ScriptedServer.Step] {
        switch request.target {
        // A server that tells what it was told.
        case "/broken": return [.answer("500 \(request.field("Authorization") ?? "")", "", request.lines.joined())]
        case "/moved": return [.redirect("301 Moved", "/there")]
        default:
            return [
                .answer(
                    "200 OK", "Content-Type: application/rss+xml\r\n",
                    "<rss version=\"2.0\"><channel><title>T</title><item><guid>1</guid><link>/page</link></item></channel></rss>"
                )
            ]
        }
    }

    private func expectSilence(_ bytes: [UInt8], _ place: String) {
        for disguise in Self.disguises { #expect(!bytes.contains(disguise), "\(place) tells \(disguise)") }
    }

    private func files(below directory: String) -> [String] {
        Consumer.names(directory).flatMap { name -> [String] in
            let path = directory + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0 else { return [] }
            return status.st_mode & S_IFMT == S_IFDIR ? files(below: path) : [path]
        }
    }

    @Test(arguments: ["text", "json"])
    func nothingThatIsWrittenTellsASecret(_ format: String) async throws {
        let server = ScriptedServer { Self.feed($0) }
        let proxy = ScriptedServer { Self.feed($0) }
        defer {
            server.stop()
            proxy.stop()
        }
        home.write("secret", "Bearer \(Self.canary)\n")
        mkdir(home.path + "/credentials", 0o700)
        home.write("credentials/token", Self.canary)
        setenv("CREDENTIALS_DIRECTORY", home.path + "/credentials", 1)
        let settings = settings(server, proxy)
        let daemon = LoggingDaemon(settings, format: format, in: home)
        try await daemon.wait(for: "the last of the polls") {
            Consumer.names(home.path + "/spool/new").count >= 4 && !Home.text(home.path + "/feedmill.prom").isEmpty
                && server.requests.contains { $0.target == "/broken" }
        }
        for process in [daemon.process] + daemon.children {
            expectSilence(Home.bytes("/proc/\(process)/cmdline"), "the table of processes")
        }
        for worker in daemon.children { expectSilence(Home.bytes("/proc/\(worker)/environ"), "a worker's environment") }
        let limits = Home.text("/proc/\(daemon.process)/limits").split(separator: "\n")
        let core = limits.first { $0.hasPrefix("Max core file size") }?.split(separator: " ").dropFirst(4).prefix(2)
        #expect(core == ["0", "0"] || Program.isSanitized, "a core file may be written: \(core ?? [])")
        #expect(daemon.end() == 0)

        // It did reach those that it is for.
        func sent(_ path: String, _ name: String) -> String {
            server.requests.first { $0.target == path }?.field(name) ?? ""
        }
        #expect(sent("/userinfo", "Authorization").contains(Self.disguises[1]))
        #expect(sent("/header", "Authorization") == "Bearer \(Self.canary)" && sent("/header", "X-Key") == Self.canary)
        #expect(proxy.requests.first?.field("Proxy-Authorization")?.contains(Self.disguises[2]) == true)

        let config = home.path + "/daemon-\(format).toml"
        for id in ["userinfo", "header", "moved", "broken", "refused", "proxied"] {
            for form in [[], ["--json"]] {
                let shown = Program.run(["status", "--feed", id] + form + ["--config", config], in: home)
                expectSilence(Array((shown.output + shown.complaints).utf8), "status --feed \(id)")
            }
            let tried = Program.run(["feeds", "test", id, "--config", config], in: home)
            expectSilence(Array((tried.output + tried.complaints).utf8), "feeds test \(id)")
            let explained = Program.run(["explain", id, "--config", config], in: home)
            expectSilence(Array((explained.output + explained.complaints).utf8), "explain \(id)")
        }
        for command in [
            ["status"], ["status", "--json"], ["check"], ["feeds", "list"], ["feeds", "list", "--json"],
            ["feeds", "export"], ["spool", "list"], ["run", "--once", "--all"],
        ] {
            let shown = Program.run(command + ["--config", config], in: home)
            #expect(!(shown.output + shown.complaints).isEmpty, "\(command)")
            expectSilence(Array((shown.output + shown.complaints).utf8), "\(command)")
        }
        let own = ["secret", "credentials/token", "daemon-\(format).toml"].map { home.path + "/" + $0 }
        let written = files(below: home.path).filter { !own.contains($0) }
        for kind in ["/state/ledger.sqlite", "/spool/new/", "/feedmill.prom", "/log-"] {
            #expect(written.contains { $0.contains(kind) }, "nothing at \(kind)")
        }
        for file in written { expectSilence(Home.bytes(file), file) }
    }

    /// A redirect, a link of the feed's own and a claim of the page can hold a password too: other people's.
    @Test func whatOthersTellOfPasswordsIsNotPassedOn() throws {
        let server = ScriptedServer { request in
            let port = request.field("Host")?.split(separator: ":").last ?? ""
            return request.target == "/feed"
                ? [.redirect("301 Moved", "http://them:\(Self.canary)@127.0.0.1:\(port)/there")] : Self.feed(request)
        }
        defer { server.stop() }
        let config = home.write(
            "feedmill.toml",
            "state_directory = \"state\"\nspool_directory = \"spool\"\n[http]\nallow_addresses = [\"127.0.0.1\"]\n[articles]\nfetch = false\n[[feed]]\nurl = \"\(server.url("/feed"))\"\nid = \"a\"\n"
        )
        for _ in 1...4 {
            let done = Program.run(["run", "--once", "--all", "--config", config], in: home)
            expectSilence(Array((done.output + done.complaints).utf8), "run")
        }
        for form in [[], ["--json"]] {
            let shown = Program.run(["status", "--feed", "a"] + form + ["--config", config], in: home)
            expectSilence(Array((shown.output + shown.complaints).utf8), "status")
        }
        for file in files(below: home.path + "/spool") + files(below: home.path + "/state") {
            expectSilence(Home.bytes(file), file)
        }
    }
}
