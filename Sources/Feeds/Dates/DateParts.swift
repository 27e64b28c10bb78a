import Basics

/// The parts of a time before they are one.
struct DateParts {
    var year: Int?
    var month: Int?
    var day: Int?
    var hour = 0
    var minute = 0
    var second = 0
    var nanoseconds: Int32 = 0
    /// East of Greenwich; nil where the text says none, which is UTC.
    var offsetSeconds: Int?

    /// Nil where a part is missing or out of its range. Month and day may be missing: the first. 24:00 is the next day's 0:00,
    /// a leap second the first one of the next minute, as POSIX has it.
    var timestamp: Timestamp? {
        let offset = offsetSeconds ?? 0
        guard let local = localSeconds, abs(offset) <= 16 * 3600 else { return nil }
        return Timestamp(seconds: local - Int64(offset), nanoseconds: nanoseconds)
    }

    /// Seconds since 1970 on the clock of the place.
    var localSeconds: Int64? {
        guard let year, year > 0, year <= 9999, hour <= 24, minute < 60, second <= 60,
            hour < 24 || minute + second == 0,
            let date = CivilDate(year: year, month: month ?? 1, day: day ?? 1)
        else { return nil }
        return date.daysSince1970 * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    }

    /// Hours or minutes with a fraction: `digits` are tenths, hundredths … of `seconds`.
    mutating func add(fraction digits: some Collection<UInt8>, of seconds: Int64) {
        let billionths = DateParts.billionths(digits) * seconds
        let whole = Int(billionths / 1_000_000_000)
        minute += whole / 60
        second += whole % 60
        nanoseconds = Int32(billionths % 1_000_000_000)
    }

    /// The decimal digits after a point, as billionths; what is finer is cut off.
    static func billionths(_ digits: some Collection<UInt8>) -> Int64 {
        var value: Int64 = 0
        var count = 0
        for digit in digits.prefix(9) {
            value = value * 10 + Int64(digit &- 0x30)
            count += 1
        }
        while count < 9 {
            value *= 10
            count += 1
        }
        return value
    }

    /// What a year of so many digits means (RFC 5322, section 4.3, but that no feed is older than 1970).
    static func year(_ value: Int, digits: Int) -> Int? {
        switch digits {
        case 1, 2: value < 70 ? 2000 + value : 1900 + value
        case 3: 1900 + value
        case 4: value
        default: nil
        }
    }
}
