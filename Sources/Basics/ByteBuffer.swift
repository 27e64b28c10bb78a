import Glibc

/// Bytes that are written one after another: as `[UInt8]`, but nobody else can hold them, so that an append has nothing to ask but
/// whether there is room.
public struct ByteBuffer: ~Copyable {
    @usableFromInline var start: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    @usableFromInline var length = 0

    public init(capacity: Int = 0) {
        self.capacity = max(capacity, 64)
        start = ByteBuffer.memory(realloc(nil, self.capacity))
    }

    deinit { free(start) }

    @inlinable public var count: Int {
        @inline(__always) get { length }
    }
    @inlinable public var isEmpty: Bool { length == 0 }

    /// What was written so far, good until the next change.
    @inlinable public var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: UnsafePointer(start), count: length)
    }

    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        if length == capacity { grow(by: 1) }
        start[length] = byte
        length &+= 1
    }

    @inlinable @inline(__always)
    public mutating func append(_ bytes: UnsafePointer<UInt8>, count: Int) {
        if capacity &- length < count { grow(by: count) }
        (start + length).initialize(from: bytes, count: count)
        length &+= count
    }

    @inlinable @inline(__always)
    public mutating func append(contentsOf bytes: UnsafeBufferPointer<UInt8>) {
        if let base = bytes.baseAddress { append(base, count: bytes.count) }
    }

    /// The bytes of a range that lies within `bytes`.
    @inlinable @inline(__always)
    public mutating func append(_ range: Range<Int>, of bytes: UnsafeBufferPointer<UInt8>) {
        if let base = bytes.baseAddress { append(base + range.lowerBound, count: range.count) }
    }

    @inlinable
    public mutating func append(contentsOf bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append(contentsOf: $0) }
    }

    @inlinable
    public mutating func append(contentsOf bytes: some Sequence<UInt8>) {
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { append(contentsOf: $0) }
        if isDone == nil { for byte in bytes { append(byte) } }
    }

    @inlinable @inline(__always)
    public mutating func append(_ text: StaticString) {
        append(text.utf8Start, count: text.utf8CodeUnitCount)
    }

    public mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    /// A scalar in UTF-8.
    @inlinable
    public mutating func append(scalar: Unicode.Scalar) {
        scalar.forEachByte { append($0) }
    }

    /// Forgets what stands behind the first `count` bytes.
    @inlinable
    public mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= length)
        length = count
    }

    /// Empties it, keeping the memory.
    @inlinable
    public mutating func removeAll() { length = 0 }

    /// Makes room for so many more.
    public mutating func reserve(_ count: Int) {
        if capacity &- length < count { grow(by: count) }
    }

    /// Writes over what is there: `body` gets the bytes and says how many of them, from the first on, are left.
    public mutating func rewrite(_ body: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        truncate(to: body(UnsafeMutableBufferPointer(start: start, count: length)))
    }

    @usableFromInline @inline(never)
    mutating func grow(by count: Int) {
        let (wanted, overflows) = length.addingReportingOverflow(count)
        precondition(!overflows)
        capacity = max(wanted, capacity * 2)
        start = ByteBuffer.memory(realloc(start, capacity))
    }

    private static func memory(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<UInt8> {
        guard let pointer else { fatalError("no memory") }
        return pointer.assumingMemoryBound(to: UInt8.self)
    }
}

extension String {
    /// What a buffer holds, which is UTF-8.
    public init(_ buffer: borrowing ByteBuffer) { self.init(decoding: buffer.bytes, as: UTF8.self) }
}

extension [UInt8] {
    public init(_ buffer: borrowing ByteBuffer) { self.init(buffer.bytes) }
}

extension Unicode.Scalar {
    /// Its bytes in UTF-8, one after the other.
    @inlinable @inline(__always)
    public func forEachByte(_ body: (UInt8) -> Void) {
        if value < 0x80 {
            body(UInt8(truncatingIfNeeded: value))
        } else if value < 0x800 {
            body(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
            body(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        } else {
            if value < 0x10000 {
                body(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
            } else {
                body(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
                body(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
            }
            body(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
            body(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
        }
    }
}
