import Glibc

/// Cuts a document in UTF-8 into tags and text without copying it. What is not well-formed is cut as its author most
/// likely meant it, and noted in `flaws`. Nothing outside the document is ever looked at: a DOCTYPE gives only its internal
/// entities.
struct XMLTokenizer {
    enum Token {
        case startTag, endTag
        /// `text`, references not decoded.
        case text
        /// `text`, in which an ampersand is an ampersand.
        case cdata
        case end
    }

    struct Attribute {
        var name: Range<Int>
        var value: Range<Int>
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let limits: XMLLimits
    private(set) var index = 0
    private(set) var tokenStart = 0
    private(set) var text = 0..<0
    /// The name as written, prefix and all.
    private(set) var name = 0..<0
    private(set) var attributes: [Attribute] = []
    private(set) var isSelfClosing = false
    private(set) var flaws: [XMLFlaw] = []
    /// How many flaws of each kind are kept.
    private var flawCounts = [Int](repeating: 0, count: XMLFlaw.Kind.allCases.count)
    private var hasStartTag = false
    /// Internal general entities of the document, by name.
    private(set) var entities: [String: Range<Int>] = [:]
    /// The name in `<!DOCTYPE name`.
    private(set) var doctype: Range<Int>?
    /// Whether no `]]>` is left, so that it is not looked for again.
    private var hasNoCDATAEnd = false
    private var hasNoCommentEnd = false
    private var hasNoInstructionEnd = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, limits: XMLLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func note(_ kind: XMLFlaw.Kind, at offset: Int) {
        guard flawCounts[kind.index] < limits.maximumFlawsPerKind,
            !flaws.contains(where: { $0.offset == offset && $0.kind == kind })
        else { return }
        flawCounts[kind.index] += 1
        flaws.append(XMLFlaw(kind: kind, offset: offset))
    }

    mutating func next() -> Token {
        while index < bytes.count {
            tokenStart = index
            guard bytes[index] == 0x3C else { return readText() }
            guard index + 1 < bytes.count else { return readText() }
            switch bytes[index + 1] {
            case 0x2F:
                if readEndTag() { return .endTag }
            case 0x21:
                if matches("<![CDATA[", at: index) {
                    readCDATA()
                    return .cdata
                }
                skipDeclaration()
            case 0x3F: skipInstruction()
            case let byte where isNameStart(byte):
                if readStartTag() { return .startTag }
            default: return readText()
            }
        }
        tokenStart = index
        return .end
    }

    @inline(__always)
    private func isNameStart(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x3A || byte >= 0x80
    }

    @inline(__always)
    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    func matches(_ text: StaticString, at offset: Int) -> Bool {
        offset + text.utf8CodeUnitCount <= bytes.count
            && memcmp(bytes.baseAddress! + offset, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    @inline(__always)
    private func find(_ byte: UInt8, from offset: Int) -> Int? {
        guard offset < bytes.count,
            let found = memchr(bytes.baseAddress! + offset, Int32(byte), bytes.count - offset)
        else { return nil }
        return bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self))
    }

    private func find(_ text: StaticString, from offset: Int) -> Int? {
        var position = offset
        while let found = find(text.utf8Start[0], from: position) {
            if matches(text, at: found) { return found }
            position = found + 1
        }
        return nil
    }

    /// Text up to the next `<` that begins something, or to a `]]>`, which is no part of it.
    private mutating func readText() -> Token {
        let start = index
        defer { cutAtStrayCDATAEnd() }
        var position = bytes[index] == 0x3C ? index + 1 : index
        if position > index { note(.bareLessThan, at: index) }
        while let found = find(0x3C, from: position) {
            position = found
            if found + 1 < bytes.count {
                let following = bytes[found + 1]
                if isNameStart(following) || following == 0x2F || following == 0x21 || following == 0x3F {
                    text = start..<found
                    index = found
                    return .text
                }
            }
            note(.bareLessThan, at: found)
            position += 1
        }
        text = start..<bytes.count
        index = bytes.count
        return .text
    }

    /// `]]>` in text is what CDATA in CDATA leaves (XML 1.0, section 2.4 forbids it).
    private mutating func cutAtStrayCDATAEnd() {
        var position = text.lowerBound
        while position < text.upperBound,
            let found = memchr(bytes.baseAddress! + position, 0x5D, text.upperBound - position)
        {
            position = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self))
            if matches("]]>", at: position), position + 3 <= text.upperBound {
                note(.strayCDATAEnd, at: position)
                text = text.lowerBound..<position
                index = position + 3
                return
            }
            position += 1
        }
    }

    private mutating func readCDATA() {
        let start = index + 9
        if !hasNoCDATAEnd, let end = find("]]>", from: start) {
            text = start..<end
            index = end + 3
            return
        }
        hasNoCDATAEnd = true
        note(.unclosedCDATA, at: index)
        // Where its element ends, or else everything.
        let end = find("</", from: start) ?? bytes.count
        text = start..<end
        index = end
    }
}

