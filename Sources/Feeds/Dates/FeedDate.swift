import Basics

/// Times as feeds write them: RFC 822 and its corruptions, RFC 3339, ISO 8601, asctime, and what publishers made up.
///
/// A time without an offset is UTC, but for Korean ones, which say by their words where they are from. What is no time is
/// nil, never a guess. Reads no clock.
public enum FeedDate {
    /// The instant that the text names; `maximumLength` bytes are looked at, a longer text is no time.
    public static func parse(_ text: String, maximumLength: Int = 100) -> Timestamp? {
        let text = text.cleaned.collapsed
        guard !text.isEmpty, text.utf8.count <= maximumLength else { return nil }
        if let time = MailDate.parse(text) ?? ISODate.parse(text) { return time }
        if let time = unixTime(text) { return time }
        var words = DateWords(text)
        return words.timestamp()
    }

    /// Seconds or milliseconds since 1970, of a size that can be nothing else.
    private static func unixTime(_ text: String) -> Timestamp? {
        guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E }), let value = Double(text) else {
            return nil
        }
        if value >= 1e8, value < 1e10 { return Timestamp(value) }
        if value >= 1e11, value < 1e13 { return Timestamp(value / 1000) }
        return nil
    }
}

/// The parts of a time before they are one.
struct DateParts {
    var year: Int?
    var month: Int?
    var day: Int?
    var hour = 0
    var minute = 0
    var second = 0
    var nanoseconds: Int32 = 0
    /// East of Greenwich.
    var offsetSeconds = 0

    /// Nil where a part is missing or out of its range. Month and day may be missing: the first. 24:00 is the next day's 0:00,
    /// a leap second the last one of its minute.
    var timestamp: Timestamp? {
        guard let year, year > 0, year <= 9999, hour <= 24, minute < 60, second <= 60,
            hour < 24 || minute + second == 0,
            let date = CivilDate(year: year, month: month ?? 1, day: day ?? 1), abs(offsetSeconds) <= 16 * 3600
        else { return nil }
        let clock = hour * 3600 + minute * 60 + min(second, 59)
        return Timestamp(seconds: date.daysSince1970 * 86_400 + Int64(clock - offsetSeconds), nanoseconds: nanoseconds)
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
