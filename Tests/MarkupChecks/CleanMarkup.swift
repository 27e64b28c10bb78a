/// Reads markup that claims to be clean, and knows nothing of how it was cleaned: tests and fuzz targets ask it for the first
/// thing that could run, that loads what is no picture, sound or page, or that a browser could read in two ways.
public struct CleanMarkup {
    private let bytes: [UInt8]
    private var index = 0
    private var open: [String] = []

    /// Nil where there is nothing to say against `html`.
    public static func flaw(in html: String) -> String? {
        var reader = CleanMarkup(bytes: Array(html.utf8))
        do {
            try reader.read()
            return nil
        } catch {
            return error.text
        }
    }

    private struct Flaw: Error {
        let text: String
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func read() throws(Flaw) {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte < 0x20 && byte != 0x09 && byte != 0x0A || byte == 0x7F { throw Flaw(text: "a control character") }
            if byte == 0x3C { try readTag() }
        }
        guard open.isEmpty else { throw Flaw(text: "<\(open.last!)> is not closed") }
    }

    private mutating func readTag() throws(Flaw) {
        let isEnd = take(0x2F)
        let name = word()
        guard Vocabulary.elements.contains(name) else { throw Flaw(text: "the element <\(name)>") }
        if isEnd {
            guard take(0x3E), open.popLast() == name else { throw Flaw(text: "</\(name)> closes nothing") }
            return
        }
        while take(0x20) { try readAttribute(of: name) }
        guard take(0x3E) else { throw Flaw(text: "<\(name)> has no end") }
        if !Vocabulary.void.contains(name) { open.append(name) }
    }

    private mutating func readAttribute(of element: String) throws(Flaw) {
        let name = word()
        guard !name.isEmpty, !name.hasPrefix("on"), !Vocabulary.refusedAttributes.contains(name) else {
            throw Flaw(text: "the attribute \(name) of <\(element)>")
        }
        guard take(0x3D) else { return }
        guard take(0x22), let end = bytes[index...].firstIndex(of: 0x22) else {
            throw Flaw(text: "\(name) has no quotes")
        }
        let raw = String(decoding: bytes[index..<end], as: UTF8.self)
        index = end + 1
        guard !raw.contains("<") else { throw Flaw(text: "a tag in \(name)") }
        let value = References.decoded(raw)
        switch name {
        case "href", "cite": try check(value, of: name, isLoaded: false)
        case "src", "poster", "data-src": try check(value, of: name, isLoaded: true)
        case "srcset":
            for candidate in value.split(whereSeparator: { $0.isWhitespace }) where candidate.contains(":") {
                try check(String(candidate), of: name, isLoaded: true)
            }
        case "style": try checkStyle(value)
        default: break
        }
    }

    /// What a browser makes of the beginning of an address: white space and control characters within it do not count.
    private func check(_ address: String, of attribute: String, isLoaded: Bool) throws(Flaw) {
        let heard = String(address.unicodeScalars.filter { $0.value > 0x20 }.map { Character($0) }).lowercased()
        let scheme = heard.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+.-".contains($0)) }
        guard heard.dropFirst(scheme.count).first == ":" else { return }
        let isPicture = ["png", "gif", "jpeg", "jpg", "webp", "avif"].contains {
            heard.hasPrefix("data:image/\($0);") || heard.hasPrefix("data:image/\($0),")
        }
        let isWeb = scheme == "http" || scheme == "https"
        let isHarmless = isLoaded ? isWeb || isPicture : !Vocabulary.refusedSchemes.contains(String(scheme))
        guard isHarmless else { throw Flaw(text: "\(attribute) leads to \(scheme):") }
    }

    private func checkStyle(_ style: String) throws(Flaw) {
        let heard = style.lowercased()
        for word in Vocabulary.refusedInStyle where heard.contains(word) { throw Flaw(text: "\(word) in a style") }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func word() -> String {
        let start = index
        while index < bytes.count,
            (0x61...0x7A).contains(bytes[index]) || (0x30...0x39).contains(bytes[index]) || bytes[index] == 0x2D
        {
            index += 1
        }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }
}
