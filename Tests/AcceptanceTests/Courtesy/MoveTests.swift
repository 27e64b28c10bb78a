import Basics
import HTTP
import LoopbackServer
import Testing

@testable import Ingest

/// D31 to D35: feeds that move.
@Suite("Courtesy: moves", .serialized)
struct MoveTests {
    private static let news = Publisher(every: 10 * hour)

    /// `/old` leads to `/new`, from the second request on.
    private static func moved(
        _ status: String, from: Int = 1,
        _ target: @escaping @Sendable (Web.Visit) -> [ScriptedServer.Step] = { news.answer($0) }
    ) -> @Sendable (Web.Visit) -> [ScriptedServer.Step] {
        { visit in
            guard visit.path == "/old" else { return target(visit) }
            return visit.number < from ? news.answer(visit) : [.redirect(status, "/new")]
        }
    }

    private func miller(_ answer: @escaping @Sendable (Web.Visit) -> [ScriptedServer.Step]) async throws -> Miller {
        let miller = Miller(answer: answer)
        miller.add("a", "a.example/old")
        try await miller.start()
        return miller
    }

    @Test(
        "D31: a permanent redirect is followed at once, and believed after ten sightings over three days",
        arguments: ["301 Moved", "308 Moved"])
    func permanent(_ status: String) async throws {
        let miller = try await miller(Self.moved(status))
        await miller.pass(days: 25)
        let state = try await miller.state("a")
        await miller.stop()
        let (old, new) = (miller.web.visits("a.example/old"), miller.web.visits("a.example/new"))
        let redirects = old.dropFirst()
        #expect(redirects.count >= 10)
        let span = redirects.last!.at - redirects.first!.at
        #expect(span >= 3 * day && span < 3.5 * day)
        #expect(Array(new.prefix(redirects.count)).times == redirects.map(\.at), "each was followed at once")
        #expect(new.count > redirects.count + 10 && new.last!.at > 24 * day)
        #expect(state.movedTo == miller.web.url("a.example/new"))
        #expect(miller.web.visits.filter { $0.isConditional == false }.count == 2, "one to each address")
    }

    @Test("D31: status tells where a feed has moved")
    func movedIsTold() async throws {
        let miller = try await miller(Self.moved("301 Moved"))
        await miller.pass(days: 6)
        let url = miller.web.url("a.example/new")
        #expect(try await miller.status("a")?.text.contains(url) == true)
        #expect(try await miller.report().text(TextStyle(width: 200)).contains(url))
        #expect(try miller.records().contains { $0.at("event", "code")?.string == "feed-moved" })
        await miller.stop()
    }

    @Test("D31: ten sightings in one day are not believed")
    func tooSoon() async throws {
        let miller = Miller(answer: { visit in
            let news = Publisher(every: 600)
            return visit.path == "/old" && visit.number > 0 ? [.redirect("301 Moved", "/new")] : news.answer(visit)
        })
        miller.add("a", "a.example/old")
        try await miller.start()
        await miller.pass(days: 2)
        await miller.stop()
        #expect(miller.web.visits("a.example/old").count > 20)
        #expect(miller.web.visits("a.example/old").count == miller.web.visits("a.example/new").count + 1)
    }

    @Test(
        "D32: a temporary redirect is followed each time from the old address",
        arguments: ["302 Found", "303 See", "307 There"])
    func temporary(_ status: String) async throws {
        let miller = try await miller(Self.moved(status))
        await miller.pass(days: 15)
        await miller.stop()
        let (old, new) = (miller.web.visits("a.example/old"), miller.web.visits("a.example/new"))
        #expect(old.count > 10)
        #expect(old.dropFirst().map(\.at) == new.times)
    }

    @Test(
        "D33: a permanent redirect to a page, a login or a feed of other items is not believed",
        arguments: ["page", "login", "other feed"])
    func elsewhere(_ kind: String) async throws {
        let other = Publisher(every: 5 * hour, name: "stranger")
        let miller = try await miller(
            Self.moved("301 Moved") { visit in
                switch kind {
                case "page":
                    [.answer("200 OK", "Content-Type: text/html\r\nETag: \"p\"\r\n", "<html><p>Welcome!</p></html>")]
                case "login": [.answer("401 Who", "WWW-Authenticate: Basic realm=x\r\n", "")]
                default: other.answer(visit)
                }
            })
        await miller.pass(days: 25)
        let state = try await miller.state("a")
        await miller.stop()
        let (old, new) = (miller.web.visits("a.example/old"), miller.web.visits("a.example/new"))
        #expect(old.count >= 10)
        #expect(old.dropFirst().map(\.at) == new.times, "the old address is asked each time")
        #expect(state.movedTo == nil)
    }

    @Test("D34: a believed move is tested monthly at the old address; the configuration stays as it was")
    func monthlyTest() async throws {
        let miller = try await miller(Self.moved("301 Moved"))
        let text = Home.text(miller.home.path + "/feedmill.toml")
        await miller.pass(days: 80)
        await miller.stop()
        let old = miller.web.visits("a.example/old")
        let believed = try #require(old.gaps.firstIndex { $0 > 10 * day })
        let tests = old[(believed + 1)...]
        #expect(tests.count == 2)
        #expect(Array(old[believed...]).gaps.allSatisfy { $0 >= 30 * day && $0 < 33 * day })
        #expect(Home.text(miller.home.path + "/feedmill.toml") == text)
    }

