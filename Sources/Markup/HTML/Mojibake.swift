/// Text that was UTF-8, was read as Latin-1 or windows-1252, and was written as UTF-8 again: `â\u{80}\u{99}` for `’`.
enum Mojibake {
    /// Puts it right where every run of U+0080 … U+00FF that holds a C1 control, taken as bytes, is UTF-8; else drops the
    /// C1 controls, which no text has.
    static func repair(_ text: inout [UInt8]) {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var run: [UInt8] = []
        var index = 0
        var allDecode = true
        func finishRun() {
            guard !run.isEmpty else { return }
            defer { run.removeAll(keepingCapacity: true) }
            guard run.contains(where: { $0 < 0xA0 }) else {
                for byte in run { out.append(contentsOf: [0xC0 | byte >> 6, 0x80 | byte & 0x3F]) }
                return
            }
            let decodes = run.withUnsafeBytes { HTMLCharset.isUTF8($0) }
            allDecode = allDecode && decodes
            out.append(contentsOf: run)
        }
        while index < text.count {
            let byte = text[index]
            if byte == 0xC2 || byte == 0xC3, index + 1 < text.count {
                run.append((byte & 3) << 6 | text[index + 1] & 0x3F)
                index += 2
                continue
            }
            finishRun()
            out.append(byte)
            index += 1
        }
        finishRun()
        text = allDecode ? out : withoutControls(text)
    }

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
