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
}
