import Basics
import LoopbackServer
import Testing

@testable import HTTP

/// Bounds: meeting one is an error with its code, soon, whatever the server does.
struct LimitTests {
    private static let zeros = Deflate.zeros(8_000)
    private static let zlib: [UInt8] = [0x78, 0x9C] + zeros
    private static let gzip: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + zeros
    /// 20,000,000 zeros in 40 bytes.
    private static let brotli: [UInt8] = [
        0xCB, 0xFF, 0xFF, 0x3F, 0xF8, 0x27, 0x00, 0xE2, 0xB1, 0x40, 0x20, 0xF7, 0xFE, 0x8F, 0xFF, 0xFF,
        0x7F, 0xF0,
        0x4F,
        0x00, 0xC4, 0x61, 0x11, 0x80, 0xEE, 0xFD, 0x5F, 0xFE, 0xB3, 0xC4, 0xE0, 0x9F, 0x00, 0x88, 0xC3,
        0x02, 0x00,
        0x5D,
        0x92, 0x18,
    ]

    @Test(arguments: [
        ("gzip", gzip), ("x-gzip", gzip), ("deflate", zlib), ("deflate", zeros), ("br", brotli),
        ("gzip, gzip", Deflate.gzip(Deflate.stored(gzip), of: gzip)),
        ("identity", [UInt8](repeating: 0, count: 1_000_001)),
    ])
    func bombsAreStoppedAtTheDecodedSize(_ coding: String, _ body: [UInt8]) async {
        let server = ScriptedServer { _ in [.answer("200 OK", "Content-Encoding: \(coding)\r\n", body)]
        }
        let client = HTTPClient.forTests()
        let result = await client.send(request(server.url()) { $0.limits.bodySize = 1_000_000 })
        #expect(result == .failure(.tooLarge(limit: 1_000_000)))
        await client.shutdown()
    }

    @Test(
        "a length that no body has is an error of that answer, and nothing else ends",
        arguments: [
            "Content-Length: 9223372036854775807", "Content-Length: 9223372036854775807 x",
            "Content-Length: 10\r\nContent-Length: 9223372036854775807", "Content-Length: 99999999999999999999",
            "Content-Length: -1", "Content-Length: 4611686018427387904",
        ], [true, false])
    func lengths(_ field: String, _ isCut: Bool) async {
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\(field)\r\n\r\n"
        let server = ScriptedServer { _ in [.send(Array(head.utf8) + Deflate.gzip("hello")), .close] }
        let client = HTTPClient.forTests()
        _ = await client.send(request(server.url()) { $0.limits.cutsBody = isCut })
        let other = ScriptedServer { _ in [.answer("200 OK", "", "hello")] }
        #expect(await client.send(request(other.url())).text == "hello")
        await client.shutdown()
    }

    @Test(arguments: [
        ("gzip", Deflate.gzip("hello")), ("GZIP", Deflate.gzip("hello")),
        ("identity", Array("hello".utf8)),
        ("deflate", Deflate.stored(Array("hello".utf8))),
        ("gzip, gzip", Deflate.gzip(Deflate.stored(Deflate.gzip("hello")), of: Deflate.gzip("hello"))),
        ("br", [0x0B, 0x02, 0x80, 0x68, 0x65, 0x6C, 0x6C, 0x6F, 0x03]),
    ])
    func bodiesAreDecoded(_ coding: String, _ body: [UInt8]) async {
        let server = ScriptedServer { _ in [.answer("200 OK", "Content-Encoding: \(coding)\r\n", body)]
        }
        let client = HTTPClient.forTests()
        let result = await client.send(request(server.url()))
        #expect(result.text == "hello")
        #expect(result.response.map { $0.wireBytes > body.count } == true)
        await client.shutdown()
    }

    @Test(
        arguments: [
            ("zstd", [0x28, 0xB5, 0x2F, 0xFD]), ("compress", [1]), ("gzip, zstd", [1]),
            ("gzip", Array("no gzip".utf8)),
            ("br", Array("no brotli at all".utf8)),
            ("gzip, gzip, gzip, gzip, gzip, gzip, gzip, gzip", Deflate.gzip("x")),
        ] as [(String, [UInt8])])
    func codingsThatDoNotFitAreRefused(_ coding: String, _ body: [UInt8]) async {
        let server = ScriptedServer { _ in [.answer("200 OK", "Content-Encoding: \(coding)\r\n", body)]
        }
        let client = HTTPClient.forTests()
        #expect(await client.send(request(server.url())).code == "bad-encoding")
        await client.shutdown()
    }

