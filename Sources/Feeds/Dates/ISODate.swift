import Basics

/// ISO 8601 and RFC 3339: calendar, week and ordinal dates, basic and extended, whole or cut short, with `T` or a space.
struct ISODate {
    private var bytes: ArraySlice<UInt8>
    private var parts = DateParts()

    /// Nil for what is in another form.
    static func parse(_ text: String) -> DateParts? {
        var parser = ISODate(bytes: Array(text.utf8)[...])
        guard parser.date(), parser.time(), parser.parts.timestamp != nil else { return nil }
        return parser.parts
    }

    private var digits: Int { bytes.prefix { $0 >= 0x30 && $0 <= 0x39 }.count }

    /// The byte that stands so far ahead.
    private func ahead(_ count: Int) -> UInt8? { bytes.dropFirst(count).first }

    private mutating func number(_ count: Int) -> Int? {
        guard digits >= count else { return nil }
        let value = bytes.prefix(count).reduce(0) { $0 * 10 + Int($1 - 0x30) }
        bytes = bytes.dropFirst(count)
        return value
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard bytes.first == byte else { return false }
        bytes = bytes.dropFirst()
        return true
    }

    private mutating func date() -> Bool {
        if bytes.first == 0x2D { return truncatedDate() }
        switch digits {
        case 4:
            parts.year = number(4)
            guard let first = bytes.first else { return true }
            return [0x2D, 0x2F, 0x2E, 0x57].contains(first) && rest()
        case 14, 12:
            // `20040101194821`: day and time in one, of our age.
            calendar()
            guard let year = parts.year, (1970..<2100).contains(year) else { return false }
            return clock()
        case 8: calendar()
        case 7:
            parts.year = number(4)
            return ordinal(number(3))
        case 6:
            parts.year = number(2).flatMap { DateParts.year($0, digits: 2) }
            parts.month = number(2)
            parts.day = number(2)
        case 5:
            parts.year = number(2).flatMap { DateParts.year($0, digits: 2) }
            return ordinal(number(3))
        case 2: return shortYear()
        default: return false
        }
        return true
    }

    private mutating func calendar() {
        parts.year = number(4)
        parts.month = number(2)
        parts.day = number(2)
    }

    /// `03-12-31`, `03-365`, `03-W52-6`, `03W526`: two digits are the year where what follows can be nothing else.
    private mutating func shortYear() -> Bool {
        let isCalendar = bytes.count >= 8 && ahead(2) == 0x2D && ahead(5) == 0x2D
        let isOrdinal =
            bytes.count == 6 && ahead(2) == 0x2D && bytes.dropFirst(3).allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
        let isWeek = ahead(2) == 0x57 || ahead(2) == 0x2D && ahead(3) == 0x57
        guard isCalendar || isOrdinal || isWeek else { return false }
        parts.year = number(2).flatMap { DateParts.year($0, digits: 2) }
        return rest()
    }

    /// `-03-12`, `-0312`: the year of a century and its month.
    private mutating func truncatedDate() -> Bool {
        bytes = bytes.dropFirst()
        guard digits == 2 || digits == 4, let year = number(2) else { return false }
        parts.year = DateParts.year(year, digits: 2)
        _ = skip(0x2D)
        guard digits == 2, let month = number(2) else { return false }
        parts.month = month
        return bytes.isEmpty
    }

    /// After the year: month and day, a day of the year, or a week and its day.
    private mutating func rest() -> Bool {
        let separator = bytes.first!
        if separator != 0x57 { bytes = bytes.dropFirst() }
        if skip(0x57) { return week() }
        switch digits {
        case 3 where ahead(3) != separator: return ordinal(number(3))
        case 1...3: parts.month = number(digits)
        case 4 where separator == 0x2D:
            parts.month = number(2)
            parts.day = number(2)
            return true
        default: return false
        }
        guard skip(separator) else { return true }
        guard (1...2).contains(digits) else { return bytes.isEmpty && digits == 0 }
        parts.day = number(digits)
        return true
    }

