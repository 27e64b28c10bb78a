import Basics

/// A text's words in lower case, marks and white space aside: equal for texts that a reader would call the same.
enum PlainWords {
    static func of(_ text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.lowercased().unicodeScalars {
            if scalar.isWordCharacter || scalar.value >= 0x300 && scalar.properties.generalCategory == .nonspacingMark {
                word.append(scalar)
            } else if scalar != "'" && scalar != "’" && !word.isEmpty {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
        }
        if !word.isEmpty { words.append(String(word)) }
        return words
    }

    /// Whether one list of words stands in the other, in order and without gaps.
    static func contains(_ words: [String], _ part: [String]) -> Bool {
        guard !part.isEmpty, part.count <= words.count else { return false }
        for start in 0...(words.count - part.count) where words[start] == part[0] {
            if words[start..<(start + part.count)].elementsEqual(part) { return true }
        }
        return false
    }

    /// Share of `words` that stand in `other`.
    static func overlap(_ words: [String], _ other: [String]) -> Double {
        guard !words.isEmpty else { return 0 }
        let known = Set(other)
        return Double(words.count(where: { known.contains($0) })) / Double(words.count)
    }
}
