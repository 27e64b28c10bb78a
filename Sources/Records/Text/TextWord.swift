import Basics

/// One word of a text: where it lies, and the hash by which it is compared.
struct TextWord {
    /// Where it lies in the bytes of the text, punctuation and all.
    let range: Range<Int>
    /// Without the punctuation at its ends; empty where there is nothing else.
    let core: Range<Int>
    /// Of the core in lower case; 0 where that is empty.
    let hash: UInt64
    /// The same with every row of digits a zero.
    let numberlessHash: UInt64
    let hasDigit: Bool
    /// The last of a sentence, of a block, or before a bar or bullet.
    let endsSentence: Bool

    /// The words of `text.bytes`.
    static func all(in text: VisibleText) -> [TextWord] {
        var words: [TextWord] = []
        words.reserveCapacity(text.bytes.count / 5 + 1)
        var buffer = ByteBuffer()
        text.bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for index in 0...bytes.count where index == bytes.count || bytes[index] <= 0x20 {
                if index > start { words.append(TextWord(bytes, start..<index, &buffer)) }
                start = index + 1
            }
        }
        return words
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ buffer: inout ByteBuffer) {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, TextWord.isPunctuation(bytes[lower]) { lower += 1 }
        while upper > lower, TextWord.isPunctuation(bytes[upper - 1]) { upper -= 1 }
        self.range = range
        core = lower..<upper
        var isASCII = true
        var hasDigit = false
        buffer.removeAll()
        for index in core {
            let byte = bytes[index]
            if byte >= 0x80 { isASCII = false }
            if byte & 0xF0 == 0x30, byte < 0x3A { hasDigit = true }
            buffer.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        if !isASCII { LowercaseMapping.lowercase(&buffer) }
        hash = buffer.isEmpty ? 0 : Hash64.of(UnsafeRawBufferPointer(buffer.bytes))
        self.hasDigit = hasDigit
        if hasDigit {
            buffer.rewrite { letters in
                var count = 0
                for index in 0..<letters.count {
                    let isDigit = letters[index] &- 0x30 < 10
                    if isDigit, count > 0, letters[count - 1] == 0x30 { continue }
                    letters[count] = isDigit ? 0x30 : letters[index]
                    count += 1
                }
                return count
            }
            numberlessHash = Hash64.of(UnsafeRawBufferPointer(buffer.bytes))
        } else {
            numberlessHash = hash
        }
        let last = bytes[range.upperBound - 1]
        endsSentence =
            range.upperBound == bytes.count || bytes[range.upperBound] == 0x0A || last == 0x2E
            || last == 0x21
            || last == 0x3F || (upper == lower && last == 0x7C)
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool { byte < 0x80 && !isAlphanumeric(byte) }
}
