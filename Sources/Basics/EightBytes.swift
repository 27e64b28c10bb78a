/// Eight bytes of text, looked at together. An answer has the high bit of each byte set that is as asked; beyond the first such byte
/// it may have others, so that only an answer without any is certain.
struct EightBytes {
    /// The high bit of each byte: what counts of an answer.
    static let high: UInt64 = 0x80 &* ones
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    let word: UInt64

    @inline(__always)
    func below(_ bound: UInt8) -> UInt64 { (word &- UInt64(bound) &* EightBytes.ones) & ~word }

    @inline(__always)
    func equal(to byte: UInt8) -> UInt64 {
        let difference = word ^ (UInt64(byte) &* EightBytes.ones)
        return (difference &- EightBytes.ones) & ~difference
    }
}
