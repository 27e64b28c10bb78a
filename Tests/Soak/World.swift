import Basics
import Glibc

/// A make-believe web: feeds that publish by a rule, so that everyone can tell what there was at any time.
struct World: Sendable {
    let feeds: Int
    let start: Timestamp
    /// Virtual seconds in one of ours.
    let speed: Double
    /// When it began, on the wall clock.
    let origin: Double

    static let shown = 6
    private static let before = 20
    private static let day = 86_400.0

    /// The wall clock, in seconds since 1970.
    static func wall() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// The virtual time.
    func now() -> Timestamp { start + (World.wall() - origin) * speed }

    /// Seconds between two items: a day to thirty, evenly by their logarithm.
    func period(of feed: Int) -> Double {
        let share = Double(Hash64.mix(Int64(feed), 1) >> 11) / 0x1p53
        return World.day * pow(30, share)
    }

    func time(of item: Int, in feed: Int) -> Timestamp {
        let jitter = Double(Hash64.mix(Int64(feed) << 32 | Int64(item), 2) >> 11) / 0x1p53 * 0.8
        return start + (Double(item - World.before) + jitter) * period(of: feed)
    }

    /// How many items the feed has had by then.
    func count(of feed: Int, by time: Timestamp) -> Int {
        var count = max(0, Int((time - start) / period(of: feed)) + World.before - 1)
        while self.time(of: count, in: feed) <= time { count += 1 }
        return count
    }

    /// Every twentieth feed is out of order for a quarter of each day; every ninety-seventh is gone from the start.
    func isFailing(_ feed: Int, at time: Timestamp) -> Bool {
        feed % 20 == 7 && (time - start).truncatingRemainder(dividingBy: World.day) < 0.25 * World.day
    }

    func isGone(_ feed: Int) -> Bool { feed % 97 == 5 }

    /// Every tenth feed's articles are fetched.
    func hasArticles(_ feed: Int) -> Bool { feed % 10 == 3 }

    /// Each feed has a host of its own, on loopback.
    func host(of feed: Int) -> String { "127.\(1 + feed / 62_500).\(1 + feed / 250 % 250).\(1 + feed % 250)" }

    func document(of feed: Int, count: Int, port: Int) -> String {
        let home = "http://\(host(of: feed)):\(port)"
        var text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:soak:\(feed)</id><title>Feed \(feed)</title>"
        text += "<updated>\(time(of: count - 1, in: feed))</updated>"
        for item in stride(from: count - 1, through: max(0, count - World.shown), by: -1) {
            let date = time(of: item, in: feed)
            text += "<entry><id>urn:soak:\(feed):\(item)</id><title>Item \(item) of feed \(feed)</title>"
            text += "<updated>\(date)</updated><published>\(date)</published>"
            text +=
                "<link href=\"\(home)/page/\(feed)/\(item)\"/><summary>\(prose(feed, item, words: 40))</summary></entry>"
        }
        return text + "</feed>"
    }

    func page(of feed: Int, item: Int) -> String {
        let paragraphs = (0..<5).map { "<p>\(prose(feed, item &+ 1_000_000 &* ($0 &+ 1), words: 60)).</p>" }
        return "<!DOCTYPE html><html><head><title>Item \(item) of feed \(feed)</title></head><body><article>"
            + "<h1>Item \(item) of feed \(feed)</h1>\(paragraphs.joined())</article></body></html>"
    }

    private func prose(_ feed: Int, _ item: Int, words: Int) -> String {
        (0..<words).map { place -> String in
            let number = Hash64.mix(Int64(feed) << 32 ^ Int64(item) << 8 ^ Int64(place), 3)
            return World.syllables[Int(number % 16)] + World.syllables[Int(number >> 8 % 16)]
                + World.syllables[Int(number >> 16 % 16)]
        }.joined(separator: " ")
    }

    private static let syllables = [
        "ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu", "pa", "re", "si", "to", "vu", "za",
    ]
}
