import Basics
import CSystem

/// Writes the tags and texts that the sanitiser lets through, escaped so that they can only be read as what they are.
struct SanitizerWriter {
    private let html: UnsafeBufferPointer<UInt8>
    private let links: LinkFilter
    /// The text has scalars that may have to go or to be normalised, so that each piece is looked at.
    private let isDoubtful: Bool

    init(_ html: UnsafeBufferPointer<UInt8>, links: LinkFilter, isDoubtful: Bool) {
        self.html = html
        self.links = links
        self.isDoubtful = isDoubtful
    }

    /// Text with its references: `&`, `<`, `>` and U+00A0 stay references, all others become what they stand for.
    func text(_ range: Range<Int>, into output: inout ByteBuffer) {
        let start = output.count
        let isDoubtful = appendEscaped(range, place: .text, into: &output) || isDoubtful
        if isDoubtful { cleanTail(from: start, of: &output) }
    }

    /// Text in which an ampersand is an ampersand.
    func rawText(_ range: Range<Int>, into output: inout ByteBuffer) {
        let start = output.count
        for byte in html[range] { appendEscaped(byte, into: &output) }
        cleanTail(from: start, of: &output)
    }

    /// Writes the start tag with the attributes that may stay; false, and nothing is written, where the element is nothing
    /// without an address that it lacks.
    func startTag(
        _ element: HTMLElement, _ attributes: [HTMLTokenizer.Attribute], into output: inout ByteBuffer
    ) -> Bool {
        let start = output.count
        output.append(0x3C)
        output.append(element.name)
        var hasSource = false
        var hasPictures = false
        if !attributes.isEmpty {
            if element.groups.contains(.image), isPixel(attributes) {
                output.truncate(to: start)
                return false
            }
            for attribute in attributes {
                guard let known = HTMLAttribute.table[attribute.name], !known.groups.isDisjoint(with: element.groups)
                else {
                    continue
                }
                if attribute.name == Self.poster {
                    _ = source(known, attribute, element, into: &output)
                } else if known.kind == .source {
                    if !hasSource, source(known, attribute, element, into: &output) { hasSource = true }
                } else {
                    let length = output.count
                    write(known, attribute, into: &output)
                    // A picture may have its addresses in `srcset` alone.
                    if known.kind == .sourceSet, output.count > length { hasPictures = true }
                }
            }
        }
        if !hasSource, element.groups.contains(.image) && !hasPictures || element.groups.contains(.frame) {
            output.truncate(to: start)
            return false
        }
        output.append(0x3E)
        return true
    }

    private func isPixel(_ attributes: [HTMLTokenizer.Attribute]) -> Bool {
        var pixel = CountingPixel()
        for attribute in attributes {
            let range = attribute.valueStart..<attribute.valueEnd
            switch attribute.name {
            case Self.width: pixel.width(html[range])
            case Self.height: pixel.height(html[range])
            // As it would be written, so that it says the same when it is cleaned again.
            case Self.style:
                pixel.style(String(decoding: decoded(range) { CSSFilter.clean($0) }, as: UTF8.self).cleaned.utf8)
            default: break
            }
        }
        return pixel.isFound
    }

    private static let width = ByteName("width")
    private static let height = ByteName("height")
    private static let style = ByteName("style")
    private static let poster = ByteName("poster")
}

extension SanitizerWriter {
    private func write(
        _ known: HTMLAttribute, _ attribute: HTMLTokenizer.Attribute, into output: inout ByteBuffer
    ) {
        let range = attribute.valueStart..<attribute.valueEnd
        switch known.kind {
        case .flag: flag(known.name, into: &output)
        case .text: textAttribute(known.name, range, into: &output)
        case .number, .token:
            guard !range.isEmpty, range.count <= 64, html[range].allSatisfy(isTokenByte) else { return }
            begin(known.name, into: &output)
            output.append(range, of: html)
            output.append(0x22)
        case .link:
            if writePlainURL(known.name, range, into: &output) { return }
            guard let url = decoded(range, { links.url($0, for: .link) }) else { return }
            value(known.name, url, into: &output)
        case .sourceSet:
            let set = decoded(range) { SourceSet.clean($0, links) }
            if !set.isEmpty { value(known.name, set, into: &output) }
        case .style:
            let style = decoded(range) { CSSFilter.clean($0) }
            if !style.isEmpty { value(known.name, style, into: &output) }
        case .source: break
        }
    }

    /// `src`, or one of the attributes that stand for it; true where it now has one.
    private func source(
        _ known: HTMLAttribute, _ attribute: HTMLTokenizer.Attribute, _ element: HTMLElement,
        into output: inout ByteBuffer
    ) -> Bool {
        let range = attribute.valueStart..<attribute.valueEnd
        let isPoster = attribute.name == Self.poster
        let name: StaticString = isPoster ? "poster" : "src"
        if writePlainURL(name, range, into: &output) { return !isPoster }
        let use: LinkFilter.Use = element.groups.contains(.frame) ? .frame : .source
        guard let url = decoded(range, { links.url($0, for: use) }) else { return false }
        value(name, url, into: &output)
        return !isPoster
    }

    /// Writes an address that needs no change, as nearly all are; false where it is none.
    private func writePlainURL(_ name: StaticString, _ range: Range<Int>, into output: inout ByteBuffer) -> Bool {
        let plain = UnsafeBufferPointer(rebasing: html[range])
        guard !isDoubtful, plain.count <= links.maximumLength, !plain.hasByte(0x26), PlainURL.isNormal(plain) else {
            return false
        }
        begin(name, into: &output)
        output.append(contentsOf: plain)
        output.append(0x22)
        return true
    }

