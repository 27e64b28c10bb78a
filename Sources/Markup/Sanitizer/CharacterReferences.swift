import Basics
import CSystem

/// HTML's character references (HTML Standard, sections 13.2.5.72 to 80 and 13.5).
public enum CharacterReferences {
    /// A reference that was read: what it stands for, and how many bytes it took, from the ampersand on.
    struct Match {
        var first: Unicode.Scalar
        var second: Unicode.Scalar?
        var length: Int
    }

    /// Where a reference stands decides how far one without a semicolon is believed.
    enum Place {
        case text, attribute
    }

    /// The text with its references read: for titles and names that say `&amp;` where they mean `&`.
    public static func decoded(_ text: String) -> String {
        guard text.utf8.contains(0x26) else { return text }
        var text = text
        var output = ByteBuffer()
        text.withUTF8 { decode($0, in: .attribute, into: &output) }
        return String(output)
    }

    /// The scalars of a named reference, without ampersand and semicolon; nil where HTML has no such name.
    public static func named(_ name: some StringProtocol) -> String? {
        var name = String(name)
        guard let entry = name.withUTF8({ names.entry($0) }) else { return nil }
        var text = String(entry.first)
        if let second = entry.second { text.unicodeScalars.append(second) }
        return text
    }

    /// Reads the reference whose ampersand stands at `index`; nil where it is an ampersand and no more.
    static func match(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, in place: Place) -> Match? {
        guard index + 1 < bytes.count else { return nil }
        if bytes[index + 1] == 0x23 { return numeric(bytes, at: index) }
        var end = index + 1
        while end < bytes.count, end - index <= longestName, isAlphanumeric(bytes[end]) { end += 1 }
        guard end > index + 1 else { return nil }
        if end < bytes.count, bytes[end] == 0x3B, let entry = find(bytes, index + 1, end) {
            return Match(first: entry.first, second: entry.second, length: end + 1 - index)
        }
        return withoutSemicolon(bytes, at: index, end: end, place)
    }

    /// Appends the text with its references read. With `replacingSpace`, a no-break space that was a reference becomes a
    /// space, as titles and summaries have no use for it.
    static func decode(
        _ text: UnsafeBufferPointer<UInt8>, in place: Place, into output: inout ByteBuffer, replacingSpace: Bool = false
    ) {
        var start = 0
        while true {
            let index = ByteScan.first(in: text, from: start, upTo: text.count, sixteen: fm_ampersands) { $0 == 0x26 }
            output.append(start..<index, of: text)
            guard index < text.count else { return }
            guard let match = match(text, at: index, in: place) else {
                output.append(0x26)
                start = index + 1
                continue
            }
            output.append(scalar: replacingSpace && match.first.value == 0xA0 ? " " : match.first)
            if let second = match.second { output.append(scalar: second) }
            start = index + match.length
        }
    }

    private static func withoutSemicolon(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, end: Int, _ place: Place
    ) -> Match? {
        var stop = min(end, index + 1 + longestLegacyName)
        while stop > index + 2 {
            if let entry = find(bytes, index + 1, stop), entry.standsAlone {
                let next = stop < bytes.count ? bytes[stop] : 0
                if place == .attribute, next == 0x3D || isAlphanumeric(next) { return nil }
                return Match(first: entry.first, second: entry.second, length: stop - index)
            }
            stop -= 1
        }
        return nil
    }

    private static func numeric(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Match? {
        var position = index + 2
        let isHexadecimal = position < bytes.count && bytes[position] | 0x20 == 0x78
        if isHexadecimal { position += 1 }
        let start = position
        var value: UInt32 = 0
        while position < bytes.count, let digit = digit(bytes[position], isHexadecimal) {
            value = min(value &* (isHexadecimal ? 16 : 10) &+ digit, 0x11_0000)
            position += 1
        }
        guard position > start else { return nil }
        if position < bytes.count, bytes[position] == 0x3B { position += 1 }
        return Match(first: scalar(numbered: value), second: nil, length: position - index)
    }

    /// What a numeric reference stands for: 0x80 to 0x9F mean windows-1252, what is no character U+FFFD.
    public static func scalar(numbered value: UInt32) -> Unicode.Scalar {
        if value >= 0x80 && value <= 0x9F { return windows1252[Int(value - 0x80)] }
        if value == 0 { return "\u{FFFD}" }
        return Unicode.Scalar(value) ?? "\u{FFFD}"
    }

    /// Windows-1252's upper controls, which authors mean by U+0080 to U+009F.
    static let windows1252: [Unicode.Scalar] = Array(
        "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

    @inline(__always)
    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }

    private static func digit(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        if byte &- 0x30 < 10 { return UInt32(byte &- 0x30) }
        guard isHexadecimal, (byte | 0x20) &- 0x61 < 6 else { return nil }
        return UInt32((byte | 0x20) &- 0x61 + 10)
    }
}

extension CharacterReferences {
    private static let longestName = 32
    private static let longestLegacyName = 6

    @inline(__always)
    private static func find(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> ReferenceNames.Entry? {
        names.entry(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }

    private static let names = ReferenceNames(list)
}
