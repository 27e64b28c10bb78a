import Basics
import Testing

@testable import HTTP

/// Work that waits for its host's turn.
struct TurnQueueTests {
    private func feed(_ host: String, _ document: String = "1") -> Requester {
        Requester(host: host, domain: host, document: document, lane: .feed)
    }

    /// Plays a queue whose requests take `duration` seconds; gives what began, and when, in seconds from noon.
    private func play(
        _ queue: inout TurnQueue<Int>, until end: Double, duration: Double = 0.1,
        answer: (Int, Requester, inout HostTurns, Timestamp) -> Void = { _, _, _, _ in }
    ) -> [(job: Int, at: Double)] {
        var begun: [(Int, Double)] = []
        var running: [(Timestamp, Int, Requester)] = []
        var now = noon
        while now - noon <= end {
            while let step = queue.next(at: now) {
                guard case .start(let job, let requester) = step else { continue }
                begun.append((job, ((now - noon) * 1000).rounded() / 1000))
                running.append((now + duration, job, requester))
            }
            let ends = running.map(\.0).min()
            guard let next = [ends, queue.wakeTime].compactMap({ $0 }).min() else { break }
            now = max(now, next)
            for (_, job, requester) in running.filter({ $0.0 <= now }) {
                answer(job, requester, &queue.turns, now)
                queue.ended(requester, at: now)
            }
            running.removeAll { $0.0 <= now }
        }
        return begun
    }

    @Test func hostsGoSideBySideEachInOrder() {
        var queue = TurnQueue<Int>(HostTurns())
        for job in 0..<6 { queue.add(job, feed(job % 2 == 0 ? "a" : "b"), at: noon) }
        let begun = play(&queue, until: 100)
        #expect(begun.map(\.job) == [0, 1, 2, 3, 4, 5])
        #expect(begun.map(\.at) == [0, 0, 1.1, 1.1, 2.2, 2.2])
        #expect(queue.count == 0)
        #expect(queue.wakeTime == nil)
    }

    @Test func whatIsRefusedIsGivenBack() {
        var queue = TurnQueue<Int>(HostTurns())
        for job in 0..<100 { queue.add(job, feed("a", "\(job)"), at: noon) }
        var begun = 0
        var postponed: [Timestamp] = []
        var now = noon
        while queue.count > 0 || begun == 0 {
            switch queue.next(at: now) {
            case .start(_, let requester):
                begun += 1
                if begun == 3 {
                    queue.turns.refused(requester, status: 429, retryAfter: 600, jitter: 0, at: now)
                }
                queue.ended(requester, at: now)
            case .postpone(_, _, let until): postponed.append(until)
            case nil: now = queue.wakeTime!
            }
        }
        #expect(begun == 3)
        #expect(postponed.count == 97)
        #expect(Set(postponed) == [noon + 2 + 600])
    }

    @Test(arguments: [(7200, true), (60, false)])
    func workWaitsForAPaceButNotForLong(_ hourly: Int, _ waits: Bool) {
        var queue = TurnQueue<Int>(HostTurns(HostTurnsSettings(feedDelay: 0)))
        for job in 0..<hourly / 60 {
            queue.turns.started(feed("a", "\(job)"), at: noon)
            queue.turns.ended(feed("a", "\(job)"), at: noon)
        }
        queue.turns.refused(feed("a"), status: 429, retryAfter: 1, jitter: 0, at: noon)
        for job in 0..<2 { queue.add(job, feed("a", "\(job)"), at: noon + 1) }
        guard case .start(0, let first) = queue.next(at: noon + 1) else {
            Issue.record("the first did not begin")
            return
        }
        queue.ended(first, at: noon + 1)
        let step = queue.next(at: noon + 1)
        #expect((step == nil) == waits)
        #expect(queue.count == (waits ? 1 : 0))
    }

    @Test func anythingMayComeWhileItRuns() {
        var queue = TurnQueue<Int>(HostTurns())
        queue.add(0, feed("a"), at: noon)
        guard case .start(_, let first) = queue.next(at: noon) else {
            Issue.record("nothing began")
            return
        }
        queue.add(1, feed("a"), at: noon)
        #expect(queue.next(at: noon + 50) == nil)
        #expect(queue.wakeTime == nil)
        queue.ended(first, at: noon + 50)
        #expect(queue.wakeTime == noon + 50)
        #expect(queue.next(at: noon + 50) == nil)
        #expect(queue.wakeTime == noon + 51)
        guard case .start(1, _) = queue.next(at: noon + 51) else {
            Issue.record("the second did not begin")
            return
        }
    }
    @Test func hostsDoNotHoldEachOtherUp() {
        var queue = TurnQueue<Int>(HostTurns())
        for job in 0..<1000 { queue.add(job, feed("h\(job % 200)"), at: noon) }
        let begun = play(&queue, until: 4, duration: 0)
        #expect(begun.count == 1000)
        #expect(Set(begun.map(\.at)) == [0, 1, 2, 3, 4])
    }
}

extension TurnQueue.Step: Equatable where Job: Equatable {
    public static func == (a: Self, b: Self) -> Bool {
        switch (a, b) {
        case (.start(let a, let x), .start(let b, let y)): a == b && x == y
        case (.postpone(let a, let x, let s), .postpone(let b, let y, let t)):
            a == b && x == y && s == t
        default: false
        }
    }
}
