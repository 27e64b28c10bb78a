/// The labels by which encodings go: the table of the Encoding Standard (section 4.2), IANA's and Python's names for the
/// older ones. Keys are in lower case, letters and digits alone.
enum EncodingLabels {
    static let all: [TextEncoding] = Array(Set(byLabel.values))

    static let byLabel: [String: TextEncoding] = {
        var table: [String: TextEncoding] = [:]
        func add(_ name: String, _ scheme: TextEncoding.Scheme, _ labels: String) {
            let encoding = TextEncoding(name: name, scheme: scheme)
            table[String(name.filter { $0.isLetter || $0.isNumber })] = encoding
            for label in labels.split(separator: " ") { table[String(label)] = encoding }
        }
        add("utf-8", .utf8, "unicode11utf8 unicode20utf8 utf8 xunicode20utf8 u8 utf utf8sig utf8ucs2 cp65001 csutf8")
        add(
            "utf-16le", .utf16(bigEndian: false),
            "utf16 csunicode iso10646ucs2 ucs2 unicode unicodefeff u16 csutf16 csutf16le unicodelittle ucs2le")
        add("utf-16be", .utf16(bigEndian: true), "unicodefffe csutf16be unicodebig ucs2be")
        add("utf-32le", .utf32(bigEndian: false), "utf32 u32 csucs4 iso10646ucs4 ucs4 ucs4le csutf32 csutf32le")
        add("utf-32be", .utf32(bigEndian: true), "ucs4be csutf32be")
        add("utf-7", .utf7, "u7 unicode11utf7 unicode20utf7 csutf7")
        for (name, module, labels) in singleByte { add(name, .singleByte(module), labels) }
        for (name, module, labels) in multiByte { add(name, .iconv(module), labels) }
        return table
    }()

