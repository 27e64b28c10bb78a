import Glibc

/// Looks for the next byte of a kind, sixteen at a time.
public enum ByteScan {
    /// The first byte of the kind from `start` on; `end` where none is. `sixteen` answers for sixteen bytes with a bit for each, the
    /// first one's the lowest; `one` for a byte alone, where there are not so many.
    @inlinable @inline(__always)
    public static func first(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0, upTo end: Int,
        sixteen: (UnsafePointer<UInt8>) -> UInt32, one: (UInt8) -> Bool
    ) -> Int {
        guard start < end, let base = bytes.baseAddress else { return end }
        var index = start
        while index &+ 16 <= end {
            let bits = sixteen(base + index)
            if bits != 0 { return index &+ bits.trailingZeroBitCount }
            index &+= 16
        }
        guard index < end else { return end }
        if end >= 16 {
            // The last sixteen, of which the first were looked at before.
            let bits = sixteen(base + (end &- 16)) &>> UInt32(truncatingIfNeeded: 16 &- (end &- index))
            return bits == 0 ? end : index &+ bits.trailingZeroBitCount
        }
        while index < end, !one(base[index]) { index &+= 1 }
        return index
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether a byte is in it, as fast as the C library finds it.
    public func hasByte(_ byte: UInt8) -> Bool {
        guard let baseAddress else { return false }
        return memchr(baseAddress, Int32(byte), count) != nil
    }

    /// Where it stands next, from `start` on.
    public func next(_ byte: UInt8, from start: Int) -> Int? {
        guard let baseAddress, start < count, let found = memchr(baseAddress + start, Int32(byte), count - start) else {
            return nil
        }
        return baseAddress.distance(to: found.assumingMemoryBound(to: UInt8.self))
    }
}
