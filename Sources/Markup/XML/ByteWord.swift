/// Eight bytes at once, in one word.
enum ByteWord {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let tops: UInt64 = 0x8080_8080_8080_8080

    /// A top bit is set where a byte of the word is `byte`, or where none is but one before it was.
    @inline(__always)
    private static func marks(_ word: UInt64, _ byte: UInt64) -> UInt64 {
        let difference = word ^ (byte &* ones)
        return (difference &- ones) & ~difference
    }

    /// Whether none of them has to be escaped in HTML: `&`, `<`, `>`, `"`, carriage return.
    @inline(__always)
    static func isPlainText(_ word: UInt64) -> Bool {
        (marks(word, 0x26) | marks(word, 0x3C) | marks(word, 0x3E) | marks(word, 0x22) | marks(word, 0x0D)) & tops == 0
    }

    /// Whether all are ASCII, none a control character.
    @inline(__always)
    static func isPrintable(_ word: UInt64) -> Bool {
        let below = (word &- 0x20 &* ones) & ~word
        return (below | word | marks(word, 0x7F)) & tops == 0
    }

    /// Whether there is no ampersand.
    @inline(__always)
    static func hasNoAmpersand(_ word: UInt64) -> Bool { marks(word, 0x26) & tops == 0 }
}
