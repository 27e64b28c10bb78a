import Basics

/// The directives of Cache-Control (RFC 9111, 5.2.2) that a private cache minds. Of one given twice the first counts, as
/// the RFC allows (4.2.1); what is not understood is left out.
public struct CacheControl: Sendable, Hashable {
    /// Seconds.
    public private(set) var maxAge: Int64?
    public private(set) var noCache = false
    public private(set) var noStore = false
    public private(set) var mustRevalidate = false

    public init(_ text: String) {
        for (name, value) in CacheControl.directives(text) {
            switch name {
            case "max-age": maxAge = maxAge ?? CacheControl.deltaSeconds(value)
            // With field names it is about those fields alone.
            case "no-cache" where value == nil: noCache = true
            case "no-store": noStore = true
            case "must-revalidate": mustRevalidate = true
            default: break
            }
        }
    }

    /// RFC 9111, 1.2.2: digits; too great a number is 2³¹. A fraction or a sign makes it unreadable.
    static func deltaSeconds(_ text: String?) -> Int64? {
        guard let text, !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return min(Int64(text) ?? 1 << 31, 1 << 31)
    }

    /// Names in lower case, with the value without its quotes; commas within quotes part nothing.
    private static func directives(_ text: String) -> [(String, String?)] {
        var result: [(String, String?)] = []
        var current: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        for byte in Array(text.utf8) + [0x2C] {
            if isEscaped {
                current.append(byte)
                isEscaped = false
            } else if isQuoted, byte == 0x5C {
                isEscaped = true
            } else if byte == 0x22 {
                isQuoted.toggle()
            } else if byte == 0x2C, !isQuoted {
                append(current, to: &result)
                current = []
            } else {
                current.append(byte)
            }
        }
        // A quote without an end: what began before it still counts.
        if isQuoted { append(current, to: &result) }
        return result
    }

    private static func append(_ bytes: [UInt8], to result: inout [(String, String?)]) {
        let parts = bytes.split(separator: 0x3D, maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(decoding: parts[0], as: UTF8.self).trimmed.asciiLowercased
        guard !name.isEmpty else { return }
        result.append(
            (name, parts.count == 2 ? String(decoding: parts[1], as: UTF8.self).trimmed : nil))
    }
}
