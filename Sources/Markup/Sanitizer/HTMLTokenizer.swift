import Glibc

/// Cuts HTML into tags and text as the HTML Standard's tokenizer does (section 13.2.5), without copying any of it.
///
/// It knows no raw-text elements by itself: whoever reads the tokens asks for `skipRawText`. Comments, declarations and
/// processing instructions are passed over; the marks of a CDATA section too, but not what stands in it.
struct HTMLTokenizer {
    enum Token {
        /// `textStart ..< textEnd`, references not decoded.
        case text
        /// `name`, `attributes`, `isSelfClosing`.
        case startTag
        case endTag
        case end
    }

    /// Offsets into the bytes; a value without its quotes, references not decoded.
    struct Attribute {
        var name: ByteName
        var valueStart: Int
        var valueEnd: Int
    }

    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var index = 0
    private(set) var textStart = 0
    private(set) var textEnd = 0
    /// Where the current tag begins, its `<`.
    private(set) var tagStart = 0
    private(set) var name = ByteName.empty
    private(set) var attributes: [Attribute] = []
    private(set) var isSelfClosing = false
    /// Whether the text ended within a tag, which so was none.
    private(set) var isCutInTag = false
    let maximumAttributes: Int
    /// Raw-text elements for which no end tag is left, so that they are not looked for again.
    private var endless: Set<ByteName> = []
    private var isInCDATA = false
    /// Where the next `>` and the next `]]>` are known to be; -1 where there is none left.
    private var nextEnd = 0
    private var nextCDATAEnd = 0

    /// No more than `maximumAttributes` of a tag are looked at.
    init(_ bytes: UnsafeBufferPointer<UInt8>, maximumAttributes: Int = 64) {
        self.bytes = bytes
        self.maximumAttributes = maximumAttributes
    }

    mutating func next() -> Token {
        while index < bytes.count {
            if bytes[index] != 0x3C { return text(from: index) }
            guard index + 1 < bytes.count else { return text(from: index) }
            let following = bytes[index + 1]
            tagStart = index
            if (following | 0x20) &- 0x61 < 26 {
                index += 1
                return tag() ? .startTag : .end
            }
            if following == 0x2F {
                guard index + 2 < bytes.count else { return text(from: index) }
                if (bytes[index + 2] | 0x20) &- 0x61 < 26 {
                    index += 2
                    return tag() ? .endTag : .end
                }
                skipBogusComment()
            } else if following == 0x21 || following == 0x3F {
                if !hasEnd(from: index), !starts(with: "<!--", at: index) { return text(from: index) }
                if following == 0x3F { skipBogusComment() } else if !skipDeclaration() { return text(from: index) }
            } else {
                return text(from: index)
            }
        }
        return .end
    }

    /// Text up to the next `<` that could begin something; `start` itself is text.
    private mutating func text(from start: Int) -> Token {
        textStart = start
        var position = start + 1
        while position < bytes.count {
            guard let found = memchr(bytes.baseAddress! + position, 0x3C, bytes.count - position) else {
                position = bytes.count
                break
            }
            position = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self))
            if position + 1 < bytes.count {
                let following = bytes[position + 1]
                if (following | 0x20) &- 0x61 < 26 || following == 0x2F || following == 0x21 || following == 0x3F {
                    break
                }
            }
            position += 1
        }
        textEnd = position
        index = position
        if isInCDATA { endCDATA() }
        return .text
    }

    /// Takes `]]>` out of the text's end, where a CDATA mark was passed over before.
    private mutating func endCDATA() {
        var position = textStart
        while position + 2 < textEnd {
            if bytes[position] == 0x5D, bytes[position + 1] == 0x5D, bytes[position + 2] == 0x3E {
                isInCDATA = false
                textEnd = position
                index = position + 3
                return
            }
            position += 1
        }
    }
}

