import Basics
import Glibc
import HTTP
import Ledger
import Testing

@testable import Ingest

/// The requests of the hour after a sleep, by the mill's own queues, with transfers that only take their time.
private struct Awakening {
    /// Feeds, all due; how many stand at one host falls as its place among the hosts grows.
    let feeds: Int
    var connections = 64
    /// Seconds that a request takes.
    var transfer = 0.4
    /// When each request was made, in seconds since the awakening.
    private(set) var requests: [Double] = []

    init(feeds: Int) { self.feeds = feeds }

    private static let start = Timestamp(seconds: 1_803_859_200)

    mutating func run() {
        var due = DueQueue<FeedKey>()
        var turns = TurnQueue<FeedKey>(HostTurns())
        var hosts: [String] = []
        var host = 0
        while hosts.count < feeds {
            host += 1
            let count = max(1, min(1000 / host, feeds - hosts.count))
            for _ in 0..<count { hosts.append("h\(host).example") }
        }
        let requesters = hosts.map { Requester(host: $0, domain: $0, document: $0, lane: .feed) }
        for number in 0..<feeds {
            // Each was due at some time of the day that was slept through.
            due.put(FeedKey(Int64(number)), due: Self.start + -Double(number * 7919 % 86_400))
        }
        due.spread(from: Self.start, over: 3600, seed: 4)
        var underWay: [(end: Timestamp, requester: Requester)] = []
        var ended = 0
        var now = Self.start
        while requests.count < feeds {
            while ended < underWay.count, underWay[ended].end <= now {
                turns.ended(underWay[ended].requester, at: now)
                ended += 1
            }
            while let key = due.popFirst(dueBy: now) { turns.add(key, requesters[Int(key.value)], at: now) }
            while underWay.count - ended < connections, let step = turns.next(at: now) {
                guard case .start(_, let requester) = step else { continue }
                requests.append(now - Self.start)
                underWay.append((now + transfer, requester))
            }
            let end = ended < underWay.count ? underWay[ended].end : nil
            guard let next = [due.nextDue, turns.wakeTime, end].compactMap({ $0 }).filter({ $0 > now }).min() else {
                break
            }
            now = next
        }
    }

    /// How many requests each second of the hour saw.
    var seconds: [Int] {
        requests.reduce(into: [Int](repeating: 0, count: 3600)) { counts, time in
            if time < 3600 { counts[Int(time)] += 1 }
        }
    }
}

/// With FEEDMILL_FLATNESS set, a hundred thousand feeds, and a table of the minutes.
@Test("D20: feeds that are all due at once make an even hour")
func theHourAfterASleepIsFlat() {
    let isWhole = getenv("FEEDMILL_FLATNESS") != nil
    var awakening = Awakening(feeds: isWhole ? 100_000 : 10_000)
    awakening.run()
    let seconds = awakening.seconds
    let mean = Double(awakening.feeds) / 3600
    let minutes = (0..<60).map { seconds[($0 * 60)..<($0 * 60 + 60)].reduce(0, +) }
    #expect(awakening.requests.count == awakening.feeds)
    #expect(minutes.allSatisfy { abs(Double($0) / 60 - mean) < 0.1 * mean }, "within the hour, and flat")
    #expect(seconds.allSatisfy { Double($0) <= mean + 5 })
    guard isWhole else { return }
    print("minute  requests a second: least, mean, most")
    for minute in 0..<60 {
        let slice = seconds[(minute * 60)..<(minute * 60 + 60)]
        print(minute, slice.min()!, Double(minutes[minute]) / 60, slice.max()!, separator: "\t")
    }
    print("hour", seconds.min()!, mean, seconds.max()!, separator: "\t")
}
