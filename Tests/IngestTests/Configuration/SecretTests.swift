import Testing

@testable import Ingest

@Suite struct SecretTests {
    private let token = "t0ps3cr3t"

    @Test(arguments: [
        ("a file", "@secrets/a", "t0ps3cr3t"), ("a credential", "${token}", "t0ps3cr3t"),
        ("a credential in other text", "Bearer ${token}!", "Bearer t0ps3cr3t!"),
        ("no secret at all", "de, en", "de, en"),
    ])
    func isResolved(_ why: String, _ value: String, _ expected: String) throws {
        let feed = try load("headers = { X-Key = '\(value)' }").feeds[0]
        #expect(feed.headers.map(\.value.revealed) == [expected], "\(why)")
    }

    private func load(_ line: String, url: String = "https://a.example/f") throws -> Configuration {
        let files = MemoryFiles([
            MemoryFiles.main: "[[feed]]\nurl = '\(url)'\n\(line)\n",
            "/etc/feedmill/secrets/a": token + "\n", "/run/credentials/token": token + "\r\n",
            "/etc/feedmill/secrets/lines": "a\nb", "/etc/feedmill/secrets/proxy": "http://user:\(token)@p.example:3128",
        ])
        return try files.load(["CREDENTIALS_DIRECTORY": "/run/credentials"]).get()
    }

    @Test("user and password of the URL become Authorization, and are seen nowhere else") func userinfo() throws {
        let feed = try load("", url: "https://us%40er:\(token)@a.example/f").feeds[0]
        #expect(feed.address == "https://a.example/f")
        #expect(feed.headers == [FeedHeader(name: "Authorization", value: Secret("Basic dXNAZXI6dDBwczNjcjN0"))])
    }

    @Test("two accounts at one address are two feeds") func accounts() throws {
        let files = MemoryFiles([
            MemoryFiles.main:
                "[[feed]]\nurl='https://a:x@e.example/'\nid='a'\n[[feed]]\nurl='https://b:x@e.example/'\nid='b'"
        ])
        #expect(try files.load().get().feeds.map(\.id) == ["a", "b"])
    }

    @Test("a proxy's password can lie in a file") func proxy() throws {
        let feed = try load("proxy = '@secrets/proxy'").feeds[0]
        let proxy = try #require(feed.effective.proxies.proxy(for: feed.url))
        #expect(proxy.url.description == "http://p.example:3128/")
        #expect(proxy.password?.revealed == token)
    }

    @Test("printing what was loaded shows no secret") func redacted() throws {
        let feeds = try load(
            "headers = { X-Key = '@secrets/a' }\nproxy = '@secrets/proxy'", url: "https://u:\(token)@a.example/f"
        ).feeds
        var dumped = ""
        dump(feeds, to: &dumped)
        for text in [dumped, "\(feeds)", String(reflecting: feeds)] {
            #expect(!text.contains(token) && !text.contains("dDBwczNjcjN0") && text.contains("a.example"))
        }
    }

    @Test(
        "no mistake repeats a secret",
        arguments: [
            "[[feed]]\nurl = 'https://u:t0ps3cr3t@:99999/'", "[[feed]]\nurl = 'ftp://u:t0ps3cr3t@a.example/'",
            "[http]\nproxy = 'gopher://u:t0ps3cr3t@p.example'",
            "[[feed]]\nurl='https://a.example/'\nheaders={ Authorization='t0ps3cr3t' }",
            "[[feed]]\nurl='https://a.example/'\nproxy='@p'",
            "[[feed]]\nurl='https://u:t0ps3cr3t@a.example/'\n[[feed]]\nurl='https://u:t0ps3cr3t@a.example/'",
            "[[feed]]\nurl='https://u:t0ps3cr3t@a.example/'\nheaders={ Authorization='@p' }",
            "include = ['https://u:t0ps3cr3t@:x/']",
            "include = ['https://u:t0ps3cr3t@a.example/list.opml']",
        ])
    func mistakes(_ text: String) {
        let files = MemoryFiles([MemoryFiles.main: text, "/etc/feedmill/p": "gopher://t0ps3cr3t"])
        guard case .failure(let errors) = files.load() else { return #expect(Bool(false), "it loaded") }
        #expect(!errors.description.contains(token), "\(errors)")
    }

    @Test(
        "what only the daemon may read is withheld from those who look, and a mistake for those who ask",
        arguments: ["headers = { Authorization = '@theirs' }", "headers = { X = 'a ${token}' }", "proxy = '${p}'"])
    func withheld(_ line: String) throws {
        let files = MemoryFiles([MemoryFiles.main: "[[feed]]\nurl = 'https://a.example/f'\n\(line)\n"])
        files.forbidden = ["/etc/feedmill/theirs"]
        #expect(throws: ConfigurationErrors.self) { try files.load().get() }
        let configuration = try files.load(secrets: .withheld).get()
        let feed = configuration.feeds[0]
        #expect(configuration.withholdsSecret(of: feed) && !configuration.withholdsSecret(of: nil))
        if let proxy = feed.effective.proxies.proxy(for: feed.url) {
            #expect(proxy.url.host == "withheld.invalid", "nothing goes past a proxy that is not known")
        }
    }

    @Test("feeds at one address with accounts that are withheld are several feeds") func withheldAccounts() throws {
        let files = MemoryFiles([
            MemoryFiles.main: ["a", "b"].map {
                "[[feed]]\nurl='https://e.example/'\nid='\($0)'\nheaders={ Authorization='${\($0)}' }\n"
            }.joined()
        ])
        #expect(try files.load(secrets: .withheld).get().feeds.map(\.id) == ["a", "b"])
    }

    @Test(
        "a secret that nobody can read is a mistake for all",
        arguments: ["headers = { X = '@none' }", "headers = { X = '${' }", "headers = { Cookie = 'plain' }"])
    func mistakesStay(_ line: String) {
        let files = MemoryFiles([MemoryFiles.main: "[[feed]]\nurl = 'https://a.example/f'\n\(line)\n"])
        #expect(throws: ConfigurationErrors.self) { try files.load(secrets: .withheld).get() }
    }

    @Test("a file of several lines is no secret") func lines() {
        #expect(throws: ConfigurationErrors.self) { try load("headers = { X = '@secrets/lines' }") }
    }
}
