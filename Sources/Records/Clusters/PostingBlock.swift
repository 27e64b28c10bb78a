/// How a store packs its postings: a row for each of 131,072 buckets, seven bytes for each posting in it, the oldest
/// first. Numbers of articles only grow, so what has expired is known by its number, and dropped as a bucket is
/// written again.
public enum PostingBlock {
    public static let buckets = 1 << 17

    /// The bucket that holds a key's postings.
    public static func bucket(of key: UInt64) -> Int { Int(key >> 47) }

    /// The newest `limit` numbers under `key` that are not below `first`, the newest last.
    public static func numbers(
        under key: UInt64, in block: [UInt8], from first: UInt32 = 0, limit: Int
    ) -> [UInt32] {
        let mark = remainder(of: key)
        var numbers: [UInt32] = []
        block.withUnsafeBufferPointer { bytes in
            var index = bytes.count - width
            while index >= 0, numbers.count < limit {
                if bytes[index] == mark.0, bytes[index + 1] == mark.1, bytes[index + 2] == mark.2 {
                    let number = number(bytes, index)
                    if number >= first { numbers.append(number) }
                }
                index -= width
            }
        }
        return numbers.reversed()
    }

    /// Adds a posting and drops those of articles below `first`.
    public static func insert(
        _ number: UInt32, under key: UInt64, into block: inout [UInt8], from first: UInt32 = 0
    ) {
        if let stale = staleCount(in: block, below: first) { block.removeFirst(stale * width) }
        let mark = remainder(of: key)
        block += [mark.0, mark.1, mark.2]
        for shift in stride(from: 0, to: 32, by: 8) {
            block.append(UInt8(truncatingIfNeeded: number >> UInt32(shift)))
        }
    }
}

extension PostingBlock {
    private static let width = 7

    /// The 24 bits below the bucket's.
    private static func remainder(of key: UInt64) -> (UInt8, UInt8, UInt8) {
        let bits = key >> 23
        return (
            UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8),
            UInt8(truncatingIfNeeded: bits >> 16)
        )
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt32 {
        (3..<7).reduce(0) { $0 | UInt32(bytes[index + $1]) << UInt32(8 * ($1 - 3)) }
    }

    /// How many postings at the front are of articles below `first`; nil for none.
    private static func staleCount(in block: [UInt8], below first: UInt32) -> Int? {
        block.withUnsafeBufferPointer { bytes in
            var index = 0
            while index + width <= bytes.count, number(bytes, index) < first { index += width }
            return index == 0 ? nil : index / width
        }
    }
}
