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
        let digits = text.utf8
        guard digits.count == 32,
            digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }),
            let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
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

    static func hexadecimal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
