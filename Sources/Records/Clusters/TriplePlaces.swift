/// Where each triple of a text stands first.
struct TriplePlaces {
    /// How many triples the text has.
    let count: Int
    /// Most that are asked for do not stand in the text.
    private var present = TripleSet()
    /// Open addressing, half of it free: a triple, and 16 bits above it its place.
    private var slots: [UInt32]
    private let shift: UInt32

    private static let free = UInt32.max

    init(_ triples: [UInt16]) {
        count = triples.count
        var bits = 5
        while 1 << bits < 2 * triples.count { bits += 1 }
        slots = [UInt32](repeating: TriplePlaces.free, count: 1 << bits)
        shift = UInt32(32 - bits)
        for (index, triple) in triples.enumerated() where present.insert(triple) {
            slots[slot(of: triple)] = UInt32(triple) | UInt32(min(index, 0x7FFF)) << 16
        }
    }

    /// -1 where it does not stand.
    subscript(triple: UInt16) -> Int {
        present.contains(triple) ? Int(slots[slot(of: triple)] >> 16) : -1
    }

    /// How many of these stand in the text.
    func hits(_ triples: [UInt16]) -> Int { triples.count(where: present.contains) }

    /// Where it is, or would be.
    private func slot(of triple: UInt16) -> Int {
        var slot = Int((UInt32(triple) &* 0x9E37_79B1) >> shift)
        while slots[slot] != TriplePlaces.free, UInt16(truncatingIfNeeded: slots[slot]) != triple {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }
}
