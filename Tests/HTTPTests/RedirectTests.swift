import Basics
import LoopbackServer
import Testing

@testable import HTTP

/// Redirects, followed hop by hop.
struct RedirectTests {
    @Test func eachHopIsToldAndThePermanentOnesApart() async {
        let server = ScriptedServer { request in
            switch request.target {
            case "/a": [.redirect("301 Moved", "/b")]
            case "/b": [.redirect("308 Moved", "c?x=1#here")]
            case "/c?x=1": [.redirect("302 Found", "/d")]
            default: [.answer("200 OK", "", "end")]
            }
        }
        let client = HTTPClient.forTests()
        let response = await client.send(request(server.url("/a"))).response!
        #expect(String(decoding: response.body, as: UTF8.self) == "end")
        #expect(response.url.description == server.url("/d"))
        #expect(response.hops.map(\.status) == [301, 308, 302])
        #expect(response.permanentTarget?.description == server.url("/c?x=1"))
        #expect(server.connections == 1)
        await client.shutdown()
    }

    @Test(
        arguments: [
            ("a circle", ["/a": "/b", "/b": "/a"], "redirect-loop"),
            ("to itself", ["/a": "/a#x"], "redirect-loop"),
            (
                "six hops", ["/a": "/1", "/1": "/2", "/2": "/3", "/3": "/4", "/4": "/5", "/5": "/6"],
                "too-many-redirects"
            ),
            ("five hops", ["/a": "/1", "/1": "/2", "/2": "/3", "/3": "/4", "/4": "/5"], nil),
            ("a file", ["/a": "file:///etc/passwd"], "redirect-refused"),
            ("ftp", ["/a": "ftp://127.0.0.1/"], "redirect-refused"),
            ("data", ["/a": "data:,x"], "redirect-refused"),
            ("gopher", ["/a": "gopher://127.0.0.1:70/_x"], "redirect-refused"),
            ("dict", ["/a": "dict://127.0.0.1/d:x"], "redirect-refused"),
            ("no address", ["/a": "http://"], "redirect-refused"),
            ("an unsafe port", ["/a": "http://127.0.0.1:25/"], "port-refused"),
        ] as [(String, [String: String], String?)])
    func whatIsNotFollowed(_ why: String, _ map: [String: String], _ code: String?) async {
        let server = ScriptedServer { request in
            map[request.target].map { [.redirect("302 Found", $0)] } ?? [.answer("200 OK", "", "end")]
        }
        let client = HTTPClient.forTests { $0.resolve = { _, _ in ["127.0.0.1"] } }
        let result = await client.send(
            request(server.url("/a", host: "a.test")) {
                $0.addresses = AddressPolicy(exceptions: [.init("a.test")!])
            })
        #expect(result.code == (code == "port-refused" ? "port-refused" : code), "\(why)")
        await client.shutdown()
    }

    @Test func aRedirectWithoutLocationIsAnAnswer() async {
        let server = ScriptedServer { _ in [.answer("302 Found", "", "?")] }
        let client = HTTPClient.forTests()
        #expect(await client.send(request(server.url())).response?.status == 302)
        await client.shutdown()
    }

    @Test func secretsAndValidatorsStayWithTheirOrigin() async {
        let other = ScriptedServer { _ in [.answer("200 OK", "", "other")] }
        let elsewhere = other.url("/x")
        let server = ScriptedServer { _ in [.redirect("302 Found", elsewhere)] }
        let client = HTTPClient.forTests()
        var store = ValidatorStore()
        store.received(Validators(etag: "\"a\""), status: 200, from: WebURL(server.url("/"))!)
        let result = await client.send(
            request("http://u:p@127.0.0.1:\(server.port)/") {
                $0.validators = store
                $0.fields = [.init(name: "Cookie", value: "secret")]
            })
        #expect(result.text == "other")
        #expect(result.response?.wasConditional == false)
        #expect(server.requests[0].field("If-None-Match") == "\"a\"")
        #expect(server.requests[0].field("Cookie") == "secret")
        for name in ["Authorization", "Cookie", "If-None-Match", "Referer"] {
            #expect(other.requests[0].field(name) == nil, "\(name)")
        }
        store.received(Validators(etag: "\"b\""), status: 200, from: WebURL(elsewhere)!)
        let again = await client.send(request(server.url()) { $0.validators = store })
        #expect(again.response?.wasConditional == true)
        #expect(other.requests[1].field("If-None-Match") == "\"b\"")
        await client.shutdown()
    }

    @Test func credentialsInALocationAreDropped() async {
        let server = ScriptedServer { request in
            request.target == "/a"
                ? [.redirect("302 Found", "http://evil:pw@\(request.field("Host")!)/b")]
                : [.answer("200 OK", "", "b")]
        }
        let client = HTTPClient.forTests()
        let result = await client.send(request(server.url("/a")))
        #expect(result.response?.url.description == server.url("/b"))
        #expect(server.requests[1].field("Authorization") == nil)
        await client.shutdown()
    }

    /// The body of a redirect may be endless: it is not waited for.
    @Test func aRedirectsBodyIsLeftAfterAWhile() async {
        let server = ScriptedServer { request in
            request.target == "/a"
                ? [
                    .send("HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"),
                    .endless([UInt8](repeating: 65, count: 9999)),
                ]
                : [.answer("200 OK", "", "b")]
        }
        let client = HTTPClient.forTests()
        #expect(await client.send(request(server.url("/a"))).text == "b")
        await client.shutdown()
    }

    @Test(
        arguments: [
            ("https://a/", "http://a/", false, "redirect-refused"),
            ("https://a/", "http://a/", true, nil),
            ("http://a/", "https://a/", false, nil), ("https://a/", "//b/", false, nil),
        ] as [(String, String, Bool, String?)])
    func downgrades(_ from: String, _ to: String, _ allowed: Bool, _ code: String?) {
        let policy = RedirectPolicy(allowsDowngrade: allowed)
        let url = WebURL(from)!
        switch policy.next(to, from: url, visited: [url]) {
        case .success: #expect(code == nil)
        case .failure(let error): #expect(error.code == code)
        }
    }
}
