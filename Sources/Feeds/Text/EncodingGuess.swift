import Glibc
import Markup

/// Guesses the encoding of a text that names none and is not UTF-8: the multi-byte ones by whether they fit at all and how common
/// their characters are, alphabets by which letters are frequent, Latin ones by whether all letters are one language's.
enum EncodingGuess {
    /// Nil where nothing fits better than windows-1252. Only the first `sample` bytes are looked at.
    static func guess(_ bytes: UnsafeRawBufferPointer, sample: Int = 65_536) -> TextEncoding? {
        let head = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, sample)])
        if hasEscapes(head) { return TextEncoding(label: "iso-2022-jp") }
        let shape = TextShape(head)
        let script = ScriptGuess.guess(head, shape)
        // Letters of an alphabet are few: they lie within 32 bytes, where East Asian bytes are all over.
        if shape.isAlphabet, let script { return script.encoding }
        let asian = MultiByteGuess.guess(head, shape)
        if let asian, let script { return asian.score < 0.87 && script.score > 0.1 ? script.encoding : asian.encoding }
        if let found = asian?.encoding ?? script?.encoding { return found }
        return shape.isPure ? nil : LatinGuess.guess(head)
    }

    /// Whether it switches to two bytes by escape sequences, as ISO 2022 does.
    static func hasEscapes(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count > 2, let start = bytes.baseAddress, memchr(start, 0x1B, bytes.count) != nil else {
            return false
        }
        for index in bytes.indices.dropLast(2)
        where bytes[index] == 0x1B && (bytes[index + 1] == 0x24 || bytes[index + 1] == 0x28) { return true }
        return false
    }
}
