import Basics

/// Times in words and numbers in any order: RFC 822, asctime, `28. Februar 2010`, `2004년 05월 28일`, `5/28/2010 9:03 PM`.
struct DateWords {
    private let tokens: [DateToken]
    private var parts = DateParts()
    private var numbers: [(value: Int, digits: Int)] = []
    private var separator: Character?
    private var hasTime = false
    private var hasZone = false
    private var hasUnknown = false
    private var isKorean = false
    private var isThai = false
    private var isAfternoon: Bool?

    init(_ text: String) {
        tokens = DateToken.all(in: text)
    }

    mutating func read() -> DateParts? {
        guard tokens.count <= 40 else { return nil }
        var index = 0
        // `Published: Tue, 13 Jul 2004`.
        if case .word(let label)? = kind(0), kind(1) == .mark(":"), Self.labels.contains(label) { index = 2 }
        while index < tokens.count {
            guard let next = read(at: index) else { return nil }
            index = next
        }
        guard assemble() else { return nil }
        if isKorean, !hasZone { parts.offsetSeconds = 9 * 3600 }
        // The Buddhist era.
        if isThai, let year = parts.year, (2400..<2700).contains(year) { parts.year = year - 543 }
        return parts
    }

    private func kind(_ index: Int) -> DateToken.Kind? { tokens.indices.contains(index) ? tokens[index].kind : nil }

    private func isSpaced(_ index: Int) -> Bool { tokens.indices.contains(index) ? tokens[index].isSpaced : true }

    private func number(_ index: Int) -> (value: Int, digits: Int)? {
        guard case .number(let value, let digits)? = kind(index) else { return nil }
        return (value, digits)
    }

    /// Takes in what begins at `index`; the index of what follows, nil where this is no time.
    private mutating func read(at index: Int) -> Int? {
        switch tokens[index].kind {
        case .word(let word): return read(word, at: index)
        case .number(let value, let digits): return digits <= 9 ? read(value, digits, at: index) : nil
        case .mark(let mark): return read(mark, at: index)
        }
    }

    private mutating func read(_ value: Int, _ digits: Int, at index: Int) -> Int? {
        if kind(index + 1) == .mark(":") {
            // `01/Jan/2004:19:48:21`, as web servers log it.
            guard digits == 4, parts.month != nil, numbers.count == 1 else { return clock(at: index, ":") }
            numbers.append((value, digits))
            return index + 2
        }
        if isDottedTime(index) { return clock(at: index, ".") }
        if case .word(let word)? = kind(index + 1), let next = unit(word, value, digits, at: index) { return next }
        // `5 Apr 2012 10 GMT`: an hour, where day, month and year stand already.
        if !hasTime, digits <= 2, parts.month != nil, numbers.count == 2, value < 24 {
            parts.hour = value
            hasTime = true
            return index + 1
        }
        numbers.append((value, digits))
        return numbers.count <= 3 ? index + 1 : nil
    }

    private var hasDate: Bool {
        numbers.count == 3 || parts.month != nil && numbers.count == 2
            || parts.day != nil && parts.month != nil && (parts.year != nil || numbers.count == 1)
    }

    /// `10.11`, `10.11.12` behind a whole date.
    private func isDottedTime(_ index: Int) -> Bool {
        guard !hasTime, hasDate, isSpaced(index), kind(index + 1) == .mark("."), !isSpaced(index + 1),
            !isSpaced(index + 2), let minute = number(index + 2)
        else { return false }
        return minute.digits == 2 && minute.value < 60
    }

    private mutating func read(_ mark: Character, at index: Int) -> Int? {
        let isSign = mark == "+" || mark == "-"
        if isSign, hasTime {
            if let (offset, next) = offset(at: index) {
                // Twice the same is once.
                if hasZone { return offset == parts.offsetSeconds ? next : nil }
                parts.offsetSeconds = offset
                hasZone = true
                return next
            }
            if !hasZone, !isSpaced(index + 1) || mark == "+" { return nil }
        }
        // `30 Nov -0001`: PHP's zero is no year.
        if mark == "-", !hasTime, index == 0 || isSpaced(index), !isSpaced(index + 1), number(index + 1) != nil,
            kind(index + 2) != .mark(":")
        {
            return nil
        }
        if mark == "/" || mark == "." || mark == "-", number(index - 1) != nil, separator == nil, numbers.count == 1 {
            separator = mark
        }
        if mark == "@", isSpaced(index) { return index + 1 }
        return ":+*=&%$#@!?{}<>\\|~".contains(mark) ? nil : index + 1
    }

