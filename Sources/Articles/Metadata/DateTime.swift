/// A time of day beside a date: seconds after midnight UTC, below zero or above a day where the zone makes it so.
struct DateTime {
    var second: Int

    /// The time that stands within a few words after a date, or just before it.
    static func near(_ tokens: [Token], _ end: Int, before start: Int) -> DateTime? {
        for place in end..<min(end + 5, tokens.count) {
            if let time = read(tokens, place) { return time }
        }
        for place in stride(from: start - 2, through: max(0, start - 7), by: -1) where place >= 0 {
            if let time = read(tokens, place) { return time }
        }
        return nil
    }

    /// 17:49, 17:49:00, 5:49 pm, 17.49 Uhr, 17h49, T174900
    private static func read(_ tokens: [Token], _ place: Int) -> DateTime? {
        guard place + 2 < tokens.count, case .number(let hour, let digits) = tokens[place].kind, digits <= 2, hour < 25,
            case .number(let minute, 2) = tokens[place + 2].kind, minute < 60
        else { return nil }
        // A clock's colon must stand where the number does not belong to a date.
        if place > 0, case .mark(let before) = tokens[place - 1].kind, before == ":" || before == "." { return nil }
        var next = place + 3
        switch tokens[place + 1].kind {
        case .mark(":"): break
        case .word("h"): break
        case .mark("."):
            guard next < tokens.count, case .word(let word) = tokens[next].kind, ["uhr", "am", "pm"].contains(word)
            else { return nil }
        default: return nil
        }
        var second = 0
        if next + 1 < tokens.count, tokens[next].kind == .mark(":"), case .number(let value, 2) = tokens[next + 1].kind,
            value < 61
        {
            second = value
            next += 2
            if next + 1 < tokens.count, tokens[next].kind == .mark("."), case .number = tokens[next + 1].kind {
                next += 2
            }
        }
        var clock = hour
        if let (isAfternoon, after) = half(tokens, next) {
            guard hour <= 12 else { return nil }
            clock = hour % 12 + (isAfternoon ? 12 : 0)
            next = after
        }
        guard clock < 24 else { return nil }
        return DateTime(second: clock * 3600 + minute * 60 + second - zone(tokens, next))
    }

    /// am, pm, a.m., p.m.
    private static func half(_ tokens: [Token], _ place: Int) -> (Bool, Int)? {
        guard place < tokens.count, case .word(let word) = tokens[place].kind else { return nil }
        if word == "am" || word == "pm" { return (word == "pm", place + 1) }
        guard word == "a" || word == "p", place + 2 < tokens.count, tokens[place + 1].kind == .mark("."),
            tokens[place + 2].kind == .word("m")
        else { return nil }
        return (word == "p", min(place + 4, tokens.count))
    }

    /// The offset from UTC in seconds; 0 where none is named.
    private static func zone(_ tokens: [Token], _ start: Int) -> Int {
        var place = start
        var offset = 0
        while place < tokens.count, place < start + 3 {
            switch tokens[place].kind {
            case .word(let word):
                guard let named = zones[word] else { return offset }
                offset = named
            case .mark(let mark) where mark == "+" || mark == "-" || mark == "−":
                // `18:00 - 2 min read`, `6 pm - 11:30 pm`: a dash.
                guard place + 1 < tokens.count, case .number(let value, let digits) = tokens[place + 1].kind,
                    !tokens[place + 1].isSpaced
                else {
                    return offset
                }
                var seconds = digits == 4 ? value / 100 * 3600 + value % 100 * 60 : value * 3600
                if digits <= 2, place + 3 < tokens.count, tokens[place + 2].kind == .mark(":"),
                    case .number(let minutes, 2) = tokens[place + 3].kind
                {
                    seconds += minutes * 60
                }
                return abs(seconds) <= 50_400 ? (mark == "+" ? seconds : -seconds) : offset
            case .mark("("), .mark(","): break
            default: return offset
            }
            place += 1
        }
        return offset
    }

    private static let zones: [String: Int] = [
        "z": 0, "utc": 0, "gmt": 0, "est": -18000, "edt": -14400, "cst": -21600, "cdt": -18000, "mst": -25200,
        "mdt": -21600, "pst": -28800, "pdt": -25200, "et": -18000, "pt": -28800, "cet": 3600, "cest": 7200, "mez": 3600,
        "mesz": 7200, "bst": 3600, "eet": 7200, "eest": 10800, "msk": 10800, "ist": 19800, "jst": 32400, "kst": 32400,
        "aest": 36000, "aedt": 39600, "uhr": 0,
    ]
}
