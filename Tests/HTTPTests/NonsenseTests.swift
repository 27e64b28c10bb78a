import Basics
import Testing

@testable import HTTP

/// Whatever bytes come, nothing crashes; what is read is within its bounds.
struct NonsenseTests {
    /// The same numbers each time (SplitMix64).
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
            return z ^ z >> 31
        }
    }

    private let words = [
        "user-agent:", "feedmill", "*", "disallow:", "allow:", "crawl-delay:", "\n", "\r", "/", "$",
        "%", "%2", "%2F",
        "#", " ",
        "max-age=", "99999999999999999999", "-1", "no-store", "\"", "\\", ",", "=", ":", "Sun", "Nov",
        "06", "1994",
        "08:49:37",
        "GMT", "noindex", "unavailable_after:", "1e999", "nan", "inf", "\u{0}", "é", "😀", "W/",
    ]

    @Test(arguments: 0..<8)
    func mixturesOfWords(_ seed: UInt64) {
        var numbers = Numbers(state: seed)
        for _ in 0..<100 {
            let count = Int.random(in: 0..<30, using: &numbers)
            let text = (0..<count).map { _ in words.randomElement(using: &numbers)! }.joined()
            let robots = RobotsTxt(parsing: Array(text.utf8))
            _ = robots.allows(target: "/" + text)
            #expect((0...RobotsTxt.longestDelay).contains(robots.crawlDelay ?? 0))
            let headers = HTTPHeaders([
                ("Cache-Control", text), ("Age", text), ("Expires", text), ("X-Robots-Tag", text),
            ])
            #expect((0...4_294_967_296).contains(Freshness(headers, now: noon).lifetime ?? 0))
            #expect(RobotsDirectives(headers).texts.count <= 32)
            #expect((0...RetryAfter.longest).contains(RetryAfter.seconds(text, now: noon) ?? 0))
            _ = HTTPDate.parse(text, now: noon)
            _ = ProxyExceptions([text])
            _ = AddressPolicy.Exception(text)
            _ = Proxy(text)
        }
    }

    @Test(arguments: 0..<8)
    func bytes(_ seed: UInt64) {
        var numbers = Numbers(state: seed)
        for _ in 0..<50 {
            let bytes = (0..<Int.random(in: 0..<300, using: &numbers)).map { _ in
                UInt8.random(in: 0...255, using: &numbers)
            }
            _ = RobotsTxt(parsing: Array("user-agent:*\ndisallow:/".utf8) + bytes).allows(target: "/a")
            #expect(OpaqueText.bytes(OpaqueText.string(bytes)) == bytes)
            var headers = HTTPHeaders()
            headers.append(line: bytes)
            _ = headers.fields
            _ = headers["A"]
        }
    }
}
