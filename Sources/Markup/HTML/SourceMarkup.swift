import Basics

/// Where tags, comments and raw text of a page's source begin and end as HTML 5 parts them (HTML Standard, 13.2.5), and what must
/// stand there instead so that an HTML 4 parser sees the same.
///
/// Reads on from one `<` to the next; what has no end is looked for once, so that all together is linear.
struct SourceMarkup {
    /// What begins with a `<`.
    enum Piece {
        /// A tag, or a `<` that is text: nothing to mend up to `end`.
        case plain(end: Int)
        /// Is to be left out.
        case nothing(end: Int)
        /// A comment, whose text is none.
        case comment(end: Int)
        /// A tag that must lose what stands in `attributes` from `cut` on, or must say that it has no content.
        case tag(cut: Int, isVoid: Bool, end: Int)
        /// A start tag, and content in which nothing is a tag.
        case raw(Content, tagEnd: Int, end: Int)
    }

    /// What stands in the content of an element that holds no elements.
    enum Content {
        /// Scripts and styles: neither tags nor references.
        case code
        /// References, no tags.
        case references
        /// Neither, and it is text for a reader.
        case text
    }

    /// Attributes of one tag that are read; the parser compares each with all before it.
    static let maximumAttributes = 128

    private let source: UnsafeRawBufferPointer
    /// Kinds of end that were looked for and are not there.
    private var hasNoCommentEnd = false
    private var hasNoGreaterSign = false
    private var unclosed: Set<String> = []

    init(_ source: UnsafeRawBufferPointer) {
        self.source = source
    }

    mutating func piece(at index: Int) -> Piece {
        guard index + 1 < source.count else { return .plain(end: index + 1) }
        switch source[index + 1] {
        case 0x41...0x5A, 0x61...0x7A: return startTag(index)
        case 0x2F:
            guard index + 2 < source.count else { return .plain(end: index + 1) }
            guard SourceMarkup.isLetter(source[index + 2]) else { return bogus(index) }
            let tag = tag(from: index + 2)
            // What follows the end of the body is part of it; the end of the source ends it.
            let endsBody = begins("body", at: index + 2) || begins("html", at: index + 2)
            return endsBody && tag.nameEnd == index + 6 && tag.isWhole ? .nothing(end: tag.end) : .plain(end: tag.end)
        case 0x21: return declaration(index)
        case 0x3F: return bogus(index)
        default: return .plain(end: index + 1)
        }
    }
}

extension SourceMarkup {
    private mutating func declaration(_ index: Int) -> Piece {
        if begins("<!--", at: index) { return comment(index) }
        if begins("<!doctype", at: index) { return .plain(end: end(of: index) ?? index + 1) }
        return bogus(index)
    }

    /// What HTML 5 reads as a comment up to the next `>`: processing instructions, CDATA, end tags without a name.
    private mutating func bogus(_ index: Int) -> Piece {
        guard let end = end(of: index) else { return .plain(end: index + 1) }
        return .nothing(end: end)
    }

    private mutating func end(of index: Int) -> Int? {
        guard !hasNoGreaterSign else { return nil }
        for place in index..<source.count where source[place] == 0x3E { return place + 1 }
        hasNoGreaterSign = true
        return nil
    }

    private mutating func comment(_ index: Int) -> Piece {
        if begins("<!-->", at: index) { return .nothing(end: index + 5) }
        if begins("<!--->", at: index) { return .nothing(end: index + 6) }
        guard !hasNoCommentEnd else { return .plain(end: index + 1) }
        var place = index + 4
        while place + 2 < source.count {
            if source[place] == 0x2D, source[place + 1] == 0x2D {
                if source[place + 2] == 0x3E { return .comment(end: place + 3) }
                if source[place + 2] == 0x21, place + 3 < source.count, source[place + 3] == 0x3E {
                    return .nothing(end: place + 4)
                }
            }
            place += 1
        }
        hasNoCommentEnd = true
        return .plain(end: index + 1)
    }

    private mutating func startTag(_ index: Int) -> Piece {
        let tag = tag(from: index + 1)
        guard tag.isWhole else { return .plain(end: tag.end) }
        let isClosed = tag.isClosed
        switch name(index + 1, tag.nameEnd) {
        case .empty where !isClosed: return .tag(cut: tag.cut ?? tag.end - 1, isVoid: true, end: tag.end)
        case .raw(let name, let content) where !isClosed:
            guard tag.cut == nil, let end = endTag(name, from: tag.end) else { break }
            return .raw(content, tagEnd: tag.end, end: end)
        default: break
        }
        if let cut = tag.cut { return .tag(cut: cut, isVoid: isClosed, end: tag.end) }
        return .plain(end: tag.end)
    }

    private enum Name {
        /// HTML 5 knows that it is empty, HTML 4 does not.
        case empty
        case raw(StaticString, Content)
        case other
    }

