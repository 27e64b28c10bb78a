/// A short ASCII name in lower case, packed into three words, so that names are compared and looked up without strings.
/// Names of more than 23 bytes are all the same, and equal to no known name.
public struct ByteName: Hashable, Sendable {
    public var low: UInt64 = 0
    public var middle: UInt64 = 0
    public var high: UInt64 = 0

    public static let empty = ByteName()
    static let tooLong = ByteName(high: .max)

    private init(high: UInt64 = 0) {
        self.high = high
    }

    public init(_ text: StaticString) {
        self.init(text.utf8Start, text.utf8CodeUnitCount)
    }

    /// ASCII letters of either case are the same.
    @inline(__always)
    public init(_ start: UnsafePointer<UInt8>, _ count: Int) {
        guard count <= 23 else {
            self = .tooLong
            return
        }
        low = ByteName.word(start, min(count, 8))
        if count > 8 { middle = ByteName.word(start + 8, min(count &- 8, 8)) }
        if count > 16 { high = ByteName.word(start + 16, count &- 16) }
    }

    /// Up to eight bytes, the first one the lowest, letters in lower case.
    @inline(__always)
    private static func word(_ start: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        let raw = UnsafeRawPointer(start)
        let word: UInt64
        if count == 8 {
            word = UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
        } else if count >= 4 {
            let head = UInt64(UInt32(littleEndian: raw.loadUnaligned(as: UInt32.self)))
            let tail = UInt64(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)))
            word = head | tail &<< UInt64((count &- 4) &* 8)
        } else if count >= 2 {
            let head = UInt64(UInt16(littleEndian: raw.loadUnaligned(as: UInt16.self)))
            let tail = UInt64(UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: count &- 2, as: UInt16.self)))
            word = head | tail &<< UInt64((count &- 2) &* 8)
        } else {
            word = count == 1 ? UInt64(start[0]) : 0
        }
        // A byte's top bit, where it is a letter from A to Z.
        let low = word & 0x7F7F_7F7F_7F7F_7F7F
        let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F
        let beyondZ = low &+ 0x2525_2525_2525_2525
        let capitals = (fromA ^ beyondZ) & ~word & 0x8080_8080_8080_8080
        return word | capitals &>> 2
    }

    /// The same name in a namespace of its own, 1 to 254; it equals no name in another.
    @inline(__always)
    public func within(_ namespace: UInt8) -> ByteName {
        var name = self
        name.high |= UInt64(namespace) << 56
        return name
    }

    @inline(__always)
    var hashed: UInt64 {
        let mixed = (low ^ (middle &* 0x9E37_79B1_85EB_CA87) ^ (high &* 0x1656_67B1_9E37_79F9)) &* 0xC2B2_AE3D_27D4_EB4F
        return mixed ^ mixed >> 29
    }
}

/// An immutable table from names to small values: open addressing, built once, read without locks.
public struct ByteNameTable<Value: Sendable>: Sendable {
    private let keys: [ByteName]
    private let values: [Value?]
    private let mask: UInt64

    public init(_ entries: [(ByteName, Value)]) {
        var size = 16
        while size < entries.count * 3 { size *= 2 }
        var keys = [ByteName](repeating: .empty, count: size)
        var values = [Value?](repeating: nil, count: size)
        for (key, value) in entries {
            var slot = Int(key.hashed >> 7 & UInt64(size - 1))
            while values[slot] != nil && keys[slot] != key { slot = (slot + 1) & (size - 1) }
            keys[slot] = key
            values[slot] = value
        }
        self.keys = keys
        self.values = values
        mask = UInt64(size - 1)
    }

    @inline(__always)
    public subscript(_ name: ByteName) -> Value? {
        var slot = Int(name.hashed >> 7 & mask)
        while let value = values[slot] {
            if keys[slot] == name { return value }
            slot = (slot &+ 1) & Int(mask)
        }
        return nil
    }
}
