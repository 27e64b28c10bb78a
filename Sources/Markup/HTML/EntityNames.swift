/// Named character references that HTML 5 reads though their semicolon is missing.
enum EntityNames {
    /// Those that stand in nearly every page, and that libxml2 reads.
    static let common: Set<String> = ["amp", "lt", "gt", "quot", "apos", "nbsp"]

    /// Names that HTML 5 knows without a semicolon (HTML Standard, 13.5).
    static let legacy: Set<String> = Set(
        """
        AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute Icirc Igrave Iuml LT \
        Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig \
        agrave amp aring atilde auml brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 frac14 \
        frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not ntilde oacute ocirc ograve ordf ordm \
        oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml \
        uuml yacute yen yuml
        """.split(separator: " ").map(String.init))

    /// The longest name known without a semicolon with which a word begins.
    static func legacyPrefix(of word: String) -> String? {
        if legacy.contains(word) { return word }
        for length in stride(from: min(6, word.utf8.count - 1), through: 2, by: -1) {
            let start = String(word.prefix(length))
            if legacy.contains(start) { return start }
        }
        return nil
    }

    /// A text as it stands in a source: what would be read as markup is a reference.
    static func written(_ text: String) -> [UInt8] {
        switch text {
        case "<": Array("&lt;".utf8)
        case ">": Array("&gt;".utf8)
        case "&": Array("&amp;".utf8)
        case "\"": Array("&quot;".utf8)
        case "'": Array("&#39;".utf8)
        default: Array(text.utf8)
        }
    }
}
