/// Which articles share most of a text's keys.
struct KeyTally {
    /// What a key is worth that one article has alone: each number up to sixteen divides it.
    private static let whole: UInt64 = 720_720

    /// Open addressing, half of it free: a number, and in the bits above it what its keys are worth; 0 where free.
    private var slots: [UInt64]
    private let shift: UInt32

    /// - Parameter capacity: how many numbers are added at most.
    init(capacity: Int) {
        var bits = 4
        while 1 << bits < 2 * capacity { bits += 1 }
        slots = [UInt64](repeating: 0, count: 1 << bits)
        shift = UInt32(32 - bits)
    }

    /// An article shares a key that so many have.
    mutating func add(_ number: UInt32, oneOf count: Int) {
        let worth = (KeyTally.whole / UInt64(max(1, count))) << 32
        var slot = Int((number &* 0x9E37_79B1) >> shift)
        while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot]) != number {
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = (slots[slot] == 0 ? UInt64(number) : slots[slot]) &+ worth
    }

    /// The numbers of those whose keys are worth most, the first of them first; of equals the greatest number.
    func most(_ limit: Int) -> [UInt32] {
        var best: [UInt64] = []
        best.reserveCapacity(limit + 1)
        for slot in slots where slot != 0 {
            if best.count == limit {
                guard let last = best.last, slot > last else { continue }
                best.removeLast()
            }
            var place = best.count
            while place > 0, best[place - 1] < slot { place -= 1 }
            best.insert(slot, at: place)
        }
        return best.map { UInt32(truncatingIfNeeded: $0) }
    }
}
