import Basics

/// The name of a record for good: 128 bits, made from the feed's id and what first identified the item in it. The same
/// item of the same feed has the same id, also where everything that was known of the feed has been lost meanwhile.
public struct RecordID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads what `description` writes; nil for all else.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 32 else { return nil }
        var words: (high: UInt64, low: UInt64) = (0, 0)
        for digit in text.utf8 {
            let value: UInt64
            switch digit {
            case 0x30...0x39: value = UInt64(digit - 0x30)
            case 0x61...0x66: value = UInt64(digit - 0x61 + 10)
            default: return nil
            }
            words = (words.high << 4 | words.low >> 60, words.low << 4 | value)
        }
        self.init(high: words.high, low: words.low)
    }

    /// `origin` is `RememberedItem.origin`, which tells the items of one feed apart.
    public init(feed: String, origin: UInt64) {
        var writer = ByteWriter()
        writer.write(origin)
        let digest = SHA256.digest(Array(feed.utf8) + [0] + writer.bytes)
        func word(_ range: Range<Int>) -> UInt64 { digest[range].reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(high: word(0..<8), low: word(8..<16))
    }

    public static func < (a: RecordID, b: RecordID) -> Bool { (a.high, a.low) < (b.high, b.low) }

    /// 32 hexadecimal digits, lower case.
    public var description: String { RecordID.hexadecimal(high) + RecordID.hexadecimal(low) }

    /// 16 digits.
    static func hexadecimal(_ word: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { digits in
            for place in 0..<16 {
                let value = UInt8(truncatingIfNeeded: word >> UInt64(60 - 4 * place) & 15)
                digits[place] = value < 10 ? 0x30 + value : 0x61 + value - 10
            }
            return 16
        }
    }
}
