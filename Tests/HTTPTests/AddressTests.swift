import Basics
import LoopbackServer
import Testing

@testable import HTTP

/// Which addresses may be reached.
struct AddressTests {
    @Test(arguments: [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
        "255.255.255.255",
        "::", "::1", "fe80::1", "febf::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:a9fe:a9fe", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1",
        "64:ff9b:1::808:808",
        "2002:7f00:1::", "2002:808:808::1", "2001::1", "2001:0:53aa:64c::1", "2001:20::1",
        "2001:db8::1", "3fff::1",
        "::127.0.0.1", "::808:808", "100::1", "5f00::1",
    ])
    func addressesThatAreNotPublic(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(!AddressPolicy().allows(address, host: "name.test", port: 80))
        #expect(AddressPolicy(allowsAll: true).allows(address, host: "name.test", port: 80))
    }

    @Test(arguments: [
        "1.1.1.1", "8.8.8.8", "11.0.0.1", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1",
        "192.0.1.1",
        "192.167.1.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450::1",
        "2001:4860::8888",
        "2001:200::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "3ffe::1",
    ])
    func addressesThatArePublic(_ text: String) throws {
        let address = try #require(IPAddress(text))
        #expect(AddressPolicy().allows(address, host: "name.test", port: 80))
    }

    @Test(
        arguments: [
            ("http://2130706433/", "private-address"), ("http://0x7f000001/", "private-address"),
            ("http://0177.0.0.1/", "private-address"), ("http://127.1/", "private-address"),
            ("http://127.0.0.1./", "private-address"), ("http://0/", "private-address"),
            ("http://[::ffff:a9fe:a9fe]/", "private-address"), ("http://[::1]/", "private-address"),
            ("http://①②⑦.⓪.⓪.①/", "private-address"), ("http://１２７。０。０。１/", "private-address"),
            ("http://user:pw@10.0.0.1/", "private-address"),
            ("http://example.org@10.0.0.1/", "private-address"),
            ("http://localhost/", "private-address"), ("http://LOCALHOST./", "private-address"),
            ("http://a.localhost/", "private-address"), ("http://example.org:22/", "port-refused"),
            ("http://example.org:25/", "port-refused"), ("http://example.org:6379/", "port-refused"),
            ("https://example.org:443/", nil), ("http://example.org:8080/", nil),
            ("http://10.0.0.1.example.org/", nil),
            ("http://8.8.8.8/", nil), ("http://localhost.example.org/", nil),
        ] as [(String, String?)])
    func spellings(_ text: String, _ code: String?) throws {
        let url = try #require(WebURL(text))
        #expect(AddressPolicy().refusal(of: url)?.code == code)
    }

    @Test(arguments: [
        "http://[fe80::1%25eth0]/", "http://[::ffff:127.0.0.1%251]/", "http://127.0.0.1:99999/",
    ])
    func spellingsThatAreNoURL(_ text: String) {
        #expect(WebURL(text) == nil)
    }

