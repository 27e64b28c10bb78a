import Glibc

/// Leaves the `[[feed]]` tables out of a configuration's text, line by line and without parsing it: for those who want to
/// know what stands beside 200,000 of them at once.
enum FeedTables {
    /// Nil where a line alone does not tell what it belongs to: in a file with strings of several lines.
    static func leftOut(of bytes: [UInt8]) -> [UInt8]? {
        guard !bytes.isEmpty else { return [] }
        return bytes.withUnsafeBytes { text in
            guard !isThrice(0x22, in: text), !isThrice(0x27, in: text) else { return nil }
            var result: [UInt8] = []
            var isLeftOut = false
            var start = 0
            while start < text.count {
                let end =
                    memchr(text.baseAddress! + start, 0x0A, text.count - start).map {
                        UnsafeRawPointer($0) - text.baseAddress! + 1
                    } ?? text.count
                let line = text[start..<end]
                switch table(line) {
                case .plain(let name): isLeftOut = name == "feed"
                case .other: return nil
                case nil: break
                }
                if !isLeftOut { result.append(contentsOf: line) }
                start = end
            }
            return result
        }
    }

    /// Whether a byte stands three times in a row.
    private static func isThrice(_ byte: UInt8, in text: UnsafeRawBufferPointer) -> Bool {
        var start = 0
        while start + 2 < text.count, let found = memchr(text.baseAddress! + start, Int32(byte), text.count - start) {
            let place = UnsafeRawPointer(found) - text.baseAddress!
            if place + 2 < text.count, text[place + 1] == byte, text[place + 2] == byte { return true }
            start = place + 1
        }
        return false
    }

    /// What a line begins with that has a bracket at its start.
    private enum Head {
        /// A table, by the first part of its name.
        case plain(String)
        /// A table whose name is written otherwise, or a value of several lines.
        case other
    }

    /// Nil for a line without a bracket at its start.
    private static func table(_ line: Slice<UnsafeRawBufferPointer>) -> Head? {
        let text = line.drop { $0 == 0x20 || $0 == 0x09 }
        guard text.first == 0x5B else { return nil }
        let name = text.drop { $0 == 0x5B }
        let word = name.prefix { $0 >= 0x61 && $0 <= 0x7A || $0 == 0x5F }
        guard !word.isEmpty, let next = name.dropFirst(word.count).first, next == 0x5D || next == 0x2E else {
            return .other
        }
        return .plain(String(decoding: word, as: UTF8.self))
    }
}