extension HTMLTokenizer {
    @inline(__always)
    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0C || byte == 0x0D
    }

    @inline(__always)
    private func endsTagName(_ byte: UInt8) -> Bool {
        byte <= 0x3E && (byte == 0x3E || byte == 0x2F || isSpace(byte))
    }

    /// Reads a tag whose name begins at `index`; false where the text ends within it (such a tag is no token).
    private mutating func tag() -> Bool {
        let start = index
        while index < bytes.count, !endsTagName(bytes[index]) { index &+= 1 }
        name = ByteName(bytes.baseAddress! + start, index - start)
        if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
        isSelfClosing = false
        while index < bytes.count {
            let byte = bytes[index]
            if isSpace(byte) {
                index += 1
            } else if byte == 0x3E {
                index += 1
                return true
            } else if byte == 0x2F {
                index += 1
                isSelfClosing = index < bytes.count && bytes[index] == 0x3E
            } else {
                attribute()
            }
        }
        isCutInTag = true
        return false
    }

    private mutating func attribute() {
        let start = index
        index += 1  // a leading `=` is part of the name
        while index < bytes.count, bytes[index] != 0x3D, !endsTagName(bytes[index]) { index &+= 1 }
        let name = ByteName(bytes.baseAddress! + start, index - start)
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        var value = index..<index
        if index < bytes.count, bytes[index] == 0x3D {
            index += 1
            while index < bytes.count, isSpace(bytes[index]) { index += 1 }
            value = attributeValue()
        }
        guard attributes.count < maximumAttributes, !attributes.contains(where: { $0.name == name }) else { return }
        attributes.append(Attribute(name: name, valueStart: value.lowerBound, valueEnd: value.upperBound))
    }

    private mutating func attributeValue() -> Range<Int> {
        guard index < bytes.count else { return index..<index }
        let quote = bytes[index]
        if quote == 0x22 || quote == 0x27 {
            let start = index + 1
            guard let found = memchr(bytes.baseAddress! + start, Int32(quote), bytes.count - start) else {
                index = bytes.count
                return start..<index
            }
            let end = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self))
            index = end + 1
            return start..<end
        }
        let start = index
        while index < bytes.count, !isSpace(bytes[index]), bytes[index] != 0x3E { index += 1 }
        return start..<index
    }

    /// `<!--`, `<![CDATA[` or `<!` at `index`.
    /// False for the mark of a CDATA section that never ends: that is text.
    private mutating func skipDeclaration() -> Bool {
        if starts(with: "<!--", at: index) {
            skipComment()
        } else if starts(with: "<![CDATA[", at: index) {
            guard hasCDATAEnd(from: index) else { return false }
            index += 9
            isInCDATA = true
        } else {
            skipBogusComment()
        }
        return true
    }

    /// Whether a `>` is still to come.
    private mutating func hasEnd(from start: Int) -> Bool {
        if start < nextEnd { return true }
        guard nextEnd >= 0, let found = memchr(bytes.baseAddress! + start, 0x3E, bytes.count - start) else {
            nextEnd = -1
            return false
        }
        nextEnd = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self))
        return true
    }

    /// Whether a `]]>` is still to come.
    private mutating func hasCDATAEnd(from start: Int) -> Bool {
        if start < nextCDATAEnd { return true }
        guard nextCDATAEnd >= 0 else { return false }
        var position = start
        while position + 2 < bytes.count {
            guard let found = memchr(bytes.baseAddress! + position, 0x5D, bytes.count - position) else { break }
            position = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self))
            if starts(with: "]]>", at: position) {
                nextCDATAEnd = position
                return true
            }
            position += 1
        }
        nextCDATAEnd = -1
        return false
    }

    private mutating func skipComment() {
        index += 4
        if starts(with: ">", at: index) || starts(with: "->", at: index) {
            index += bytes[index] == 0x3E ? 1 : 2
            return
        }
        while index < bytes.count {
            guard let found = memchr(bytes.baseAddress! + index, 0x3E, bytes.count - index) else { break }
            let end = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self))
            let closes =
                end >= index + 2 && bytes[end - 1] == 0x2D && bytes[end - 2] == 0x2D
                || end >= index + 3 && bytes[end - 1] == 0x21 && bytes[end - 2] == 0x2D && bytes[end - 3] == 0x2D
            if closes {
                index = end + 1
                return
            }
            // Only what follows this `>` can still close, but its dashes may lie before it.
            if end + 1 >= bytes.count { break }
            index = max(index, end + 1)
        }
        index = bytes.count
    }

    private mutating func skipBogusComment() {
        guard let found = memchr(bytes.baseAddress! + index, 0x3E, bytes.count - index) else {
            index = bytes.count
            return
        }
        index = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self)) + 1
    }

    private func starts(with text: StaticString, at index: Int) -> Bool {
        index + text.utf8CodeUnitCount <= bytes.count
            && memcmp(bytes.baseAddress! + index, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    /// Passes over the contents of a raw-text element (`script`, `style`, `iframe` …) and its end tag. Returns what
    /// stood between; nil, and nothing is passed over, where there is no end tag.
    mutating func skipRawText(_ element: ByteName, length: Int) -> Range<Int>? {
        guard !endless.contains(element) else { return nil }
        let start = index
        var position = index
        while position + 1 + length < bytes.count {
            guard let found = memchr(bytes.baseAddress! + position, 0x3C, bytes.count - position) else { break }
            position = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self))
            let end = position + 2 + length
            if end <= bytes.count, bytes[position + 1] == 0x2F,
                ByteName(bytes.baseAddress! + position + 2, length) == element,
                end == bytes.count || isSpace(bytes[end]) || bytes[end] == 0x2F || bytes[end] == 0x3E
            {
                let content = start..<position
                index = end
                skipBogusComment()
                return content
            }
            position += 1
        }
        endless.insert(element)
        return nil
    }

    /// Passes over everything that is left.
    mutating func skipRest() {
        index = bytes.count
    }
}
