/// Postings that are not sorted in among the others yet, in memory: sorting each in as it comes would write eight rows at random
/// places for every article.
package struct WaitingPostings: Sendable {
    /// In the order in which they came.
    package private(set) var postings: [Posting] = []
    /// For each posting, the one before it whose key has the same slot; -1 for none.
    private var before: [Int32] = []
    /// The newest posting of each slot; -1 for none. As many as a power of two.
    private var slots: [Int32] = []

    package init() {}

    package mutating func append(_ posting: Posting) {
        if postings.count * 2 >= slots.count { grow() }
        let slot = slot(of: posting.key)
        before.append(slots[slot])
        slots[slot] = Int32(postings.count)
        postings.append(posting)
    }

    /// Adds the newest `limit` numbers under `key` to `found`, the newest first.
    package func find(_ key: UInt64, limit: Int, into found: inout [UInt32]) {
        guard !postings.isEmpty else { return }
        let end = found.count + limit
        var index = Int(slots[slot(of: key)])
        while index >= 0, found.count < end {
            if postings[index].key == key { found.append(postings[index].number) }
            index = Int(before[index])
        }
    }
}

extension WaitingPostings {
    /// The lowest bits of a key are as good as random.
    private func slot(of key: UInt64) -> Int { Int(truncatingIfNeeded: key) & (slots.count - 1) }

    private mutating func grow() {
        slots = Array(repeating: -1, count: max(1024, slots.count * 2))
        for (index, posting) in postings.enumerated() {
            let slot = slot(of: posting.key)
            before[index] = slots[slot]
            slots[slot] = Int32(index)
        }
    }
}