extension XMLTokenizer {
    /// True where there is an end tag; what is none is passed over.
    private mutating func readEndTag() -> Bool {
        var position = index + 2
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        let start = position
        if start > index + 2 { note(.badEndTag, at: index) }
        while position < bytes.count, !isSpace(bytes[position]), bytes[position] != 0x3E, bytes[position] != 0x3C,
            bytes[position] != 0x2F
        {
            position += 1
        }
        name = start..<position
        if name.isEmpty { note(.strayEndTag, at: index) }
        while position < bytes.count, bytes[position] != 0x3E, bytes[position] != 0x3C {
            if !isSpace(bytes[position]) { note(.badEndTag, at: index) }
            position += 1
        }
        if position >= bytes.count || bytes[position] == 0x3C {
            note(.unclosedMarkup, at: index)
            index = position
        } else {
            index = position + 1
        }
        return !name.isEmpty
    }

    /// True where there is a whole start tag.
    private mutating func readStartTag() -> Bool {
        var position = index + 1
        let start = position
        while position < bytes.count, !isSpace(bytes[position]), bytes[position] != 0x3E, bytes[position] != 0x2F,
            bytes[position] != 0x3C
        {
            position &+= 1
        }
        name = start..<position
        checkName(name)
        hasStartTag = true
        if !attributes.isEmpty { attributes.removeAll(keepingCapacity: true) }
        isSelfClosing = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x3E {
                index = position + 1
                return true
            }
            if byte == 0x3C {  // the tag was never closed, and here begins the next
                note(.unclosedMarkup, at: index)
                index = position
                return true
            }
            if isSpace(byte) {
                position &+= 1
            } else if byte == 0x2F {
                position += 1
                isSelfClosing = position < bytes.count && bytes[position] == 0x3E
                if !isSelfClosing, position < bytes.count { note(.badAttribute, at: position - 1) }
            } else {
                readAttribute(&position)
            }
        }
        note(.unclosedMarkup, at: index)
        index = bytes.count
        return false
    }

    private mutating func readAttribute(_ position: inout Int) {
        let start = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0x3D || byte == 0x3E || byte == 0x3C || isSpace(byte) { break }
            if byte == 0x2F, position + 1 < bytes.count, bytes[position + 1] == 0x3E { break }
            position &+= 1
        }
        let name = start..<position
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        guard position < bytes.count, bytes[position] == 0x3D else {
            note(.badAttribute, at: start)
            if position == start { position += 1 }
            add(Attribute(name: name, value: name.upperBound..<name.upperBound))
            return
        }
        position += 1
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        guard position < bytes.count else { return }
        let quote = bytes[position]
        if quote == 0x22 || quote == 0x27, let end = find(quote, from: position + 1), closes(quote, at: end) {
            add(Attribute(name: name, value: position + 1..<end))
            position = end + 1
            if position < bytes.count, !isSpace(bytes[position]), bytes[position] != 0x3E, bytes[position] != 0x2F {
                note(.badAttribute, at: position)
            }
        } else {
            note(.badAttribute, at: position)
            if quote == 0x22 || quote == 0x27 { position += 1 }
            let value = position
            while position < bytes.count, !isSpace(bytes[position]), bytes[position] != 0x3E, bytes[position] != 0x3C {
                position += 1
            }
            var end = position
            if end > value, bytes[end - 1] == 0x2F, position < bytes.count, bytes[position] == 0x3E {
                end -= 1
                position -= 1
            }
            add(Attribute(name: name, value: value..<end))
        }
    }

    /// Whether a quote ends a value. One before which a name and `=` stand begins the next: the one before it is missing.
    private func closes(_ quote: UInt8, at end: Int) -> Bool {
        guard end > 0, bytes[end - 1] == 0x3D, end + 1 < bytes.count else { return true }
        let following = bytes[end + 1]
        return isSpace(following) || following == 0x3E || following == 0x2F || following == 0x3F
    }

    private mutating func add(_ attribute: Attribute) {
        guard !attribute.name.isEmpty else { return }
        checkName(attribute.name)
        guard attributes.count < limits.maximumAttributes, attribute.value.count <= limits.maximumAttributeLength else {
            note(.attributeLimit, at: attribute.name.lowerBound)
            return
        }
        attributes.append(attribute)
    }
}

