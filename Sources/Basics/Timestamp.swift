/// An instant: seconds and nanoseconds since 1970-01-01T00:00:00Z, without leap seconds. Reads no clock.
public struct Timestamp: Hashable, Comparable, Sendable {
    public var seconds: Int64
    /// 0 ..< 1,000,000,000, counted forward from `seconds`.
    public var nanoseconds: Int32

    public init(seconds: Int64, nanoseconds: Int32 = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    /// From fractional seconds since 1970; nil for what is not finite or beyond year 9999.
    public init?(_ secondsSince1970: Double) {
        guard secondsSince1970.isFinite, abs(secondsSince1970) < 253_402_300_800 else { return nil }
        let whole = secondsSince1970.rounded(.down)
        let nanoseconds = Int32(((secondsSince1970 - whole) * 1e9).rounded())
        self.init(
            seconds: Int64(whole) + (nanoseconds == 1_000_000_000 ? 1 : 0),
            nanoseconds: nanoseconds == 1_000_000_000 ? 0 : nanoseconds)
    }

    public var secondsSince1970: Double { Double(seconds) + Double(nanoseconds) / 1e9 }

    public static func < (a: Timestamp, b: Timestamp) -> Bool {
        (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
    }

    /// The instant so many seconds later (earlier, if negative), 285 years at most; not a number is none.
    public static func + (a: Timestamp, interval: Double) -> Timestamp {
        let interval = interval.isNaN ? 0 : min(max(interval, -9e9), 9e9)
        let nanoseconds = Int64((interval * 1e9).rounded())
        let sum = Int64(a.nanoseconds) + nanoseconds % 1_000_000_000
        let carry: Int64 = sum < 0 ? -1 : sum >= 1_000_000_000 ? 1 : 0
        return Timestamp(
            seconds: a.seconds + nanoseconds / 1_000_000_000 + carry, nanoseconds: Int32(sum - carry * 1_000_000_000))
    }

    /// Seconds from `b` to `a`.
    public static func - (a: Timestamp, b: Timestamp) -> Double {
        Double(a.seconds - b.seconds) + Double(a.nanoseconds - b.nanoseconds) / 1e9
    }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC with `Z`; the fraction, where there is one, without trailing zeros: `2018-02-15T17:49:00.25Z`.
    public var description: String {
        var text = ByteBuffer()
        write(to: &text)
        return String(text)
    }

    func write(to text: inout ByteBuffer) {
        let (days, second) = seconds.quotientAndRemainderFlooring(by: 86_400)
        let date = CivilDate(daysSince1970: days)
        if date.year < 0 { text.append(0x2D) }
        if abs(date.year) > 9999 {
            text.append(String(abs(date.year)))
        } else {
            text.append(abs(date.year), digits: 4)
        }
        text.append(0x2D)
        text.append(date.month, digits: 2)
        text.append(0x2D)
        text.append(date.day, digits: 2)
        text.append(0x54)
        text.append(Int(second / 3600), digits: 2)
        text.append(0x3A)
        text.append(Int(second / 60 % 60), digits: 2)
        text.append(0x3A)
        text.append(Int(second % 60), digits: 2)
        if nanoseconds > 0 {
            var (fraction, digits) = (Int(nanoseconds), 9)
            while fraction % 10 == 0 { (fraction, digits) = (fraction / 10, digits - 1) }
            text.append(0x2E)
            text.append(fraction, digits: digits)
        }
        text.append(0x5A)
    }

    /// Reads what `description` writes, and RFC 3339 with any offset (section 5.6); nil for all else. For dates as
    /// feeds write them see `Feeds`.
    public init?(rfc3339 text: some StringProtocol) {
        var rest = Substring(text)
        func number(_ digits: Int, _ terminators: String) -> Int? {
            guard rest.utf8.count > digits, let value = Int(rest.prefix(digits)), value >= 0 else { return nil }
            rest = rest.dropFirst(digits)
            guard let separator = rest.first, terminators.contains(separator) else { return nil }
            rest = rest.dropFirst()
            return value
        }
        guard let year = number(4, "-"), let month = number(2, "-"), let day = number(2, "Tt "),
            let hour = number(2, ":"), let minute = number(2, ":"), rest.utf8.count >= 3,
            let second = Int(rest.prefix(2)), let date = CivilDate(year: year, month: month, day: day),
            hour < 24, minute < 60, (0...60).contains(second)
        else { return nil }
        rest = rest.dropFirst(2)
        var nanoseconds: Int32 = 0
        if rest.first == "." {
            let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty else { return nil }
            nanoseconds = Int32((digits + "00000000").prefix(9)) ?? 0
            rest = rest.dropFirst(1 + digits.utf8.count)
        }
        var offset = 0
        if rest != "Z" && rest != "z" {
            guard let sign = rest.first, sign == "+" || sign == "-", rest.utf8.count == 6,
                let hours = Int(rest.dropFirst().prefix(2)), let minutes = Int(rest.suffix(2)),
                rest.dropFirst(3).first == ":"
            else { return nil }
            offset = (hours * 3600 + minutes * 60) * (sign == "-" ? -1 : 1)
        }
        self.init(
            seconds: date.daysSince1970 * 86_400 + Int64(hour * 3600 + minute * 60 + second - offset),
            nanoseconds: nanoseconds)
    }
}

extension ByteBuffer {
    /// A number of no more digits than `digits`, with zeros before it.
    fileprivate mutating func append(_ number: Int, digits: Int) {
        var unit = 1
        for _ in 1..<digits { unit *= 10 }
        while unit > 0 {
            append(UInt8(truncatingIfNeeded: 0x30 + number / unit % 10))
            unit /= 10
        }
    }
}

extension BinaryInteger {
    /// Division that rounds towards minus infinity, so that the remainder has the divisor's sign.
    public func quotientAndRemainderFlooring(by divisor: Self) -> (quotient: Self, remainder: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder != 0 && (remainder < 0) != (divisor < 0)
            ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