    private static let singleByte: [(String, String, String)] = [
        (
            "windows-1252", "CP1252",
            "ansix341968 ansix341986 ascii cp1252 cp819 csisolatin1 ibm819 iso88591 iso885911987 isoir100 l1 latin1 usascii xcp1252 us iso646us cp367 ibm367 csascii 646 8859 88591 iso88591windows31latin1 ansi ansi1252 win1252 iso8859"
        ),
        ("windows-1250", "CP1250", "cp1250 xcp1250 win1250"),
        ("windows-1251", "CP1251", "cp1251 xcp1251 win1251 1251"),
        ("windows-1253", "CP1253", "cp1253 xcp1253 win1253"),
        ("windows-1254", "CP1254", "cp1254 csisolatin5 iso88599 iso885991989 isoir148 l5 latin5 xcp1254 win1254"),
        ("windows-1255", "CP1255", "cp1255 xcp1255 win1255"),
        ("windows-1256", "CP1256", "cp1256 xcp1256 win1256"),
        ("windows-1257", "CP1257", "cp1257 xcp1257 win1257"),
        ("windows-1258", "CP1258", "cp1258 xcp1258 win1258"),
        ("windows-874", "CP874", "dos874 iso885911 tis620 cp874 xwindows874 thai iso8859112001 tis62025291"),
        ("iso-8859-2", "ISO-8859-2", "csisolatin2 iso88592 iso885921987 isoir101 l2 latin2"),
        ("iso-8859-3", "ISO-8859-3", "csisolatin3 iso88593 iso885931988 isoir109 l3 latin3"),
        ("iso-8859-4", "ISO-8859-4", "csisolatin4 iso88594 iso885941988 isoir110 l4 latin4"),
        ("iso-8859-5", "ISO-8859-5", "csisolatincyrillic cyrillic iso88595 iso885951988 isoir144"),
        (
            "iso-8859-6", "ISO-8859-6",
            "arabic asmo708 csiso88596e csiso88596i csisolatinarabic ecma114 iso88596 iso885961987 iso88596e iso88596i isoir127"
        ),
        (
            "iso-8859-7", "ISO-8859-7",
            "csisolatingreek ecma118 elot928 greek greek8 iso88597 iso885971987 isoir126 suneugreek"
        ),
        (
            "iso-8859-8", "ISO-8859-8",
            "csiso88598e csisolatinhebrew hebrew iso88598 iso885981988 iso88598e isoir138 visual"
        ),
        ("iso-8859-8-i", "ISO-8859-8", "csiso88598i iso88598i logical"),
        ("iso-8859-10", "ISO-8859-10", "csisolatin6 iso885910 isoir157 l6 latin6"),
        ("iso-8859-13", "ISO-8859-13", "iso885913 l7 latin7"),
        ("iso-8859-14", "ISO-8859-14", "iso885914 l8 latin8"),
        ("iso-8859-15", "ISO-8859-15", "csisolatin9 iso885915 l9 latin9 latin0"),
        ("iso-8859-16", "ISO-8859-16", "iso885916 l10 latin10"),
        ("koi8-r", "KOI8-R", "cskoi8r koi koi8 koi8r"),
        ("koi8-u", "KOI8-U", "koi8ru koi8u"),
        ("koi8-t", "KOI8-T", "koi8t"),
        ("macintosh", "MACINTOSH", "csmacintosh mac xmacroman macroman"),
        ("x-mac-cyrillic", "MAC-CYRILLIC", "xmacukrainian maccyrillic"),
        ("x-mac-icelandic", "MAC-IS", "maciceland macis xmaciceland"),
        ("x-mac-ce", "MAC-CENTRALEUROPE", "maccentraleurope maclatin2 xmaccentraleurroman"),
        ("ibm866", "CP866", "866 cp866 csibm866 dos866"),
        ("ibm437", "CP437", "437 cp437 cspc8codepage437"),
        ("ibm850", "CP850", "850 cp850 cspc850multilingual"),
        ("ibm852", "CP852", "852 cp852 cspcp852"),
        ("ibm855", "CP855", "855 cp855"),
        ("ibm857", "CP857", "857 cp857"),
        ("ibm858", "CP858", "858 cp858 ibm00858"),
        ("ibm860", "CP860", "860 cp860"), ("ibm861", "CP861", "861 cp861 cpis"), ("ibm862", "CP862", "862 cp862"),
        ("ibm863", "CP863", "863 cp863"), ("ibm864", "CP864", "cp864"), ("ibm865", "CP865", "865 cp865"),
        ("ibm869", "CP869", "869 cp869"), ("ibm737", "CP737", "737 cp737"), ("ibm775", "CP775", "775 cp775"),
        ("viscii", "VISCII", "csviscii"), ("tcvn", "TCVN", "tcvn5712"), ("armscii-8", "ARMSCII-8", "armscii"),
        ("georgian-ps", "GEORGIAN-PS", ""), ("hp-roman8", "HP-ROMAN8", "roman8 r8 cshproman8"),
        ("ptcp154", "CP154", "csptcp154 pt154 cp154 cyrillicasian"), ("cp856", "CP856", ""), ("cp1125", "CP1125", ""),
        ("ibm037", "CP037", "cp037 ebcdiccpus ebcdiccpca ebcdiccpwt ebcdiccpnl csibm037 037"),
        ("ibm273", "CP273", "cp273"), ("ibm277", "CP277", "ebcdiccpdk ebcdiccpno"),
        ("ibm278", "CP278", "cp278 ebcdiccpfi ebcdiccpse"),
        ("ibm280", "CP280", "cp280 ebcdiccpit"), ("ibm284", "CP284", "cp284 ebcdiccpes"),
        ("ibm285", "CP285", "cp285 ebcdiccpgb"),
        ("ibm297", "CP297", "cp297 ebcdiccpfr"), ("ibm424", "CP424", "cp424 ebcdiccphe"),
        ("ibm500", "CP500", "cp500 ebcdiccpbe ebcdiccpch"),
        ("ibm870", "CP870", "cp870"), ("ibm871", "CP871", "cp871 ebcdiccpis"), ("ibm875", "CP875", "cp875"),
        ("ibm1026", "CP1026", "cp1026"), ("ibm1047", "CP1047", "cp1047"),
        ("ibm1140", "CP1140", "cp1140 ibm01140 ebcdicus37euro"),
    ]

    private static let multiByte: [(String, String, String)] = [
        (
            "gbk", "GB18030",
            "chinese csgb2312 csiso58gb231280 gb2312 gb231280 isoir58 xgbk cp936 ms936 936 windows936 xmswin936 euccn gb23121980 eucgb2312cn"
        ),
        ("gb18030", "GB18030", "gb180302000"),
        (
            "big5", "BIG5-HKSCS",
            "big5hkscs cnbig5 csbig5 xxbig5 big5tw cp950 950 big5et xbig5 ms950 big5eten windows950 xwindows950"
        ),
        ("euc-tw", "EUC-TW", "cseuctw"),
        ("euc-jp", "EUC-JP-MS", "cseucpkdfmtjapanese xeucjp eucjp ujis eucjpms"),
        ("iso-2022-jp", "ISO-2022-JP-3", "csiso2022jp iso2022jp iso2022jp1 iso2022jp2 iso2022jp3 iso2022jpext jis"),
        (
            "shift_jis", "CP932",
            "csshiftjis ms932 mskanji shiftjis sjis windows31j xsjis cp932 932 xwindows932 shiftjisx0213 cswindows31j"
        ),
        (
            "euc-kr", "UHC",
            "cseuckr csksc56011987 isoir149 korean ksc56011987 ksc56011989 ksc5601 ksc5601 windows949 uhc cp949 949 ksx1001 xwindows949 ms949"
        ),
        ("iso-2022-kr", "ISO-2022-KR", "csiso2022kr"),
        ("iso-2022-cn", "ISO-2022-CN", "iso2022cnext"),
        ("johab", "JOHAB", "cp1361 ms1361"),
    ]
}
