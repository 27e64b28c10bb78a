import CSystem
@_spi(_Unicode) import Swift

extension String {
    /// Unicode normalisation form C (UAX 15).
    public var nfc: String {
        var text = self
        guard !text.withUTF8(isSurelyComposed) else { return text }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text._nfc)
        return String(scalars)
    }

    /// In NFC and free of control characters (C0 but tab and line feed, DEL, C1) and of what moves a terminal's or a
    /// reader's direction of writing unseen (bidirectional overrides and isolates). Line ends become line feeds.
    public var cleaned: String {
        var text = self
        guard text.withUTF8(TextHygiene.needsCleaning) else { return text }
        var scalars = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x0D: scalars.append("\n")
            case 0x0A where previous == "\r": break
            case 0x00...0x08, 0x0B...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: break
            default: scalars.append(scalar)
            }
            previous = scalar
        }
        return String(scalars).nfc
    }

    /// On one line: runs of white space (U+00A0 among them) become one space, none is left at the ends.
    public var collapsed: String {
        var text = self
        let collapsed: String? = text.withUTF8 { bytes in
            var index = onOneLine(bytes)
            if index == bytes.count { return nil }
            var result = ByteBuffer(capacity: bytes.count)
            result.append(0..<index, of: bytes)
            var pending = false
            while index < bytes.count {
                let space = spaceLength(bytes, index)
                if space > 0 {
                    pending = !result.isEmpty
                    index &+= space
                } else {
                    if pending { result.append(0x20) }
                    pending = false
                    result.append(bytes[index])
                    index &+= 1
                }
            }
            return String(result)
        }
        return collapsed ?? text
    }

    /// Without white space at its ends.
    public var trimmed: String {
        if let first = utf8.first, let last = utf8.last, first > 0x20, first < 0x7F, last > 0x20, last < 0x7F {
            return self
        }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isSpace }),
            let last = scalars.lastIndex(where: { !$0.isSpace })
        else { return "" }
        return String(scalars[first...last])
    }

    /// Nil where there is nothing in it.
    public var nonEmpty: String? { isEmpty ? nil : self }

    /// ASCII letters in lower case, all else as it is.
    public var asciiLowercased: String {
        guard utf8.contains(where: { $0 >= 0x41 && $0 <= 0x5A }) else { return self }
        return String(decoding: utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}

extension Unicode.Scalar {
    /// White space as HTML and Unicode together have it: HTML's five, U+00A0, and the Zs, Zl and Zp categories.
    public var isSpace: Bool {
        switch value {
        case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }
}

/// Whether a text is in normalisation form C because all its characters are of kinds that it never changes, whatever stands beside them:
/// Latin, Greek, Cyrillic, Hebrew, Arabic, Vietnamese, Chinese, Japanese and Korean as they are mostly written, their punctuation, and
/// the usual emoji.
private func isSurelyComposed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = beyondASCII(bytes, from: 0)
    while index < bytes.count {
        let lead = bytes[index]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard index + length <= bytes.count else { return false }
        let (second, third) = (bytes[index + 1], length > 2 ? bytes[index + 2] : 0)
        let isStable =
            switch lead {
            // U+0300 ... U+037F begin with CC and CD.
            case 0xC2...0xCB, 0xCF...0xD3, 0xE4...0xE9, 0xEB...0xEE: true
            // U+0387
            case 0xCE: second != 0x87
            // Hebrew letters; Arabic ones without marks, the digits and stops of both
            case 0xD7: second >= 0x90
            case 0xD8: second >= 0x9B
            case 0xD9: second <= 0x8A || second >= 0xA0 && second != 0xB0
            case 0xDA: true
            // Letters with two marks, as in Vietnamese
            case 0xE1: second >= 0xB8 && second <= 0xBB
            // U+2000, U+2001, marks for symbols, U+2126, U+212A, U+212B, U+2329, U+232A, U+2ADC, U+2D7F
            case 0xE2: second == 0x80 ? third > 0x81 : ![0x83, 0x84, 0x8C, 0xAB, 0xB5].contains(second)
            // U+302A ... U+302F, U+3099, U+309A
            case 0xE3:
                !(second == 0x80 && third >= 0xAA && third <= 0xAF)
                    && !(second == 0x82 && third >= 0x99 && third <= 0x9A)
            // Hangul
            case 0xEA: second >= 0xB0
            // Ideographs for compatibility, Hebrew ligatures, half marks
            case 0xEF: second < 0xA4 || second > 0xAD && !(second == 0xB8 && third >= 0xA0 && third <= 0xAF)
            case 0xF0: second == 0x9F
            default: false
            }
        guard isStable else { return false }
        index &+= length
        if index < bytes.count, bytes[index] < 0x80 { index = beyondASCII(bytes, from: index) }
    }
    return true
}

@inline(__always)
private func beyondASCII(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    ByteScan.first(in: bytes, from: start, upTo: bytes.count, sixteen: fm_beyond_ascii) { $0 >= 0x80 }
}

/// How much of the text, from its beginning on, is on one line already: all of it, or up to the white space that is not.
private func onOneLine(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    while index < bytes.count {
        let space = ByteScan.first(in: bytes, from: index, upTo: bytes.count, sixteen: fm_perhaps_space) {
            $0 <= 0x20 || $0 == 0xC2 || $0 >= 0xE1 && $0 <= 0xE3
        }
        if space == bytes.count { return space }
        if spaceLength(bytes, space) > 0 {
            let next = space &+ 1
            guard bytes[space] == 0x20, space > 0, next < bytes.count, spaceLength(bytes, next) == 0 else {
                return space
            }
        }
        index = space &+ 1
    }
    return bytes.count
}

/// How many bytes of UTF-8 at `index` are a white space character; 0 where there is none.
private func spaceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let byte = bytes[index]
    if byte < 0x80 { return byte == 0x20 || byte >= 0x09 && byte <= 0x0D ? 1 : 0 }
    switch byte {
    case 0xC2 where index + 1 < bytes.count: return bytes[index + 1] == 0x85 || bytes[index + 1] == 0xA0 ? 2 : 0
    case 0xE1...0xE3 where index + 2 < bytes.count:
        let value = UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
        return Unicode.Scalar(value)?.isSpace == true ? 3 : 0
    default: return 0
    }
}
