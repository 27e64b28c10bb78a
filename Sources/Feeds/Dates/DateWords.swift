import Basics

/// Times written in words and numbers in any order: RFC 822, asctime, `28. Februar 2010`, `2004년 05월 28일`, `5/28/2010 9:03 PM`.
struct DateWords {
    private enum Token: Equatable {
        case number(Int, digits: Int)
        case word(String)
        case mark(Character)
    }

    private var tokens: [Token] = []
    /// Whether a space stands before each token.
    private var spaced: [Bool] = []
    private var parts = DateParts()
    private var numbers: [(value: Int, digits: Int)] = []
    private var separator: Character?
    private var hasTime = false
    private var hasZone = false
    private var hasUnknown = false
    private var isAfternoon: Bool?
    private var monthStandsFirst = false

    init(_ text: String) {
        var number = ""
        var word = ""
        var isSpaced = false
        func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
        for character in text.lowercased() + " " {
            if !number.isEmpty, !isDigit(character) {
                tokens.append(.number(Int(number) ?? Int.max, digits: number.utf8.count))
                spaced.append(isSpaced)
                number = ""
                isSpaced = false
            }
            if !word.isEmpty, !character.isLetter {
                tokens.append(.word(word))
                spaced.append(isSpaced)
                word = ""
                isSpaced = false
            }
            if isDigit(character) {
                number.append(character)
            } else if character.isLetter {
                word.append(character)
            } else if character.isWhitespace {
                isSpaced = true
            } else {
                tokens.append(.mark(character))
                spaced.append(isSpaced)
                isSpaced = false
            }
        }
    }

    mutating func timestamp() -> Timestamp? {
        guard tokens.count <= 40 else { return nil }
        var index = 0
        while index < tokens.count {
            guard let next = read(at: index) else { return nil }
            index = next
        }
        guard assemble() else { return nil }
        return parts.timestamp
    }

    private func token(_ index: Int) -> Token? { tokens.indices.contains(index) ? tokens[index] : nil }

    private func number(_ index: Int) -> (value: Int, digits: Int)? {
        guard case .number(let value, let digits)? = token(index) else { return nil }
        return (value, digits)
    }

    /// Takes in what begins at `index`; the index of what follows, nil where this is no time.
    private mutating func read(at index: Int) -> Int? {
        switch tokens[index] {
        case .word(let word): return read(word, at: index)
        case .number(let value, let digits):
            guard digits <= 9 else { return nil }
            if token(index + 1) == .mark(":") { return clock(at: index) }
            if case .word(let word)? = token(index + 1), let next = unit(word, value, at: index) { return next }
            // `5 Apr 2012 10 GMT`: an hour, where day, month and year stand already.
            if !hasTime, digits <= 2, parts.month != nil, numbers.count == 2, value < 24 {
                parts.hour = value
                hasTime = true
                return index + 1
            }
            numbers.append((value, digits))
            return numbers.count <= 3 ? index + 1 : nil
        case .mark(let mark): return read(mark, at: index)
        }
    }

    private mutating func read(_ mark: Character, at index: Int) -> Int? {
        let isSign = mark == "+" || mark == "-" || mark == "−"
        if isSign, hasTime, !hasZone { return zone(at: index) }
        if mark == "/" || mark == "." || mark == "-", number(index - 1) != nil, separator == nil, numbers.count == 1 {
            separator = mark
        }
        return ":+*=&%$#@!?{}<>\\|~".contains(mark) ? nil : index + 1
    }

    private mutating func zone(at index: Int) -> Int? {
        guard let first = number(index + 1) else { return nil }
        var text = tokens[index] == .mark("+") ? "+" : "-"
        text +=
            String(repeating: "0", count: max(0, first.digits - String(first.value).utf8.count)) + String(first.value)
        var next = index + 2
        if token(next) == .mark(":") {
            guard let second = number(next + 1) else { return nil }
            text += ":" + (second.value < 10 ? "0" : "") + String(second.value)
            next += 2
        }
        // `11:00:00 -2012`: asctime with a dash is not met; an offset of four digits is one.
        guard let offset = TimeZoneNames.numeric(text) else { return nil }
        parts.offsetSeconds += offset
        hasZone = true
        return next
    }

    /// `h:m`, `h:m:s`, `h:m:s.f`.
    private mutating func clock(at index: Int) -> Int? {
        guard !hasTime, let hour = number(index), let minute = number(index + 2) else { return nil }
        parts.hour = hour.value
        parts.minute = minute.value
        hasTime = true
        var next = index + 3
        if token(next) == .mark(":") {
            guard let second = number(next + 1) else { return nil }
            parts.second = second.value
            next += 2
            if token(next) == .mark(".") || token(next) == .mark(","), !spaced[next], let fraction = number(next + 1),
                !spaced[next + 1]
            {
                parts.nanoseconds = nanoseconds(fraction.value, fraction.digits)
                next += 2
            }
        }
        return token(next) == .mark(":") ? nil : next
    }

    private func nanoseconds(_ value: Int, _ digits: Int) -> Int32 {
        guard digits <= 9 else { return 0 }
        return Int32(value) * ISODate.powers[digits - 1]
    }

