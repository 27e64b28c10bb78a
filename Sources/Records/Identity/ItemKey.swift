/// Hashes that name an item in a feed's memory have 40 bits: short, and still a chance of one in a million that any
/// two of a thousand items meet. 0 stands for "none".
enum ItemKey {
    static func of(_ hash: UInt64) -> UInt64 {
        guard hash != 0 else { return 0 }
        let key = hash & 0xFF_FFFF_FFFF
        return key == 0 ? 1 : key
    }
}
