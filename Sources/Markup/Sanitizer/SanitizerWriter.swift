import Basics

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
    func text(_ range: Range<Int>, into output: inout [UInt8]) {
        let start = output.count
        let isDoubtful = appendEscaped(range, place: .text, into: &output) || isDoubtful
        if isDoubtful { cleanTail(from: start, of: &output) }
    }

    /// Text in which an ampersand is an ampersand.
    func rawText(_ range: Range<Int>, into output: inout [UInt8]) {
        let start = output.count
        for byte in html[range] { appendEscaped(byte, into: &output) }
        cleanTail(from: start, of: &output)
    }

    /// Writes the start tag with the attributes that may stay; false, and nothing is written, where the element is nothing
    /// without an address that it lacks.
    func startTag(
        _ element: HTMLElement, _ attributes: [HTMLTokenizer.Attribute], into output: inout [UInt8]
    ) -> Bool {
        let start = output.count
        output.append(0x3C)
        append(element.name, into: &output)
        var hasSource = false
        var hasPictures = false
        if !attributes.isEmpty {
            if element.groups.contains(.image), isPixel(attributes) {
                output.removeLast(output.count - start)
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
            output.removeLast(output.count - start)
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
        _ known: HTMLAttribute, _ attribute: HTMLTokenizer.Attribute, into output: inout [UInt8]
    ) {
        let range = attribute.valueStart..<attribute.valueEnd
        switch known.kind {
        case .flag: flag(known.name, into: &output)
        case .text: textAttribute(known.name, range, into: &output)
        case .number, .token:
            guard !range.isEmpty, range.count <= 64, html[range].allSatisfy(isTokenByte) else { return }
            begin(known.name, into: &output)
            output.append(contentsOf: html[range])
            output.append(0x22)
        case .link:
            let plain = UnsafeBufferPointer(rebasing: html[range])
            if !isDoubtful, !plain.contains(0x26), PlainURL.isNormal(plain) {
                begin(known.name, into: &output)
                output.append(contentsOf: plain)
                output.append(0x22)
                return
            }
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
        _ known: HTMLAttribute, _ attribute: HTMLTokenizer.Attribute, _ element: HTMLElement, into output: inout [UInt8]
    ) -> Bool {
        let range = attribute.valueStart..<attribute.valueEnd
        let use: LinkFilter.Use = element.groups.contains(.frame) ? .frame : .source
        guard let url = decoded(range, { links.url($0, for: use) }) else { return false }
        let isPoster = attribute.name == Self.poster
        value(isPoster ? "poster" : "src", url, into: &output)
        return !isPoster
    }

    private func isTokenByte(_ byte: UInt8) -> Bool {
        CharacterReferences.isAlphanumeric(byte) || byte == 0x2D || byte == 0x25 || byte == 0x2E || byte == 0x23
            || byte == 0x5F
            || byte == 0x2B || byte == 0x2A
    }

    /// Calls `body` with the bytes of an attribute's value, its references decoded.
    private func decoded<Result>(_ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let value = UnsafeBufferPointer(rebasing: html[range])
        guard value.contains(0x26) else { return body(value) }
        var text: [UInt8] = []
        text.reserveCapacity(value.count)
        CharacterReferences.decode(value, in: .attribute, into: &text)
        return text.withUnsafeBufferPointer(body)
    }

    private func textAttribute(_ name: StaticString, _ range: Range<Int>, into output: inout [UInt8]) {
        begin(name, into: &output)
        let start = output.count
        let isDoubtful = appendEscaped(range, place: .attribute, into: &output) || isDoubtful
        if isDoubtful { cleanTail(from: start, of: &output) }
        output.append(0x22)
    }

    private func flag(_ name: StaticString, into output: inout [UInt8]) {
        output.append(0x20)
        append(name, into: &output)
    }

    private func begin(_ name: StaticString, into output: inout [UInt8]) {
        output.append(0x20)
        append(name, into: &output)
        output.append(0x3D)
        output.append(0x22)
    }

    private func value(_ name: StaticString, _ bytes: [UInt8], into output: inout [UInt8]) {
        begin(name, into: &output)
        let start = output.count
        if bytes.contains(where: { $0 == 0x22 || $0 == 0x26 || $0 == 0x3C || $0 == 0x3E }) {
            for byte in bytes { appendEscaped(byte, into: &output) }
        } else {
            output.append(contentsOf: bytes)
        }
        if isDoubtful { cleanTail(from: start, of: &output) }
        output.append(0x22)
    }

    private func append(_ name: StaticString, into output: inout [UInt8]) {
        output.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
}

extension SanitizerWriter {
    /// Appends the text, its references read and its specials escaped. True where a reference gave a doubtful scalar.
    private func appendEscaped(
        _ range: Range<Int>, place: CharacterReferences.Place, into output: inout [UInt8]
    ) -> Bool {
        var isDoubtful = false
        var start = range.lowerBound
        var index = start
        let text = UnsafeBufferPointer(rebasing: html[..<range.upperBound])
        let raw = UnsafeRawBufferPointer(text)
        while index < range.upperBound {
            if index &+ 8 <= range.upperBound,
                ByteWord.isPlainText(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            {
                index &+= 8
                continue
            }
            let byte = text[index]
            if byte > 0x3E || byte != 0x26 && byte != 0x3C && byte != 0x3E && byte != 0x22 && byte != 0x0D {
                index &+= 1
                continue
            }
            if byte == 0x22 && place == .text {
                index &+= 1
                continue
            }
            if start < index { output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index])) }
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
        if start < index { output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index])) }
        return isDoubtful
    }

    /// Appends what a reference stands for; true where it must be looked at again.
    private func append(_ scalar: Unicode.Scalar, into output: inout [UInt8]) -> Bool {
        if scalar.value == 0xA0 {
            output.append(contentsOf: "&nbsp;".utf8)
        } else if scalar.value < 0x80 {
            appendEscaped(UInt8(scalar.value), into: &output)
            return scalar.value < 0x20 || scalar.value == 0x7F
        } else {
            output.append(scalar: scalar)
            return scalar.value > 0xFFFF || TextHygiene.isDoubtful(scalar.value)
        }
        return false
    }

    private func appendEscaped(_ byte: UInt8, into output: inout [UInt8]) {
        switch byte {
        case 0x26: output.append(contentsOf: "&amp;".utf8)
        case 0x3C: output.append(contentsOf: "&lt;".utf8)
        case 0x3E: output.append(contentsOf: "&gt;".utf8)
        case 0x22: output.append(contentsOf: "&quot;".utf8)
        case 0x0D: output.append(0x0A)
        default: output.append(byte)
        }
    }

    /// Cleans and normalises what was appended since `start`. U+0338 after a tag's `>` would become one character with
    /// it in normalisation form C, so there it stays a reference.
    private func cleanTail(from start: Int, of output: inout [UInt8]) {
        let tail = output[start...]
        guard tail.withUnsafeBufferPointer(TextHygiene.needsCleaning) else { return }
        let cleaned = String(decoding: tail, as: UTF8.self).cleaned
        output.removeLast(output.count - start)
        var bytes = Array(cleaned.utf8)
        if bytes.starts(with: [0xCC, 0xB8]) { bytes.replaceSubrange(0..<2, with: Array("&#824;".utf8)) }
        output.append(contentsOf: bytes)
    }
}
