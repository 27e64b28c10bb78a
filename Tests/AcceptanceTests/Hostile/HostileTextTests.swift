import Basics
import Glibc
import LoopbackServer
import Testing

/// What strangers write is shown and kept in many places: nowhere does it begin a line, move a terminal, break JSON or name a
/// file (threats, E19 and E20).
@Suite struct HostileTextTests {
    /// Each in itself; `X` marks that it was shown.
    private static let texts = [
        "X\nlevel=error msg=forged", "X\r\nforged", "X\u{1B}[31mred\u{1B}]0;title\u{7}", "X\u{9B}31m\u{9D}0;t\u{9C}",
        "X\u{8}\u{8}\u{7F}",
        "X\u{202E}txet\u{2066}\u{2069}\u{200F}", "X\u{2028}line\u{2029}paragraph\u{85}next", "X\",\"id\":\"forged\\",
        "X</title><script>",
        "X\u{0}\u{1}\u{FFFE}\u{FEFF}", "../../../etc/X", "/etc/X", "X%00/..%2f", "CON",
        "X" + String(repeating: "ü", count: 300),
    ]

    private let home = Home()

    /// Nothing in it but text, line feeds, and the tabs that part columns.
    private func isQuiet(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.value {
            case 0x09, 0x0A: true
            case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF: false
            default: true
            }
        }
    }

    private func isNDJSON(_ text: String) -> Bool {
        text.split(separator: "\n").allSatisfy { (try? JSONValue(parsing: Array($0.utf8))) != nil }
    }

    private static func json(_ text: String) -> String {
        String(decoding: JSONValue.string(text).encoded, as: UTF8.self)
    }

    /// JSON Feed can say everything, lone surrogates besides.
    private func feed(titled title: String, of texts: [String] = []) -> String {
        let items = texts.map {
            """
            {"id":\(Self.json($0)),"title":\(Self.json($0)),"summary":\(Self.json($0)),"tags":[\(Self.json($0))],
            "authors":[{"name":\(Self.json($0))}],"content_text":\(Self.json($0)),"language":\(Self.json($0))}
            """
        }
        return """
            {"version":"https://jsonfeed.org/version/1.1","title":\(title),"description":\(title),
            "items":[\((items + ["{\"id\":\"lone\\ud83d\",\"title\":\"\\ude00lone\\ud83d\"}"]).joined(separator: ","))]}
            """
    }

    private func settings(_ feeds: [(id: String, url: String)]) -> String {
        "state_directory = \"state\"\nspool_directory = \"spool\"\n[http]\nallow_addresses = [\"127.0.0.1\"]\n[polling]\ndelay_per_host = \"0s\"\n[articles]\ndelay_per_host = \"0s\"\n[workers]\ncpu_time = \"60s\"\ntimeout = \"5m\"\n"
            + feeds.map { "[[feed]]\nurl = \"\($0.url)\"\nid = \"\($0.id)\"\n" }.joined()
    }

    @Test func whatIsShownAndKeptIsQuiet() throws {
        let long = String(repeating: "long ", count: 200_000)
        let files = (Self.texts + [long]).enumerated().map { number, text in
            let feed = feed(titled: Self.json(text), of: number == 0 ? Self.texts + [long] : [])
            return (id: "f\(number)", url: "file://" + home.write("\(number).json", feed))
        }
        let config = home.write("feedmill.toml", settings(files))
        let done = Program.run(["run", "--once", "--config", config], in: home)
        #expect(done.status == 0, "\(done.complaints)")
        let commands = [
            ["status"], ["status", "--feed", "f2"], ["status", "--feed", "f\(files.count - 1)"], ["feeds", "list"],
            ["feeds", "export"], ["spool", "list"],
            ["explain", "f1"],
        ]
        for command in commands {
            let shown = Program.run(command + ["--config", config], in: home)
            #expect(isQuiet(shown.output) && isQuiet(shown.complaints), "\(command)")
            #expect(shown.output.utf8.count < 100_000, "\(command) shows a title of a megabyte")
        }
        for command in [["status", "--json"], ["feeds", "list", "--json"], ["spool", "list", "--json"]] {
            let shown = Program.run(command + ["--config", config], in: home).output
            #expect(isQuiet(shown) && isNDJSON(shown), "\(command)")
        }
        let listed = Program.run(["feeds", "list", "--config", config], in: home).output
        #expect(listed.split(separator: "\n").count == files.count, "\(listed)")
        // Two of the names are one when what cannot be seen is gone.
        try expectQuietSpool(records: files.count + Self.texts.count)
    }

    /// Names of files are numbers; a record is a line.
    private func expectQuietSpool(records: Int) throws {
        let names = Consumer.names(home.path + "/spool/new")
        #expect(names.allSatisfy { $0.hasSuffix(".json") && $0.dropLast(5).allSatisfy(\.isNumber) })
        #expect(names.count == records)
        for name in names {
            let line = Home.text(home.path + "/spool/new/" + name)
            #expect(isQuiet(line) && line.utf8.count { $0 == 0x0A } == 1 && isNDJSON(line), "\(name)")
            #expect(line.utf8.count < 20_000 || line.contains("\"id\":\"long"), "\(name) repeats a title of a megabyte")
        }
        let outside = Consumer.names(home.path).filter { $0 == "etc" || $0 == "CON" || $0.hasPrefix("X") }
        #expect(outside.isEmpty)
    }

    /// What servers say, in every place that a message repeats.
    @Test(arguments: ["text", "json"])
    func whatIsLoggedIsQuiet(_ format: String) async throws {
        let evil = "\u{1B}[31m\u{9B}2J\u{202E}X\u{2028}"
        let server = ScriptedServer { request in
            switch request.target {
            case "/root": [.answer("200 OK", "Content-Type: application/xml\r\n", "<r\u{9B}2J\u{202E}oot\u{1B}[31m/>")]
            case "/moved": [.redirect("301 \(evil)", "http://127.0.0.1/\(evil)\u{1B}[2J")]
            case "/scheme": [.redirect("302 \(evil)", "gopher\(evil)://x")]
            case "/reason": [.answer("500 \(evil)", "", "no")]
            case "/json":
                [
                    .answer(
                        "200 OK", "Content-Type: application/json\r\n", "{\"version\":\"\(evil)\",\"\(evil)\":[\(evil)")
                ]
            case "/good":
                [
                    .answer(
                        "200 OK", "Content-Type: application/json\r\nETag: \"\(evil)\"\r\n",
                        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"\(evil.dropFirst(1))\",\"items\":[{\"id\":\"1\",\"url\":\"/page\"},{\"id\":\"2\",\"url\":\"/page\(evil.dropFirst(1))\"}]}"
                    )
                ]
            default: [.answer("200 \(evil)", "Content-Type: text/\(evil)\r\n", "\(evil)%PDF")]
            }
        }
        defer { server.stop() }
        let paths = ["root", "moved", "scheme", "reason", "json", "good"]
        let settings = settings(paths.map { (id: $0, url: server.url("/" + $0)) })
        let daemon = LoggingDaemon(settings, format: format, in: home)
        try await daemon.wait(for: "the last of the polls") {
            Set(server.requests.map(\.target)).isSuperset(of: paths.map { "/" + $0 })
                && Consumer.names(home.path + "/spool/new").count >= 2
        }
        #expect(daemon.end() == 0)
        let log = Home.text(daemon.log)
        #expect(log.contains("good") && isQuiet(log), "\(log)")
        if format == "json" {
            #expect(isNDJSON(log))
        } else {
            #expect(
                log.split(separator: "\n").allSatisfy { $0.first?.isNumber == true },
                "a line of somebody else's: \(log)")
        }
        for name in Consumer.names(home.path + "/spool/new") {
            let record = Home.text(home.path + "/spool/new/" + name)
            #expect(isQuiet(record) && isNDJSON(record), "\(record)")
        }
        for path in paths {
            let shown = Program.run(
                ["status", "--feed", path, "--config", home.path + "/daemon-\(format).toml"], in: home)
            #expect(isQuiet(shown.output) && isQuiet(shown.complaints), "\(path): \(shown.output)")
        }
    }

    @Test(
        "a name that a path could be made of is refused, and told without what moves a terminal",
        arguments: [
            "../a", "/a", "a/b", "..", ".", "a\\u0000b", "a\\u001B[31m", "a\\u202Eb", "a b", "", "a\\nb", "ü",
            String(repeating: "a", count: 300), "-a", "~a", "a:b", "C:\\\\a",
        ])
    func namesOfFeeds(_ id: String) {
        let config = home.write(
            "feedmill.toml",
            "state_directory = \"state\"\nspool_directory = \"spool\"\n[[feed]]\nurl = \"file:///a.xml\"\nid = \"\(id)\"\n"
        )
        let done = Program.run(["check", "--config", config], in: home)
        #expect(done.status == EX_CONFIG && isQuiet(done.complaints), "\(id): \(done.complaints)")
        #expect(
            Consumer.names(home.path).allSatisfy {
                $0.hasPrefix("feedmill") || $0.hasPrefix("out-") || $0.hasPrefix("err-")
            })
    }

    /// Names that differ in case alone, and those that a system reserves: all that is kept is under numbers and hashes.
    @Test func namesThatClashAreTwoFeeds() throws {
        let feeds = ["Case", "case", "CON", "nul.txt", String(repeating: "a", count: 100)].map {
            (id: $0, url: "file://" + home.write("\($0).json", feed(titled: "\"T\"")))
        }
        let config = home.write("feedmill.toml", settings(feeds))
        #expect(Program.run(["run", "--once", "--config", config], in: home).status == 0)
        let ids = try Consumer(spool: home.path + "/spool").take().compactMap { $0.at("feed", "id")?.string }
        #expect(Set(ids) == Set(feeds.map(\.id)))
        #expect(Consumer.names(home.path + "/state").allSatisfy { !$0.contains("ase") || $0.contains("base") })
    }

    /// The copies of lists lie under names made of their addresses: a readable piece, and a hash.
    @Test func copiesOfListsStayInTheirDirectory() throws {
        let server = ScriptedServer { _ in
            [
                .answer(
                    "200 OK", "Content-Type: text/x-opml\r\n",
                    "<opml version=\"2.0\"><body><outline xmlUrl=\"http://127.0.0.1:1/x\"/></body></opml>")
            ]
        }
        defer { server.stop() }
        let paths = [
            "/../../../etc/cron.d/x", "/..%2f..%2fetc", "/%00", "//etc/passwd", "/a?../../b",
            "/" + String(repeating: "n", count: 300),
            "/List.opml", "/list.opml", "/\u{202E}",
        ]
        let addresses = paths.map { "\"\(server.url($0))\"" }.joined(separator: ",")
        let config = home.write(
            "feedmill.toml",
            "state_directory = \"state\"\nspool_directory = \"spool\"\ninclude = [\(addresses)]\n[http]\nallow_addresses = [\"127.0.0.1\"]\n[polling]\ndelay_per_host = \"0s\"\n"
        )
        _ = Program.run(["run", "--once", "--config", config], in: home)
        let copies = Consumer.names(home.path + "/state/includes")
        #expect(copies.count { $0.hasSuffix(".opml") } == paths.count, "\(copies)")
        for name in copies {
            #expect(
                name.utf8.count < 100
                    && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") })
            #expect(!name.hasPrefix(".") && !name.contains(".."))
        }
        #expect(
            Set(copies.map { $0.lowercased() }).count == copies.count, "two copies that a file system may take for one")
    }
}
