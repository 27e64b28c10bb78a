import Basics

/// Seconds, milliseconds or microseconds since 1970, of a size that can be nothing else, where it is no day and time of twelve digits or
/// fourteen; `/Date(1089713472000)/` too.
enum UnixTime {
    static func parse(_ text: String) -> Timestamp? {
        var bytes = Array(text.utf8)[...]
        if bytes.starts(with: "/Date(".utf8), bytes.reversed().starts(with: "/)".utf8) {
            bytes = bytes.dropFirst(6).dropLast(2)
        }
        let whole = bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }
        let rest = bytes.dropFirst(whole.count)
        guard (9...16).contains(whole.count), whole.first != 0x30, rest.isEmpty || rest.first == 0x2E else {
            return nil
        }
        let fraction = rest.dropFirst()
        guard fraction.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        let value = whole.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        guard let perSecond = unit(value) else { return nil }
        let nanoseconds =
            value % perSecond * (1_000_000_000 / perSecond) + DateParts.billionths(fraction) / perSecond
        return Timestamp(seconds: value / perSecond, nanoseconds: Int32(nanoseconds))
    }

    /// How many of them make a second.
    private static func unit(_ value: Int64) -> Int64? {
        switch value {
        case 100_000_000..<10_000_000_000: 1
        case 100_000_000_000..<10_000_000_000_000: 1000
        case 100_000_000_000_000..<10_000_000_000_000_000: 1_000_000
        default: nil
        }
    }
}
