/// Which words of a text change without its story changing: clocks and stamps ("updated 10:32"), ages ("3 hours
/// ago"), counters ("12 comments"), session ids. A number in a sentence ("12 dead") or an hour in it ("meets at
/// 18:30") is none of these: a word is volatile by what it is (a time with seconds, a long id) or by the words that
/// stand beside it.
enum VolatileText {
    /// For each word whether it is volatile. Nothing beyond the end of a sentence or block is beside a word.
    static func marks(_ words: [TextWord], in text: VisibleText) -> [Bool] {
        var marks = [Bool](repeating: false, count: words.count)
        var start = 0
        for (index, word) in words.enumerated() where word.endsSentence || index == words.count - 1 {
            if VolatileText.mayBeVolatile(words[start...index]) {
                let sentence = VolatileSentence(
                    words: words[start...index].map { SpelledWord($0, in: text) })
                marks.replaceSubrange(start...index, with: sentence.marks())
            }
            start = index + 1
        }
        return marks
    }
}

extension VolatileText {
    /// False where no word of a sentence can be volatile: without a number none is, but in a line of furniture, which has no other
    /// words than furniture's.
    private static func mayBeVolatile(_ words: ArraySlice<TextWord>) -> Bool {
        if words.contains(where: \.hasDigit) { return true }
        return words.count <= VolatileSentence.longest
            && words.allSatisfy { $0.hash == 0 || VolatileWords.mayBeOfMachine($0.hash) }
    }
}

/// One sentence, or one line of a page's furniture.
private struct VolatileSentence {
    /// Words that a line of furniture has at most.
    static let longest = 10

    let words: [SpelledWord]

    /// Short lines are furniture sooner than sentences are.
    private var isShort: Bool { words.count <= 8 }

    func marks() -> [Bool] {
        if isFurniture { return [Bool](repeating: true, count: words.count) }
        if isUnparted { return words.map(\.hasDigit) }
        var marks = [Bool](repeating: false, count: words.count)
        for index in words.indices where words[index].hasDigit {
            let word = words[index]
            marks[index] =
                word.isPreciseTime || word.isLongID || isCounter(index)
                || isAge(index)
                || isDuration(index) || isOfMachine(index) || isOfCopyright(index)
                || (word.isOfStamp && isStamped(index))
                || (isShort && word.isTime && isNear(index, VolatileWords.hints))
            if isAge(index) || isCounter(index) {
                for next in index + 1...index + 2 where isCountedWord(next) { marks[next] = true }
            }
        }
        for index in words.indices where words[index].isOfStamp && !marks[index] {
            marks[index] = run(index).contains { words[$0].isOfStamp && words[$0].hasDigit && marks[$0] }
        }
        return marks
    }

    /// `浏览次数:1348`, `最終更新:2026年11月27日 15時30分`: a short line in a script without spaces that counts or stamps.
    private var isUnparted: Bool {
        // Each of their characters is a word here.
        guard words.count <= 24, words.contains(where: { $0.text.utf8.first ?? 0 >= 0xE3 }) else { return false }
        var line = words.map(\.text).joined()
        guard let word = VolatileWords.unparted.first(where: { line.holds($0) }) else { return false }
        line = line.replacing(word.description, with: "")
        return line.unicodeScalars.allSatisfy { $0.value < 0x41 || VolatileWords.unpartedFillers.contains($0) }
    }

    /// "© 2026", "© The Paper 2026", "Copyright 2026".
    private func isOfCopyright(_ index: Int) -> Bool {
        guard words[index].isNumber, words[index].text.utf8.count == 4 else { return false }
        return text(index - 1) == "copyright" || around(index, before: 4, after: 0).contains { words[$0].text == "©" }
    }

    /// Nothing but an age, a counter or a stamp, so that "just now" may become "3 hours ago" and "no comments" "1 comment".
    private var isFurniture: Bool {
        guard words.count <= VolatileSentence.longest else { return false }
        let isOfMachine = words.allSatisfy {
            $0.isNumber || $0.isScore || $0.isOfStamp || VolatileWords.furniture.contains($0.text)
        }
        guard isOfMachine else { return false }
        if words.contains(where: { VolatileWords.heads.contains($0.text) }) { return true }
        return words.contains(where: \.hasDigit)
            && words.contains { $0.isTime || $0.isPreciseTime || $0.isFullDate || $0.isCalendarName }
    }

