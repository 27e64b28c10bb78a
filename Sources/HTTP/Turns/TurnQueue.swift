import Basics

/// Work that waits for its host's turn: in order for each host, and all hosts side by side. Holds `HostTurns`, and asks it.
/// Each step costs the logarithm of the number of hosts that wait.
public struct TurnQueue<Job: Sendable>: Sendable {
    public enum Step: Sendable {
        /// Begin this; it counts as started.
        case start(Job, Requester)
        /// The site does not want it before that time: give it back to the schedule.
        case postpone(Job, Requester, until: Timestamp)
    }

    private struct Line: Sendable {
        var jobs: [(job: Job, requester: Requester)] = []
        var first = 0
        var isQueued = false
        var isEmpty: Bool { first == jobs.count }
    }

    private struct Key: Sendable, Hashable {
        let host: UInt64
        let lane: Requester.Lane
    }

    private struct Entry: Sendable {
        let time: Timestamp
        let number: UInt64
        let key: Key
    }

    public var turns: HostTurns
    private var lines: [Key: Line] = [:]
    private var heap: [Entry] = []
    private var number: UInt64 = 0
    public private(set) var count = 0

    /// Seconds for which work waits here for a pace to allow it; beyond that it is given back.
    private let patience: Double

    public init(_ turns: HostTurns, patience: Double = 600) {
        self.turns = turns
        self.patience = patience
    }

    /// Puts work at the end of its host's line.
    public mutating func add(_ job: Job, _ requester: Requester, at now: Timestamp) {
        let key = Key(host: requester.hostKey, lane: requester.lane)
        count += 1
        lines[key, default: Line()].jobs.append((job, requester))
        if lines[key]?.isQueued == false, lines[key]?.jobs.count ?? 0 >= 1 { queue(key, now) }
    }

    /// The next step that can be taken now; nil where there is none before `wakeTime`, or before a request ends.
    public mutating func next(at now: Timestamp) -> Step? {
        while let entry = heap.first, entry.time <= now {
            popHeap()
            lines[entry.key]?.isQueued = false
            guard let line = lines[entry.key], !line.isEmpty else { continue }
            let (job, requester) = line.jobs[line.first]
            switch turns.ask(requester, at: now) {
            case .busy: continue
            case .wait(let until): queue(entry.key, until)
            case .paced(let until) where until - now <= patience: queue(entry.key, until)
            case .held(let until, _), .paced(let until):
                take(entry.key, now)
                return .postpone(job, requester, until: until)
            case .go:
                turns.started(requester, at: now)
                take(entry.key, now)
                return .start(job, requester)
            }
        }
        return nil
    }

    /// A request that was started is over: its host's lines may go on.
    public mutating func ended(_ requester: Requester, at now: Timestamp) {
        turns.ended(requester, at: now)
        for lane in [Requester.Lane.feed, .page] {
            let key = Key(host: requester.hostKey, lane: lane)
            if let line = lines[key], !line.isEmpty, !line.isQueued { queue(key, now) }
        }
    }

    /// The clock was set back: what waits asks again, so that it waits no longer than it would have.
    public mutating func clockWasSet(at now: Timestamp) {
        heap = []
        for key in lines.keys.sorted(by: { $0.host < $1.host }) where lines[key]?.isQueued == true { queue(key, now) }
    }

    /// When `next` is worth asking again, if nothing ends before; nil: not before something does.
    public var wakeTime: Timestamp? { heap.first?.time }

    private mutating func take(_ key: Key, _ now: Timestamp) {
        count -= 1
        lines[key]?.first += 1
        guard let line = lines[key] else { return }
        if line.isEmpty {
            lines[key] = nil
        } else {
            if line.first > 64, line.first * 2 > line.jobs.count {
                lines[key]?.jobs.removeFirst(line.first)
                lines[key]?.first = 0
            }
            queue(key, now)
        }
    }

    private mutating func queue(_ key: Key, _ time: Timestamp) {
        lines[key]?.isQueued = true
        number += 1
        heap.append(Entry(time: time, number: number, key: key))
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func popHeap() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && isBefore(child, least) {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }

    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        (heap[a].time, heap[a].number) < (heap[b].time, heap[b].number)
    }
}
