import Basics
import LoopbackServer
import Testing

@testable import HTTP

/// What a site sees of one request.
struct RequestTests {
    @Test func aFirstRequestSaysWhoAsksAndNothingElse() async {
        let server = ScriptedServer { _ in [.answer("200 OK", "", "hello")] }
        let client = HTTPClient.forTests { $0.contact = "https://example.org/about" }
        let result = await client.send(request(server.url("/feed.xml?a=1&b=%20#part")))
        #expect(result.text == "hello")
        #expect(server.requests.count == 1)
        let lines = server.requests[0].lines
        #expect(lines[0] == "GET /feed.xml?a=1&b=%20 HTTP/1.1")
        let names = lines.dropFirst().map { String($0.prefix { $0 != ":" }) }
        #expect(names.sorted() == ["Accept", "Accept-Encoding", "Host", "User-Agent"])
        #expect(server.requests[0].field("User-Agent") == "feedmill/9.9 (+https://example.org/about)")
        #expect(server.requests[0].field("Host") == "127.0.0.1:\(server.port)")
        #expect(server.requests[0].field("Accept-Encoding") == "gzip, deflate, br")
        await client.shutdown()
    }

    @Test(
        arguments: [
            (.feed, "application/atom+xml, application/rss+xml"), (.page, "text/html, "),
            (.robots, "text/plain, "),
            (.any, "*/*"),
        ] as [(HTTPRequest.Purpose, String)])
    func acceptNamesWhatIsWanted(_ purpose: HTTPRequest.Purpose, _ start: String) async {
        let server = ScriptedServer { _ in [.answer()] }
        let client = HTTPClient.forTests()
        _ = await client.send(request(server.url()) { $0.purpose = purpose })
        #expect(server.requests[0].field("Accept")?.hasPrefix(start) == true)
        await client.shutdown()
    }

    @Test(
        arguments: [
            ("\"abc\"", "Sun, 06 Nov 1994 08:49:37 GMT"), ("W/\"x y, z\"", "yesterday  at noon"),
            ("unquoted", nil),
            ("\"\u{E9}\u{FF}\"", nil), (nil, "Thu, 01 Jan 1970 00:00:00 +0000"),
        ] as [(String?, String?)])
    func validatorsComeBackByteForByte(_ etag: String?, _ date: String?) async {
        let fields =
            (etag.map { Array("ETag: ".utf8) + OpaqueText.bytes($0)! + Array("\r\n".utf8) } ?? [])
            + (date.map { Array("Last-Modified: \($0)\r\n".utf8) } ?? [])
        let server = ScriptedServer { _ in
            [.send(Array("HTTP/1.1 200 OK\r\n".utf8) + fields + Array("Content-Length: 0\r\n\r\n".utf8))]
        }
        let client = HTTPClient.forTests()
        let first = await client.send(request(server.url())).response!
        #expect(first.validators == Validators(etag: etag, lastModified: date))
        #expect(!first.wasConditional)
        var store = ValidatorStore()
        store.received(first.validators, status: 200, from: first.url)
        let second = await client.send(request(server.url()) { $0.validators = store }).response!
        #expect(second.wasConditional)
        // The server reads what is no UTF-8 as U+FFFD; the bytes themselves are in the store's test.
        let expected = etag.map { String(decoding: OpaqueText.bytes($0)!, as: UTF8.self) }
        #expect(server.requests[1].field("If-None-Match") == expected)
        #expect(server.requests[1].field("If-Modified-Since") == date)
        await client.shutdown()
    }

    @Test func a304IsAnAnswer() async {
        let server = ScriptedServer { _ in [.send("HTTP/1.1 304 Not Modified\r\nETag: \"2\"\r\n\r\n")] }
        let client = HTTPClient.forTests()
        let response = await client.send(request(server.url())).response
        #expect(response?.status == 304)
        #expect(response?.validators.etag == "\"2\"")
        #expect(response?.body == [])
        await client.shutdown()
    }

    @Test func headersAreFoundInAnyCaseAndKeptInOrder() async {
        let server = ScriptedServer { _ in
            [.send("HTTP/1.1 200 OK\r\nx-a: 1\r\nX-A:2 \r\nContent-length: 0\r\nX-AB: 3\r\n\r\n")]
        }
        let client = HTTPClient.forTests()
        let headers = await client.send(request(server.url())).response!.headers
        #expect(headers["X-A"] == "1")
        #expect(headers.all("x-a") == ["1", "2"])
        #expect(headers.list("x-A") == "1, 2")
        #expect(headers["X-ABC"] == nil)
        #expect(headers.fields.map(\.name) == ["x-a", "X-A", "Content-length", "X-AB"])
        await client.shutdown()
    }

    @Test func earlyHintsAreNotTheAnswer() async {
        let server = ScriptedServer { _ in
            [
                .send("HTTP/1.1 103 Early Hints\r\nETag: \"no\"\r\n\r\n"),
                .answer("200 OK", "ETag: \"yes\"\r\n", "x"),
            ]
        }
        let client = HTTPClient.forTests()
        let response = await client.send(request(server.url())).response
        #expect(response?.status == 200)
        #expect(response?.validators.etag == "\"yes\"")
        await client.shutdown()
    }

    @Test func configuredFieldsAndCredentialsGoAlong() async {
        let server = ScriptedServer { _ in [.answer()] }
        let client = HTTPClient.forTests()
        let url = "http://user:p%40ss@127.0.0.1:\(server.port)/private"
        _ = await client.send(
            request(url) {
                $0.fields = [
                    .init(name: "X-Key", value: "k"), .init(name: "X-Bad", value: "a\r\nX-Smuggled: 1"),
                    .init(name: "X-Empty", value: ""), .init(name: "accept", value: "text/x-own"),
                ]
            })
        #expect(server.requests[0].field("Authorization") == "Basic dXNlcjpwQHNz")
        #expect(server.requests[0].field("X-Key") == "k")
        #expect(server.requests[0].field("X-Smuggled") == nil)
        #expect(server.requests[0].lines.contains("X-Empty:"))
        #expect(
            server.requests[0].lines.filter { $0.lowercased().hasPrefix("accept:") } == [
                "accept: text/x-own"
            ])
        #expect(server.requests[0].lines[0] == "GET /private HTTP/1.1")
        await client.shutdown()
    }

    @Test(
        arguments: [
            (nil, "feedmill/1"), ("me@example.org", "feedmill/1 (+me@example.org)"),
            ("a b\r\n(c)", "feedmill/1 (+abc)"),
            ("é", "feedmill/1"),
        ] as [(String?, String)])
    func userAgent(_ contact: String?, _ expected: String) {
        #expect(ClientConfiguration(version: "1", contact: contact).userAgent == expected)
    }
}