    /// The parts of a date and time that stand in a row round a word.
    private func run(_ index: Int) -> Range<Int> {
        var lower = index
        var upper = index + 1
        while lower > words.startIndex, words[lower - 1].isOfStamp { lower -= 1 }
        while upper < words.endIndex, words[upper].isOfStamp { upper += 1 }
        return lower..<upper
    }

    private func text(_ index: Int) -> String {
        words.indices.contains(index) ? words[index].text : ""
    }

    private func around(_ index: Int, before: Int, after: Int) -> Range<Int> {
        max(words.startIndex, index - before)..<min(words.endIndex, index + after + 1)
    }

    private func isNear(_ index: Int, _ names: Set<String>) -> Bool {
        around(index, before: 8, after: 3).contains {
            names.contains(words[$0].text) || (words[$0].text == "jour" && text($0 - 1) == "à")
        }
    }

    /// "12 comments", "Comments (12)", "read by 12 people" in a short line; in a longer one they are an author's, but
    /// where several are counted.
    private func isCounter(_ index: Int) -> Bool {
        isCounted(index) && (isShort || words.indices.count(where: isCounted) >= 2)
    }

    private func isCounted(_ index: Int) -> Bool {
        guard words[index].isNumber else { return false }
        let (before, after) = (text(index - 1), text(index + 1))
        if VolatileWords.counters.contains(before) { return true }
        // "12 comments", "12 comments on", "12 comments and 3 likes"; but "7 followers of the sect".
        if VolatileWords.counters.contains(after) {
            let next = text(index + 2)
            return next.isEmpty || VolatileWords.furniture.contains(next)
                || [index + 2, index + 3].contains { words.indices.contains($0) && words[$0].isNumber }
        }
        if VolatileWords.counted.contains(after), VolatileWords.counters.contains(text(index + 2)) {
            return true
        }
        if VolatileWords.times.contains(after) {
            return VolatileWords.counting.contains(before)
                || VolatileWords.counting.contains(text(index + 2))
        }
        // In a sentence these are an author's; a line of nothing but counters has no other words.
        return isShort && words.indices.allSatisfy(isOfFurniture)
            && around(index, before: 3, after: 3).contains {
                VolatileWords.counters.contains(words[$0].text)
                    || VolatileWords.looseCounters.contains(words[$0].text)
            }
    }

    /// Beyond the end, or a word that a line of furniture may have.
    private func isOfFurniture(_ index: Int) -> Bool {
        guard words.indices.contains(index) else { return true }
        return words[index].isNumber || words[index].isOfStamp || VolatileWords.furniture.contains(words[index].text)
    }

    /// "5 minutes ago" may become "1 hour ago", and "1 comment" "2 comments".
    private func isCountedWord(_ index: Int) -> Bool {
        VolatileWords.units.contains(text(index)) || VolatileWords.since.contains(text(index))
            || VolatileWords.counters.contains(text(index))
    }

    private func isAge(_ index: Int) -> Bool {
        let (before, after) = (text(index - 1), text(index + 1))
        if after == "ago" { return true }
        // What is told in years stays so for a year.
        guard VolatileWords.units.contains(after), !VolatileWords.years.contains(after) else { return false }
        return VolatileWords.since.contains(text(index + 2)) || VolatileWords.until.contains(before)
            || (before == "a" && ["y", "il"].contains(text(index - 2)))
    }

    /// "rendered in 0.031 seconds".
    private func isDuration(_ index: Int) -> Bool {
        words[index].isNumber && VolatileWords.shortUnits.contains(text(index + 1))
            && isNear(index, VolatileWords.stamps)
    }

    /// "session 83h2", "request id: 7f2a-99", "served by node 7".
    private func isOfMachine(_ index: Int) -> Bool {
        let before = text(index - 1)
        if VolatileWords.machines.contains(before) { return true }
        guard words[index].text.utf8.count >= 4 else { return false }
        return VolatileWords.sessions.contains(before)
            || (VolatileWords.sessionJoints.contains(before)
                && VolatileWords.sessions.contains(text(index - 2)))
    }

    /// A date or time beside a stamp's word. A year alone is none: walls are built, and laws are updated, in some year.
    private func isStamped(_ index: Int) -> Bool {
        guard isNear(index, VolatileWords.stamps) else { return false }
        return run(index).contains {
            words[$0].isTime || words[$0].isPreciseTime || words[$0].isFullDate
                || words[$0].isCalendarName
        }
    }
}
