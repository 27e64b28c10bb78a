import Basics

@testable import HTTP

extension FuzzTarget {
    /// Any bytes as robots.txt, asked about paths that its own first line gives.
    static let robots = FuzzTarget(name: "Robots") { bytes in
        let robots = RobotsTxt(parsing: bytes)
        try require(robots.allows(target: "/robots.txt"), "robots.txt itself is refused")
        try require(
            (0...RobotsTxt.longestDelay).contains(robots.crawlDelay ?? 0), "a delay of \(robots.crawlDelay ?? 0) s")
        let path = "/" + String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
        for target in [path, "/", "/a?b=c", "/%7Euser/*$"] {
            _ = robots.allows(target: target)
            guard let url = WebURL(target, base: WebURL("https://example.org/")) else { continue }
            let spelt = RobotsTxt.normalised(url.requestTarget.utf8, escaping: true)
            try require(
                RobotsTxt.normalised(spelt, escaping: true) == spelt, "\(target) is spelt otherwise the second time")
            try require(
                robots.allows(url) == robots.allows(target: String(decoding: spelt, as: UTF8.self)),
                "\(target) is judged by its spelling")
        }
    }
}
