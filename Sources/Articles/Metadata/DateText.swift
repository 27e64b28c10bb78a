import Basics

/// Finds a date, and the time beside it, in text as people write it, in many languages; never guesses a year.
enum DateText {
    struct Found: Equatable {
        var time: Timestamp
        var hasTime: Bool
        /// Days since 1970-01-01 of the date as it is written, wherever the place is.
        var day: Int64
        /// The day that it is if day and month stand the other way round, where that may be (3/4/2018).
        var otherDay: Int64?

        init(time: Timestamp, hasTime: Bool, day: Int64? = nil) {
            self.time = time
            self.hasTime = hasTime
            self.day = day ?? time.seconds.quotientAndRemainderFlooring(by: 86_400).quotient
        }

        /// The same with day and month the other way round; itself where that cannot be.
        var turned: Found {
            guard let otherDay else { return self }
            var found = self
            found.time = time + Double((otherDay - day) * 86_400)
            (found.day, found.otherDay) = (otherDay, day)
            return found
        }
    }

    /// A date as it is written, with its other reading.
    typealias Reading = (date: CivilDate, other: CivilDate?)

    /// A year beside two numbers, of which one is the month.
    static func reading(_ first: Int, _ second: Int, year: Int, monthFirst: Bool) -> Reading? {
        let orders = monthFirst ? [(first, second), (second, first)] : [(second, first), (first, second)]
        let dates = orders.compactMap { month, day in CivilDate(year: year, month: month, day: day) }
        return dates.first.map { ($0, first == second ? nil : dates.dropFirst().first) }
    }

    /// The first date in a text. `monthFirst` settles 3/4/2018, where neither number can be told for the month.
    static func first(in text: String, monthFirst: Bool = false) -> Found? {
        let tokens = Token.read(text, limit: 80)
        for index in tokens.indices {
            if let (reading, end) = date(tokens, index, monthFirst) {
                var found = stamp(reading.date, DateTime.near(tokens, end, before: index))
                found?.otherDay = reading.other?.daysSince1970
                return found
            }
        }
        return nil
    }

    /// A value of `datetime`, `content` or JSON: RFC 3339 and its many near misses, RFC 5322, seconds or milliseconds since 1970.
    static func value(_ text: String, monthFirst: Bool = false) -> Found? {
        let text = text.trimmed
        if text.utf8.count >= 17, let time = Timestamp(rfc3339: text) {
            return Found(time: time, hasTime: true, day: writtenDay(text))
        }
        if let number = Int64(text), text.utf8.count == 10 || text.utf8.count == 13 {
            return Found(time: Timestamp(seconds: text.utf8.count == 13 ? number / 1000 : number), hasTime: true)
        }
        if let number = Int(text), text.utf8.count == 8,
            let date = CivilDate(year: number / 10000, month: number / 100 % 100, day: number % 100), date.year > 1990
        {
            return stamp(date, nil)
        }
        return first(in: text, monthFirst: monthFirst)
    }

    /// Of `2018-02-15T…`.
    private static func writtenDay(_ text: String) -> Int64? {
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        return CivilDate(year: parts[0], month: parts[1], day: parts[2])?.daysSince1970
    }

    private static func stamp(_ date: CivilDate, _ time: DateTime?) -> Found? {
        guard (1970...2100).contains(date.year) else { return nil }
        let midnight = date.daysSince1970 * 86_400
        guard let time else { return Found(time: Timestamp(seconds: midnight), hasTime: false) }
        return Found(
            time: Timestamp(seconds: midnight + Int64(time.second)), hasTime: true, day: date.daysSince1970)
    }

    /// A date that begins at a token, and the token after it.
    private static func date(_ tokens: [Token], _ index: Int, _ monthFirst: Bool) -> (Reading, Int)? {
        func sure(_ found: (CivilDate, Int)?) -> (Reading, Int)? { found.map { (($0, nil), $1) } }
        switch tokens[index].kind {
        case .number(let first, let digits):
            if digits == 4 { return sure(yearFirst(tokens, index, first)) }
            guard digits <= 2 else { return nil }
            return numeric(tokens, index, first, monthFirst) ?? sure(dayMonthYear(tokens, index, first))
        case .word(let word):
            guard let month = MonthNames.month(word) else { return nil }
            return sure(monthDayYear(tokens, index, month))
        case .mark: return nil
        }
    }

    /// 2018-02-15, 2018/2/15, 2018.02.15, 2018年2月15日, 2018. 2. 15.
    private static func yearFirst(_ tokens: [Token], _ index: Int, _ year: Int) -> (CivilDate, Int)? {
        guard let (month, afterMonth) = number(tokens, index + 1, "-/.年년"),
            let (day, afterDay) = number(tokens, afterMonth, "-/.月월"),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        return (date, afterDay)
    }