    /// An offset that begins with its sign, and what follows it.
    private func offset(at index: Int) -> (seconds: Int, next: Int)? {
        guard let first = number(index + 1), first.digits <= 6 else { return nil }
        var text = kind(index) == .mark("+") ? "+" : "-"
        text += String(repeating: "0", count: first.digits - String(first.value).utf8.count) + String(first.value)
        var next = index + 2
        if kind(next) == .mark(":") {
            guard let second = number(next + 1) else { return nil }
            text += ":" + (second.value < 10 ? "0" : "") + String(second.value)
            next += 2
        }
        return TimeZoneNames.numeric(text).map { ($0, next) }
    }

    /// `h:m`, `h:m:s`, `h:m:s.f`, or with points.
    private mutating func clock(at index: Int, _ separator: Character) -> Int? {
        guard !hasTime, let hour = number(index), let minute = number(index + 2) else { return nil }
        parts.hour = hour.value
        parts.minute = minute.value
        hasTime = true
        var next = index + 3
        if kind(next) == .mark(separator), separator == ":" || number(next + 1) != nil {
            guard let second = number(next + 1) else { return nil }
            parts.second = second.value
            next += 2
            if kind(next) == .mark(".") || kind(next) == .mark(","), !isSpaced(next), !isSpaced(next + 1),
                let fraction = number(next + 1)
            {
                parts.nanoseconds = nanoseconds(fraction.value, fraction.digits)
                next += 2
            }
        }
        return kind(next) == .mark(":") ? nil : next
    }

    private func nanoseconds(_ value: Int, _ digits: Int) -> Int32 {
        guard digits <= 9 else { return 0 }
        return Int32(value) * Self.powers[digits - 1]
    }

    private static let powers: [Int32] = [100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 1]

