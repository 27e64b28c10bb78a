import Basics
import LoopbackServer

/// Many feeds on loopback that publish and correct items all the time. An item stays in its feed until a consumer was given it, so
/// that none is missed because nobody was there to ask.
final class BusyFeeds: Sendable {
    private struct Item {
        let number: Int
        var corrections = 0
        var isDelivered = false
    }

    private struct Feed {
        var items: [Item] = []
        var version = 0
    }

    private static let count = 12
    private let feeds = Monitor([Feed](repeating: Feed(), count: BusyFeeds.count))
    private let server: ScriptedServer

    init() {
        let feeds = feeds
        server = ScriptedServer { request in
            guard let place = Int(request.target.dropFirst()), place < BusyFeeds.count else {
                return [.answer("200 OK", "Content-Type: text/html\r\n", PublishedFeeds.page(request.target))]
            }
            return BusyFeeds.answer(request, place, feeds.withLock { $0[place] })
        }
    }

    deinit { server.stop() }

    func configure(_ home: Home) {
        home.write(
            "feedmill.toml",
            """
            state_directory = "state"
            spool_directory = "spool"
            [http]
            allow_private_addresses = true
            \(PublishedFeeds.withoutPauses)

            """
                + (0..<BusyFeeds.count).map {
                    "[[feed]]\nid = \"f\($0)\"\nurl = \"\(server.url("/\($0)"))\"\ninterval = \"1s\"\n"
                }.joined())
    }

    /// A new item in each feed, and in every other one a correction of an item that consumers have.
    func publish() {
        feeds.withLock { feeds in
            for place in feeds.indices {
                let settled = feeds[place].items.allSatisfy(\.isDelivered)
                if settled, place % 2 == 0, let last = feeds[place].items.indices.last {
                    feeds[place].items[last].corrections += 1
                    feeds[place].items[last].isDelivered = false
                }
                feeds[place].items.append(Item(number: (feeds[place].items.last?.number ?? 0) + 1))
                feeds[place].version += 1
                // A few that are known stay, as in any feed.
                let known = feeds[place].items.filter(\.isDelivered).dropLast(5).map(\.number)
                feeds[place].items.removeAll { known.contains($0.number) }
            }
        }
    }

    /// What consumers were not given yet, as `Contract` names it.
    var outstanding: Set<String> {
        feeds.withLock { feeds in
            Set(
                feeds.enumerated().flatMap { place, feed in
                    feed.items.filter { !$0.isDelivered }.map { BusyFeeds.name($0, place) }
                })
        }
    }

    func note(delivered: Set<String>) {
        feeds.withLock { feeds in
            for place in feeds.indices {
                for item in feeds[place].items.indices
                where delivered.contains(BusyFeeds.name(feeds[place].items[item], place)) {
                    feeds[place].items[item].isDelivered = true
                }
            }
        }
    }

    private static func isLinked(_ place: Int) -> Bool { place % 3 == 0 }

    private static func title(_ item: Item) -> String {
        item.corrections == 0
            ? "Item \(item.number)" : "A wholly other heading, the \(item.corrections). of \(item.number)"
    }

    private static func name(_ item: Item, _ place: Int) -> String {
        "f\(place) f\(place)-\(item.number) \(title(item)) \(isLinked(place) ? "ok" : "no-link")"
    }

    private static func answer(_ request: ScriptedServer.Request, _ place: Int, _ feed: Feed) -> [ScriptedServer.Step] {
        let tag = "\"\(feed.version)\""
        if request.field("If-None-Match") == tag { return [.answer("304 Not Modified", "ETag: \(tag)\r\n", "")] }
        let host = request.field("Host") ?? ""
        let items = feed.items.map { item in
            "<item><guid isPermaLink=\"false\">f\(place)-\(item.number)</guid><title>\(title(item))</title>"
                + (isLinked(place) ? "<link>http://\(host)/page/\(place)-\(item.number)</link>" : "") + "</item>"
        }
        return [
            .answer(
                "200 OK", "Content-Type: application/rss+xml\r\nETag: \(tag)\r\n",
                "<rss version=\"2.0\"><channel><title>\(place)</title>\(items.joined())</channel></rss>")
        ]
    }
}
