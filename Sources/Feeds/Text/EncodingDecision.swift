import Basics
import Markup

/// Which encoding a document is in (RFC 7303, XML 1.0 appendix F, and what publishers do): its byte order mark; what HTTP says;
/// what the first characters and the XML declaration say; UTF-8. What turns out to be a lie is mended.
struct EncodingDecision {
    private let bytes: UnsafeRawBufferPointer
    private let contentType: String?
    private(set) var encoding = TextEncoding.utf8
    private(set) var text: [UInt8] = []
    private(set) var problems: [Problem] = []
    private(set) var isMojibake = false

    init(_ bytes: UnsafeRawBufferPointer, contentType: String?) {
        self.bytes = bytes
        self.contentType = contentType
    }

    mutating func decide() {
        checkMediaType()
        let mark = ByteOrderMark.sniff(bytes)
        let declared = declaration()
        let transport = charset()
        if let mark {
            decode(as: mark)
        } else if let wide = ByteOrderMark.sniffMarkup(bytes) {
            decode(
                as: wide.extendsASCII || !isEBCDIC(wide)
                    ? wide : label(declared).flatMap { isEBCDIC($0) ? $0 : nil } ?? wide)
        } else {
            decideNarrow(transport: transport, declared: declared)
        }
        mendMojibake()
    }

    /// A feed that is served as something else is read all the same.
    private mutating func checkMediaType() {
        guard let type = contentType?.prefix(while: { $0 != ";" }).description.trimmed.asciiLowercased, !type.isEmpty
        else { return }
        let isFeed = ["xml", "rss", "atom", "rdf", "json", "cdf"].contains {
            type.hasSuffix($0) || type.contains($0 + "+") || type.contains($0 + "-")
        }
        if !isFeed { note("wrong-content-type", "served as \(type.prefix(60)), which is no feed's type") }
    }

    private func isEBCDIC(_ encoding: TextEncoding) -> Bool {
        !encoding.extendsASCII && encoding.name.hasPrefix("ibm")
    }

    private func label(_ text: String?) -> TextEncoding? { text.flatMap { TextEncoding(label: $0) } }

    /// Bytes that look like ASCII with something above it.
    private mutating func decideNarrow(transport: String?, declared: String?) {
        var named = false
        for (label, origin) in [(transport, "Content-Type"), (declared, "XML declaration")] {
            guard let label else { continue }
            guard let candidate = TextEncoding(label: label) else {
                note("unknown-encoding", "the \(origin) names an encoding that nobody knows: \(label.prefix(40))")
                continue
            }
            named = true
            // What was read as ASCII up to here cannot be in two or four bytes.
            guard candidate.extendsASCII || candidate.name == "utf-7" else {
                note("wrong-encoding", "the \(origin) names \(candidate.name), which it is not")
                continue
            }
            if isPlausible(candidate, label: label) { return decode(as: candidate) }
            note("wrong-encoding", "the \(origin) names \(candidate.name), which it is not")
        }
        if !named, EncodingGuess.hasEscapes(bytes), let japanese = TextEncoding(label: "iso-2022-jp") {
            note("guessed-encoding", "no encoding is named; read as \(japanese.name)")
            return decode(as: japanese)
        }
        guard let broken = UTF8Decoder.firstMalformed(bytes) else { return decode(as: .utf8) }
        // A few bad bytes in what is otherwise UTF-8 do not make it anything else.
        if isMostlyUTF8(broken) {
            problems.removeAll { $0.code == "wrong-encoding" && $0.message.contains(" names utf-8,") }
            note("malformed-text", "bytes that are not UTF-8; replaced")
            encoding = .utf8
            text = TextEncoding.utf8.decode(bytes).utf8
            return
        }
        let guess = EncodingGuess.guess(bytes)
        if !named || guess != nil {
            note("guessed-encoding", "no encoding is named; read as \((guess ?? .windows1252).name)")
        }
        decode(as: guess ?? .windows1252)
    }

