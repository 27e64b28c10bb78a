import Basics
import LoopbackServer
import Testing

@testable import HTTP

/// Proxies, and who goes without.
struct ProxyTests {
    @Test func aRequestGoesThroughAProxyOnLoopback() async {
        let proxy = ScriptedServer { request in [.answer("200 OK", "", "for " + request.target)] }
        let client = HTTPClient.forTests { $0.proxy = Proxy("http://user:pw@127.0.0.1:\(proxy.port)") }
        let result = await client.send(
            request("http://example.test/a") { $0.addresses = AddressPolicy() })
        #expect(result.text == "for http://example.test/a")
        #expect(proxy.requests[0].field("Host") == "example.test")
        #expect(proxy.requests[0].field("Proxy-Authorization") == "Basic dXNlcjpwdw==")
        await client.shutdown()
    }

    /// The proxy would reach what we may not.
    @Test func privateAddressesAreRefusedThroughAProxyToo() async {
        let proxy = ScriptedServer { _ in [.answer("200 OK", "", "inside")] }
        let client = HTTPClient.forTests { $0.proxy = Proxy("http://127.0.0.1:\(proxy.port)") }
        for url in [
            "http://10.0.0.1/", "http://[::1]/", "http://localhost/", "http://example.test:22/",
        ] {
            let result = await client.send(request(url) { $0.addresses = AddressPolicy() })
            #expect(result.code == (url.hasSuffix(":22/") ? "port-refused" : "private-address"))
        }
        #expect(proxy.requests.isEmpty)
        await client.shutdown()
    }

    @Test func exceptionsGoWithoutIt() async {
        let proxy = ScriptedServer { _ in [.answer("200 OK", "", "proxy")] }
        let server = ScriptedServer { _ in [.answer("200 OK", "", "server")] }
        let client = HTTPClient.forTests {
            $0.proxy = Proxy("http://127.0.0.1:\(proxy.port)")
            $0.proxyExceptions = ProxyExceptions(["127.0.0.0/8"])
        }
        #expect(await client.send(request(server.url())).text == "server")
        #expect(await client.send(request("http://example.test/")).text == "proxy")
        #expect(
            await client.send(request("http://example.test/") { $0.proxy = .chosen { _ in nil } }).code
                == "unknown-host"
        )
        let own = Proxy("http://127.0.0.1:\(proxy.port)")!
        #expect(await client.send(request(server.url()) { $0.proxy = .chosen { _ in own } }).text == "proxy")
        await client.shutdown()
    }

    @Test func eachHopHasItsOwnWay() async {
        let proxy = ScriptedServer { _ in [.answer("200 OK", "", "proxy")] }
        let server = ScriptedServer { request in
            request.target == "/away"
                ? [.answer("302 Found", "Location: http://far.test/\r\n", "")] : [.answer("200 OK", "", "server")]
        }
        let client = HTTPClient.forTests { _ in }
        let own = Proxy("http://127.0.0.1:\(proxy.port)")!
        let choice = ProxyChoice.chosen { $0.host == "far.test" ? own : nil }
        #expect(await client.send(request(server.url("/away")) { $0.proxy = choice }).text == "proxy")
        #expect(await client.send(request(server.url("/")) { $0.proxy = choice }).text == "server")
        await client.shutdown()
    }

    @Test(
        arguments: [
            (
                "refuses the tunnel", [.answer("407 Proxy Authentication Required", "", "")],
                "https://example.test/"
            ),
            ("breaks the tunnel", [.answer("502 Bad Gateway", "", "")], "https://example.test/"),
            ("is gone", [.close], "https://example.test/"),
        ] as [(String, [ScriptedServer.Step], String)])
    func aProxyThatFails(_ why: String, _ steps: [ScriptedServer.Step], _ url: String) async {
        let proxy = ScriptedServer { _ in steps }
        let client = HTTPClient.forTests {
            $0.proxy = Proxy("http://user:hidden@127.0.0.1:\(proxy.port)")
        }
        let result = await client.send(request(url))
        #expect(result.code == "proxy-failed", "\(why)")
        if case .failure(let error) = result { #expect(!error.message.contains("hidden")) }
        await client.shutdown()
    }

    @Test func aProxyThatNobodyServes() async {
        let server = ScriptedServer { _ in [] }
        server.stop()
        await server.waitForStop()
        let client = HTTPClient.forTests { $0.proxy = Proxy("http://127.0.0.1:\(server.port)") }
        #expect(await client.send(request("http://example.test/")).code == "proxy-failed")
        await client.shutdown()
    }

    /// SOCKS 5 (RFC 1928): the name goes to the proxy, which answers for the host.
    @Test func socksLooksUpTheNameItself() async {
        let proxy = SocksServer()
        let client = HTTPClient.forTests { $0.proxy = Proxy("socks5h://127.0.0.1:\(proxy.port)") }
        #expect(await client.send(request("http://example.test/")).text == "example.test")
        await client.shutdown()
    }

    @Test(
        arguments: [
            ("http://p", "http://p:80", "http://p:80"),
            ("socks5h://p", "socks5h://p:1080", "socks5h://p"),
            ("https://u:s@p:8443/", "https://u:s@p:8443", "https://p:8443"), ("ftp://p", nil, nil),
            ("p:80", nil, nil),
            ("", nil, nil),
        ] as [(String, String?, String?)])
    func proxyAddresses(_ text: String, _ address: String?, _ name: String?) {
        #expect(Proxy(text)?.address == address)
        #expect(Proxy(text)?.name == name)
    }

    @Test(arguments: [
        ("example.org", "http://example.org/", true), ("example.org", "http://a.example.org/", true),
        ("example.org", "http://badexample.org/", false),
        (".example.org", "http://a.example.org/", true),
        ("*.example.org", "http://a.example.org/", true), ("*", "http://any.test/", true),
        ("", "http://any.test/", false),
        ("10.0.0.0/8", "http://10.1.2.3/", true), ("10.0.0.0/8", "http://11.1.2.3/", false),
        ("::1", "http://[::1]/", true),
        ("a.test, b.test", "http://b.test/", true), ("a.test:8080", "http://a.test:8080/", true),
        ("a.test:8080", "http://a.test/", false), ("A.TEST", "http://a.test./", true),
    ])
    func proxyExceptions(_ list: String, _ url: String, _ expected: Bool) {
        #expect(ProxyExceptions([list]).contains(WebURL(url)!) == expected)
    }
}