    private func name(_ start: Int, _ end: Int) -> Name {
        func equals(_ name: StaticString) -> Bool { end - start == name.utf8CodeUnitCount && begins(name, at: start) }
        switch source[start] | 0x20 {
        case 0x65: return equals("embed") ? .empty : .other
        case 0x73:
            if equals("script") { return .raw("</script", .code) }
            if equals("style") { return .raw("</style", .code) }
            return equals("source") ? .empty : .other
        case 0x74:
            if equals("title") { return .raw("</title", .references) }
            if equals("textarea") { return .raw("</textarea", .references) }
            return equals("track") ? .empty : .other
        case 0x77: return equals("wbr") ? .empty : .other
        case 0x78: return equals("xmp") ? .raw("</xmp", .text) : .other
        default: return .other
        }
    }

    private mutating func endTag(_ name: StaticString, from start: Int) -> Int? {
        guard !unclosed.contains("\(name)") else { return nil }
        let length = name.utf8CodeUnitCount
        var index = start
        while index + length < source.count {
            if source[index] == 0x3C, begins(name, at: index),
                [0x09, 0x0A, 0x0C, 0x0D, 0x20, 0x2F, 0x3E].contains(source[index + length])
            {
                return index
            }
            index += 1
        }
        unclosed.insert("\(name)")
        return nil
    }

    private struct Tag {
        var nameEnd: Int
        /// Behind the `>`; the end of the source where there is none.
        var end: Int
        var isWhole = false
        var isClosed = false
        /// Where the attributes begin that are too many.
        var cut: Int?
    }

    private enum State {
        case between, name, afterName, beforeValue, value
        case quoted(UInt8)
    }

    /// The tag whose name begins at `start`.
    private func tag(from start: Int) -> Tag {
        var index = start
        while index < source.count, !SourceMarkup.endsName(source[index]) { index += 1 }
        var tag = Tag(nameEnd: index, end: source.count)
        var state = State.between
        var attributes = 0
        while index < source.count {
            let byte = source[index]
            switch state {
            case .quoted(let quote):
                if byte == quote { state = .between }
                index += 1
                continue
            case .beforeValue where byte == 0x22 || byte == 0x27: state = .quoted(byte)
            case _ where byte == 0x3E:
                tag.end = index + 1
                tag.isWhole = true
                if case .value = state { return tag }
                tag.isClosed = source[index - 1] == 0x2F
                return tag
            case .beforeValue: if !SourceMarkup.isSpace(byte) { state = .value }
            case .value: if SourceMarkup.isSpace(byte) { state = .between }
            case .afterName where byte == 0x3D, .name where byte == 0x3D: state = .beforeValue
            case .name where SourceMarkup.isSpace(byte): state = .afterName
            case .name where byte == 0x2F: state = .between
            case .between, .afterName:
                if !SourceMarkup.isSpace(byte), byte != 0x2F {
                    state = .name
                    attributes += 1
                    if attributes > SourceMarkup.maximumAttributes, tag.cut == nil { tag.cut = index }
                }
            case .name: break
            }
            index += 1
        }
        return tag
    }

    /// The attributes of a tag, from its `<` to its `>`: names in lower case, values as they stand there; the first of each name.
    static func attributes(of tag: UnsafeRawBufferPointer) -> [String: String] {
        var found: [String: String] = [:]
        var index = tag.firstIndex(where: endsName) ?? tag.count
        func text(_ range: Range<Int>) -> String {
            String(decoding: UnsafeRawBufferPointer(rebasing: tag[range]), as: UTF8.self)
        }
        func skipSpace() { while index < tag.count, isSpace(tag[index]) { index += 1 } }
        while index < tag.count, found.count < maximumAttributes {
            while index < tag.count, endsName(tag[index]) { index += 1 }
            let start = index
            while index < tag.count, !endsName(tag[index]), tag[index] != 0x3D || index == start { index += 1 }
            let name = text(start..<index).asciiLowercased
            skipSpace()
            var value = index..<index
            if index < tag.count, tag[index] == 0x3D {
                index += 1
                skipSpace()
                guard index < tag.count else { break }
                let quote = tag[index]
                if quote == 0x22 || quote == 0x27 {
                    let end = tag[(index + 1)...].firstIndex(of: quote) ?? tag.count
                    value = index + 1..<end
                    index = min(end + 1, tag.count)
                } else {
                    let end = tag[index...].firstIndex { isSpace($0) || $0 == 0x3E } ?? tag.count
                    value = index..<end
                    index = end
                }
            }
            if found[name] == nil { found[name] = text(value) }
        }
        return found
    }

    /// Whether an ASCII text in lower case stands here, letters' case aside.
    private func begins(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index + count <= source.count else { return false }
        for offset in 0..<count {
            let byte = source[index + offset]
            guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == text.utf8Start[offset] else { return false }
        }
        return true
    }

    static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
    private static func endsName(_ byte: UInt8) -> Bool { isSpace(byte) || byte == 0x2F || byte == 0x3E }
}
