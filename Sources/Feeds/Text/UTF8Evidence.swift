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
            } else if length < 0, index - length < bytes.count || !(0xC2...0xF4).contains(bytes[index]) {
                bad += 1
            }
            index += abs(length)
        }
    }

    /// Whether it is UTF-8 in which a little is broken, whatever else it might look like.
    var isCertain: Bool { good > bad || bad == 0 }
    /// Whether it is, where no other encoding is to be known by its letters.
    var isLikely: Bool { long > 0 && good * 4 >= bad || good > 0 && good >= bad }
}