    @Test(
        arguments: [
            ("intranet.test", "http://intranet.test:8080/", "10.0.0.1", true),
            ("intranet.test", "http://other.test/", "10.0.0.1", false),
            ("intranet.test:8080", "http://intranet.test:8080/", "10.0.0.1", true),
            ("intranet.test:8080", "http://intranet.test/", "10.0.0.1", false),
            ("intranet.test:80", "http://intranet.test/", "10.0.0.1", true),
            ("10.1.0.0/16", "http://other.test/", "10.1.2.3", true),
            ("10.1.0.0/16", "http://other.test/", "10.2.2.3", false),
            ("fd00::/8", "http://other.test/", "fd12::1", true),
            ("fd00::/8", "http://other.test/", "fe80::1", false),
            ("192.168.1.7", "http://other.test/", "192.168.1.7", true),
            ("192.168.1.7", "http://other.test/", "192.168.1.8", false),
            ("0.0.0.0/0", "http://other.test/", "10.0.0.1", true),
            ("0.0.0.0/0", "http://other.test/", "::1", false),
        ])
    func exceptions(_ exception: String, _ text: String, _ address: String, _ allowed: Bool) throws {
        let policy = AddressPolicy(exceptions: [try #require(.init(exception))])
        let url = try #require(WebURL(text))
        let address = try #require(IPAddress(address))
        #expect(policy.allows(address, host: url.host!, port: url.effectivePort!) == allowed)
    }

    @Test(arguments: [
        "", "10.0.0.0/33", "a/b", "::/129", "10.0.0.0/-1", "10.0.0.0/+8", "a b", "host:99999",
    ])
    func whatIsNoException(_ text: String) {
        #expect(AddressPolicy.Exception(text) == nil)
    }

    @Test(arguments: ["127.0.0.1", "::1", "fe80::1", "::ffff:1.2.3.4", "2001:db8::a:b"])
    func addressesAreWrittenAsRead(_ text: String) {
        #expect(IPAddress(text)?.description == (text == "::ffff:1.2.3.4" ? "1.2.3.4" : text))
    }

    // Over the network.

    @Test func aNameThatMeansLoopbackIsNotAsked() async {
        let server = ScriptedServer { _ in [.answer("200 OK", "", "secret")] }
        let client = HTTPClient.forTests { $0.resolve = { _, _ in ["127.0.0.1"] } }
        let result = await client.send(
            request("http://public.test:\(server.port)/") { $0.addresses = AddressPolicy() })
        #expect(result == .failure(.privateAddress(host: "public.test", address: "127.0.0.1")))
        #expect(server.connections == 0)
        await client.shutdown()
    }

    @Test func ofSeveralAddressesThePrivateOnesAreLeftOut() async {
        let server = ScriptedServer("127.0.0.7") { _ in [.answer("200 OK", "", "allowed")] }
        let client = HTTPClient.forTests { $0.resolve = { _, _ in ["127.0.0.1", "127.0.0.7"] } }
        let allowed = AddressPolicy(exceptions: [.init("127.0.0.7")!])
        let result = await client.send(
            request("http://mixed.test:\(server.port)/") { $0.addresses = allowed })
        #expect(result.text == "allowed")
        await client.shutdown()
    }

    /// The name server says something else the second time.
    @Test func rebindingDoesNotHelp() async {
        let open = ScriptedServer("127.0.0.7") { _ in
            [.answer("200 OK", "Connection: close\r\n", "open"), .close]
        }
        let asked = Watched(0)
        let client = HTTPClient.forTests {
            $0.resolve = { _, _ in
                asked.withLock {
                    $0 += 1
                    return $0
                } == 1 ? ["127.0.0.7"] : ["127.0.0.1"]
            }
        }
        let allowed = AddressPolicy(exceptions: [.init("127.0.0.7")!])
        let url = "http://rebind.test:\(open.port)/"
        #expect(await client.send(request(url) { $0.addresses = allowed }).text == "open")
        #expect(await client.send(request(url) { $0.addresses = allowed }).code == "private-address")
        await client.shutdown()
    }

    /// A connection that one request was allowed to make serves no other that is not.
    @Test func aKeptConnectionIsLookedAtToo() async {
        let server = ScriptedServer { _ in [.answer("200 OK", "", "inside")] }
        let client = HTTPClient.forTests { $0.resolve = { _, _ in ["127.0.0.1"] } }
        let url = "http://inside.test:\(server.port)/"
        #expect(await client.send(request(url)).text == "inside")
        let refused = await client.send(request(url) { $0.addresses = AddressPolicy() })
        #expect(refused.code == "private-address")
        #expect(server.requests.count == 1)
        await client.shutdown()
    }

    @Test(arguments: [
        "http://127.0.0.1:%/", "http://[::1]:%/", "http://[::ffff:7f00:1]:%/", "http://2130706433:%/",
        "http://inner.test:%/",
        "//127.0.0.1:%/", "http://localhost:%/", "http://0.0.0.0:%/",
    ])
    func anAllowedHostReachesOnlyItself(_ location: String) async {
        let inner = ScriptedServer { _ in [.answer("200 OK", "", "secret")] }
        let target = location.replacing("%", with: String(inner.port))
        let outer = ScriptedServer("127.0.0.7") { _ in [.redirect("302 Found", target)] }
        let client = HTTPClient.forTests {
            $0.resolve = { host, _ in host == "outer.test" ? ["127.0.0.7"] : ["127.0.0.1"] }
        }
        let result = await client.send(
            request("http://outer.test:\(outer.port)/") {
                $0.addresses = AddressPolicy(exceptions: [.init("outer.test")!])
            })
        #expect(result.code == "private-address")
        #expect(inner.connections == 0)
        #expect(outer.requests.count == 1)
        await client.shutdown()
    }
}
