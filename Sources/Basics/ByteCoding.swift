/// Writes a row of fields into bytes: little-endian integers, and byte strings behind their length (32 bits). What is kept
/// in great numbers has shorter forms: numbers of so many bytes, and varints.
public struct ByteWriter: Sendable {
    @usableFromInline var written: [UInt8] = []

    public var bytes: [UInt8] { written }

    public init(capacity: Int = 0) {
        written.reserveCapacity(capacity)
    }

    @inlinable
    public mutating func write(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { written.append(contentsOf: $0) }
    }

    /// Numbers one after the other, without their count.
    @inlinable
    public mutating func write<Value: FixedWidthInteger>(row: [Value]) {
        let (start, size) = (written.count, MemoryLayout<Value>.size)
        written.append(contentsOf: repeatElement(0, count: row.count * size))
        written.withUnsafeMutableBytes { bytes in
            for (index, value) in row.enumerated() {
                bytes.storeBytes(of: value.littleEndian, toByteOffset: start + index * size, as: Value.self)
            }
        }
    }

    public mutating func write(_ value: Double) { write(value.bitPattern) }

    public mutating func write(_ value: Bool) { write(UInt8(value ? 1 : 0)) }

    public mutating func write(_ value: [UInt8]) {
        write(UInt32(value.count))
        written.append(contentsOf: value)
    }

    public mutating func write(_ value: UnsafeRawBufferPointer) {
        write(UInt32(value.count))
        written.append(contentsOf: value)
    }

    public mutating func write(_ value: String) {
        var value = value
        value.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// A flag, then the text where there is one.
    public mutating func write(_ value: String?) {
        write(value != nil)
        if let value { write(value) }
    }

    /// The low `count` bytes of a number.
    public mutating func write(_ value: UInt64, bytes count: Int) {
        for shift in 0..<count { written.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
    }

    /// A number of 0 or more, seven bits a byte, the low ones first (LEB128); one below 0 is written as 0.
    public mutating func write(varint value: Int) {
        var rest = UInt64(max(0, value))
        while rest >= 0x80 {
            written.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        written.append(UInt8(rest))
    }

    /// Bytes behind their length, a varint.
    public mutating func write(block: some Collection<UInt8>) {
        write(varint: block.count)
        written.append(contentsOf: block)
    }
}

/// Bytes that are not what `ByteWriter` wrote.
public struct ByteReadingError: Error, Sendable {
    @inlinable
    public init() {}
}

/// Reads what `ByteWriter` wrote. Never reads past the end: too few bytes throw.
public struct ByteReader: Sendable {
    @usableFromInline let bytes: ArraySlice<UInt8>
    @usableFromInline var next: Int

    /// Of the byte that is read next.
    public var index: Int { next }

    public init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        next = bytes.startIndex
    }

    public init(_ bytes: [UInt8]) {
        self.init(bytes[...])
    }

    public var isAtEnd: Bool { next >= bytes.endIndex }

    @inlinable
    public mutating func read<Value: FixedWidthInteger>(_: Value.Type = Value.self) throws(ByteReadingError) -> Value {
        let size = MemoryLayout<Value>.size
        guard bytes.endIndex - next >= size else { throw ByteReadingError() }
        defer { next += size }
        let offset = next - bytes.startIndex
        return bytes.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self)) }
    }

    /// What `write(row:)` wrote of so many numbers.
    @inlinable
    public mutating func read<Value: FixedWidthInteger>(row count: Int) throws(ByteReadingError) -> [Value] {
        let size = MemoryLayout<Value>.size
        guard count <= (bytes.endIndex - next) / size else { throw ByteReadingError() }
        defer { next += count * size }
        let start = next - bytes.startIndex
        return bytes.withUnsafeBytes { bytes in
            (0..<count).map {
                Value(littleEndian: bytes.loadUnaligned(fromByteOffset: start + $0 * size, as: Value.self))
            }
        }
    }

    public mutating func read(_: Double.Type = Double.self) throws(ByteReadingError) -> Double {
        Double(bitPattern: try read())
    }

    public mutating func read(_: Bool.Type = Bool.self) throws(ByteReadingError) -> Bool {
        try read(UInt8.self) != 0
    }

    public mutating func readBytes() throws(ByteReadingError) -> [UInt8] {
        Array(try take(Int(try read(UInt32.self))))
    }

    public mutating func readString() throws(ByteReadingError) -> String {
        String(decoding: try take(Int(try read(UInt32.self))), as: UTF8.self)
    }

    public mutating func readOptionalString() throws(ByteReadingError) -> String? {
        try read(Bool.self) ? try readString() : nil
    }

    /// A number of `count` bytes.
    public mutating func read(bytes count: Int) throws(ByteReadingError) -> UInt64 {
        guard bytes.endIndex - next >= count else { throw ByteReadingError() }
        var value: UInt64 = 0
        for shift in 0..<count { value |= UInt64(bytes[next + shift]) << UInt64(8 * shift) }
        next += count
        return value
    }

    /// One of more than 63 bits throws.
    public mutating func readVarint() throws(ByteReadingError) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 63, by: 7) {
            let byte = try read(bytes: 1)
            value |= (byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return Int(value) }
        }
        throw ByteReadingError()
    }

    /// What `write(block:)` wrote.
    public mutating func readBlock() throws(ByteReadingError) -> ArraySlice<UInt8> { try take(try readVarint()) }

    private mutating func take(_ count: Int) throws(ByteReadingError) -> ArraySlice<UInt8> {
        guard bytes.endIndex - next >= count else { throw ByteReadingError() }
        defer { next += count }
        return bytes[next..<next + count]
    }
}