    private mutating func ordinal(_ day: Int?) -> Bool {
        guard let day, day >= 1, let year = parts.year, day <= (CivilDate.isLeap(year) ? 366 : 365),
            let first = CivilDate(year: year, month: 1, day: 1)
        else { return false }
        set(CivilDate(daysSince1970: first.daysSince1970 + Int64(day - 1)))
        return true
    }

    /// A week is of the year that its Thursday is in.
    private mutating func week() -> Bool {
        guard let year = parts.year, let week = number(2), (1...53).contains(week),
            let fourth = CivilDate(year: year, month: 1, day: 4)
        else { return false }
        var day = 1
        if skip(0x2D) || digits == 1 {
            guard let given = number(1), (1...7).contains(given) else { return false }
            day = given
        }
        let monday = fourth.daysSince1970 - Int64((fourth.weekday + 6) % 7) + Int64((week - 1) * 7)
        guard CivilDate(daysSince1970: monday + 3).year == year else { return false }
        set(CivilDate(daysSince1970: monday + Int64(day - 1)))
        return true
    }

    private mutating func set(_ date: CivilDate) {
        parts.year = date.year
        parts.month = date.month
        parts.day = date.day
    }

    private mutating func time() -> Bool {
        guard let first = bytes.first else { return true }
        // `2004-07-13-10:11:12`: three parts after the day are a time; two are an offset (XML Schema's dates).
        let isJoined = first == 0x2D && ahead(3) == 0x3A && ahead(6) == 0x3A
        if first == 0x54 || first == 0x74 || first == 0x20 || first == 0x5F || isJoined {
            bytes = bytes.dropFirst()
            while skip(0x20) {}
            if digits > 0 {
                guard clock(afterSpace: first == 0x20) else { return false }
            }
        }
        while skip(0x20) {}
        return zone()
    }

    /// `10:14:55.25`, `101455`, `10:14`, `9:15`, `10`, `10.14.55`, `10,5` and `10:14,5` with a fraction of what stands last.
    private mutating func clock(afterSpace: Bool = false) -> Bool {
        let isBasic = digits == 6 || digits == 4
        let separator: UInt8 = isDotted(afterSpace) ? 0x2E : 0x3A
        guard isBasic || digits == 2 || digits == 1, let hour = number(digits == 1 ? 1 : 2) else { return false }
        parts.hour = hour
        guard isBasic || skip(separator) else { return fraction(of: 3600) }
        guard let minute = number(digits >= 2 ? 2 : 1) else { return false }
        parts.minute = minute
        guard isBasic ? digits == 2 : skip(separator) else { return fraction(of: 60) }
        guard let second = number(digits >= 2 ? 2 : 1) else { return false }
        parts.second = second
        return fraction(of: 1) && bytes.first != 0x3A
    }

    /// Points between hours, minutes and seconds; between two numbers alone only where ISO's `T` does not stand before.
    private func isDotted(_ afterSpace: Bool) -> Bool {
        guard digits == 2, ahead(2) == 0x2E else { return false }
        let minutes = bytes.dropFirst(3).prefix { $0 >= 0x30 && $0 <= 0x39 }.count
        return minutes == 2 && (afterSpace || ahead(5) == 0x2E)
    }

    /// A fraction of so many seconds, where one follows.
    private mutating func fraction(of seconds: Int64) -> Bool {
        guard bytes.first == 0x2E || bytes.first == 0x2C else { return true }
        bytes = bytes.dropFirst()
        let fraction = bytes.prefix(digits)
        bytes = bytes.dropFirst(fraction.count)
        parts.add(fraction: fraction, of: seconds)
        return seconds == 1 || !fraction.isEmpty
    }

    /// Nothing, `Z`, `+01:00`, `+0100`, `+01`, `GMT+1`, a name, `[Europe/Berlin]` after it.
    private mutating func zone() -> Bool {
        if bytes.isEmpty { return true }
        var text = Substring(decoding: bytes, as: UTF8.self)
        if let bracket = text.firstIndex(of: "[") {
            text = text[..<bracket]
            guard !text.isEmpty else { return false }
        }
        guard let offset = TimeZoneNames.offset(String(text).trimmed) else { return false }
        parts.offsetSeconds = offset
        return true
    }
}