    /// 15.02.2018, 15/02/2018, 02/15/2018, 15-02-2018, 15.02.18
    private static func numeric(_ tokens: [Token], _ index: Int, _ first: Int, _ monthFirst: Bool) -> (Reading, Int)? {
        guard let (second, afterSecond) = number(tokens, index + 1, "-/."), afterSecond + 1 < tokens.count,
            let (third, end) = number(tokens, afterSecond, "-/."), case .number(_, let digits) = tokens[end - 1].kind,
            digits == 4 || digits == 2, tokens[index + 1].kind == tokens[afterSecond].kind
        else { return nil }
        let year = digits == 4 ? third : 2000 + third
        let isSlash = tokens[index + 1].kind == .mark("/")
        return reading(first, second, year: year, monthFirst: monthFirst && isSlash).map { ($0, end) }
    }

    /// 15 February 2018, 15. Februar 2018, 15 de febrero de 2018, 15-Feb-2018
    private static func dayMonthYear(_ tokens: [Token], _ index: Int, _ day: Int) -> (CivilDate, Int)? {
        var place = index + 1
        place = skip(tokens, place)
        guard place < tokens.count, case .word(let word) = tokens[place].kind, let month = MonthNames.month(word) else {
            return nil
        }
        place = skip(tokens, place + 1)
        guard let (year, end) = year(tokens, place), let date = CivilDate(year: year, month: month, day: day) else {
            return nil
        }
        return (date, end)
    }

    /// February 15, 2018; Feb. 15th 2018
    private static func monthDayYear(_ tokens: [Token], _ index: Int, _ month: Int) -> (CivilDate, Int)? {
        var place = skip(tokens, index + 1)
        guard place < tokens.count, case .number(let day, let digits) = tokens[place].kind, digits <= 2 else {
            return nil
        }
        place = skip(tokens, place + 1)
        let found = year(tokens, place) ?? year(tokens, behindTime(tokens, place))
        guard let (year, end) = found, let date = CivilDate(year: year, month: month, day: day) else { return nil }
        return (date, end)
    }

    /// Past a time of day and its zone: `Tue Jun 14 21:07:33 CEST 2011`.
    private static func behindTime(_ tokens: [Token], _ start: Int) -> Int {
        var place = start
        for field in 0..<3 {
            guard place < tokens.count, case .number(_, 2) = tokens[place].kind else { return start }
            guard field < 2 else { break }
            guard place + 1 < tokens.count, tokens[place + 1].kind == .mark(":") else { return start }
            place += 2
        }
        place += 1
        if place < tokens.count, case .word = tokens[place].kind { place += 1 }
        return place
    }

    /// Past points, commas and the small words between the parts of a date.
    private static func skip(_ tokens: [Token], _ start: Int) -> Int {
        var place = start
        while place < tokens.count, place - start < 3 {
            switch tokens[place].kind {
            case .mark(let mark) where ".,-/'’".unicodeScalars.contains(mark): place += 1
            case .word(let word)
            where ["de", "of", "del", "st", "nd", "rd", "th", "er", "º", "do", "da", "den"].contains(word): place += 1
            default: return place
            }
        }
        return place
    }

    private static func year(_ tokens: [Token], _ place: Int) -> (Int, Int)? {
        guard place < tokens.count, case .number(let year, let digits) = tokens[place].kind else { return nil }
        if digits == 4 && (1970...2100).contains(year) { return (year, place + 1) }
        return nil
    }

    /// A number of at most four digits behind one of the marks.
    private static func number(_ tokens: [Token], _ place: Int, _ marks: String) -> (Int, Int)? {
        guard place + 1 < tokens.count else { return nil }
        switch tokens[place].kind {
        case .mark(let mark): guard marks.unicodeScalars.contains(mark) else { return nil }
        case .word(let word): guard word.unicodeScalars.count == 1, marks.contains(word) else { return nil }
        case .number: return nil
        }
        guard case .number(let value, let digits) = tokens[place + 1].kind, digits <= 4 else { return nil }
        return (value, place + 2)
    }
}

/// A number, a word in lower case or a mark of a text, white space left out.
struct Token {
    enum Kind: Equatable {
        case number(Int, digits: Int)
        case word(String)
        case mark(Unicode.Scalar)
    }

    var kind: Kind
    /// White space stands before it.
    var isSpaced = false

    static func read(_ text: String, limit: Int) -> [Token] {
        var tokens: [Token] = []
        var word = ""
        var digits = 0
        var number = 0
        var isSpaced = false
        func append(_ kind: Kind) {
            tokens.append(Token(kind: kind, isSpaced: isSpaced))
            isSpaced = false
        }
        func finish() {
            if digits > 0 { append(.number(number, digits: digits)) }
            if !word.isEmpty { append(.word(word)) }
            (word, digits, number) = ("", 0, 0)
        }
        for scalar in text.lowercased().unicodeScalars {
            guard tokens.count < limit else { break }
            if scalar.value >= 0x30 && scalar.value <= 0x39 {
                if !word.isEmpty { finish() }
                digits += 1
                number = min(number * 10 + Int(scalar.value - 0x30), 1_000_000_000)
            } else if scalar.isLetter
                || scalar.properties.generalCategory == .nonspacingMark
            {
                if digits > 0 { finish() }
                word.unicodeScalars.append(scalar)
            } else {
                finish()
                if scalar.isSpace { isSpaced = true } else { append(.mark(scalar)) }
            }
        }
        finish()
        return tokens
    }
}
