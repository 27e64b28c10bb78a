import Basics
import LoopbackServer
import Testing

@testable import HTTP

/// TLS, against an nginx with certificates of many kinds.
@Suite(.enabled(if: TLSOrigin.canRun, "nginx and openssl are needed"))
struct TLSTests {
    @Test func certificatesAreVerifiedAndToldApart() async {
        let origin = TLSOrigin()
        let client = HTTPClient.forTests {
            $0.authorities = origin.authorities
            $0.resolve = { _, _ in ["127.0.0.1"] }
        }
        let expected: [TLSOrigin.Site: String?] = [
            .good: nil, .expired: "tls-expired", .selfsigned: "tls-untrusted",
            .wronghost: "tls-wrong-host",
            .nochain: "tls-untrusted", .oldtls: "tls-failed",
        ]
        for site in TLSOrigin.Site.allCases {
            let result = await client.send(request("https://good.test:\(origin.ports[site]!)/"))
            #expect(result.code == expected[site]!, "\(site)")
            if site == .good { #expect(result.text == "good") }
        }
        await client.shutdown()
    }

    @Test func theOrdinaryAuthoritiesDoNotTrustIt() async {
        let origin = TLSOrigin()
        let client = HTTPClient.forTests { $0.resolve = { _, _ in ["127.0.0.1"] } }
        #expect(
            await client.send(request("https://good.test:\(origin.ports[.good]!)/")).code
                == "tls-untrusted")
        await client.shutdown()
    }

    @Test("Over TLS it is HTTP/2, and where HTTP/3 was tried first and nobody answered", arguments: [false, true])
    func overTLSItIsHTTP2(_ triesHTTP3: Bool) async {
        let origin = TLSOrigin()
        let client = HTTPClient.forTests {
            $0.authorities = origin.authorities
            $0.resolve = { _, _ in ["127.0.0.1"] }
            $0.triesHTTP3 = triesHTTP3
        }
        let url = "https://good.test:\(origin.ports[.good]!)/"
        let first = await client.send(request(url)).response
        let second = await client.send(request(url)).response
        #expect(first?.headers["X-Protocol"] == "HTTP/2.0")
        #expect(second?.reusedConnection == true)
        await client.shutdown()
    }

    @Test func aServerWithoutTLSIsToldApart() async {
        let server = ScriptedServer(greeting: Array("220 ready\r\n".utf8)) { _ in [] }
        let client = HTTPClient.forTests()
        #expect(await client.send(request("https://127.0.0.1:\(server.port)/")).code == "tls-failed")
        await client.shutdown()
    }
}