    /// A number with its unit behind it, as in East Asia, or `14h30`, `1st`.
    private mutating func unit(_ word: String, _ value: Int, at index: Int) -> Int? {
        switch word {
        case "年", "년": parts.year = value
        case "月", "월": parts.month = value
        case "日", "일", "号": parts.day = value
        case "时", "時", "시", "点", "h", "uhr":
            parts.hour = value
            hasTime = true
            if word == "h", let minute = number(index + 2), !spaced[index + 2], minute.digits == 2 {
                parts.minute = minute.value
                return index + 3
            }
        case "分", "분": parts.minute = value
        case "秒", "초": parts.second = value
        case "st", "nd", "rd", "th", "º", "ª", "er", "e", "de":
            guard value <= 31 else { return nil }
            numbers.append((value, 1))
            return numbers.count <= 3 ? index + 2 : nil
        default: return nil
        }
        if word == "년" || word == "월" || word == "일" { korean() }
        return index + 2
    }

    private mutating func korean() {
        if !hasZone { parts.offsetSeconds = 9 * 3600 }
    }

    private mutating func read(_ word: String, at index: Int) -> Int? {
        switch word {
        case "am", "오전", "上午", "午前", "vorm", "πμ": isAfternoon = false
        case "pm", "오후", "下午", "午後", "nachm", "μμ": isAfternoon = true
        case "a", "p":
            // `a.m.`, `p.m.`
            guard token(index + 1) == .mark("."), token(index + 2) == .word("m") else { return skipUnknown(index) }
            isAfternoon = word == "p"
            return index + (token(index + 3) == .mark(".") ? 4 : 3)
        case "t" where hasTime == false && !numbers.isEmpty: break
        default: return name(word, at: index)
        }
        if word == "오전" || word == "오후" { korean() }
        return index + 1
    }

    private mutating func name(_ word: String, at index: Int) -> Int? {
        if parts.month == nil, let month = MonthNames.number(word) {
            parts.month = month
            monthStandsFirst = numbers.isEmpty
            return token(index + 1) == .mark(".") ? index + 2 : index + 1
        }
        if !hasZone, hasTime || word.utf8.count > 1, word != "sat", word != "mart",
            let offset = TimeZoneNames.named(word), hasTime || numbers.count >= 2
        {
            // `GMT+1`: the sign that follows says how far from it.
            parts.offsetSeconds = offset
            if case .mark(let mark)? = token(index + 1), mark == "+" || mark == "-", number(index + 2) != nil {
                return index + 1
            }
            hasZone = true
            return index + 1
        }
        if word == "etc", token(index + 1) == .mark("/") { return index + 2 }
        if WeekdayNames.isWeekday(word) || Self.fillers.contains(word) { return index + 1 }
        return skipUnknown(index)
    }

    /// A word that means nothing here is read over once date and time are complete.
    private mutating func skipUnknown(_ index: Int) -> Int? {
        hasUnknown = true
        return index + 1
    }

    private static let fillers: Set<String> = [
        "of", "the", "de", "del", "den", "d", "at", "um", "kl", "à", "às", "a", "alle", "ore", "le", "il", "el", "on",
        "o", "r", "г", "года", "в", "від", "року",
        "и", "y", "e", "date", "published", "klo", "dnia", "godz", "h", "uhr", "saat", "m", "st", "nd", "rd", "th", "t",
        "dst", "standard", "daylight", "time",
    ]
}

extension DateWords {
    /// Decides which number is the day, which the month, which the year; false where they do not make a date.
    private mutating func assemble() -> Bool {
        if let isAfternoon {
            guard parts.hour <= 12 || isAfternoon else { return false }
            if isAfternoon, parts.hour < 12 { parts.hour += 12 }
            if !isAfternoon, parts.hour == 12 { parts.hour = 0 }
        }
        if parts.year != nil, parts.month != nil, numbers.isEmpty { return true }
        guard parts.month != nil else { return assembleNumeric() }
        switch numbers.count {
        case 2: return assign(day: 0, year: 1)
        case 1 where parts.day != nil || !hasUnknown:
            // `February 2010`.
            guard numbers[0].digits == 4 else { return false }
            parts.year = numbers[0].value
            return true
        default: return false
        }
    }

    private mutating func assign(day: Int, year: Int) -> Bool {
        var (day, year) = (day, year)
        if numbers[day].digits >= 3 || numbers[day].value > 31 { swap(&day, &year) }
        parts.day = numbers[day].value
        parts.year = DateParts.year(numbers[year].value, digits: numbers[year].digits)
        return numbers[day].digits <= 2
    }

    /// Three numbers: a year of four digits stands first or last; before it `month/day` with slashes, `day.month` with dots
    /// and dashes, and the other way round where the numbers allow nothing else.
    private mutating func assembleNumeric() -> Bool {
        guard numbers.count == 3, let separator, !hasUnknown || hasTime else { return false }
        if numbers[0].digits == 4 {
            (parts.year, parts.month, parts.day) = (numbers[0].value, numbers[1].value, numbers[2].value)
            return true
        }
        guard numbers[0].digits <= 2, numbers[1].digits <= 2 else { return false }
        parts.year = DateParts.year(numbers[2].value, digits: numbers[2].digits)
        let (first, second) = (numbers[0].value, numbers[1].value)
        let monthFirst = separator == "/" ? first <= 12 : second > 12
        (parts.month, parts.day) = monthFirst ? (first, second) : (second, first)
        return true
    }
}
