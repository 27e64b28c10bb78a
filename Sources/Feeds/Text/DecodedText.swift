import Basics
import Markup

/// A document's bytes as text: its encoding found, its lies mended, its line ends made one, its XML declaration gone.
struct DecodedText {
    let encoding: TextEncoding
    /// UTF-8, well-formed.
    let content: [UInt8]
    let problems: [Problem]
    /// The line that `content` begins on.
    let firstLine: Int

    init(_ bytes: UnsafeRawBufferPointer, contentType: String?) throws(FeedError) {
        guard !bytes.isEmpty else { throw .empty }
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
        var start = 0
        while start < text.count, text[start] <= 0x20 { start += 1 }
        guard start < text.count else { throw .empty }
        if start > 0, text[start...].starts(with: "<?xml ".utf8) {
            problems.append(
                Problem(code: "bad-declaration", line: 1, message: "white space before the XML declaration; left out"))
        }
        if let end = DecodedText.declarationEnd(text, start) { start = end }
        if decision.isMojibake {
            problems.append(Problem(code: "double-encoded", message: "UTF-8 that was encoded twice; mended"))
        }
        encoding = decision.encoding
        firstLine = 1 + text.prefix(start).count { $0 == 0x0A }
        content = start == 0 ? text : Array(text[start...])
        self.problems = problems
    }

    private static func declarationEnd(_ text: [UInt8], _ start: Int) -> Int? {
        guard text[start...].starts(with: "<?xml".utf8) else { return nil }
        var index = start
        while index + 1 < min(text.count, start + 400) {
            if text[index] == 0x3F, text[index + 1] == 0x3E { return index + 2 }
            index += 1
        }
        return nil
    }

    /// XML 1.0, section 2.11.
    private static func withLineFeeds(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var start = 0
        text.withUnsafeBufferPointer { bytes in
            for index in bytes.indices where bytes[index] == 0x0D {
                result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
                if index + 1 >= bytes.count || bytes[index + 1] != 0x0A { result.append(0x0A) }
                start = index + 1
            }
            result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        return result
    }

    /// The first control character that XML forbids. Eight bytes at a time: those below 0x20 borrow into their top bit.
    private static func firstControl(_ text: [UInt8]) -> Int? {
        text.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count {
                if index + 8 <= bytes.count {
                    let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    if (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080 == 0 {
                        index += 8
                        continue
                    }
                }
                let end = min(index + 8, bytes.count)
                while index < end {
                    if bytes[index] < 0x20, bytes[index] != 0x0A, bytes[index] != 0x09 { return index }
                    index += 1
                }
            }
            return nil
        }
    }

    /// Whether the first thing in it is a JSON object.
    var looksLikeJSON: Bool { content.first == 0x7B || content.first == 0x5B }

    var looksLikeHTML: Bool {
        let head = String(decoding: content.prefix(1000), as: UTF8.self).lowercased()
        return head.contains("<html") || head.contains("<!doctype html")
    }
}
