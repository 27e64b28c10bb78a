/// Writes numbers and texts into a growing byte array: little-endian, lengths as varints (LEB128, unsigned).
struct ByteWriter {
    var bytes: [UInt8] = []

    /// The low `count` bytes of `value`.
    mutating func append(_ value: UInt64, count: Int) {
        for shift in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
    }

    mutating func append(varint value: Int) {
        var rest = UInt64(max(0, value))
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func append(text: String) {
        append(varint: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(block: [UInt8]) {
        append(varint: block.count)
        bytes.append(contentsOf: block)
    }
}

/// Reads what `ByteWriter` wrote. What lies beyond the end is read as nil, so that damaged bytes are found, never
/// trusted.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private(set) var index: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    var isAtEnd: Bool { index >= bytes.endIndex }

    mutating func number(count: Int) -> UInt64? {
        guard bytes.endIndex - index >= count else { return nil }
        var value: UInt64 = 0
        for shift in 0..<count { value |= UInt64(bytes[index + shift]) << UInt64(8 * shift) }
        index += count
        return value
    }

    mutating func varint() -> Int? {
        var value: UInt64 = 0
        for shift in stride(from: 0, to: 63, by: 7) {
            guard let byte = number(count: 1) else { return nil }
            value |= (byte & 0x7F) << UInt64(shift)
            if byte < 0x80 { return Int(value) }
        }
        return nil
    }

    mutating func block() -> ArraySlice<UInt8>? {
        guard let count = varint(), bytes.endIndex - index >= count else { return nil }
        defer { index += count }
        return bytes[index..<(index + count)]
    }

    mutating func text() -> String? {
        block().map { String(decoding: $0, as: UTF8.self) }
    }
}
