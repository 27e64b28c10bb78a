import Glibc

/// Where the Encoding Standard's tables have what the C library's have not.
enum EncodingAmendments {
    /// Bytes of single-byte modules.
    static let bytes: [String: [UInt8: Unicode.Scalar]] = ["KOI8-U": [0xAE: "\u{045E}", 0xBE: "\u{040E}"]]

    /// Sequences that the module refuses.
    static let sequences: [String: [[UInt8]: Unicode.Scalar]] = [
        "GB18030": [[0x80]: "€"], "BIG5-HKSCS": [[0xA3, 0xE1]: "€"],
    ]

    /// Puts characters in the place of those for private use that the module has for them.
    static func amend(_ text: [UInt8], module: String) -> [UInt8] {
        switch module {
        case "EUC-JP-MS": amend(text, extendedKanji)
        // The editions of 2000 and 2005 exchanged two codes.
        case "GB18030": amend(text, [0xE7C7: Array("\u{1E3F}".utf8)])
        default: text
        }
    }

    private static func amend(_ text: [UInt8], _ table: [UInt32: [UInt8]]) -> [UInt8] {
        var result: [UInt8] = []
        var start = 0
        text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            var index = 0
            // U+E000 … U+EFFF begin with 0xEE.
            while index < bytes.count, let found = memchr(base + index, 0xEE, bytes.count - index) {
                index = base.distance(to: found.assumingMemoryBound(to: UInt8.self))
                guard index + 2 < bytes.count else { return }
                let scalar = 0xE000 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
                if let meant = table[scalar] {
                    result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
                    result.append(contentsOf: meant)
                    start = index + 3
                }
                index += 3
            }
        }
        return start == 0 ? text : result + text[start...]
    }

    /// Rows 89 to 92 of EUC-JP, IBM's kanji as NEC placed them: they are those of Shift_JIS's lead bytes 0xED and 0xEE.
    private static let extendedKanji: [UInt32: [UInt8]] = {
        var table: [UInt32: [UInt8]] = [:]
        for row in 89...92 {
            for cell in 1...94 {
                let trail = row % 2 == 0 ? cell + 0x9E : cell + 0x3F + (cell >= 64 ? 1 : 0)
                let bytes = [UInt8((row - 1) / 2 + 0xC1), UInt8(trail)]
                let (text, malformed) = bytes.withUnsafeBytes { IconvModule.decode($0, module: "CP932") }
                if !malformed { table[0xE000 + UInt32((row - 85) * 94 + cell - 1)] = text }
            }
        }
        return table
    }()
}
