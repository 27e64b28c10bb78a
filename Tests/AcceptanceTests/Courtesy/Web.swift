import Basics
import HTTP
import LoopbackServer

/// One server on loopback for all hosts of a test, which writes down who asked for what, and when by the test's clock.
final class Web: Sendable {
    struct Visit: Sendable {
        /// Seconds since the clock began.
        let at: Double
        let host: String
        let path: String
        /// How many asked for the same address before.
        let number: Int
        let request: ScriptedServer.Request

        var address: String { host + path }
        func field(_ name: String) -> String? { request.field(name) }
        var etag: String? { field("If-None-Match") }
        var modifiedSince: String? { field("If-Modified-Since") }
        var isConditional: Bool { etag != nil || modifiedSince != nil }
    }

    private struct State {
        var visits: [Visit] = []
        var counts: [String: Int] = [:]
    }

    private let state: Monitor<State>
    let server: ScriptedServer

    init(
        _ clock: TestClock, address: String = "127.0.0.1", answer: @escaping @Sendable (Visit) -> [ScriptedServer.Step]
    ) {
        let state = Monitor(State())
        self.state = state
        server = ScriptedServer(address) { request in
            let named = request.field("Host") ?? ""
            let host = String(named.prefix { $0 != ":" })
            let path = request.target
            let visit = state.withLock { state -> Visit in
                let number = state.counts[host + path, default: 0]
                state.counts[host + path] = number + 1
                let visit = Visit(at: clock.elapsed, host: host, path: path, number: number, request: request)
                state.visits.append(visit)
                return visit
            }
            return answer(visit)
        }
    }

    var visits: [Visit] { state.withLock { $0.visits } }

    /// What came for one address, `host/path`, or for all of a host.
    func visits(_ address: String) -> [Visit] {
        visits.filter { address.contains("/") ? $0.address == address : $0.host == address }
    }

    func url(_ address: String) -> String {
        let parts = address.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return "http://\(parts[0]):\(server.port)/\(parts.count == 2 ? parts[1] : "")"
    }
}

extension [Web.Visit] {
    var times: [Double] { map(\.at) }
    /// Seconds from each to the next, to the microsecond.
    var gaps: [Double] { zip(self, dropFirst()).map { (($1.at - $0.at) * 1e6).rounded() / 1e6 } }
    var shortestGap: Double { gaps.min() ?? .infinity }
}

/// A feed as its site has it at some time: one item each so many seconds, the latest ones shown.
struct Publisher: Sendable {
    /// Seconds; infinite: nothing new ever comes.
    var every = Double.infinity
    var shows = 15
    /// Attributes of the root.
    var root = ""
    /// Within the channel, before its items.
    var channel = ""
    /// Where its items lead; nil: nowhere.
    var link: (@Sendable (Int) -> String)?
    /// Set before all numbers, so that two feeds share no item.
    var name = "item"

    /// Items published until then; the first ones before the clock began.
    func published(at time: Double) -> Int { shows + (every.isFinite ? Int(time / every) : 0) }

    func body(at time: Double) -> String {
        let last = published(at: time)
        let items = (max(0, last - shows)..<last).reversed().map { number in
            let date = every.isFinite ? TestClock.start + Double(number - shows + 1) * every : nil
            return "<item><guid isPermaLink=\"false\">\(name)-\(number)</guid><title>\(name) number \(number)</title>"
                + (date.map { "<pubDate>\(Publisher.mailDate($0))</pubDate>" } ?? "")
                + (link.map { "<link>\($0(number))</link>" } ?? "")
                + "<description>What \(name) \(number) has to say, in \(number * 7) words.</description></item>"
        }
        return "<rss version=\"2.0\"\(root)><channel><title>\(name)</title>\(channel)\(items.joined())</channel></rss>"
    }

    func etag(at time: Double) -> String { "\"\(name)-\(published(at: time))\"" }

    /// As a server answers that knows its trade: 304 to whoever has the latest.
    func answer(_ visit: Web.Visit, _ fields: String = "") -> [ScriptedServer.Step] {
        let etag = etag(at: visit.at)
        let all = "ETag: \(etag)\r\n\(fields)"
        if visit.etag == etag { return [.send("HTTP/1.1 304 Not Modified\r\n\(all)\r\n")] }
        return whole(visit, all)
    }

    /// As a server answers that knows of no validators.
    func whole(_ visit: Web.Visit, _ fields: String = "") -> [ScriptedServer.Step] {
        [.answer("200 OK", "Content-Type: application/rss+xml\r\n\(fields)", body(at: visit.at))]
    }

    private static func mailDate(_ time: Timestamp) -> String { HTTPDate.format(time) }
}
