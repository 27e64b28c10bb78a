/// A hash of a text's letters and digits, ASCII case aside: equal for texts that a reader would call the same.
enum TextHash {
    static func of(_ text: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text {
            let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            guard lower >= 0x61 && lower <= 0x7A || lower >= 0x30 && lower <= 0x39 || lower >= 0x80 else {
                continue
            }
            hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
        }
        return hash
    }
}
