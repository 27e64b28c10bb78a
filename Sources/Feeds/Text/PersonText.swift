import Basics

/// A person in one line of text, as RSS has them: `jane@example.com (Jane Doe)`, `Jane Doe <jane@example.com>`, a name, an
/// address.
enum PersonText {
    /// Tags of HTML go; what only looks like one, such as an address in angle brackets, stays.
    static func parse(_ bytes: [UInt8]) -> Person? { parse(HTMLPlain.text(bytes)) }

    static func parse(_ text: String) -> Person? {
        let text = text.collapsed
        guard !text.isEmpty else { return nil }
        guard let email = address(in: text) else { return Person(name: trim(text).nonEmpty) }
        return Person(name: trim(without(email, text)).nonEmpty, email: email)
    }

    /// The text without the address, and without what stood around it: brackets, `mailto:`.
    private static func without(_ email: String, _ text: String) -> String {
        let bytes = Array(text.utf8)
        let address = Array(email.utf8)
        guard let at = bytes.firstIndex(of: 0x40), let offset = address.firstIndex(of: 0x40) else { return text }
        var start = at - offset
        var end = start + address.count
        while start > 0, bytes[start - 1] == 0x20 { start -= 1 }
        while end < bytes.count, bytes[end] == 0x20 { end += 1 }
        if bytes[..<start].suffix(7).elementsEqual("mailto:".utf8) { start -= 7 }
        while start > 0, end < bytes.count, closes(bytes[start - 1], bytes[end]) {
            start -= 1
            end += 1
        }
        return String(decoding: bytes[..<start] + [0x20] + bytes[end...], as: UTF8.self).collapsed
    }

    private static func closes(_ open: UInt8, _ close: UInt8) -> Bool {
        open == 0x28 && close == 0x29 || open == 0x3C && close == 0x3E || open == 0x5B && close == 0x5D
    }

    private static func trim(_ text: String) -> String {
        var text = Substring(text)
        while let first = text.first, first == " " || first == "," || first == ";" || first == "-" {
            text.removeFirst()
        }
        while let last = text.last, last == " " || last == "," || last == ";" || last == "-" { text.removeLast() }
        if text.first == "(" && text.last == ")"
            || text.first == "<" && text.last == ">" && !text.dropFirst().contains("<")
            || text.first == "\"" && text.last == "\"" && text.count > 1
        {
            text = text.dropFirst().dropLast()
        }
        return String(text).trimmed
    }

    /// The first thing in the text that is a mail address (RFC 5322's dot-atom at a domain with a dot).
    static func address(in text: String) -> String? {
        let bytes = Array(text.utf8)
        guard let at = bytes.firstIndex(of: 0x40) else { return nil }
        var start = at
        while start > 0, isLocal(bytes[start - 1]) { start -= 1 }
        var end = at + 1
        while end < bytes.count, isDomain(bytes[end]) { end += 1 }
        while end > at + 1, bytes[end - 1] == 0x2E || bytes[end - 1] == 0x2D { end -= 1 }
        guard start < at, end > at + 1, bytes[(at + 1)..<end].contains(0x2E) else { return nil }
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private static func isLocal(_ byte: UInt8) -> Bool {
        isDomain(byte)
            || [
                0x5F, 0x2B, 0x21, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2A, 0x2F, 0x3D, 0x3F, 0x5E, 0x60, 0x7B, 0x7C, 0x7D,
                0x7E,
            ].contains(byte)
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x2E || byte == 0x2D
            || byte >= 0x80
    }
}
