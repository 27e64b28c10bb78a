/// How a store packs its postings: a row for each of 131,072 buckets, seven bytes for each posting in it, the oldest
/// first. Of a key 41 bits count, spread anew: keys are the smallest of many hashes, and would crowd the first buckets.
/// Numbers of articles only grow, so what has expired is known by its number, and dropped as a bucket is written again;
/// so is the oldest posting of a key that has as many as are ever looked at. A block that is damaged so that its length
/// shows it counts for nothing.
public enum PostingBlock {
    public static let buckets = 1 << 17

    /// The bucket that holds a key's postings.
    public static func bucket(of key: UInt64) -> Int { Int(spread(key) >> 24) }

    /// Adds the newest `limit` numbers under `key` to `found`, the newest first.
    public static func find(_ key: UInt64, in block: UnsafeRawBufferPointer, limit: Int, into found: inout [UInt32]) {
        guard block.count % width == 0 else { return }
        let mark = remainder(of: key)
        let end = found.count + limit
        var index = block.count - width
        while index >= 0, found.count < end {
            if isMarked(block, index, mark) { found.append(number(block, index)) }
            index -= width
        }
    }

    /// Adds a posting; drops those of articles below `first`, and the oldest of the key's where it has `limit`.
    ///
    /// - Returns: false where the posting is found already, as those of an article that was revised mostly are: nothing is changed.
    @discardableResult
    public static func insert(
        _ number: UInt32, under key: UInt64, into block: inout [UInt8], from first: UInt32 = 0, limit: Int
    ) -> Bool {
        if block.count % width != 0 { block = [] }
        let mark = remainder(of: key)
        var known: [UInt32] = []
        block.withUnsafeBytes { find(key, in: $0, limit: limit, into: &known) }
        if known.contains(number) { return false }
        let stale = block.withUnsafeBytes { staleCount(in: $0, below: first) }
        if stale > 0 { block.removeFirst(stale * width) }
        let own = block.withUnsafeBytes { block in
            stride(from: 0, to: block.count, by: width).filter { isMarked(block, $0, mark) }
        }
        if own.count >= limit { block.removeSubrange(own[0]..<own[0] + width) }
        block += [mark.0, mark.1, mark.2]
        for shift in stride(from: 0, to: 32, by: 8) {
            block.append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
        }
        return true
    }
}

extension PostingBlock {
    /// Bytes of a posting.
    public static let width = 7

    /// The 41 bits of a key that count, all of which decide upon the highest ones; no two become one.
    private static func spread(_ key: UInt64) -> UInt64 {
        ((key >> 23) &* 0x9E37_79B9_7F4A_7C15) & ((1 << 41) - 1)
    }

    /// The 24 bits below the bucket's.
    private static func remainder(of key: UInt64) -> (UInt8, UInt8, UInt8) {
        let bits = spread(key)
        return (
            UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8),
            UInt8(truncatingIfNeeded: bits >> 16)
        )
    }

    private static func isMarked(_ block: UnsafeRawBufferPointer, _ index: Int, _ mark: (UInt8, UInt8, UInt8)) -> Bool {
        block[index] == mark.0 && block[index + 1] == mark.1 && block[index + 2] == mark.2
    }

    private static func number(_ block: UnsafeRawBufferPointer, _ index: Int) -> UInt32 {
        UInt32(littleEndian: block.loadUnaligned(fromByteOffset: index + 3, as: UInt32.self))
    }

    /// How many postings at the front are of articles below `first`.
    private static func staleCount(in block: UnsafeRawBufferPointer, below first: UInt32) -> Int {
        var index = 0
        while index + width <= block.count, number(block, index) < first { index += width }
        return index / width
    }

    /// The postings of a block whose bucket was the highest 17 bits of its keys, as they were until version 5 of the ledger; of the
    /// keys, the bits that count.
    package static func postings(inOldBlock block: UnsafeRawBufferPointer, ofBucket bucket: Int) -> [Posting] {
        guard block.count % width == 0 else { return [] }
        return stride(from: 0, to: block.count, by: width).map { index in
            let mark = UInt64(block[index]) | UInt64(block[index + 1]) << 8 | UInt64(block[index + 2]) << 16
            return Posting(key: (UInt64(truncatingIfNeeded: bucket) << 24 | mark) << 23, number: number(block, index))
        }
    }
}

/// That an article is found under a key.
package struct Posting: Hashable, Sendable {
    package var key: UInt64
    /// The article's.
    package var number: UInt32

    package init(key: UInt64, number: UInt32) {
        self.key = key
        self.number = number
    }
}
