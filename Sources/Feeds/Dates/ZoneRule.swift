import Basics

/// The clocks of a place as they are now: the standard offset, when summer time is kept, and since which year that holds.
struct ZoneRule: Equatable {
    enum SummerTime: Equatable { case never, europe, northAmerica, australia, newZealand }

    /// What a text says of the place whose time it gives.
    enum Place: Equatable {
        case none, unknown
        case known(ZoneRule)
    }

    /// Quarters of an hour east of Greenwich.
    let quarters: Int
    let summer: SummerTime
    let since: Int

    /// Seconds east of Greenwich at that local time; nil before the rule's first year. An hour that comes twice is the first.
    func offset(at parts: DateParts) -> Int? {
        guard let local = parts.localSeconds, let year = parts.year, year >= since else { return nil }
        let (start, end): (Int64, Int64)
        switch summer {
        case .never: return quarters * 900
        case .europe:
            // 1:00 UTC, on the last Sundays of March and October.
            let hour = 1 + Int64(quarters) / 4
            (start, end) = (sunday(year, 3, last: true) + hour * 3600, sunday(year, 10, last: true) + (hour + 1) * 3600)
        case .northAmerica:
            let isNew = year >= 2007
            start = sunday(year, isNew ? 3 : 4, from: isNew ? 8 : 1) + 7200
            end = (isNew ? sunday(year, 11) : sunday(year, 10, last: true)) + 7200
        case .australia: (start, end) = (sunday(year, 4) + 10_800, sunday(year, 10) + 7200)
        case .newZealand: (start, end) = (sunday(year, 4) + 10_800, sunday(year, 9, last: true) + 7200)
        }
        let isWithin = local >= start && local < end
        let isSummer = isWithin == (summer == .europe || summer == .northAmerica)
        return quarters * 900 + (isSummer ? 3600 : 0)
    }

    /// Midnight of the first Sunday on or after that day, or of the month's last.
    private func sunday(_ year: Int, _ month: Int, from day: Int = 1, last: Bool = false) -> Int64 {
        let day = last ? CivilDate.days(inMonth: month, of: year) - 6 : day
        guard let date = CivilDate(year: year, month: month, day: day) else { return 0 }
        return (date.daysSince1970 + Int64((7 - date.weekday) % 7)) * 86_400
    }
}

extension ZoneRule {
    /// Takes `Europe/Paris`, `Etc/GMT+5` or `Pacific Standard Time` out of a text.
    static func split(_ text: String) -> (rest: String, place: Place) {
        let bytes = Array(text.asciiLowercased.utf8)
        guard let (start, end) = area(in: bytes) ?? phrase(in: bytes) else { return (text, .none) }
        let name = String(decoding: bytes[start..<end], as: UTF8.self)
        let found = find(name)
        // Words before `time` that name no place are words; an area of the database with a place that is not in it is a place.
        if found == nil, !name.contains("/") { return (text, .none) }
        let utf8 = Array(text.utf8)
        let rest = String(decoding: utf8[..<start] + [0x20] + utf8[end...], as: UTF8.self)
        let plain = rest.split(whereSeparator: { " ()[]".contains($0) }).joined(separator: " ")
        return (plain, found.map { .known($0) } ?? .unknown)
    }

    static func find(_ name: String) -> ZoneRule? {
        if let rule = ZoneTable.rules[name] { return rule }
        guard name.hasPrefix("etc/") else { return nil }
        let zone = name.dropFirst(4)
        // POSIX's sign: west is positive.
        if zone.hasPrefix("gmt"), let west = Int(zone.dropFirst(3)), (-14...14).contains(west) {
            return ZoneRule(quarters: -west * 4, summer: .never, since: 1)
        }
        return TimeZoneNames.named(String(zone)).map { ZoneRule(quarters: $0 / 900, summer: .never, since: 1) }
    }

    private static func isName(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A || byte == 0x5F }

    /// Where an area of the IANA database and its place stand.
    private static func area(in bytes: [UInt8]) -> (Int, Int)? {
        func wordStart(_ slash: Int) -> Int {
            var start = slash
            while start > 0, isName(bytes[start - 1]) { start -= 1 }
            return start
        }
        guard
            let slash = bytes.indices.first(where: {
                bytes[$0] == 0x2F
                    && ZoneTable.areas.contains(String(decoding: bytes[wordStart($0)..<$0], as: UTF8.self))
            })
        else { return nil }
        let start = wordStart(slash)
        let isEtc = bytes[start..<slash].elementsEqual("etc".utf8)
        var end = slash + 1
        while end < bytes.count {
            let byte = bytes[end]
            let isEtcOffset = isEtc && (byte == 0x2B || byte >= 0x30 && byte <= 0x39)
            guard isName(byte) || byte == 0x2F || byte == 0x2D || isEtcOffset else { break }
            end += 1
        }
        return (start, end)
    }

    /// Where up to five words stand of which the last is `time`, before any closing bracket.
    private static func phrase(in bytes: [UInt8]) -> (Int, Int)? {
        var end = bytes.count
        while end > 0, bytes[end - 1] == 0x29 || bytes[end - 1] == 0x20 { end -= 1 }
        guard end > 5, bytes[(end - 5)..<end].elementsEqual(" time".utf8) else { return nil }
        var start = end
        while start > 0, isName(bytes[start - 1]) || bytes[start - 1] == 0x20 || bytes[start - 1] == 0x2E { start -= 1 }
        // `PM Pacific Standard Time`: the longest name that is in the table.
        while start < end {
            while start < end, bytes[start] == 0x20 || bytes[start] == 0x2E { start += 1 }
            if ZoneTable.rules[String(decoding: bytes[start..<end], as: UTF8.self)] != nil { return (start, end) }
            while start < end, bytes[start] != 0x20 { start += 1 }
        }
        return nil
    }
}
