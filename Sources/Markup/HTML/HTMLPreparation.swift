import Basics
import CSystem

/// Makes of a page's bytes what libxml2's HTML 4 parser reads as HTML 5 would: UTF-8 without control characters, character
/// references spelt so that it knows them, text that was decoded wrongly once before put right.
enum HTMLPreparation {
    static func prepare(_ bytes: UnsafeRawBufferPointer, decodedFrom charset: TextEncoding) -> [UInt8] {
        var text: [UInt8]
        if charset.name == "utf-8" && HTMLCharset.isUTF8(bytes) {
            text = clean(bytes)
        } else {
            let decoded = charset.decode(bytes).utf8
            text = decoded.withUnsafeBytes { clean($0) }
        }
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
        return text
    }

    /// Each occurrence of a text replaced in a prepared source; linear, and what was put in is not looked at again. Both texts are
    /// as they stand in a page: references in them are spelt anew as the page's were.
    static func replacing(_ find: String, by replacement: String, in source: [UInt8]) -> [UInt8] {
        let wanted = Array(find.utf8).withUnsafeBytes { clean($0) }
        let written = Array(replacement.utf8).withUnsafeBytes { clean($0) }
        guard let first = wanted.first, source.count >= wanted.count else { return source }
        var out: [UInt8] = []
        var start = 0
        var index = 0
        while index + wanted.count <= source.count {
            guard source[index] == first, source[index..<(index + wanted.count)].elementsEqual(wanted) else {
                index += 1
                continue
            }
            out += source[start..<index]
            out += written
            index += wanted.count
            start = index
        }
        return start == 0 ? source : out + source[start...]
    }