    private func isTokenByte(_ byte: UInt8) -> Bool {
        CharacterReferences.isAlphanumeric(byte) || byte == 0x2D || byte == 0x25 || byte == 0x2E || byte == 0x23
            || byte == 0x5F
            || byte == 0x2B || byte == 0x2A
    }

    /// Calls `body` with the bytes of an attribute's value, its references decoded.
    private func decoded<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let value = UnsafeBufferPointer(rebasing: html[range])
        guard value.hasByte(0x26) else { return body(value) }
        var text = ByteBuffer(capacity: value.count)
        CharacterReferences.decode(value, in: .attribute, into: &text)
        return body(text.bytes)
    }

    private func textAttribute(_ name: StaticString, _ range: Range<Int>, into output: inout ByteBuffer) {
        begin(name, into: &output)
        let start = output.count
        let isDoubtful = appendEscaped(range, place: .attribute, into: &output) || isDoubtful
        if isDoubtful { cleanTail(from: start, of: &output) }
        output.append(0x22)
    }

    private func flag(_ name: StaticString, into output: inout ByteBuffer) {
        output.append(0x20)
        output.append(name)
    }

    private func begin(_ name: StaticString, into output: inout ByteBuffer) {
        output.append(0x20)
        output.append(name)
        output.append(0x3D)
        output.append(0x22)
    }

    private func value(_ name: StaticString, _ bytes: [UInt8], into output: inout ByteBuffer) {
        begin(name, into: &output)
        let start = output.count
        if bytes.contains(where: { $0 == 0x22 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E }) {
            for byte in bytes { appendEscaped(byte, into: &output) }
        } else {
            output.append(contentsOf: bytes)
        }
        // References in the value may have brought what the source has not.
        cleanTail(from: start, of: &output)
        output.append(0x22)
    }
}

extension SanitizerWriter {
    /// Appends the text, its references read and its specials escaped. True where a reference gave a doubtful scalar.
    private func appendEscaped(
        _ range: Range<Int>, place: CharacterReferences.Place, into output: inout ByteBuffer
    ) -> Bool {
        var isDoubtful = false
        let text = UnsafeBufferPointer(rebasing: html[..<range.upperBound])
        var start = range.lowerBound
        while true {
            var index = special(text, from: start, place)
            output.append(start..<index, of: text)
            guard index < text.count else { return isDoubtful }
            let byte = text[index]
            if byte == 0x26, let match = CharacterReferences.match(text, at: index, in: place) {
                isDoubtful = append(match.first, into: &output) || isDoubtful
                if let second = match.second { isDoubtful = append(second, into: &output) || isDoubtful }
                index += match.length
            } else {
                appendEscaped(byte, into: &output)
                index += 1
            }
            start = index
        }
    }

    /// The next byte from `start` on that cannot stand as it is.
    @inline(__always)
    private func special(_ text: UnsafeBufferPointer<UInt8>, from start: Int, _ place: CharacterReferences.Place) -> Int
    {
        switch place {
        case .text:
            ByteScan.first(in: text, from: start, upTo: text.count, sixteen: fm_text_special) {
                $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x0D
            }
        case .attribute:
            ByteScan.first(in: text, from: start, upTo: text.count, sixteen: fm_attribute_special) {
                $0 == 0x26 || $0 == 0x3C || $0 == 0x3E || $0 == 0x0D || $0 == 0x22
            }
        }
    }

    /// Appends what a reference stands for; true where it must be looked at again.
    private func append(_ scalar: Unicode.Scalar, into output: inout ByteBuffer) -> Bool {
        if scalar.value == 0xA0 {
            output.append("&nbsp;" as StaticString)
        } else if scalar.value < 0x80 {
            appendEscaped(UInt8(scalar.value), into: &output)
            return scalar.value < 0x20 || scalar.value == 0x7F
        } else {
            output.append(scalar: scalar)
            return scalar.value > 0xFFFF || TextHygiene.isDoubtful(scalar.value)
        }
        return false
    }

    private func appendEscaped(_ byte: UInt8, into output: inout ByteBuffer) {
        switch byte {
        case 0x26: output.append("&amp;" as StaticString)
        case 0x3C: output.append("&lt;" as StaticString)
        case 0x3E: output.append("&gt;" as StaticString)
        case 0x22: output.append("&quot;" as StaticString)
        case 0x0D: output.append(0x0A)
        default: output.append(byte)
        }
    }

    /// Cleans and normalises what was appended since `begin`, with what it may form one character with. U+0338 after a tag's `>`
    /// would become one with that, so there it stays a reference.
    private func cleanTail(from begin: Int, of output: inout ByteBuffer) {
        guard TextHygiene.needsCleaning(UnsafeBufferPointer(rebasing: output.bytes[begin...])) else { return }
        let start = Self.lastBoundary(upTo: begin, in: output.bytes)
        let cleaned = String(decoding: output.bytes[start...], as: UTF8.self).cleaned
        output.truncate(to: start)
        var bytes = Array(cleaned.utf8)
        if bytes.starts(with: [0xCC, 0xB8]) { bytes.replaceSubrange(0..<2, with: Array("&#824;".utf8)) }
        output.append(contentsOf: bytes)
    }

    /// A tag that was left out may have parted a letter from its marks: normalisation begins at the last ASCII character of
    /// the text before, if there is one near.
    private static func lastBoundary(upTo begin: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var start = begin
        while start > 0, begin - start < 64 {
            if bytes[start - 1] < 0x80 { return bytes[start - 1] == 0x3E ? start : start - 1 }
            start -= 1
        }
        return start == 0 ? 0 : begin
    }
}
