import Basics

/// A text's words as numbers, case and marks aside: `PlainWords` where only likeness counts.
enum WordKeys {
    private static let seed: UInt32 = 2_166_136_261

    static func of(_ text: String) -> [UInt32] {
        var keys: [UInt32] = []
        var key = seed
        var length = 0
        func finish() {
            if length > 0 { keys.append(key) }
            (key, length) = (seed, 0)
        }
        func add(_ value: UInt32) {
            key = (key ^ value) &* 16_777_619
            length += 1
        }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x61...0x7A, 0x30...0x39: add(scalar.value)
            case 0x41...0x5A: add(scalar.value | 0x20)
            case 0x27, 0x2019: break
            case 0..<0x80: finish()
            default:
                guard
                    scalar.isWordCharacter
                        || scalar.value >= 0x300 && scalar.properties.generalCategory == .nonspacingMark
                else {
                    finish()
                    continue
                }
                for lower in scalar.properties.lowercaseMapping.unicodeScalars { add(lower.value) }
            }
        }
        finish()
        return keys
    }

    /// Whether one list of words stands in the other, in order and without gaps.
    static func contains(_ words: [UInt32], _ part: [UInt32]) -> Bool {
        guard let first = part.first, part.count <= words.count else { return false }
        for start in 0...(words.count - part.count) where words[start] == first {
            if words[start..<(start + part.count)].elementsEqual(part) { return true }
        }
        return false
    }

    /// Every three words in a row, as numbers.
    static func triples(_ text: String) -> [UInt64] {
        let words = of(text).map(UInt64.init)
        return zip(words, zip(words.dropFirst(), words.dropFirst(2))).map { Hash64.mix($0 << 32 | $1.0, $1.1) }
    }

    /// How many of `words` stand in `other`.
    static func shared(_ words: [UInt32], _ other: [UInt32]) -> Int {
        words.count { other.contains($0) }
    }
}

/// How two texts' words stand to each other, as a byte that the models read.
enum WordRelation: UInt8 {
    case absent, apart, alike, inside, around, equal

    init(_ words: [UInt32], _ reference: [UInt32]) {
        if reference.isEmpty {
            self = .absent
        } else if words == reference {
            self = .equal
        } else if WordKeys.contains(reference, words) {
            self = .inside
        } else if WordKeys.contains(words, reference) {
            self = .around
        } else {
            self = WordKeys.shared(words, reference) * 3 >= words.count * 2 ? .alike : .apart
        }
    }
}