extension XMLTokenizer {
    private mutating func skipInstruction() {
        if matches("<?xml", at: index), index > 0, index + 5 < bytes.count, isSpace(bytes[index + 5]) {
            note(.badDeclaration, at: index)
        } else if index > 0 || !matches("<?xml", at: index) {
            checkInstruction()
        }
        if !hasNoInstructionEnd, let end = find("?>", from: index + 2) {
            index = end + 2
        } else {
            hasNoInstructionEnd = true
            note(.unclosedMarkup, at: index)
            index = find(0x3E, from: index).map { $0 + 1 } ?? bytes.count
        }
    }

    private mutating func skipDeclaration() {
        if matches("<!--", at: index) {
            if !hasNoCommentEnd, let end = find("-->", from: index + 4) {
                if let dashes = find("--", from: index + 4), dashes < end { note(.badComment, at: dashes) }
                index = end + 3
            } else {
                hasNoCommentEnd = true
                note(.unclosedMarkup, at: index)
                index = find(0x3E, from: index).map { $0 + 1 } ?? bytes.count
            }
            return
        }
        if index + 9 <= bytes.count, ByteName(bytes.baseAddress! + index, 9) == ByteName("<!doctype") {
            readDoctype()
            return
        }
        note(.unclosedMarkup, at: index)
        index = find(0x3E, from: index).map { $0 + 1 } ?? bytes.count
    }

    private mutating func readDoctype() {
        if hasStartTag || doctype != nil || !matches("<!DOCTYPE", at: index) { note(.badDoctype, at: index) }
        var position = index + 9
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        let start = position
        while position < bytes.count, !isSpace(bytes[position]), bytes[position] != 0x3E, bytes[position] != 0x5B {
            position += 1
        }
        doctype = start..<position
        if start == position { note(.badDoctype, at: index) }
        var next = position
        while next < bytes.count, isSpace(bytes[next]) { next += 1 }
        // A public identifier has a system identifier behind it (production 75); HTML's have none.
        var literals = matches("PUBLIC", at: next) ? 0 : 2
        while position < bytes.count {
            switch bytes[position] {
            case 0x3E:
                if literals < 2 { note(.badDoctype, at: index) }
                index = position + 1
                return
            case 0x22, 0x27:
                literals += 1
                position = (find(bytes[position], from: position + 1) ?? position) + 1
            case 0x5B:
                position = readInternalSubset(from: position + 1)
            case 0x3C:  // never closed
                note(.unclosedMarkup, at: index)
                index = position
                return
            default: position += 1
            }
        }
        note(.unclosedMarkup, at: index)
        index = bytes.count
    }

    /// Reads the entities between `[` and `]`; returns the offset after the bracket.
    private mutating func readInternalSubset(from start: Int) -> Int {
        var position = start
        while position < bytes.count {
            switch bytes[position] {
            case 0x5D: return position + 1
            case 0x3C:
                if matches("<!--", at: position) {
                    position = (find("-->", from: position + 4) ?? bytes.count - 3) + 3
                } else if matches("<!ENTITY", at: position) {
                    position = readEntity(from: position + 8)
                } else if matches("<!", at: position) || matches("<?", at: position) {
                    position = skipSubsetDeclaration(from: position + 2)
                } else {
                    return position
                }
            default: position += 1
            }
        }
        return bytes.count
    }

    private func skipSubsetDeclaration(from start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] != 0x3E {
            if bytes[position] == 0x22 || bytes[position] == 0x27 {
                position = find(bytes[position], from: position + 1) ?? position
            }
            position += 1
        }
        return min(bytes.count, position + 1)
    }

    private mutating func readEntity(from start: Int) -> Int {
        var position = start
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        let nameStart = position
        while position < bytes.count, !isSpace(bytes[position]), bytes[position] != 0x3E { position += 1 }
        let name = nameStart..<position
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        guard position < bytes.count, bytes[position] == 0x22 || bytes[position] == 0x27 else {
            note(.externalEntity, at: start)
            return skipSubsetDeclaration(from: position)
        }
        guard let end = find(bytes[position], from: position + 1) else { return bytes.count }
        if bytes[position..<end].contains(0x25) { note(.badDoctype, at: start) }
        let key = String(decoding: UnsafeBufferPointer(rebasing: bytes[name]), as: UTF8.self)
        if name.count <= 100, entities[key] == nil {
            if entities.count < limits.maximumEntities {
                entities[key] = position + 1..<end
            } else {
                note(.entityLimit, at: start)
            }
        }
        return skipSubsetDeclaration(from: end + 1)
    }
}