    /// What a year of Japan's eras since 1926, or of the Republic of China, is counted from.
    private static let eras = ["令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911]

    /// A number with its unit behind it, as in East Asia, or `14h30`, `1st`.
    private mutating func unit(_ word: String, _ value: Int, _ digits: Int, at index: Int) -> Int? {
        switch word {
        case "年", "년":
            var year = value
            if index > 0, case .word(let era)? = kind(index - 1), let first = Self.eras[era] { year += first }
            parts.year = year
        case "月", "월": parts.month = value
        case "日", "일", "号": parts.day = value
        case "时", "時", "시", "点", "h", "uhr":
            parts.hour = value
            hasTime = true
            if word == "h", let minute = number(index + 2), !isSpaced(index + 2), minute.digits == 2 {
                parts.minute = minute.value
                guard kind(index + 3) == .mark(":"), let second = number(index + 4) else { return index + 3 }
                parts.second = second.value
                return index + 5
            }
        case "分", "분": parts.minute = value
        case "秒", "초": parts.second = value
        case "s" where hasTime && digits <= 2, "sec" where hasTime && digits <= 2: parts.second = value
        case "st", "nd", "rd", "th", "º", "ª", "er", "e", "de":
            guard value <= 31 else { return nil }
            numbers.append((value, 1))
            return numbers.count <= 3 ? index + 2 : nil
        default: return nil
        }
        if word == "년" || word == "월" || word == "일" { isKorean = true }
        return index + 2
    }

    private mutating func read(_ word: String, at index: Int) -> Int? {
        switch word {
        case "am", "오전", "上午", "午前", "vorm", "πμ": return half(isAfternoon: false, word, at: index)
        case "pm", "오후", "下午", "午後", "nachm", "μμ": return half(isAfternoon: true, word, at: index)
        case "a", "p":
            // `p. m.`
            guard kind(index + 1) == .mark("."), kind(index + 2) == .word("m") else { return name(word, at: index) }
            return half(isAfternoon: word == "p", word, at: index + 2)
        case "t" where hasTime == false && !numbers.isEmpty: return index + 1
        case "at" where !hasTime && number(index + 1) != nil: return index + 1
        case "thứ": return number(index + 1) == nil ? index + 1 : index + 2
        case "tháng":
            guard parts.month == nil, let month = number(index + 1) else { return nil }
            parts.month = month.value
            return index + 2
        default: return name(word, at: index)
        }
    }

    private mutating func half(isAfternoon half: Bool, _ word: String, at index: Int) -> Int? {
        guard isAfternoon == nil || isAfternoon == half else { return nil }
        isAfternoon = half
        if word == "오전" || word == "오후" { isKorean = true }
        return index + 1
    }

    private mutating func name(_ word: String, at index: Int) -> Int? {
        if parts.month == nil, let month = month(word), !isWeekday(before: index) {
            parts.month = month
            isThai = word.unicodeScalars.first.map { (0x0E00...0x0E7F).contains($0.value) } ?? false
            return kind(index + 1) == .mark(".") ? index + 2 : index + 1
        }
        if !hasZone, hasTime || word.utf8.count > 1, word != "sat", word != "mart", hasTime || numbers.count >= 2,
            let (offset, next) = zone(word, at: index)
        {
            parts.offsetSeconds = offset
            hasZone = true
            return next
        }
        // `+0200 CEST`: the number has said it.
        if hasZone, TimeZoneNames.named(word) != nil { return index + 1 }
        if WeekdayNames.isWeekday(word) || Self.fillers.contains(word) { return index + 1 }
        if parts.month == nil, let month = MisspeltMonth.number(word), !tokens.contains(where: isMonth) {
            parts.month = month
            return index + 1
        }
        return skipUnknown(index)
    }

    private func month(_ word: String) -> Int? {
        guard MonthNames.isCroatianToo(word) else { return MonthNames.number(word) }
        let isCroatian = tokens.contains {
            guard case .word(let other) = $0.kind else { return false }
            return WeekdayNames.isCroatian(other)
        }
        return MonthNames.number(word, isCroatian: isCroatian)
    }

    private func isMonth(_ token: DateToken) -> Bool {
        guard case .word(let word) = token.kind else { return false }
        return MonthNames.number(word) != nil
    }

    /// Whether what looks like a month is followed by a day and another one, and so is a weekday: `mar., 6 juil. 2004`.
    private func isWeekday(before index: Int) -> Bool {
        func afterMarks(_ start: Int) -> Int {
            (start..<tokens.count).first {
                switch tokens[$0].kind {
                case .mark: false
                case .word(let word): !Self.fillers.contains(word)
                case .number: true
                }
            } ?? tokens.count
        }
        let day = afterMarks(index + 1)
        guard numbers.isEmpty, let (_, digits) = number(day), digits <= 2 else { return false }
        let month = afterMarks(day + 1)
        return month < tokens.count && isMonth(tokens[month])
    }

    /// `EST`; `GMT+1` and `EST-0500`, where the number is the offset; `EST5EDT`.
    private func zone(_ word: String, at index: Int) -> (seconds: Int, next: Int)? {
        if let (value, digits) = number(index + 1), digits == 1, !isSpaced(index + 1) {
            let name = word + String(value)
            if case .word(let summer)? = kind(index + 2), !isSpaced(index + 2),
                let offset = TimeZoneNames.named(name + summer)
            {
                return (offset, index + 3)
            }
            if let offset = TimeZoneNames.named(name) { return (offset, index + 2) }
        }
        guard let named = TimeZoneNames.named(word) else { return nil }
        if kind(index + 1) == .mark("+") || kind(index + 1) == .mark("-"), let numeric = offset(at: index + 1) {
            return numeric
        }
        return (named, index + 1)
    }

    /// A word that means nothing here is read over, but not one that is grown together with a time.
    private mutating func skipUnknown(_ index: Int) -> Int? {
        hasUnknown = true
        return hasTime && !isSpaced(index) && number(index - 1) != nil ? nil : index + 1
    }

    private static let labels: Set<String> = [
        "date", "published", "posted", "updated", "modified", "created", "pubdate", "datum", "fecha", "data", "publié",
    ]

    private static let fillers: Set<String> = [
        "of", "the", "de", "del", "den", "d", "at", "um", "kl", "à", "às", "a", "alle", "ore", "le", "il", "el", "on",
        "o", "r", "г", "года", "в", "від", "року", "р", "ngày", "năm", "tanggal", "pukul", "jam", "ที่", "วันที่", "เวลา",
        "и", "y", "e", "date", "published", "klo", "dnia", "godz", "h", "uhr", "saat", "m", "st", "nd", "rd", "th", "t",
        "dst", "standard", "daylight", "time", "min", "u", "v",
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
        case 1 where parts.year != nil && parts.day == nil:
            parts.day = numbers[0].value
            return true
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
    /// and dashes, and the other way round where the numbers allow nothing else. Two: `12/2004`.
    private mutating func assembleNumeric() -> Bool {
        guard let separator, !hasUnknown || hasTime else { return false }
        if numbers.count == 2, separator == "/", numbers[0].digits <= 2, numbers[1].digits == 4 {
            (parts.month, parts.year) = (numbers[0].value, numbers[1].value)
            return true
        }
        guard numbers.count == 3 else { return false }
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
