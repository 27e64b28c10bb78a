/// What the first bytes of a text say of its encoding.
public enum ByteOrderMark {
    static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The encoding whose byte order mark the bytes begin with (Encoding Standard, section 6; UTF-32 too, RFC 7303).
    public static func sniff(_ bytes: UnsafeRawBufferPointer) -> TextEncoding? {
        if bytes.starts(with: utf8) { return .utf8 }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return .utf32LE }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return .utf32BE }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LE }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BE }
        return nil
    }

    /// The encoding that the first characters betray (XML 1.0, appendix F.1): a `<`, a brace of JSON or white space of two or four
    /// bytes, or `<?xm` in EBCDIC (code page 037 until the declaration says which). Nil where they look like ASCII.
    public static func sniffMarkup(_ bytes: UnsafeRawBufferPointer) -> TextEncoding? {
        guard bytes.count >= 4 else { return nil }
        func begins(_ byte: UInt8) -> Bool { [0x3C, 0x7B, 0x5B, 0x0A, 0x0D, 0x20, 0x09].contains(byte) }
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0, 0, 0, let first) where begins(first): return .utf32BE
        case (let first, 0, 0, 0) where begins(first): return .utf32LE
        case (0, let first, 0, _) where begins(first): return .utf16BE
        case (let first, 0, _, 0) where begins(first): return .utf16LE
        case (0x4C, 0x6F, 0xA7, 0x94): return TextEncoding(label: "cp037")
        default: return nil
        }
    }
}