    /// Whether the bytes can be in an encoding that someone names. UTF-8 is never an accident: where bytes beyond ASCII are
    /// well-formed UTF-8, a name of one byte each is a lie.
    private func isPlausible(_ candidate: TextEncoding, label: String) -> Bool {
        if candidate == .utf8 { return UTF8Decoder.firstMalformed(bytes) == nil }
        if case let name = candidate.name, name == "windows-1252" || name.hasPrefix("iso-8859") {
            let hasHigh = bytes.contains { $0 >= 0x80 }
            if hasHigh, UTF8Decoder.firstMalformed(bytes) == nil { return false }
            if label.lowercased().hasSuffix("ascii"), hasHigh { return UTF8Decoder.firstMalformed(bytes) != nil }
        }
        return true
    }

    /// Whether all but few of the sequences beyond ASCII are well-formed.
    private func isMostlyUTF8(_ first: Int) -> Bool {
        var good = 0
        var bad = 0
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                index += 1
                continue
            }
            let length = UTF8Decoder.length(bytes, index)
            if length > 0 {
                good += 1
                index += length
            } else {
                bad += 1
                index += 1
            }
        }
        return good >= bad * 4 || good == 0 && bad == 1 && first > 0 && contentTypeOrDeclarationSaysUTF8
    }

    private var contentTypeOrDeclarationSaysUTF8: Bool {
        label(charset()) == .utf8 || label(declaration()) == .utf8
    }

    private mutating func decode(as encoding: TextEncoding) {
        let (decoded, malformed) = encoding.decode(bytes)
        self.encoding = encoding
        text = decoded
        if malformed { note("malformed-text", "bytes that \(encoding.name) does not have; replaced") }
    }

    private mutating func note(_ code: String, _ message: String) {
        problems.append(Problem(code: code, message: message))
    }

    /// The charset parameter of the Content-Type, however it is quoted.
    private func charset() -> String? {
        guard let contentType else { return nil }
        for parameter in contentType.split(separator: ";").dropFirst() {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, String(parts[0]).trimmed.asciiLowercased == "charset" else { continue }
            return String(parts[1]).trimmed.filter { $0 != "\"" && $0 != "'" }.nonEmpty
        }
        return nil
    }

    /// The encoding that the XML declaration names; in UTF-16, UTF-32 and EBCDIC too.
    private func declaration() -> String? {
        var head = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, 1600)])
        var decoded: [UInt8] = []
        if let wide = ByteOrderMark.sniff(head) ?? ByteOrderMark.sniffMarkup(head), wide != .utf8 {
            head = UnsafeRawBufferPointer(rebasing: head[..<(head.count / 4 * 4)])
            decoded = wide.decode(head).utf8
        } else {
            decoded = Array(head.prefix(400))
        }
        return DeclaredEncoding.find(decoded)
    }
}

/// The encoding in an XML declaration.
enum DeclaredEncoding {
    static func find(_ text: [UInt8]) -> String? {
        guard let start = find("<?xml", in: text, from: 0), let end = text[start...].firstIndex(of: 0x3E),
            let word = find("encoding", in: text, from: start), word < end
        else { return nil }
        let rest = text[(word + 8)..<end].drop { $0 == 0x3D || $0 <= 0x20 }
        guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return nil }
        return String(decoding: rest.dropFirst().prefix { $0 != quote }, as: UTF8.self).trimmed.nonEmpty
    }

    private static func find(_ word: String, in text: [UInt8], from start: Int) -> Int? {
        let word = Array(word.utf8)
        guard text.count >= word.count else { return nil }
        return (start...max(start, text.count - word.count)).first { text[$0...].starts(with: word) }
    }
}

extension EncodingDecision {
    /// UTF-8 that was taken for windows-1252 (or ISO 8859-1) and encoded as UTF-8 again: certain where every run of what is
    /// beyond ASCII, taken back, is UTF-8, and there are several.
    private mutating func mendMojibake() {
        guard encoding == .utf8, text.hasByte(0xC3) || text.hasByte(0xC2), let mended = Mojibake.mend(text) else {
            return
        }
        text = mended
        isMojibake = true
    }
}