    @Test(
        arguments: [
            ("declared", "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n", "x"),
            ("until closed", "HTTP/1.1 200 OK\r\n\r\n", "xxxxxxxxxxxxxxxxxxxxxxxx"),
            ("in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "8\r\nxxxxxxxx\r\n"),
        ])
    func endlessBodiesAreCut(_ why: String, _ head: String, _ piece: String) async {
        let server = ScriptedServer { _ in
            [.send(head), .endless(Array(String(repeating: piece, count: 500).utf8))]
        }
        let client = HTTPClient.forTests()
        let result = await client.send(request(server.url()) { $0.limits.bodySize = 100_000 })
        #expect(result == .failure(.tooLarge(limit: 100_000)), "\(why)")
        // The connection is not kept.
        await server.waitForClosed(1)
        await client.shutdown()
    }

    @Test func headersWithoutEndAreCut() async {
        let server = ScriptedServer { _ in
            [.send("HTTP/1.1 200 OK\r\n"), .endless(Array("X-A: b\r\n".utf8))]
        }
        let client = HTTPClient.forTests()
        #expect(await client.send(request(server.url())) == .failure(.tooManyHeaders(limit: 256)))
        await client.shutdown()
    }

    @Test(arguments: [900, 60_000, 1_000_000])
    func oneGreatHeaderIsCut(_ size: Int) async {
        let value = String(repeating: "v", count: size)
        let server = ScriptedServer { _ in [.answer("200 OK", "X-A: \(value)\r\n", "")] }
        let client = HTTPClient.forTests()
        let result = await client.send(request(server.url()) { $0.limits.headerSize = 50_000 })
        #expect(result.code == (size < 50_000 ? nil : "headers-too-large"))
        await client.shutdown()
    }

    @Test(
        arguments: [
            (
                "fewer than declared", [.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), .close],
                "truncated"
            ),
            (
                "within a chunk",
                [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"), .close],
                "truncated"
            ),
            (
                "no last chunk",
                [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"), .close],
                "truncated"
            ),
            (
                "reset in the body", [.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), .reset],
                "truncated"
            ),
            ("closed without a word", [.close], "connection-reset"),
            ("reset without a word", [.reset], "connection-reset"),
            ("within the headers", [.send("HTTP/1.1 200 OK\r\nContent-Le"), .close], "truncated"),
            ("no HTTP", [.send("SSH-2.0-OpenSSH_9.2\r\n"), .close], "not-http"),
            ("garbage", [.send("\u{0}\u{1}\u{2}\r\n\r\n"), .close], "not-http"),
        ] as [(String, [ScriptedServer.Step], String)])
    func brokenAnswers(_ why: String, _ steps: [ScriptedServer.Step], _ code: String) async {
        let server = ScriptedServer { _ in steps }
        let client = HTTPClient.forTests()
        #expect(await client.send(request(server.url())).code == code, "\(why)")
        await client.shutdown()
    }

    @Test(
        arguments: [
            ("headers that do not come", [.stall]),
            ("a body that does not come", [.send("HTTP/1.1 200 OK\r\n\r\n"), .stall]),
            (
                "a redirect that hangs",
                [.send("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 9\r\n\r\n"), .stall]
            ),
        ] as [(String, [ScriptedServer.Step])])
    func theWholeHasATimeOut(_ why: String, _ steps: [ScriptedServer.Step]) async {
        let server = ScriptedServer { _ in steps }
        let client = HTTPClient.forTests()
        let result = await client.send(request(server.url()) { $0.limits.timeout = 0.05 })
        #expect(result == .failure(.timeout(seconds: 0.05)), "\(why)")
        await client.shutdown()
    }

    @Test(arguments: [
        ("the body", "HTTP/1.1 200 OK\r\n\r\n"), ("the headers", "HTTP/1.1 200 OK\r\nX: "),
    ])
    func dripsAreGivenUp(_ what: String, _ start: String) async {
        let server = ScriptedServer { _ in [.send(start), .drip(65, milliseconds: 100)] }
        let client = HTTPClient.forTests()
        let result = await client.send(
            request(server.url()) {
                $0.limits.lowSpeed = 1000
                $0.limits.lowSpeedTime = 1
            })
        #expect(result == .failure(.tooSlow(bytesPerSecond: 1000)), "\(what)")
        await client.shutdown()
    }
}

extension Result where Success == HTTPResponse, Failure == FetchError {
    static func == (a: Self, b: Result<HTTPResponse, FetchError>) -> Bool {
        guard case .failure(let one) = a, case .failure(let other) = b else { return false }
        return one == other
    }
}

@Test("A body of which only the beginning is wanted is cut", arguments: ["Content-Length: 100000\r\n", ""])
func longBodiesAreCut(_ fields: String) async throws {
    let server = ScriptedServer { _ in
        [.send("HTTP/1.1 200 OK\r\n\(fields)\r\n"), .endless([UInt8](repeating: 0x61, count: 4096))]
    }
    let client = HTTPClient.forTests { _ in }
    let result = await client.send(
        request(server.url()) {
            $0.limits.bodySize = 10_001
            $0.limits.cutsBody = true
        })
    #expect(try result.get().body.count == 10_001)
    await client.shutdown()
}
