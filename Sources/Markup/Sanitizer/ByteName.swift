/// A short ASCII name in lower case, packed into two words, so that names are compared and looked up without strings.
/// Names of more than 16 bytes are all the same, and equal to no known name.
struct ByteName: Hashable, Sendable {
    var low: UInt64
    var high: UInt64

    static let tooLong = ByteName(low: .max, high: .max)

    @inline(__always)
    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    init(_ text: StaticString) {
        self.init(text.utf8Start, text.utf8CodeUnitCount)
    }

    /// ASCII letters of either case are the same.
    @inline(__always)
    init(_ start: UnsafePointer<UInt8>, _ count: Int) {
        low = 0
        high = 0
        guard count <= 16 else {
            self = .tooLong
            return
        }
        var index = 0
        while index < count {
            var byte = start[index]
            if byte &- 0x41 < 26 { byte |= 0x20 }
            if index < 8 {
                low |= UInt64(byte) << UInt64(index &* 8)
            } else {
                high |= UInt64(byte) << UInt64((index &- 8) &* 8)
            }
            index &+= 1
        }
    }

    @inline(__always)
    var hash: UInt64 {
        let mixed = (low ^ (high &* 0x9E37_79B1_85EB_CA87)) &* 0xC2B2_AE3D_27D4_EB4F
        return mixed ^ mixed >> 29
    }
}

/// An immutable table from names to small values: open addressing, built once, read without locks or references.
struct ByteNameTable<Value: Sendable>: Sendable {
    private let keys: [ByteName]
    private let values: [Value?]
    private let mask: UInt64

    init(_ entries: [(ByteName, Value)]) {
        var size = 16
        while size < entries.count * 3 { size *= 2 }
        var keys = [ByteName](repeating: ByteName(low: 0, high: 0), count: size)
        var values = [Value?](repeating: nil, count: size)
        for (key, value) in entries {
            var slot = Int(key.hash >> 7 & UInt64(size - 1))
            while values[slot] != nil && keys[slot] != key { slot = (slot + 1) & (size - 1) }
            keys[slot] = key
            values[slot] = value
        }
        self.keys = keys
        self.values = values
        mask = UInt64(size - 1)
    }

    @inline(__always)
    subscript(_ name: ByteName) -> Value? {
        var slot = Int(name.hash >> 7 & mask)
        while let value = values[slot] {
            if keys[slot] == name { return value }
            slot = (slot &+ 1) & Int(mask)
        }
        return nil
    }
}
