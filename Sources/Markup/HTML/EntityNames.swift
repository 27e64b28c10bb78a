/// Named character references that libxml2 does not read.
enum EntityNames {
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

    /// The names of HTML 5 beyond HTML 4 that occur in running text; the others are mathematics.
    static let html5: [String: String] = [
        "AMP": "&amp;", "COPY": "©", "GT": "&gt;", "LT": "&lt;", "QUOT": "&quot;", "REG": "®", "NewLine": "\n", "Tab": "\t",
        "ast": "*", "bsol": "\\", "colon": ":", "comma": ",", "commat": "@", "dollar": "$", "equals": "=", "excl": "!",
        "grave": "`", "hyphen": "‐", "dash": "‐", "lbrace": "{", "lcub": "{", "lbrack": "[", "lsqb": "[", "lowbar": "_",
        "lpar": "(", "midast": "*", "num": "#", "percnt": "%", "period": ".", "plus": "+", "quest": "?", "rbrace": "}",
        "rcub": "}", "rbrack": "]", "rsqb": "]", "rpar": ")", "semi": ";", "sol": "/", "verbar": "|", "vert": "|",
        "mldr": "…", "nldr": "‥", "horbar": "―", "rdquor": "”", "ldquor": "„", "rsquor": "’", "lsquor": "‚", "bullet": "•",
        "star": "☆", "starf": "★", "bigstar": "★", "check": "✓", "checkmark": "✓", "cross": "✗", "phone": "☎", "numero": "№",
        "incare": "℅", "copysr": "℗", "half": "½", "frac13": "⅓", "frac23": "⅔", "frac15": "⅕", "frac18": "⅛",
        "frac38": "⅜", "frac58": "⅝", "frac78": "⅞", "hairsp": "\u{200A}", "puncsp": "\u{2008}", "numsp": "\u{2007}",
        "emsp13": "\u{2004}", "emsp14": "\u{2005}", "NonBreakingSpace": "&nbsp;", "ZeroWidthSpace": "\u{200B}",
        "NoBreak": "\u{2060}", "amacr": "ā", "abreve": "ă", "aogon": "ą", "Aogon": "Ą", "cacute": "ć", "Cacute": "Ć",
        "ccaron": "č", "Ccaron": "Č", "dcaron": "ď", "dstrok": "đ", "Dstrok": "Đ", "ecaron": "ě", "Ecaron": "Ě",
        "emacr": "ē", "eogon": "ę", "Eogon": "Ę", "gbreve": "ğ", "Gbreve": "Ğ", "Idot": "İ", "imath": "ı", "inodot": "ı",
        "imacr": "ī", "iogon": "į", "kcedil": "ķ", "lstrok": "ł", "Lstrok": "Ł", "lcaron": "ľ", "nacute": "ń",
        "Nacute": "Ń", "ncaron": "ň", "odblac": "ő", "Odblac": "Ő", "omacr": "ō", "rcaron": "ř", "Rcaron": "Ř",
        "sacute": "ś", "Sacute": "Ś", "scedil": "ş", "Scedil": "Ş", "tcaron": "ť", "tcedil": "ţ", "udblac": "ű",
        "Udblac": "Ű", "umacr": "ū", "uogon": "ų", "uring": "ů", "Uring": "Ů", "zacute": "ź", "Zacute": "Ź", "zcaron": "ž",
        "Zcaron": "Ž", "zdot": "ż", "Zdot": "Ż", "rarr": "→", "larr": "←", "rightarrow": "→", "leftarrow": "←",
        "longrightarrow": "⟶", "lang": "⟨", "rang": "⟩", "langle": "⟨", "rangle": "⟩", "leq": "≤", "geq": "≥",
        "approx": "≈", "infin": "∞", "epsi": "ε", "square": "□", "blacksquare": "▪", "male": "♂", "female": "♀",
        "centerdot": "·", "angst": "Å", "OElig": "Œ", "fflig": "ﬀ", "filig": "ﬁ", "fllig": "ﬂ", "prime": "′",
    ]
}
