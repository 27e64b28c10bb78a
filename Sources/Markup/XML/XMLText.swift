import Basics
import CSystem

/// Decodes the references in a document's text: XML's own, numeric ones, the document's entities, and HTML's names where
/// the document has no such entity. What is none of these stays as it is written.
struct XMLText {
    private let limits: XMLLimits
    private var expanded = 0

    init(limits: XMLLimits) {
        self.limits = limits
    }

    /// Appends the decoded text of `range` to `output`.
    mutating func append(_ range: Range<Int>, _ tokenizer: inout XMLTokenizer, into output: inout ByteBuffer) {
        append(range, &tokenizer, depth: 0, into: &output)
    }

    private mutating func append(
        _ range: Range<Int>, _ tokenizer: inout XMLTokenizer, depth: Int, into output: inout ByteBuffer
    ) {
        let bytes = tokenizer.bytes
        var start = range.lowerBound
        while true {
            let index = ByteScan.first(in: bytes, from: start, upTo: range.upperBound, sixteen: fm_ampersands) {
                $0 == 0x26
            }
            output.append(start..<index, of: bytes)
            guard index < range.upperBound else { return }
            let length = reference(at: index, upTo: range.upperBound, &tokenizer, depth: depth, into: &output)
            if length == 0 { output.append(0x26) }
            start = index + max(1, length)
        }
    }

    /// Appends what the reference at `index` stands for. Returns its length; 0 where it stays as it is written.
    private mutating func reference(
        at index: Int, upTo end: Int, _ tokenizer: inout XMLTokenizer, depth: Int, into output: inout ByteBuffer
    ) -> Int {
        let bytes = UnsafeBufferPointer(rebasing: tokenizer.bytes[..<end])
        guard index + 1 < end else {
            tokenizer.note(.bareAmpersand, at: index)
            return 0
        }
        // The two that markup is escaped with.
        if index + 3 < end, bytes[index + 2] == 0x74, bytes[index + 3] == 0x3B, bytes[index + 1] | 0x0B == 0x6F {
            let isLess = bytes[index + 1] == 0x6C
            if isLess || bytes[index + 1] == 0x67 {
                output.append(isLess ? 0x3C : 0x3E)
                return 4
            }
        }
        if bytes[index + 1] != 0x23 {
            let stop = nameEnd(bytes, index + 1)
            if stop < end, bytes[stop] == 0x3B, stop > index + 1 {
                return named(index + 1..<stop, bytes, &tokenizer, depth: depth, into: &output)
            }
            // Without its semicolon only what HTML 2 had is believed, and only as HTML does in attributes: `&b=2` stays.
            tokenizer.note(.bareAmpersand, at: index)
            guard let match = CharacterReferences.match(bytes, at: index, in: .attribute) else { return 0 }
            output.append(scalar: match.first)
            return match.length
        }
        guard let match = CharacterReferences.match(bytes, at: index, in: .text) else {
            tokenizer.note(.bareAmpersand, at: index)
            return 0
        }
        if bytes[index + match.length - 1] != 0x3B { tokenizer.note(.bareAmpersand, at: index) }
        if !isCharacter(bytes, index + 2, index + match.length) { tokenizer.note(.badReference, at: index) }
        output.append(scalar: match.first)
        return match.length
    }

    /// Whether a numeric reference, its digits from `start`, is to a character of XML (production 2), its `x` small.
    private func isCharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        let isHexadecimal = start < end && bytes[start] | 0x20 == 0x78
        if isHexadecimal, bytes[start] == 0x58 { return false }
        let digits = bytes[(isHexadecimal ? start + 1 : start)..<end].prefix { $0 != 0x3B }
        guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10) else {
            return false
        }
        switch value {
        case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: return true
        default: return false
        }
    }

    private func nameEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < bytes.count, index - start < 100 {
            let byte = bytes[index]
            guard
                CharacterReferences.isAlphanumeric(byte) || byte == 0x5F || byte == 0x2D || byte == 0x2E || byte == 0x3A
                    || byte >= 0x80
            else { break }
            index += 1
        }
        return index
    }

    /// An entity by name; `range` is the name. The length of the whole reference.
    private mutating func named(
        _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ tokenizer: inout XMLTokenizer, depth: Int,
        into output: inout ByteBuffer
    ) -> Int {
        let length = range.count + 2
        if let byte = predefined(bytes, range) {
            output.append(byte)
            return length
        }
        let name = String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
        if let value = tokenizer.entities[name] {
            guard depth < limits.maximumEntityDepth, expanded + value.count <= limits.maximumExpansion else {
                tokenizer.note(.entityLimit, at: range.lowerBound)
                return length
            }
            expanded += value.count + 1
            append(value, &tokenizer, depth: depth + 1, into: &output)
            return length
        }
        tokenizer.note(.undefinedEntity, at: range.lowerBound - 1)
        // XHTML's brackets are these; HTML's later ones are others.
        let html = name == "lang" ? "\u{2329}" : name == "rang" ? "\u{232A}" : CharacterReferences.named(name)
        guard let text = html else { return 0 }
        output.append(text)
        return length
    }

    private func predefined(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt8? {
        let first = bytes[range.lowerBound]
        switch range.count {
        case 2 where bytes[range.lowerBound + 1] == 0x74: return first == 0x6C ? 0x3C : first == 0x67 ? 0x3E : nil
        case 3 where first == 0x61 && bytes[range.lowerBound + 1] == 0x6D && bytes[range.lowerBound + 2] == 0x70:
            return 0x26
        case 4:
            let name = ByteName(bytes.baseAddress! + range.lowerBound, 4)
            return name == Self.quot ? 0x22 : name == Self.apos ? 0x27 : nil
        default: return nil
        }
    }

    private static let quot = ByteName("quot")
    private static let apos = ByteName("apos")
}
