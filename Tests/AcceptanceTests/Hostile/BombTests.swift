import Basics
import Glibc
import LoopbackServer
import Testing

/// Each bomb costs at most its worker, and that within the bounds of `[workers]`: the feed and the page beside it are read.
@Suite struct BombTests {
    private static func settings(_ home: Home) -> String {
        """
        state_directory = "state"
        spool_directory = "spool"
        [http]
        allow_addresses = ["127.0.0.1"]
        [polling]
        delay_per_host = "0s"
        [articles]
        delay_per_host = "0s"
        [workers]
        memory = "256MiB"
        cpu_time = "\(Program.isSanitized ? 60 : 5)s"
        timeout = "5m"

        """
    }

    @Test func feedsAreReadOrToldWithTheirCode() throws {
        let home = Home()
        var text = Self.settings(home)
        for bomb in Bombs.feeds {
            let file = home.write(bomb.name + ".xml", bomb.text)
            text += "[[feed]]\nurl = \"file://\(file)\"\nid = \"\(bomb.name)\"\n"
        }
        let config = home.write("feedmill.toml", text)
        let done = Program.run(["run", "--once", "--all", "--config", config], in: home)
        #expect(done.status == 0, "\(done.complaints)")
        let spooled = Set(try Consumer(spool: home.path + "/spool").take().compactMap { $0.at("feed", "id")?.string })
        for bomb in Bombs.feeds {
            let status = Program.run(["status", "--feed", bomb.name, "--json", "--config", config], in: home)
            let code = try JSONValue(parsing: status.output).at("error", "code")?.string
            #expect(code.map { bomb.codes.contains($0) } ?? bomb.codes.isEmpty, "\(bomb.name): \(code ?? "none")")
            #expect(spooled.contains(bomb.name) == bomb.codes.isEmpty, "\(bomb.name)")
        }
    }

    @Test func pagesAreReadOrToldWithTheirCode() throws {
        let home = Home()
        let pages = Dictionary(uniqueKeysWithValues: Bombs.pages.map { ("/" + $0.name, Bombs.page($0.body)) })
        let server = ScriptedServer { request in
            [.answer("200 OK", "Content-Type: text/html\r\n", pages[request.target] ?? "")]
        }
        defer { server.stop() }
        let items = Bombs.pages.map {
            "<item><guid>\($0.name)</guid><title>\($0.name)</title><link>\(server.url("/" + $0.name))</link></item>"
        }
        let feed = home.write("a.xml", "<rss version=\"2.0\"><channel>\(items.joined())</channel></rss>")
        let config = home.write(
            "feedmill.toml", Self.settings(home) + "[[feed]]\nurl = \"file://\(feed)\"\nid = \"a\"\n")
        let done = Program.run(["run", "--once", "--all", "--config", config], in: home)
        #expect(done.status == 0, "\(done.complaints)")
        let records = try Consumer(spool: home.path + "/spool").take()
        #expect(records.count == Bombs.pages.count)
        for bomb in Bombs.pages {
            let record = try #require(records.first { $0.at("item", "id")?.string == bomb.name }, "\(bomb.name)")
            let end = record.at("article", "error", "code")?.string ?? record.at("article", "status")?.string ?? "none"
            #expect(bomb.ends.contains(end), "\(bomb.name): \(end)")
            if end == "ok" { #expect(record.at("article", "content_text")?.string?.contains("old bridge") == true) }
        }
    }

    /// The only pattern language that an operator can write is XPath (threats, E29): it has so many steps, and no more.
    @Test func aPathOfASiteRuleThatNeverEndsIsGivenUp() throws {
        let home = Home()
        let body = String(
            repeating: "<p>The council met, and agreed to repair the old bridge before winter.</p>", count: 2_000)
        let server = ScriptedServer { _ in [.answer("200 OK", "Content-Type: text/html\r\n", Bombs.page(body))] }
        defer { server.stop() }
        mkdir(home.path + "/rules", 0o700)
        home.write(
            "rules/127.0.0.1.txt",
            "title: //title\nbody: //*[count(//*[count(//*[count(//p[contains(., 'x')]) > 1]) > 1]) > 1]\n")
        let feed = home.write(
            "a.xml",
            "<rss version=\"2.0\"><channel><item><guid>1</guid><title>One</title><link>\(server.url("/1"))</link></item></channel></rss>"
        )
        let config = home.write(
            "feedmill.toml",
            Self.settings(home).replacing("[articles]", with: "[articles]\nsite_rules = \"rules\"")
                + "[[feed]]\nurl = \"file://\(feed)\"\nid = \"a\"\n")
        #expect(Program.run(["run", "--once", "--all", "--config", config], in: home).status == 0)
        let records = try Consumer(spool: home.path + "/spool").take()
        #expect(records.map { $0.at("article", "status")?.string } == ["ok"])
        #expect(records.first?.at("article", "title")?.string == "The bridge")
        #expect(records.first?.at("article", "content_text")?.string?.contains("old bridge") == true)
    }
}
