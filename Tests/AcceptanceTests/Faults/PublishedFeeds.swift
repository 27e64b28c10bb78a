import Basics
import LoopbackServer

/// Two feeds on loopback that publish in stages, with validators; the items of one lead to pages.
final class PublishedFeeds: Sendable {
    private struct Item {
        let feed, id, title: String
        var page: String?
    }

    private let stage = Monitor(1)
    private let server: ScriptedServer

    init() {
        let stage = stage
        server = ScriptedServer { request in PublishedFeeds.answer(request, stage.withLock { $0 }) }
    }

    deinit { server.stop() }

    func advance(to number: Int) { stage.withLock { $0 = number } }

    /// The configuration of a feedmill that follows them, written into a home.
    /// - Parameter isHurried: a daemon asks every second.
    /// Sections of a configuration that asks as fast as it is answered.
    static let withoutPauses = """
        [polling]
        delay_per_host = "0s"
        min_interval = "1s"
        catch_up = "0s"
        [articles]
        delay_per_host = "0s"
        robots_txt = false
        """

    @discardableResult
    func configure(_ home: Home, isHurried: Bool = false, timeout: Int = 30, more: String = "") -> String {
        let pace = isHurried ? "interval = \"1s\"" : ""
        return home.write(
            "feedmill.toml",
            """
            state_directory = "state"
            spool_directory = "spool"
            [http]
            allow_private_addresses = true
            timeout = "\(timeout)s"
            \(PublishedFeeds.withoutPauses)
            [workers]
            count = 1
            \(more)
            [[feed]]
            id = "a"
            url = "\(server.url("/a.xml"))"
            \(pace)
            [[feed]]
            id = "b"
            url = "\(server.url("/b.xml"))"
            \(pace)

            """)
    }

    /// What a consumer must have been given after a stage: feed, id and title of each item, and how its article ended.
    func expected(from first: Int = 1, upTo last: Int) -> Set<String> {
        Set(
            (first...last).flatMap(PublishedFeeds.items).map {
                "\($0.feed) \($0.id) \($0.title) \($0.page == nil ? "no-link" : "ok")"
            })
    }

    /// Stage 2 corrects an item and adds four; what comes after adds one in each feed.
    private static func items(_ stage: Int) -> [Item] {
        var items = (1...(stage + 3)).map { Item(feed: "a", id: "a\($0)", title: "Plain item \($0)") }
        items += (1...(stage + 1)).map {
            Item(feed: "b", id: "b\($0)", title: "Linked item \($0)", page: "/page/\($0)")
        }
        guard stage >= 2 else { return items }
        items[0] = Item(feed: "a", id: "a1", title: "A wholly other heading after the correction")
        items += (1...2).map { Item(feed: "a", id: "late\($0)", title: "Late item \($0)") }
        return items
    }

    private static func answer(_ request: ScriptedServer.Request, _ stage: Int) -> [ScriptedServer.Step] {
        if request.target.hasPrefix("/page/") {
            return [.answer("200 OK", "Content-Type: text/html\r\n", page(request.target))]
        }
        let feed = request.target.dropFirst().prefix(1)
        let tag = "\"\(feed)-\(stage)\""
        if request.field("If-None-Match") == tag { return [.answer("304 Not Modified", "ETag: \(tag)\r\n", "")] }
        let port = request.field("Host") ?? ""
        let items = items(stage).filter { $0.feed == feed }.map { item in
            "<item><guid isPermaLink=\"false\">\(item.id)</guid><title>\(item.title)</title>"
                + (item.page.map { "<link>http://\(port)\($0)</link>" } ?? "") + "</item>"
        }
        return [
            .answer(
                "200 OK", "Content-Type: application/rss+xml\r\nETag: \(tag)\r\n",
                "<rss version=\"2.0\"><channel><title>\(feed)</title>\(items.joined())</channel></rss>")
        ]
    }

    static func page(_ path: String) -> String {
        let number = path.dropFirst("/page/".utf8.count)
        let paragraphs = (1...5).map {
            "<p>This is paragraph \($0) of page \(number), and it tells at some length, with commas, of things that happened "
                + "in the harbour on that day, of those who saw them, and of what the town made of it afterwards.</p>"
        }
        return "<html><head><title>Linked item \(number)</title></head><body><article><h1>Linked item \(number)</h1>"
            + paragraphs.joined() + "</article></body></html>"
    }
}
