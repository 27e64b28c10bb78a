import Basics
import Glibc
import LoopbackServer

/// A home with a configuration, and a small site beside it whose answers a test changes at will.
final class FeedsBench: Sendable {
    struct Answer: Sendable {
        var status = "200 OK"
        var type = "application/xml"
        var body: String
        /// Milliseconds before it comes.
        var delay: UInt32 = 0
    }

    let home = Home()
    let config: String
    let server: ScriptedServer
    private let site: Watched<[String: Answer]>

    /// - Parameter settings: lines at the top of the configuration.
    init(_ settings: String = "", site answers: [String: Answer] = [:]) {
        let site = Watched(answers)
        self.site = site
        server = ScriptedServer { request in
            guard let answer = site.withLock({ $0[request.target] }) else { return [.answer("404 Not Found", "", "")] }
            if answer.delay > 0 { sleep(milliseconds: answer.delay) }
            let tag = "\"\(Hash64.of(answer.body))\""
            if answer.status == "200 OK", request.field("If-None-Match") == tag {
                return [.answer("304 Not Modified", "ETag: \(tag)\r\n", "")]
            }
            return [.answer(answer.status, "ETag: \(tag)\r\nContent-Type: \(answer.type)\r\n", answer.body)]
        }
        config = home.write(
            "feedmill.toml",
            """
            # mine
            state_directory = "state"
            spool_directory = "spool"
            \(settings.replacing("SITE", with: server.url("")))
            [http]
            allow_addresses = ["127.0.0.1"]
            [polling]
            delay_per_host = "0s"
            [articles]
            delay_per_host = "0s"

            """)
    }

    deinit { server.stop() }

    func set(_ path: String, _ answer: Answer?) { site.withLock { $0[path] = answer } }

    @discardableResult
    func run(_ arguments: String...) -> Program.Result { Program.run(arguments + ["--config", config], in: home) }

    /// The feeds as `feeds list` has them, by address.
    func feeds(_ arguments: String...) -> [String: JSONValue] {
        let lines = Program.run(["feeds", "list", "--json", "--config", config] + arguments, in: home).output
        let feeds = lines.split(separator: "\n").compactMap { try? JSONValue(parsing: Array($0.utf8)) }
        return Dictionary(feeds.map { ($0["url"]?.string ?? "", $0) }) { $1 }
    }

    func id(_ path: String) -> String { feeds()[server.url(path)]?["id"]?.string ?? "" }

    /// A feed of items whose links lead nowhere.
    static func rss(_ title: String, _ items: String...) -> Answer {
        let items = items.map { "<item><guid isPermaLink=\"false\">\($0)</guid><title>\($0)</title></item>" }.joined()
        return Answer(body: "<rss version=\"2.0\"><channel><title>\(title)</title>\(items)</channel></rss>")
    }

    static func page(_ links: String) -> Answer {
        Answer(type: "text/html", body: "<html><head><title>P</title>\(links)</head><body>x</body></html>")
    }
}

private func sleep(milliseconds: UInt32) { usleep(milliseconds * 1000) }
