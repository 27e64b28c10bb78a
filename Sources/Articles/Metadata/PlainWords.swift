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
}
