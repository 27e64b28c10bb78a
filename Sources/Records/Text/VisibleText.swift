import Basics

/// What a reader sees of a text, in a normal form: words parted by one space, blocks by a line feed, in NFC;
/// quotation marks, dashes, ellipses and spaces in their ASCII spelling; nothing that is invisible. Markup leaves no
/// trace but the borders of blocks, so that the same words in another publishing system's markup give the same bytes. What marks
/// itself as furniture (`FurnitureMarks`) is left out, unless there is nothing else.
///
/// Reads HTML as feeds carry it after sanitising; it is no sanitiser and gives no HTML back.
public struct VisibleText: Sendable {
    /// UTF-8.
    public private(set) var bytes: [UInt8] = []
    private var pending: UInt8 = 0
    /// Elements that mark themselves as furniture, and end, are passed over.
    private var skipsFurniture = true

    /// `limit`: bytes of source that are read at most.
    public init(html: String, limit: Int = 4 << 20) {
        var source = html.nfc
        bytes.reserveCapacity(min(source.utf8.count, limit))
        source.withUTF8 { source in
            let source = UnsafeBufferPointer(rebasing: source.prefix(limit))
            readHTML(source)
            if bytes.isEmpty {
                skipsFurniture = false
                readHTML(source)
            }
            FurnitureLines.remove(from: &bytes)
        }
    }

    public init(plain: String, limit: Int = 4 << 20) {
        var source = plain.nfc
        bytes.reserveCapacity(min(source.utf8.count, limit))
        source.withUTF8 { source in
            var index = 0
            let end = min(source.count, limit)
            while index < end {
                if source[index] == 0x0A {
                    breakBlock()
                    index += 1
                } else {
                    index = appendCharacter(source, index)
                }
            }
        }
    }

    public var isEmpty: Bool { bytes.isEmpty }
}

extension VisibleText {
    private mutating func readHTML(_ source: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while index < source.count {
            switch source[index] {
            case 0x3C: index = readTag(source, index)
            case 0x26: index = readReference(source, index)
            default: index = appendRun(source, index)
            }
        }
    }

