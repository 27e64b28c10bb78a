import Basics

/// Lower case of UTF-8, as `String.lowercased` has it, without making a string of it where the script is a usual one.
enum LowercaseMapping {
    /// Writes the lower case of a word over it, whose ASCII letters are in lower case already.
    static func lowercase(_ word: inout ByteBuffer) {
        var isDone = false
        word.rewrite { bytes in
            isDone = lowercaseInPlace(bytes)
            return bytes.count
        }
        guard !isDone else { return }
        let lowercased = String(word).lowercased()
        word.removeAll()
        word.append(lowercased)
    }

    /// False where there is a character of a script that it does not know; some before it may be in lower case already.
    private static func lowercaseInPlace(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            let lead = bytes[index]
            let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            guard index + length <= bytes.count else { return false }
            let second = length > 1 ? bytes[index + 1] : 0
            switch (lead, second) {
            // ASCII, signs of Latin 1, Cyrillic and Latin 1 in lower case.
            case (0...0x7F, _), (0xC2, _), (0xC3, 0x97), (0xC3, 0x9F...), (0xD0, 0xB0...), (0xD1, ..<0xA0): break
            case (0xC3, _): bytes[index + 1] = second + 0x20
            case (0xD0, ..<0x90): (bytes[index], bytes[index + 1]) = (0xD1, second + 0x10)
            case (0xD0, ..<0xA0): bytes[index + 1] = second + 0x20
            case (0xD0, _): (bytes[index], bytes[index + 1]) = (0xD1, second - 0x20)
            // Hebrew, Arabic and Indic scripts, marks of punctuation, Chinese, Japanese and Korean, pictures: they have no case.
            case (0xD6, 0x91...), (0xD7...0xDB, _), (0xE0, _), (0xE2, 0x80), (0xE3...0xE9, _), (0xEA, 0xB0...),
                (0xEB...0xED, _),
                (0xF0, 0x9F...0xAF):
                break
            default: return false
            }
            index += length
        }
        return true
    }
}
