/// Compressed bodies made by hand: a deflate stream (RFC 1951) of one byte said many times, about 158 to 1.
enum Deflate {
    private struct Bits {
        var bytes: [UInt8] = []
        var used = 8

        mutating func append(_ value: Int, _ count: Int) {
            for bit in 0..<count {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << UInt8(used)
                used += 1
            }
        }

        /// A Huffman code: highest bit first.
        mutating func code(_ value: Int, _ count: Int) {
            for bit in stride(from: count - 1, through: 0, by: -1) { append(value >> bit & 1, 1) }
        }
    }

    /// `count` is 1 and a multiple of 258.
    static func zeros(_ repeats: Int) -> [UInt8] {
        var bits = Bits()
        bits.append(1, 1)
        bits.append(1, 2)
        bits.code(0x30, 8)
        for _ in 0..<repeats {
            bits.code(0b1100_0101, 8)
            bits.code(0, 5)
        }
        bits.code(0, 7)
        return bits.bytes
    }

    /// In stored blocks.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var start = 0
        repeat {
            let end = min(start + 65_535, bytes.count)
            let count = UInt16(end - start)
            result.append(end == bytes.count ? 1 : 0)
            result += [UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
            result += bytes[start..<end]
            start = end
        } while start < bytes.count
        return result
    }

    /// A gzip member (RFC 1952) round a deflate stream of `content`.
    static func gzip(_ stream: [UInt8], of content: [UInt8]) -> [UInt8] {
        var trailer: [UInt8] = []
        for word in [crc(content), UInt32(truncatingIfNeeded: content.count)] {
            for shift in [0, 8, 16, 24] { trailer.append(UInt8(word >> UInt32(shift) & 255)) }
        }
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + stream + trailer
    }

    static func gzip(_ text: String) -> [UInt8] {
        gzip(stored(Array(text.utf8)), of: Array(text.utf8))
    }

    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        var result: UInt32 = ~0
        for byte in bytes {
            result ^= UInt32(byte)
            for _ in 0..<8 { result = result >> 1 ^ (result & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return ~result
    }
}