    /// One pass: whole runs are copied, only what begins with a stop is looked at.
    ///
    /// - Parameter isInTag: the source is what stands between a `<` and its `>`.
    private static func clean(_ source: UnsafeRawBufferPointer, isInTag: Bool = false) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(source.count + source.count / 64)
        var markup = SourceMarkup(source)
        // In front of these, a `<` begins no tag, an `&` no reference.
        var markupEnd = isInTag ? source.count : 0
        var tagEnd = markupEnd
        var raw = (content: SourceMarkup.Content.code, range: 0..<0)
        var start = 0
        var index = 0
        var controls = 0
        let bytes = source.bindMemory(to: UInt8.self)
        while true {
            index = ByteScan.first(in: bytes, from: index, upTo: bytes.count, sixteen: fm_source_stop, one: isStop)
            guard index < bytes.count else { break }
            var replacement: Replacement?
            switch source[index] {
            case 0x26:
                if !raw.range.contains(index) || raw.content == .references {
                    replacement = reference(source, index, isInTag: index < tagEnd)
                } else if raw.content == .text {
                    replacement = Replacement(length: 1, bytes: Array("&amp;".utf8))
                }
            case 0x3C:
                if raw.range.contains(index) {
                    if raw.content != .code { replacement = Replacement(length: 1, bytes: Array("&lt;".utf8)) }
                } else if index >= markupEnd {
                    switch markup.piece(at: index) {
                    case .plain(let end): (markupEnd, tagEnd) = (end, end)
                    case .nothing(let end): replacement = Replacement(length: end - index, bytes: [])
                    case .comment(let end): raw = (.code, index..<end)
                    case .raw(let content, let end, let contentEnd):
                        (markupEnd, tagEnd) = (end, end)
                        raw = (content, end..<contentEnd)
                    case .tag(let cut, let isVoid, let end):
                        let kept = clean(UnsafeRawBufferPointer(rebasing: source[(index + 1)..<cut]), isInTag: true)
                        replacement = Replacement(
                            length: end - index, bytes: [0x3C] + kept + (isVoid ? [0x20, 0x2F, 0x3E] : [0x3E]))
                    }
                }
            case 0xC2:
                if index + 1 < source.count && source[index + 1] < 0xA0 { controls += 1 }
            default: replacement = Replacement(length: 1, bytes: [])
            }
            guard let replacement else {
                index += 1
                continue
            }
            out.append(contentsOf: UnsafeRawBufferPointer(rebasing: source[start..<index]))
            out.append(contentsOf: replacement.bytes)
            index += replacement.length
            start = index
        }
        out.append(contentsOf: UnsafeRawBufferPointer(rebasing: source[start...]))
        if controls > 0 || Mojibake.isLikely(out) { Mojibake.repair(&out) }
        return out
    }

    private struct Replacement {
        var length: Int
        var bytes: [UInt8]
    }

    /// As `fm_source_stop` has it.
    private static func isStop(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x26, 0x3C, 0xC2, 0x7F: true
        case 0x09, 0x0A, 0x0C, 0x0D: false
        default: byte < 0x20
        }
    }

    /// What must be written instead of the character reference at `index`; nil where libxml2 reads it right.
    private static func reference(_ source: UnsafeRawBufferPointer, _ index: Int, isInTag: Bool) -> Replacement? {
        guard index + 2 < source.count else { return nil }
        if source[index + 1] == 0x23 { return numericReference(source, index) }
        var end = index + 1
        while end < source.count, end - index <= 32, isAlphanumeric(source[end]) { end += 1 }
        guard end > index + 1 else { return nil }
        let name = String(
            decoding: UnsafeRawBufferPointer(rebasing: source[(index + 1)..<end]), as: UTF8.self)
        let isWhole = end < source.count && source[end] == 0x3B
        if isWhole {
            if EntityNames.common.contains(name) { return nil }
            if let text = CharacterReferences.named(name) {
                return Replacement(length: end + 1 - index, bytes: EntityNames.written(text))
            }
        }
        // The longest name that needs no semicolon; in an attribute nothing of a word or an assignment may follow it.
        guard let known = EntityNames.legacyPrefix(of: name) else { return nil }
        let behind = index + 1 + known.utf8.count
        if isInTag, behind < source.count, source[behind] == 0x3D || isAlphanumeric(source[behind]) { return nil }
        return Replacement(
            length: behind - index, bytes: EntityNames.written(CharacterReferences.named(known) ?? known))
    }

    /// HTML Standard, 13.2.5.80: 0x80 … 0x9F are windows-1252's; NUL, surrogates and what is no character become U+FFFD.
    private static func numericReference(_ source: UnsafeRawBufferPointer, _ index: Int)
        -> Replacement?
    {
        var end = index + 2
        let isHexadecimal = end < source.count && source[end] | 0x20 == 0x78
        if isHexadecimal { end += 1 }
        var value: UInt32 = 0
        let first = end
        while end < source.count, let digit = digitValue(source[end], isHexadecimal) {
            value = min(value &* (isHexadecimal ? 16 : 10) &+ digit, 0x20_0000)
            end += 1
        }
        guard end > first else { return nil }
        let hasSemicolon = end < source.count && source[end] == 0x3B
        let length = end - index + (hasSemicolon ? 1 : 0)
        switch value {
        case 0x80...0x9F:
            let mapped = windows1252[Int(value - 0x80)]
            return Replacement(length: length, bytes: Array(String(mapped).utf8))
        case 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F: return Replacement(length: length, bytes: [])
        default:
            guard let scalar = Unicode.Scalar(value), value > 0 else {
                return Replacement(length: length, bytes: [0xEF, 0xBF, 0xBD])
            }
            if hasSemicolon { return nil }
            return Replacement(length: length, bytes: Array("&#\(scalar.value);".utf8))
        }
    }

    private static func digitValue(_ byte: UInt8, _ isHexadecimal: Bool) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte) - 0x30
        case 0x41...0x46 where isHexadecimal: UInt32(byte) - 0x37
        case 0x61...0x66 where isHexadecimal: UInt32(byte) - 0x57
        default: nil
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
    }

    private static let windows1252: [Unicode.Scalar] = Array(
        ("\u{20AC}\u{81}\u{201A}\u{192}\u{201E}\u{2026}\u{2020}\u{2021}\u{2C6}\u{2030}\u{160}\u{2039}\u{152}\u{8D}\u{17D}\u{8F}\u{90}"
            + "\u{2018}\u{2019}\u{201C}\u{201D}\u{2022}\u{2013}\u{2014}\u{2DC}\u{2122}\u{161}\u{203A}\u{153}\u{9D}\u{17E}\u{178}")
            .unicodeScalars)
}
