import Basics

/// The character set of an HTML page, found as the HTML Standard says (13.2.3.2 "Determining the character encoding"):
/// byte order mark, transport, the page's own `meta`, and last what the bytes themselves look like.
enum HTMLCharset {
    /// How far a `meta` is looked for; the standard asks for 1024 bytes, and changes its mind where one comes later.
    static let prescanLength = 256 << 10

    static func find(in bytes: UnsafeRawBufferPointer, contentType: String?) -> TextEncoding {
        if let marked = byteOrderMark(bytes) { return marked }
        let declared =
            contentType.flatMap(charset(ofContentType:)).flatMap { TextEncoding(label: $0) }
            ?? prescan(bytes)
        guard let declared else {
            if let wide = ByteOrderMark.sniffMarkup(bytes), !wide.extendsASCII, wide.name.hasPrefix("utf-") {
                return wide
            }
            return isUTF8(bytes) ? .utf8 : CharsetGuess.guess(bytes)
        }
        // Of the pages that claim to be UTF-8 and are not, nearly all are windows-1252; and many that name an old
        // set have been moved to UTF-8 since. No text of such a set is UTF-8 by chance, but a word or two.
        if declared.name == "utf-8" {
            return isUTF8(bytes) || mostlyUTF8(bytes) ? .utf8 : .windows1252
        }
        let least = declared.name == "windows-1252" ? 1 : 4
        if declared.extendsASCII, holdsLongCharacters(bytes, least), isUTF8(bytes) { return .utf8 }
        return declared
    }

    /// The charset parameter of a media type; nil where it has none.
    static func charset(ofContentType value: String) -> String? {
        let lower = value.asciiLowercased
        guard let found = lower.range(of: "charset") else { return nil }
        var rest = lower[found.upperBound...].drop { $0 == " " }
        guard rest.first == "=" else { return nil }
        rest = rest.dropFirst().drop { $0 == " " || $0 == "\"" || $0 == "'" }
        let label = rest.prefix { !" ;\"',".contains($0) }
        return label.isEmpty ? nil : String(label)
    }

    private static func byteOrderMark(_ bytes: UnsafeRawBufferPointer) -> TextEncoding? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if bytes.starts(with: [0xFF, 0xFE]) { return TextEncoding(label: "utf-16le") }
        if bytes.starts(with: [0xFE, 0xFF]) { return TextEncoding(label: "utf-16be") }
        return nil
    }

    /// The charset of the first `meta` that names one (HTML Standard, "prescan a byte stream"): not in a comment, a script or another
    /// attribute. UTF-16 in ASCII bytes is UTF-8, and x-user-defined is windows-1252, as the standard has it.
    private static func prescan(_ bytes: UnsafeRawBufferPointer) -> TextEncoding? {
        let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(prescanLength))
        var markup = SourceMarkup(head)
        var index = 0
        while index < head.count {
            guard head[index] == 0x3C else {
                index += 1
                continue
            }
            switch markup.piece(at: index) {
            case .nothing(let end), .comment(let end): index = end
            case .raw(_, _, let end): index = end
            case .plain(let end), .tag(_, _, let end):
                if let encoding = declared(by: UnsafeRawBufferPointer(rebasing: head[index..<end])) { return encoding }
                index = end
            }
        }
        // An XML declaration, as XHTML pages carry it.
        if head.starts(with: "<?xml".utf8), let end = head.firstIndex(of: 0x3E) {
            let declaration = String(
                decoding: UnsafeRawBufferPointer(rebasing: head[..<end]), as: UTF8.self)
            if let found = declaration.range(of: "encoding=") {
                let label = declaration[found.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }
                return TextEncoding(label: String(label))
            }
        }
        return nil
    }

    /// The encoding that a tag declares, where it is a `meta`.
    private static func declared(by tag: UnsafeRawBufferPointer) -> TextEncoding? {
        guard find("<meta", in: tag, from: 0) == 0 else { return nil }
        let attributes = SourceMarkup.attributes(of: tag)
        let label: String?
        if let charset = attributes["charset"] {
            label = charset
        } else if attributes["http-equiv"]?.asciiLowercased.trimmed == "content-type" {
            label = attributes["content"].flatMap(charset(ofContentType:))
        } else {
            label = nil
        }
        guard let label else { return nil }
        if label.asciiLowercased.trimmed == "x-user-defined" { return .windows1252 }
        return TextEncoding(label: label).map { $0.name.hasPrefix("utf-16") ? .utf8 : $0 }
    }

    /// The offset of an ASCII word in lower case, letters' case aside.
    private static func find(_ word: StaticString, in bytes: UnsafeRawBufferPointer, from start: Int)
        -> Int?
    {
        let count = word.utf8CodeUnitCount
        guard bytes.count >= count + start else { return nil }
        for index in start...(bytes.count - count) where bytes[index] == word.utf8Start[0] {
            var matched = 1
            while matched < count && (bytes[index + matched] | 0x20) == word.utf8Start[matched] {
                matched += 1
            }
            if matched == count { return index }
        }
        return nil
    }

    static func isUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool { malformed(bytes, limit: 1) == 0 }

    /// A page cut in the middle of a character, or with a wrong byte or two in it, is still UTF-8.
    private static func mostlyUTF8(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let wrong = malformed(bytes, limit: Int.max)
        return wrong * 5 < bytes.count(where: { $0 >= 0xC2 })
    }

    /// Whether there are so many characters in it, at least, that are longer than a byte in UTF-8.
    private static func holdsLongCharacters(_ bytes: UnsafeRawBufferPointer, _ least: Int) -> Bool {
        var count = 0
        for byte in bytes where byte >= 0xC2 {
            count += 1
            if count >= least { return true }
        }
        return false
    }

    /// How many sequences are not UTF-8; counts no further than `limit`.
    private static func malformed(_ bytes: UnsafeRawBufferPointer, limit: Int) -> Int {
        var index = 0
        var wrong = 0
        while index < bytes.count && wrong < limit {
            if index + 8 <= bytes.count,
                bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
            {
                index += 8
                continue
            }
            let byte = bytes[index]
            let count =
                byte < 0x80 ? 1 : byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
            var isWhole = count > 0 && index + count <= bytes.count
            if isWhole && count > 1 {
                isWhole = (1..<count).allSatisfy { bytes[index + $0] & 0xC0 == 0x80 }
            }
            wrong += isWhole ? 0 : 1
            index += isWhole ? count : 1
        }
        return wrong
    }
}

extension String {
    /// Where `part` stands, compared byte by byte.
    fileprivate func range(of part: String) -> Range<Index>? {
        let (bytes, wanted) = (utf8, part.utf8)
        guard let first = wanted.first else { return nil }
        var index = bytes.startIndex
        while let start = bytes[index...].firstIndex(of: first) {
            if bytes[start...].starts(with: wanted) {
                return start..<bytes.index(start, offsetBy: wanted.count)
            }
            index = bytes.index(after: start)
        }
        return nil
    }
}
