import Basics

/// The encoding in an XML declaration, however that is written.
enum DeclaredEncoding {
    static func find(_ text: [UInt8]) -> String? {
        guard let start = find("<?xml", in: text, from: 0), let end = text[start...].firstIndex(of: 0x3E),
            let word = find("encoding", in: text, from: start), word < end
        else { return nil }
        var rest = text[(word + 8)..<end].drop { $0 == 0x3D || $0 <= 0x20 }
        // One quote, which in EBCDIC's code pages is in different places, or none.
        if let quote = rest.first, !isName(quote) {
            rest = rest.dropFirst().drop { $0 & 0xC0 == 0x80 }.drop { $0 <= 0x20 }
        }
        return String(decoding: rest.prefix(while: isName), as: UTF8.self).nonEmpty
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F: true
        default: false
        }
    }

    /// Where a word in lower case stands, in any case.
    private static func find(_ word: String, in text: [UInt8], from start: Int) -> Int? {
        let word = Array(word.utf8)
        guard text.count >= start + word.count else { return nil }
        return (start...(text.count - word.count)).first { position in
            word.indices.allSatisfy { index in
                let byte = text[position + index]
                return byte == word[index] || byte >= 0x41 && byte <= 0x5A && byte | 0x20 == word[index]
            }
        }
    }
}
