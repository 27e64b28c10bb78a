import Basics
import Glibc
import LoopbackServer
import Testing

/// A web of three feeds and their pages, made here: the main job where nothing recorded is at hand.
private final class SmallWeb: Sendable {
    /// Titles by item, in the order of publication, of each feed.
    private let feeds = Monitor([String: [(id: String, title: String)]]())
    let requests = Monitor([(target: String, status: Int)]())

    func publish(_ feed: String, _ id: String, _ title: String) {
        feeds.withLock { feeds in
            if let index = feeds[feed]?.firstIndex(where: { $0.id == id }) {
                feeds[feed]?[index].title = title
            } else {
                feeds[feed, default: []].append((id, title))
            }
        }
    }

    func answer(_ request: ScriptedServer.Request) -> [ScriptedServer.Step] {
        let target = request.target
        if target == "/robots.txt" { return note(target, 404, .answer("404 Not Found", "", "")) }
        if target.hasPrefix("/page/") {
            let text =
                "<p>\(String(repeating: "What happened at \(target) is told here at some length, with commas and all. ", count: 6))</p>"
            let page =
                "<html><head><title>\(target)</title></head><body><nav><a href=/>Home</a></nav><main><h1>\(target)</h1>\(text)</main></body></html>"
            return note(target, 200, .answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n", page))
        }
        let name = String(target.dropFirst())
        let body = document(name, host: request.field("Host") ?? "")
        let tag = "W/\"\(Hash64.of(body))\""
        if request.field("If-None-Match") == tag {
            return note(target, 304, .answer("304 Not Modified", "ETag: \(tag)\r\n", ""))
        }
        return note(target, 200, .answer("200 OK", "ETag: \(tag)\r\n", body))
    }

    private func note(_ target: String, _ status: Int, _ step: ScriptedServer.Step) -> [ScriptedServer.Step] {
        requests.withLock { $0.append((target, status)) }
        return [step]
    }

    private func document(_ name: String, host: String) -> String {
        let items = feeds.withLock { $0[name] ?? [] }.reversed()
        switch name {
        case "rss":
            let rows = items.map {
                "<item><guid isPermaLink=\"false\">\($0.id)</guid><title>\($0.title)</title><link>http://\(host)/page/\($0.id)</link></item>"
            }
            return "<rss version=\"2.0\"><channel><title>R</title>\(rows.joined())</channel></rss>"
        case "atom":
            let rows = items.map {
                "<entry><id>\($0.id)</id><title>\($0.title)</title><link href=\"http://\(host)/page/\($0.id)\"/></entry>"
            }
            return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title>\(rows.joined())</feed>"
        default:
            let rows = items.map {
                "{\"id\":\"\($0.id)\",\"title\":\"\($0.title)\",\"url\":\"http://\(host)/page/\($0.id)\"}"
            }
            return
                "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"J\",\"items\":[\(rows.joined(separator: ","))]}"
        }
    }
}

@Test func aSmallWebIsDeliveredOnceAndItsChangesOnce() throws {
    let home = Home()
    let web = SmallWeb()
    for feed in ["rss", "atom", "json"] {
        for n in 1...3 { web.publish(feed, "\(feed)-\(n)", "Title \(n) of \(feed)") }
    }
    let server = ScriptedServer { web.answer($0) }
    defer { server.stop() }
    var text = """
        state_directory = "state"
        spool_directory = "spool"
        [http]
        allow_addresses = ["127.0.0.1"]
        [polling]
        delay_per_host = "0s"
        [articles]
        delay_per_host = "0s"

        """
    for feed in ["rss", "atom", "json"] { text += "[[feed]]\nurl = \"\(server.url("/\(feed)"))\"\nid = \"\(feed)\"\n" }
    let config = home.write("feedmill.toml", text)
    let consumer = Consumer(spool: home.path + "/spool")
    func round() throws -> [String] {
        let done = Program.run(["run", "--once", "--all", "--config", config], in: home)
        #expect(done.status == 0, "\(done.complaints)")
        return try consumer.take().map { record in
            #expect(record.at("article", "status")?.string == "ok")
            return "\(record.at("item", "id")?.string ?? "") r\(record["revision"]?.integer ?? 0)"
        }.sorted()
    }
    #expect(try round() == ["atom", "json", "rss"].flatMap { feed in (1...3).map { "\(feed)-\($0) r1" } })
    let before = web.requests.withLock { $0.count }
    #expect(try round() == [])
    #expect(web.requests.withLock { Array($0[before...]) }.allSatisfy { $0.status == 304 })
    web.publish("rss", "rss-4", "A fourth one")
    web.publish("json", "json-2", "Another title altogether")
    #expect(try round() == ["json-2 r2", "rss-4 r1"])
    #expect(try round() == [])
}
