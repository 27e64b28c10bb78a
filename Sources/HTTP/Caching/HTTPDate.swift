import Basics

/// The three forms of date that HTTP knows (RFC 9110, 5.6.7). Nothing else is a date, and nothing is guessed: a name of a
/// day that is not the date's own, a missing GMT, a 30th of February give nil.
public enum HTTPDate {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`. `now` settles the
    /// century of the second: never more than 50 years ahead.
    public static func parse(_ text: String, now: Timestamp) -> Timestamp? {
        var scanner = Scanner(text.trimmed)
        guard let name = scanner.letters() else { return nil }
        if scanner.take(", ") {
            if name.utf8.count == 3 { return fixed(&scanner, name) }
            return obsolete(&scanner, name, now)
        }
        return scanner.take(" ") ? asctime(&scanner, name) : nil
    }

    /// The preferred form.
    public static func format(_ time: Timestamp) -> String {
        let (days, second) = time.seconds.quotientAndRemainderFlooring(by: 86_400)
        let date = CivilDate(daysSince1970: days)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let clock = "\(two(Int(second / 3600))):\(two(Int(second / 60 % 60))):\(two(Int(second % 60)))"
        let year =
            String(repeating: "0", count: max(0, 4 - String(date.year).utf8.count)) + String(date.year)
        return "\(days3[date.weekday]), \(two(date.day)) \(months[date.month - 1]) \(year) \(clock) GMT"
    }

    private static let days3 = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let daysLong = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func fixed(_ scanner: inout Scanner, _ name: String) -> Timestamp? {
        guard let day = scanner.number(2), scanner.take(" "), let month = month(&scanner),
            scanner.take(" "),
            let year = scanner.number(4), scanner.take(" "), let second = clock(&scanner),
            scanner.take(" GMT"),
            scanner.isAtEnd
        else { return nil }
        return instant(year, month, day, second, name, among: days3)
    }

    private static func obsolete(_ scanner: inout Scanner, _ name: String, _ now: Timestamp)
        -> Timestamp?
    {
        guard let day = scanner.number(2), scanner.take("-"), let month = month(&scanner),
            scanner.take("-"),
            let short = scanner.number(2), scanner.take(" "), let second = clock(&scanner),
            scanner.take(" GMT"),
            scanner.isAtEnd
        else { return nil }
        let thisYear = CivilDate(
            daysSince1970: now.seconds.quotientAndRemainderFlooring(by: 86_400).quotient
        ).year
        var year = thisYear - thisYear % 100 + short
        if year > thisYear + 50 { year -= 100 }
        return instant(year, month, day, second, name, among: daysLong)
    }

    private static func asctime(_ scanner: inout Scanner, _ name: String) -> Timestamp? {
        guard let month = month(&scanner), scanner.take(" "),
            let day = scanner.take(" ") ? scanner.number(1) : scanner.number(2), scanner.take(" "),
            let second = clock(&scanner), scanner.take(" "), let year = scanner.number(4), scanner.isAtEnd
        else { return nil }
        return instant(year, month, day, second, name, among: days3)
    }

    private static func month(_ scanner: inout Scanner) -> Int? {
        scanner.letters().flatMap { months.firstIndex(of: $0) }.map { $0 + 1 }
    }

    private static func clock(_ scanner: inout Scanner) -> Int? {
        guard let hour = scanner.number(2), hour < 24, scanner.take(":"),
            let minute = scanner.number(2), minute < 60,
            scanner.take(":"), let second = scanner.number(2), second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private static func instant(
        _ year: Int, _ month: Int, _ day: Int, _ second: Int, _ name: String, among names: [String]
    ) -> Timestamp? {
        guard let date = CivilDate(year: year, month: month, day: day), names[date.weekday] == name
        else { return nil }
        return Timestamp(seconds: date.daysSince1970 * 86_400 + Int64(second))
    }

    private struct Scanner {
        private var rest: Substring.UTF8View

        init(_ text: String) { rest = text[...].utf8 }

        var isAtEnd: Bool { rest.isEmpty }

        mutating func take(_ text: String) -> Bool {
            guard rest.starts(with: text.utf8) else { return false }
            rest = rest.dropFirst(text.utf8.count)
            return true
        }

        mutating func letters() -> String? {
            let run = rest.prefix { (0x41...0x5A).contains($0 & 0xDF) }
            rest = rest.dropFirst(run.count)
            return run.isEmpty ? nil : String(run)
        }

        /// Exactly so many digits.
        mutating func number(_ count: Int) -> Int? {
            let run = rest.prefix { (0x30...0x39).contains($0) }
            guard run.count == count else { return nil }
            rest = rest.dropFirst(count)
            return run.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        }
    }
}
