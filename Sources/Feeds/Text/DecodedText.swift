import Basics
import CSystem
import Glibc
import Markup

/// A document's bytes as text: its encoding found, its lies mended, its line ends made one, its XML declaration gone.
struct DecodedText {
    let encoding: TextEncoding
    /// UTF-8, well-formed; what counts begins at `start`.
    private let text: [UInt8]
    private let start: Int
    let problems: [Problem]
    /// The line that `content` begins on.
    let firstLine: Int

    init(_ bytes: UnsafeRawBufferPointer, contentType: String?) throws(FeedError) {
        guard !bytes.isEmpty else { throw .empty }
        guard !DecodedText.isOfAnotherKind(bytes) else { throw .notText }
        var decision = EncodingDecision(bytes, contentType: contentType)
        decision.decide()
        var text = decision.text
        var problems = decision.problems
        if text.hasByte(0x0D) { text = DecodedText.withLineFeeds(text) }
        if let mended = DemoronizedText.mend(text) {
            text = mended
            problems.append(
                Problem(
                    code: "windows-1252-controls",
                    message: "C1 controls that windows-1252 has characters for; read as those"))
        }
        if let control = DecodedText.firstControl(text) {
            let line = 1 + text.prefix(control).count { $0 == 0x0A }
            problems.append(
                Problem(
                    code: XMLFlaw.Kind.controlCharacter.rawValue, line: line,
                    message: XMLFlaw.Kind.controlCharacter.message))
            text.removeAll { $0 < 0x20 && $0 != 0x0A && $0 != 0x09 }
        }
        if let mended = DecodedText.withoutNoncharacters(text) {
            let line = 1 + text.prefix(mended.first).count { $0 == 0x0A }
            problems.append(
                Problem(code: XMLFlaw.Kind.controlCharacter.rawValue, line: line, message: "U+FFFE or U+FFFF; left out")
            )
            text = mended.text
        }
        let start = DecodedText.skipDeclaration(text, &problems)
        guard start < text.count else { throw .empty }
        if decision.isMojibake {
            problems.append(Problem(code: "double-encoded", message: "UTF-8 that was encoded twice; mended"))
        }
        encoding = decision.encoding
        firstLine = 1 + text.prefix(start).count { $0 == 0x0A }
        self.text = text
        self.start = start
        self.problems = problems
    }

    /// Whether the bytes begin as images, sounds, archives and the like do, and no text.
    private static func isOfAnotherKind(_ bytes: UnsafeRawBufferPointer) -> Bool {
        signatures.contains { bytes.starts(with: $0) }
    }

    private static let signatures: [[UInt8]] = [
        Array("\u{1F}".utf8) + [0x8B, 0x08], Array("BZh9".utf8), [0xFD] + Array("7zXZ".utf8), [0x28, 0xB5, 0x2F, 0xFD],
        Array("PK".utf8) + [3, 4], Array("7z".utf8) + [0xBC, 0xAF], [0x89] + Array("PNG".utf8), Array("GIF89a".utf8),
        Array("GIF87a".utf8), [0xFF, 0xD8, 0xFF], Array("%PDF-".utf8), Array("OggS".utf8) + [0],
        Array("ID3".utf8) + [3],
        Array("ID3".utf8) + [4],
    ]

    /// The text, well-formed UTF-8.
    var content: [UInt8] { start == 0 ? text : Array(text[start...]) }

