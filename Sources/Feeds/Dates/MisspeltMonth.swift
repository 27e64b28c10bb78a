/// English month names as they are misspelt and cut short: `Febuary`, `Setp`, `Janu`.
enum MisspeltMonth {
    private static let names: [[UInt8]] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ].map { Array($0.utf8) }

    /// 1 … 12, where the word begins as one month does and is at most one slip from its name, or two in a long one.
    static func number(_ word: String) -> Int? {
        let word = Array(word.utf8)
        guard (4...11).contains(word.count), word.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) else { return nil }
        for (index, name) in names.enumerated() where word[0] == name[0] {
            if name.starts(with: word) || slips(word, name) <= (word.count > 5 ? 2 : 1) { return index + 1 }
        }
        return slips(word, Array("sept".utf8)) <= 1 ? 9 : nil
    }

    /// Letters left out, put in, or swapped with the next; a letter in place of another is two slips in a short word, where it makes
    /// another word too easily, and one in a long one.
    private static func slips(_ a: [UInt8], _ b: [UInt8]) -> Int {
        let substitution = a.count > 5 ? 1 : 2
        var before = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i] + [Int](repeating: 0, count: b.count)
            for j in 1...b.count {
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : substitution))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
            }
            (before, last) = (last, row)
        }
        return last[b.count]
    }
}
