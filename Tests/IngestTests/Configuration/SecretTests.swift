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

    @Test("a file of several lines is no secret") func lines() {
        #expect(throws: ConfigurationErrors.self) { try load("headers = { X = '@secrets/lines' }") }
    }
}
