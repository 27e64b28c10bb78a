/// Some triples: a bit for each that there may be.
struct TripleSet {
    private var words = [UInt64](repeating: 0, count: 1 << 10)
    private(set) var isEmpty = true

    /// - Returns: false where it is in it already.
    @discardableResult
    mutating func insert(_ triple: UInt16) -> Bool {
        guard !contains(triple) else { return false }
        words[Int(triple >> 6)] |= 1 << UInt64(triple & 63)
        isEmpty = false
        return true
    }

    func contains(_ triple: UInt16) -> Bool { words[Int(triple >> 6)] >> UInt64(triple & 63) & 1 == 1 }
}
