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
    /// What was told against names of UTF-8, until it turns out that they were right.
    private var deniedUTF8: [Problem] = []
    /// Whether the bytes are well-formed UTF-8; nil until it was looked at.
    private var isUTF8: Bool?

    init(_ bytes: UnsafeRawBufferPointer, contentType: String?) {
        self.bytes = bytes
        self.contentType = contentType
    }

    mutating func decide() {
        checkMediaType()
        let declared = declaration()
        let transport = MediaType.charset(contentType)
        if let mark = ByteOrderMark.sniff(bytes) ?? markAfterSpace {
            decode(as: mark)
        } else if let wide = ByteOrderMark.sniffMarkup(bytes) {
            let named = [transport, declared].compactMap { label($0) }.first { isEBCDIC($0) }
            decode(as: isEBCDIC(wide) ? named ?? wide : wide)
        } else {
            decideNarrow(transport: transport, declared: declared)
        }
        mendMojibake()
    }

    /// A feed that is served as something else is read all the same.
    private mutating func checkMediaType() {
        guard let type = MediaType.type(contentType) else { return }
        let isFeed = ["xml", "rss", "atom", "rdf", "json", "cdf"].contains {
            type.hasSuffix($0) || type.contains($0 + "+") || type.contains($0 + "-")
        }
        if !isFeed { note("wrong-content-type", "served as \(type.prefix(60)), which is no feed's type") }
    }

    /// A mark of UTF-8 that white space got before.
    private var markAfterSpace: TextEncoding? {
        guard let first = bytes.first, first <= 0x20, let start = bytes.firstIndex(where: { $0 > 0x20 }) else {
            return nil
        }
        return UnsafeRawBufferPointer(rebasing: bytes[start...]).starts(with: [0xEF, 0xBB, 0xBF]) ? .utf8 : nil
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
                deny(candidate, origin)
                continue
            }
            if isPlausible(candidate) { return decode(as: candidate) }
            deny(candidate, origin)
        }
        if EncodingGuess.hasEscapes(bytes), let japanese = TextEncoding(label: "iso-2022-jp") {
            note("guessed-encoding", "no encoding is named; read as \(japanese.name)")
            return decode(as: japanese)
        }
        if looksUTF8() { return decode(as: .utf8) }
        let evidence = UTF8Evidence(bytes)
        if evidence.isCertain { return keepUTF8() }
        let guess = EncodingGuess.guess(bytes)
        if guess == nil, evidence.isLikely { return keepUTF8() }
        if !named || guess != nil {
            note("guessed-encoding", "no encoding is named; read as \((guess ?? .windows1252).name)")
        }
        decode(as: guess ?? .windows1252)
    }

    /// Tells that a name was not believed.
    private mutating func deny(_ candidate: TextEncoding, _ origin: String) {
        note("wrong-encoding", "the \(origin) names \(candidate.name), which it is not")
        if candidate == .utf8, let told = problems.last { deniedUTF8.append(told) }
    }

    /// A few bad bytes in what is otherwise UTF-8 do not make it anything else.
    private mutating func keepUTF8() {
        problems.removeAll { deniedUTF8.contains($0) }
        note("malformed-text", "bytes that are not UTF-8; replaced")
        encoding = .utf8
        text = TextEncoding.utf8.decode(bytes).utf8
    }

    /// Whether the bytes can be in an encoding that someone names. UTF-8 is never an accident: where all bytes beyond ASCII are
    /// well-formed UTF-8, another name is a lie if they are no text under it, or too many to be a coincidence.
    private mutating func isPlausible(_ candidate: TextEncoding) -> Bool {
        if candidate.name.hasPrefix("iso-2022") || candidate.name == "utf-7" { return true }
        guard looksUTF8() else { return candidate != .utf8 }
        if UTF8Decoder.isASCII(bytes) {
            return !(candidate.isLatin || candidate == .utf8) || !EncodingGuess.hasEscapes(bytes)
        }
        if candidate == .utf8 { return true }
        let evidence = UTF8Evidence(bytes)
        if candidate.isLatin || evidence.good >= 4 && evidence.long > 0 { return false }
        if candidate.isSingleByte, evidence.good >= 3 { return false }
        return !candidate.decode(bytes).malformed
    }

    private mutating func looksUTF8() -> Bool {
        if let isUTF8 { return isUTF8 }
        let found = UTF8Decoder.firstMalformed(bytes) == nil
        isUTF8 = found
        return found
    }

    private mutating func decode(as encoding: TextEncoding) {
        if encoding == .utf8, isUTF8 == true {
            text = [UInt8](bytes)
            return
        }
        let (decoded, malformed) = encoding.decode(bytes)
        self.encoding = encoding
        text = decoded
        if malformed { note("malformed-text", "bytes that \(encoding.name) does not have; replaced") }
    }

    private mutating func note(_ code: String, _ message: String) {
        problems.append(Problem(code: code, message: message))
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
