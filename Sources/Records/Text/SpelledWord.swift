/// A word as it is spelt, with what tells the words that come from a machine from those that come from an author.
struct SpelledWord {
    /// Lower case, ends free of punctuation; empty where the word is punctuation alone, and no word at all where it is certainly none
    /// that is asked for.
    let text: String
    let hasDigit: Bool
    /// Stands for what nobody asks for: no such word is asked for, but it has letters.
    private static let other = "xx"
    /// False where it is certain that it is no word of `VolatileWords` or `calendar`.
    private let mayBeOfMachine: Bool

    init(_ word: TextWord, in visible: VisibleText) {
        hasDigit = word.hasDigit
        mayBeOfMachine = VolatileWords.mayBeOfMachine(word.hash)
        if hasDigit || mayBeOfMachine || word.core.isEmpty || visible.bytes[word.core.lowerBound] >= 0x80 {
            text = String(decoding: visible.bytes[word.core], as: UTF8.self).lowercased()
        } else {
            text = SpelledWord.other
        }
    }
}

extension SpelledWord {
    /// Digits with the marks that part groups and decimals, perhaps with a K or M behind: `1,204`, `12`, `3.4k`.
    var isNumber: Bool {
        let digits =
            text.hasSuffix("k") || text.hasSuffix("m") ? Substring(text.dropLast()) : Substring(text)
        return hasDigit
            && digits.utf8.allSatisfy {
                (0x30...0x39).contains($0) || $0 == 0x2C || $0 == 0x2E || $0 == 0x27
            }
    }

    /// So many of so many stars: `4.2/5`.
    var isScore: Bool {
        guard hasDigit, text.utf8.contains(0x2F) else { return false }
        let fields = text.utf8.split(separator: 0x2F)
        return fields.count == 2 && fields.allSatisfy { $0.allSatisfy { isDigit($0) || $0 == 0x2E || $0 == 0x2C } }
    }

    /// `10:32`, `10:32:07`, `9.45pm` is none.
    var isTime: Bool { timeFields != 0 }

    /// A time with seconds, a date with a time, seconds since 1970: no author writes these in a sentence.
    var isPreciseTime: Bool {
        if timeFields == 3 { return true }
        guard hasDigit, text.utf8.count >= 10 else { return false }
        let bytes = Array(text.utf8)
        if bytes.count >= 13, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x74 {
            return isNumeric(bytes.prefix(4))
        }
        return (bytes.count == 10 || bytes.count == 13) && isNumeric(bytes[...])
            && (0x31...0x32).contains(bytes[0])
    }

    /// An id that a machine made: letters and digits well mixed, at least eight of them where all are hexadecimal
    /// digits; or sixteen hexadecimal digits and hyphens.
    var isLongID: Bool {
        guard hasDigit, text.utf8.count >= 8 else { return false }
        let bytes = Array(text.utf8)
        let isHexadecimal = bytes.allSatisfy { isDigit($0) || (0x61...0x66).contains($0) || $0 == 0x2D }
        if isHexadecimal, bytes.count >= 16 {
            return bytes.contains { !isDigit($0) && $0 != 0x2D } || bytes.count >= 24
        }
        let switches = zip(bytes, bytes.dropFirst()).count { isDigit($0) != isDigit($1) }
        return bytes.allSatisfy(isAlphanumeric)
            && (isHexadecimal ? switches >= 3 : bytes.count >= 12 && switches >= 4)
    }

    /// May be a part of a date or a time: numbers, `2026-11-03`, `3rd`, names of months and days, zones.
    var isOfStamp: Bool {
        if isTime || isPreciseTime || isInCalendar { return true }
        guard hasDigit else { return text.isEmpty }
        let bytes = text.utf8
        guard bytes.count <= 10, let first = bytes.first else { return false }
        if bytes.allSatisfy({ isDigit($0) || $0 == 0x2D || $0 == 0x2F || $0 == 0x2E }) { return true }
        return bytes.count <= 7 && isDigit(first)
            && ["st", "nd", "rd", "th", "am", "pm", "h", "z"].contains { text.hasSuffix($0) }
    }

    /// `10h32`
    private var isFrenchTime: Bool {
        guard text.utf8.count <= 5, text.utf8.contains(0x68) else { return false }
        let fields = text.utf8.split(separator: 0x68)
        return fields.count == 2
            && fields.allSatisfy { $0.count <= 2 && $0.allSatisfy(isDigit) }
    }

    /// How many fields a time of day has, 0 where this is none.
    private var timeFields: Int {
        guard hasDigit else { return 0 }
        if !text.utf8.contains(0x3A) { return isFrenchTime ? 2 : 0 }
        var body = Substring(text)
        for suffix in ["am", "pm", "z", "h", "utc", "gmt"] where body.hasSuffix(suffix) {
            body = body.dropLast(suffix.count)
        }
        let fields = body.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(fields.count), (1...2).contains(fields[0].utf8.count) else { return 0 }
        let rest = fields.dropFirst().allSatisfy {
            isNumeric(Array($0.utf8.prefix(2))[...]) && $0.utf8.count >= 2
        }
        return rest && isNumeric(Array(fields[0].utf8)[...]) ? fields.count : 0
    }

    /// A month's or a day's name.
    var isCalendarName: Bool {
        !hasDigit && text.utf8.count >= 3 && isInCalendar && !SpelledWord.particles.contains(text)
    }

    private var isInCalendar: Bool { mayBeOfMachine && SpelledWord.calendar.contains(text) }

    /// `2026-11-03`, `3.11.2026`, `11/3/26`.
    var isFullDate: Bool {
        guard hasDigit, text.utf8.count <= 14 else { return false }
        let fields = text.utf8.split(omittingEmptySubsequences: false) {
            $0 == 0x2D || $0 == 0x2E || $0 == 0x2F
        }
        return fields.count == 3
            && fields.allSatisfy { (1...4).contains($0.count) && $0.allSatisfy(isDigit) }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private func isNumeric(_ bytes: ArraySlice<UInt8>) -> Bool {
        !bytes.isEmpty && bytes.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static let particles: Set<String> = [
        "the", "alle", "las", "uhr", "utc", "gmt", "del", "today", "yesterday",
    ]
    static let calendar = Set(
        """
        january february march april may june july august september october november december jan feb mar apr jun \
        jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu \
        thur thurs fri sat sun today yesterday am pm a.m p.m utc gmt cet cest est edt pst pdt cst cdt mst bst ist \
        jst z at on the of by um uhr le à el a las alle januar februar märz mai juni juli oktober dezember montag \
        dienstag mittwoch donnerstag freitag samstag sonntag janvier février mars avril juin juillet août septembre \
        octobre novembre décembre lundi mardi mercredi jeudi vendredi samedi dimanche enero febrero marzo abril mayo \
        junio julio agosto septiembre octubre noviembre diciembre de del
        """.split(separator: " ").map(String.init))
}
