import Basics
import Ledger
import Schedule

extension DueQueue<FeedKey> {
    /// Spreads those that are due at once evenly over a while, in an order that is another each time, so that those of one
    /// host come apart from each other.
    /// - Parameter window: seconds for a full backlog.
    mutating func spread(from now: Timestamp, over window: Double, seed: UInt64) {
        var late: [FeedKey] = []
        while let key = popFirst(dueBy: now) { late.append(key) }
        guard late.count > 1 else {
            for key in late { put(key, due: now) }
            return
        }
        late.sort { Hash64.mix($0.value, seed) < Hash64.mix($1.value, seed) }
        let spread = StartSpread(window: window)
        for (place, key) in late.enumerated() { put(key, due: spread.start(of: place, of: late.count, from: now)) }
    }
}
