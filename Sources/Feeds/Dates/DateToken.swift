/// A number, a word or a mark in a time that is written in words.
struct DateToken {
    enum Kind: Equatable {
        case number(Int, digits: Int)
        case word(String)
        case mark(Character)
    }

    let kind: Kind
    /// Whether a space stands before it.
    let isSpaced: Bool

    /// Words in lower case; letters with a point behind each are one word (`p.m.`, `U.T.C.`, `ม.ค.`). Digits of any script.
    static func all(in text: String) -> [DateToken] {
        var tokens: [DateToken] = []
        var number = ""
        var word = ""
        var isSpaced = false
        func add(_ kind: Kind) {
            tokens.append(DateToken(kind: kind, isSpaced: isSpaced))
            isSpaced = false
        }
        for character in text.lowercased() + " " {
            let digit = digit(character)
            if !number.isEmpty, digit == nil {
                add(.number(Int(number) ?? Int.max, digits: number.utf8.count))
                number = ""
            }
            if !word.isEmpty, !character.isLetter {
                if isSpaced || !join(word, to: &tokens) { add(.word(word)) }
                word = ""
            }
            if let digit {
                number += String(digit)
            } else if character.isLetter {
                word.append(character)
            } else if character.isWhitespace {
                isSpaced = true
            } else {
                add(.mark(character))
            }
        }
        return tokens
    }

    private static func digit(_ character: Character) -> Int? {
        if let ascii = character.asciiValue { return ascii >= 0x30 && ascii <= 0x39 ? Int(ascii) - 0x30 : nil }
        guard let scalar = character.unicodeScalars.first, scalar.properties.generalCategory == .decimalNumber else {
            return nil
        }
        return character.wholeNumberValue
    }

    /// Joins a letter to the one or two that stand before it with a point between.
    private static func join(_ letter: String, to tokens: inout [DateToken]) -> Bool {
        guard letter.count == 1, tokens.count >= 2, let point = tokens.last, point.kind == .mark("."), !point.isSpaced,
            case .word(let before) = tokens[tokens.count - 2].kind, before.count <= 2
        else { return false }
        tokens.removeLast()
        let first = tokens.removeLast()
        tokens.append(DateToken(kind: .word(before + letter), isSpaced: first.isSpaced))
        return true
    }
}