    /// Takes the printable ASCII that begins at `start`, which is most of most texts; the index behind it.
    private mutating func appendRun(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var end = start
        while end < source.count {
            let byte = source[end]
            if VisibleText.isPlain(byte) {
                end &+= 1
            } else if byte == 0x20, end > start, end &+ 1 < source.count, VisibleText.isPlain(source[end &+ 1]) {
                // One space between two words is what it becomes.
                end &+= 2
            } else {
                break
            }
        }
        guard end > start else { return appendCharacter(source, start) }
        flush(source[start])
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[(start + 1)..<end]))
        return end
    }

    /// Printable ASCII that stands for itself, and is no markup.
    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != 0x3C && byte != 0x26 && byte != 0x60
    }

    /// Skips a tag or comment; the index behind it.
    private mutating func readTag(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start + 1
        guard index < source.count else { return appendCharacter(source, start) }
        if source[index] == 0x21 || source[index] == 0x3F {
            return VisibleText.end(
                of: source[start...].starts(with: "<!--".utf8) ? "-->" : ">", source, index)
        }
        if source[index] == 0x2F { index += 1 }
        let nameStart = index
        while index < source.count, isAlphanumeric(source[index]) { index += 1 }
        guard index > nameStart, source[nameStart] >= 0x41 else {
            return appendCharacter(source, start)
        }
        let name = TagName(source[nameStart..<index])
        let isEnd = source[start + 1] == 0x2F
        let nameEnd = index
        index = endOfTag(source, index)
        if name.isBlock { breakBlock() }
        if skipsFurniture, !isEnd, !name.isVoid, index > nameEnd + 1, FurnitureMarks.mark(source[nameEnd..<index]) {
            // One that never ends is none, and there is no more looking for others.
            if let end = endOfElement(source, source[nameStart..<nameEnd], from: index) { return end }
            skipsFurniture = false
        }
        if name.isInvisible, !isEnd {
            return VisibleText.end(
                of: name.isScript ? "</script" : "</style", source, index, thenTag: true)
        }
        return index
    }

    /// The index behind the end tag of an element whose start tag ends before `start`; nil where there is none.
    private func endOfElement(
        _ source: UnsafeBufferPointer<UInt8>, _ name: Slice<UnsafeBufferPointer<UInt8>>, from start: Int
    ) -> Int? {
        var depth = 1
        var index = start
        while let mark = source[index...].firstIndex(of: 0x3C) {
            let isEnd = mark + 1 < source.count && source[mark + 1] == 0x2F
            let own = source[(mark + (isEnd ? 2 : 1))...].prefix(name.count)
            index = mark + 1
            guard own.count == name.count, zip(own, name).allSatisfy({ $0 | 0x20 == $1 | 0x20 }),
                own.endIndex < source.count, !isAlphanumeric(source[own.endIndex])
            else { continue }
            index = endOfTag(source, own.endIndex)
            depth += isEnd ? -1 : 1
            if depth == 0 { return index }
        }
        return nil
    }

    /// The index behind the `>` that ends a tag; quoted attribute values may hold one.
    private func endOfTag(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var quote: UInt8 = 0
        var index = start
        while index < source.count {
            let byte = source[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x3E {
                return index + 1
            } else if (byte == 0x22 || byte == 0x27) && source[index - 1] == 0x3D {
                quote = byte
            }
            index += 1
        }
        return index
    }

    private static func end(
        of mark: StaticString, _ source: UnsafeBufferPointer<UInt8>, _ start: Int, thenTag: Bool = false
    ) -> Int {
        let mark = UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount)
        var index = start
        while index + mark.count <= source.count {
            if source[index] == mark[0],
                (1..<mark.count).allSatisfy({
                    source[index + $0] == mark[$0] || source[index + $0] | 0x20 == mark[$0]
                })
            {
                index += mark.count
                guard thenTag else { return index }
                return (source[index...].firstIndex(of: 0x3E) ?? source.count - 1) + 1
            }
            index += 1
        }
        return source.count
    }

    private mutating func readReference(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        guard let end = source[start..<min(start + 12, source.count)].firstIndex(of: 0x3B),
            let scalar = CharacterReference.scalar(source[(start + 1)..<end])
        else { return appendCharacter(source, start) }
        append(scalar)
        return end + 1
    }

    private mutating func breakBlock() { pending = 0x0A }

    /// Takes the character at `start`; the index behind it.
    private mutating func appendCharacter(_ source: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        let byte = source[start]
        if byte < 0x80 {
            if byte <= 0x20 || byte == 0x7F {
                pending = max(pending, 1)
            } else {
                flush(byte == 0x60 ? 0x27 : byte)
            }
            return start + 1
        }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        guard start + length <= source.count else { return source.count }
        var value = UInt32(byte) & (0x7F >> UInt32(length))
        for offset in 1..<length { value = value << 6 | UInt32(source[start + offset] & 0x3F) }
        if let scalar = Unicode.Scalar(value) { append(scalar) }
        return start + length
    }

    private mutating func flush(_ byte: UInt8) {
        if pending != 0 {
            if !bytes.isEmpty { bytes.append(pending == 0x0A ? 0x0A : 0x20) }
            pending = 0
        }
        bytes.append(byte)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFE0E, 0xFE0F: break
        case 0x2018...0x201B, 0x2032, 0x00B4, 0x02BC, 0x60: flush(0x27)
        case 0x201C...0x201F, 0x2033, 0x00AB, 0x00BB: flush(0x22)
        case 0x2010...0x2015, 0x2212: flush(0x2D)
        case 0x2026: for _ in 0..<3 { flush(0x2E) }
        case 0x2022, 0x00B7: flush(0x7C)
        default:
            if scalar.isSpace || scalar.value < 0x20 {
                pending = max(pending, 1)
            } else if scalar.isIdeographic {
                appendIdeograph(scalar)
            } else {
                let text = UTF8.encode(scalar)!
                flush(text.first!)
                bytes.append(contentsOf: text.dropFirst())
            }
        }
    }

    /// A character of a script that puts no spaces between words is a word of its own.
    private mutating func appendIdeograph(_ scalar: Unicode.Scalar) {
        if pending == 0 { pending = 1 }
        let text = UTF8.encode(scalar)!
        flush(text.first!)
        bytes.append(contentsOf: text.dropFirst())
        pending = 1
    }
}

func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
}

extension Unicode.Scalar {
    /// Han, Kana, and the scripts of South-East Asia that are written without spaces.
    fileprivate var isIdeographic: Bool {
        switch value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF,
            0xF900...0xFAFF, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
