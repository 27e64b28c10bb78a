import Basics

/// Text that was UTF-8, was read as Latin-1 or windows-1252, and was written as UTF-8 again: `â\u{80}\u{99}` or `â€™` for `’`.
enum Mojibake {
    /// Whether an `â€` is there, with which all dashes and quotation marks begin that were read as windows-1252.
    static func isLikely(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { ByteSearch.first("\u{E2}\u{20AC}", in: $0) != nil }
    }

    /// Puts all of it right where every run of characters that windows-1252 has and ASCII has not is UTF-8 when taken as bytes;
    /// else only the runs that can be nothing else. Drops the C1 controls that are left, which no text has.
    static func repair(_ text: inout [UInt8]) {
        var all: [UInt8] = []
        var certain: [UInt8] = []
        all.reserveCapacity(text.count)
        certain.reserveCapacity(text.count)
        var run: [UInt8] = []
        var runStart = 0
        var hasControl = false
        var allDecode = true
        var index = 0
        func finishRun() {
            guard !run.isEmpty else { return }
            let decodes = run.withUnsafeBytes { HTMLCharset.isUTF8($0) }
            allDecode = allDecode && decodes
            all.append(contentsOf: run)
            if decodes && (hasControl || run.count > 2 && run.starts(with: [0xE2, 0x80])) {
                certain.append(contentsOf: run)
            } else {
                certain.append(contentsOf: text[runStart..<index])
            }
            run.removeAll(keepingCapacity: true)
            hasControl = false
        }
        while index < text.count {
            if let (byte, length) = windowsByte(text, index) {
                if run.isEmpty { runStart = index }
                if length == 2, text[index] == 0xC2, byte < 0xA0 { hasControl = true }
                run.append(byte)
                index += length
                continue
            }
            finishRun()
            all.append(text[index])
            certain.append(text[index])
            index += 1
        }
        finishRun()
        text = allDecode ? all : withoutControls(certain)
    }

    /// The byte of windows-1252, or of Latin-1, for the character that begins here; nil for ASCII and for what they have not.
    private static func windowsByte(_ text: [UInt8], _ index: Int) -> (byte: UInt8, length: Int)? {
        let lead = text[index]
        guard lead >= 0xC2, index + 1 < text.count else { return nil }
        let second = text[index + 1]
        switch lead {
        case 0xC2, 0xC3: return ((lead & 3) << 6 | second & 0x3F, 2)
        case 0xC5, 0xC6, 0xCB:
            let value = UInt32(lead & 0x1F) << 6 | UInt32(second & 0x3F)
            return specials[value].map { ($0, 2) }
        case 0xE2:
            guard index + 2 < text.count else { return nil }
            let value = 0x2000 | UInt32(second & 0x3F) << 6 | UInt32(text[index + 2] & 0x3F)
            return specials[value].map { ($0, 3) }
        default: return nil
        }
    }

    /// What windows-1252 has at 0x80 to 0x9F.
    private static let specials: [UInt32: UInt8] = {
        var table: [UInt32: UInt8] = [:]
        for byte in UInt8(0x80)...0x9F {
            let text = String(decoding: TextEncoding.windows1252.decode([byte]).utf8, as: UTF8.self)
            if let scalar = text.unicodeScalars.first, scalar.value > 0xFF, scalar != "\u{FFFD}" {
                table[scalar.value] = byte
            }
        }
        return table
    }()

    private static func withoutControls(_ text: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if text[index] == 0xC2, index + 1 < text.count, text[index + 1] < 0xA0 {
                index += 2
                continue
            }
            out.append(text[index])
            index += 1
        }
        return out
    }
}
