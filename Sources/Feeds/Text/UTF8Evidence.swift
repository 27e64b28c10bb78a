import Markup

/// What the bytes beyond ASCII say of whether a text is in UTF-8.
struct UTF8Evidence {
    /// Well-formed sequences, and those of three bytes or four among them, which other encodings hardly have by accident.
    private(set) var good = 0
    private(set) var long = 0
    /// Malformed parts; a sequence that the end of the document cuts is none.
    private(set) var bad = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        var index = 0
        while index < bytes.count {
            if index + 8 <= bytes.count,
                bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index += 8
                continue
            }
            let length = UTF8Decoder.length(bytes, index)
            if length > 1 {
                good += 1
                if length > 2 { long += 1 }
            } else if UTF8Evidence.isCutCharacter(bytes, index) {
                good += 1
            } else if length < 0, index - length < bytes.count || !(0xC2...0xF4).contains(bytes[index]) {
                bad += 1
            }
            index += abs(length)
        }
    }

    /// Whether there is the beginning of a quotation mark or dash (E2 80) or an emoji (F0 9F), which a program cut at a byte, or half
    /// an emoji in three bytes (CESU-8): in other encodings, these pairs are of characters that never meet.
    private static func isCutCharacter(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
        guard index + 2 < bytes.count else { return false }
        let (second, third) = (bytes[index + 1], bytes[index + 2])
        return switch bytes[index] {
        case 0xE2: second == 0x80
        case 0xF0: second == 0x9F
        case 0xED: second >= 0xA0 && second < 0xC0 && third >= 0x80 && third < 0xC0
        default: false
        }
    }

    /// Whether it is UTF-8 in which a little is broken, whatever else it might look like.
    var isCertain: Bool { good > bad || bad == 0 }
    /// Whether it is, where no other encoding is to be known by its letters.
    var isLikely: Bool { long > 0 && good * 4 >= bad || good > 0 && good >= bad }
}
