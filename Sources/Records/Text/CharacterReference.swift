/// The character references of HTML that text still holds after sanitising, and those that people write by hand.
enum CharacterReference {
    /// `body` is what stands between `&` and `;`. Nil for a name that is not known here.
    static func scalar(_ body: Slice<UnsafeBufferPointer<UInt8>>) -> Unicode.Scalar? {
        guard let first = body.first else { return nil }
        if first == 0x23 {
            let digits = String(decoding: body.dropFirst(), as: UTF8.self)
            let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
            return UInt32(
                isHexadecimal ? String(digits.dropFirst()) : digits, radix: isHexadecimal ? 16 : 10
            )
            .flatMap { Unicode.Scalar($0) }
        }
        return names[String(decoding: body, as: UTF8.self)]
    }

    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "shy": "\u{AD}",
        "ndash": "\u{2013}", "mdash": "\u{2014}", "hellip": "\u{2026}", "lsquo": "\u{2018}",
        "rsquo": "\u{2019}",
        "sbquo": "\u{201A}", "ldquo": "\u{201C}", "rdquo": "\u{201D}", "bdquo": "\u{201E}",
        "laquo": "\u{AB}",
        "raquo": "\u{BB}", "lsaquo": "\u{2039}", "rsaquo": "\u{203A}", "bull": "\u{2022}",
        "middot": "\u{B7}",
        "ensp": "\u{2002}", "emsp": "\u{2003}", "thinsp": "\u{2009}", "zwj": "\u{200D}",
        "zwnj": "\u{200C}",
        "euro": "\u{20AC}", "pound": "\u{A3}", "copy": "\u{A9}", "reg": "\u{AE}", "trade": "\u{2122}",
        "eacute": "\u{E9}", "egrave": "\u{E8}", "agrave": "\u{E0}", "ccedil": "\u{E7}",
        "auml": "\u{E4}",
        "ouml": "\u{F6}", "uuml": "\u{FC}", "Auml": "\u{C4}", "Ouml": "\u{D6}", "Uuml": "\u{DC}",
        "szlig": "\u{DF}",
    ]
}