    func withContent<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        text.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start...])) }
    }

    /// Where the text begins behind white space, a byte order mark and the XML declaration; tells what is wrong with them.
    private static func skipDeclaration(_ text: [UInt8], _ problems: inout [Problem]) -> Int {
        var start = 0
        var hasMark = false
        func skipSpace() {
            while start < text.count {
                if text[start] <= 0x20 {
                    start += 1
                } else if text[start] == 0xEF, text[start...].starts(with: [0xEF, 0xBB, 0xBF]) {
                    start += 3
                    hasMark = true
                } else {
                    return
                }
            }
        }
        func note(_ message: String, at offset: Int) {
            let line = 1 + text.prefix(offset).count { $0 == 0x0A }
            problems.append(Problem(code: XMLFlaw.Kind.badDeclaration.rawValue, line: line, message: message))
        }
        skipSpace()
        var end = declarationEnd(text, start)
        if start > 0, end != nil || hasMark {
            note("what stands before the XML declaration or the byte order mark; left out", at: 0)
        } else if isDeclaration(text, start), end.map({ XMLDeclaration.isWellFormed(text[start..<$0]) }) != true {
            note("an XML declaration that is not as XML has it; read as well as can be", at: start)
        }
        var isFirst = true
        while let next = end {
            if !isFirst { note("more than one XML declaration; the first counts", at: start) }
            isFirst = false
            start = next
            let afterDeclaration = start
            skipSpace()
            end = declarationEnd(text, start)
            if end == nil { start = afterDeclaration }
        }
        return start
    }

    /// Whether an XML declaration begins there, in whatever case it is written.
    private static func isDeclaration(_ text: [UInt8], _ start: Int) -> Bool {
        start + 6 < text.count && text[start] == 0x3C && text[start + 1] == 0x3F
            && zip(text[(start + 2)...], "xml".utf8).allSatisfy { $0 | 0x20 == $1 }
            && (text[start + 5] <= 0x20 || text[start + 5] == 0x3F)
    }

    /// Where it ends; nil where markup begins or ends before that, outside of quotes.
    private static func declarationEnd(_ text: [UInt8], _ start: Int) -> Int? {
        guard isDeclaration(text, start) else { return nil }
        var quote: UInt8?
        for index in (start + 2)..<min(text.count - 1, start + 400) {
            let byte = text[index]
            if byte == 0x3F, text[index + 1] == 0x3E { return index + 2 }
            if quote == nil, byte == 0x3C || byte == 0x3E { return nil }
            if byte == 0x22 || byte == 0x27 { quote = quote == nil ? byte : quote == byte ? nil : quote }
        }
        return nil
    }

    /// The text without U+FFFE and U+FFFF, which XML does not have, and where the first was; nil where there are none.
    private static func withoutNoncharacters(_ text: [UInt8]) -> (text: [UInt8], first: Int)? {
        var found: [Int] = []
        text.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            var index = 0
            while index < bytes.count, let match = memchr(base + index, 0xEF, bytes.count - index) {
                index = base.distance(to: UnsafeRawPointer(match))
                if index + 2 < bytes.count, bytes[index + 1] == 0xBF, bytes[index + 2] >= 0xBE { found.append(index) }
                index += 3
            }
        }
        guard let first = found.first else { return nil }
        var result = Array(text[..<first])
        for (position, start) in found.enumerated() {
            result += text[(start + 3)..<(position + 1 < found.count ? found[position + 1] : text.count)]
        }
        return (result, first)
    }

    /// XML 1.0, section 2.11.
    private static func withLineFeeds(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var start = 0
        text.withUnsafeBufferPointer { bytes in
            while let index = bytes.next(0x0D, from: start) {
                result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
                if index + 1 >= bytes.count || bytes[index + 1] != 0x0A { result.append(0x0A) }
                start = index + 1
            }
            result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        return result
    }

    /// The first control character that XML forbids.
    private static func firstControl(_ text: [UInt8]) -> Int? {
        text.withUnsafeBufferPointer { bytes in
            let index = ByteScan.first(in: bytes, upTo: bytes.count, sixteen: fm_controls) {
                $0 < 0x20 && $0 != 0x0A && $0 != 0x09
            }
            return index < bytes.count ? index : nil
        }
    }

    /// Whether the first thing in it is a JSON object.
    var looksLikeJSON: Bool { text[start] == 0x7B || text[start] == 0x5B }

    var looksLikeHTML: Bool {
        let head = String(decoding: text[start...].prefix(1000), as: UTF8.self).lowercased()
        return head.contains("<html") || head.contains("<!doctype html")
    }
}