    @Test("D34: a feed that is at its old address again is asked there")
    func movedBack() async throws {
        let miller = Miller { visit in
            visit.path == "/old" && visit.number > 0 && visit.at < 20 * day
                ? [.redirect("301 Moved", "/new")] : Self.news.answer(visit)
        }
        miller.add("a", "a.example/old")
        try await miller.start()
        await miller.pass(days: 50)
        #expect(try await miller.state("a").movedTo == nil)
        await miller.stop()
        #expect(miller.web.visits("a.example/new").last!.at < 40 * day)
        #expect(miller.web.visits("a.example/old").last!.at > 48 * day)
    }

    @Test("D34: a new address that fails for long is left for the old one")
    func theNewAddressIsLost() async throws {
        let miller = Miller { visit in
            switch visit.path {
            case "/old":
                visit.number > 0 && visit.at < 20 * day ? [.redirect("301 Moved", "/new")] : Self.news.answer(visit)
            default: visit.at < 20 * day ? Self.news.answer(visit) : [.answer("410 Gone", "", "")]
            }
        }
        miller.add("a", "a.example/old")
        try await miller.start()
        await miller.pass(days: 35)
        #expect(try await miller.state("a").condition == .healthy)
        #expect(miller.web.visits("a.example/old").last!.at > 33 * day)
        await miller.stop()
    }

    @Test("D35: five hops at most, and no circle", arguments: [(5, 6), (6, 6), (0, 3)])
    func hops(_ length: Int, _ requests: Int) async throws {
        let miller = Miller { visit in
            let step = Int(visit.path.dropFirst()) ?? 0
            // No length: a circle of three.
            if length == 0 { return [.redirect("302 Found", "/\((step + 1) % 3)")] }
            return step == length ? Publisher().answer(visit) : [.redirect("302 Found", "/\(step + 1)")]
        }
        miller.add("a", "a.example/0")
        try await miller.start()
        #expect(miller.web.visits.count == requests)
        let code = try await miller.state("a").error?.code
        #expect(code == (length == 5 ? nil : length == 6 ? "too-many-redirects" : "redirect-loop"))
        await miller.stop()
    }

    @Test(
        "D35: https does not lead to http, unless that is allowed",
        .enabled(if: TLSOrigin.canRun, "nginx and openssl are needed"), arguments: [false, true])
    func downgrade(_ isAllowed: Bool) async throws {
        let origin = TLSOrigin()
        let miller = Miller { Publisher().answer($0) }
        miller.settings =
            "[http]\nallow_private_addresses = true\nca_file = \"\(origin.authorities)\"\n"
            + "allow_insecure_redirects = \(isAllowed)\n"
        miller.feeds = [
            "[[feed]]\nid = \"a\"\nurl = \"https://good.test:\(origin.ports[.good]!)/to-http/?port=\(miller.web.server.port)\"\n"
        ]
        try await miller.start()
        #expect(miller.web.visits.count == (isAllowed ? 1 : 0))
        #expect(try await miller.state("a").error?.code == (isAllowed ? nil : "redirect-refused"))
        await miller.stop()
    }

    /// The feeds of twenty sites are all to be had from one host.
    @Test(
        "D41: feeds that are led to one host are asked there one after the other",
        arguments: ["302 Found", "301 Moved"])
    func ledTogether(_ status: String) async throws {
        let miller = Miller { visit in
            let port = visit.field("Host")!.split(separator: ":")[1]
            guard visit.host != "store.example" else { return Publisher().answer(visit) }
            return [.redirect(status, "http://store.example:\(port)/\(visit.host)")]
        }
        miller.settings = "[polling]\ncatch_up = \"0s\"\n"
        for number in 0..<20 { miller.add("f\(number)", "f\(number).test/") }
        try await miller.start()
        await miller.pass(300)
        await miller.stop()
        let visits = miller.web.visits("store.example")
        #expect(visits.count == 20)
        #expect(visits.shortestGap >= 1)
        #expect(miller.web.visits.count { $0.host != "store.example" } == 20)
    }

    @Test("D26: a host to which redirects lead, and which refuses, is left alone by all who are led there")
    func ledToARefusal() async throws {
        let miller = Miller { visit in
            let port = visit.field("Host")!.split(separator: ":")[1]
            guard visit.host != "store.example" else { return [.answer("429 Too Many", "Retry-After: 7200\r\n", "")] }
            return [.redirect("302 Found", "http://store.example:\(port)/\(visit.host)")]
        }
        for number in 0..<20 { miller.add("f\(number)", "f\(number).test/") }
        try await miller.start()
        await miller.pass(7100)
        #expect(miller.web.visits("store.example").count == 1)
        var codes: [String: Int] = [:]
        for number in 0..<20 { codes[try await miller.state("f\(number)").error?.code ?? "", default: 0] += 1 }
        #expect(codes == ["http-429": 1, "host-refuses": 19])
        await miller.stop()
    }

    /// Twenty feeds of twenty sites have moved to one host.
    @Test("D31 and D41: feeds that moved to one host are asked there one after the other")
    func movedTogether() async throws {
        let miller = Miller { visit in
            visit.host == "new.example"
                ? Publisher(every: 6 * hour).answer(visit)
                : [
                    .redirect(
                        "301 Moved",
                        "http://new.example:\(visit.request.field("Host")!.split(separator: ":")[1])/\(visit.host)")
                ]
        }
        miller.settings = "[polling]\nmove_sightings = 2\nmove_after = \"0s\"\n"
        for number in 0..<20 { miller.add("f\(number)", "f\(number).test/") }
        try await miller.start()
        await miller.pass(days: 2)
        await miller.sleep(2 * day)
        let woke = miller.clock.elapsed
        await miller.pass(600)
        await miller.stop()
        let visits = miller.web.visits.filter { $0.at >= woke }
        #expect(visits.count == 20 && visits.allSatisfy { $0.host == "new.example" })
        #expect(visits.shortestGap >= 1)
    }
}
