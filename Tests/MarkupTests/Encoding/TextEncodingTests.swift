import Markup
import Testing

@Suite struct TextEncodingTests {
    @Test(arguments: [
        ("UTF8", "utf-8"), (" iso-8859-1 ", "windows-1252"), ("latin1", "windows-1252"), ("us-ascii", "windows-1252"),
        ("Shift_JIS", "shift_jis"),
        ("x-sjis", "shift_jis"), ("GB2312", "gbk"), ("ks_c_5601-1987", "euc-kr"), ("utf_16", "utf-16le"),
        ("unicodeFFFE", "utf-16be"),
        ("cp1251", "windows-1251"), ("koi8-ru", "koi8-u"), ("cp037", "ibm037"), ("tis-620", "windows-874"),
        ("x-mac-cyrillic", "x-mac-cyrillic"),
        ("ucs-4", "utf-32le"), ("cp949", "euc-kr"), ("dos-866", "ibm866"), ("x-big5", "big5"), ("ms950", "big5"),
        ("mac-iceland", "x-mac-icelandic"),
    ])
    func labels(_ label: String, _ name: String) {
        #expect(TextEncoding(label: label)?.name == name)
    }

    @Test func unknownLabels() {
        #expect(TextEncoding(label: "bogus") == nil)
        #expect(TextEncoding(label: "--") == nil)
    }

    @Test(arguments: characters)
    func decodes(_ label: String, _ bytes: [UInt8], _ text: String) throws {
        let (utf8, malformed) = try #require(TextEncoding(label: label)).decode(bytes)
        #expect(String(decoding: utf8, as: UTF8.self) == text)
        #expect(!malformed)
    }

    @Test(arguments: [
        ("utf-8", [0x61, 0xFF, 0x62] as [UInt8], "a\u{FFFD}b"), ("utf-8", [0xE2, 0x82, 0x41], "\u{FFFD}A"),
        ("utf-8", [0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
        ("utf-16le", [0x00, 0xD8, 0x41, 0x00], "\u{FFFD}A"), ("utf-32le", [0, 0, 0x11, 0], "\u{FFFD}"),
        ("gbk", [0x41, 0xFF], "A\u{FFFD}"), ("windows-1253", [0xD2, 0x41], "\u{FFFD}A"),
    ])
    func malformedBecomesReplacement(_ label: String, _ bytes: [UInt8], _ text: String) throws {
        let (utf8, malformed) = try #require(TextEncoding(label: label)).decode(bytes)
        #expect(String(decoding: utf8, as: UTF8.self) == text)
        #expect(malformed)
    }

    @Test func marks() {
        func sniff(_ bytes: [UInt8]) -> String? { bytes.withUnsafeBytes { ByteOrderMark.sniff($0)?.name } }
        #expect(sniff([0xEF, 0xBB, 0xBF, 0x3C]) == "utf-8")
        #expect(sniff([0xFF, 0xFE, 0x3C, 0]) == "utf-16le")
        #expect(sniff([0xFF, 0xFE, 0, 0]) == "utf-32le")
        #expect(sniff([0x3C, 0x3F]) == nil)
    }

    @Test(
        arguments: [
            ("utf-32le", [0x0A, 0, 0, 0, 0x3C, 0, 0, 0] as [UInt8]), ("utf-32be", [0, 0, 0, 0x20]),
            ("utf-16le", [0x7B, 0, 0x22, 0]), ("utf-16be", [0, 0x3C, 0, 0x3F]), (nil, [0x3C, 0x3F, 0x78, 0x6D]),
        ] as [(String?, [UInt8])])
    func firstCharacters(_ name: String?, _ bytes: [UInt8]) {
        #expect(bytes.withUnsafeBytes { ByteOrderMark.sniffMarkup($0)?.name } == name)
    }

    /// After `prepare`, every encoding of the table decodes: none asks for a module that is not installed.
    @Test func everythingPreparesAndDecodes() throws {
        TextEncoding.prepare()
        for label in [
            "big5", "euc-jp", "euc-kr", "gb18030", "iso-2022-jp", "iso-2022-kr", "johab", "euc-tw", "viscii", "ibm866",
            "cp500",
        ] {
            let encoding = try #require(TextEncoding(label: label))
            #expect(
                encoding.extendsASCII ? encoding.decode([0x41]).utf8 == [0x41] : !encoding.decode([0xC1]).malformed,
                "\(label)")
        }
    }
}

private let characters: [(String, [UInt8], String)] = [
    ("windows-1252", [0x93, 0xE9, 0x94, 0x81], "“é”\u{81}"),
    ("windows-1251", [0xCF, 0xF0], "Пр"),
    ("koi8-r", [0xF0, 0xD2], "Пр"),
    ("shift_jis", [0x87, 0x40, 0x93, 0xFA], "①日"),
    ("euc-jp", [0xC6, 0xFC], "日"),
    ("gbk", [0xD6, 0xD0], "中"),
    ("gb18030", [0x95, 0x32, 0x82, 0x36], "𠀀"),
    ("big5", [0xA4, 0xA4], "中"),
    ("euc-kr", [0xC7, 0xD1], "한"),
    ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42], "日"),
    ("utf-16be", [0xD8, 0x3D, 0xDE, 0x00], "😀"),
    ("utf-16le", [0xFF, 0xFE, 0x41, 0x00], "A"),
    ("utf-32be", [0, 1, 0xF6, 0], "😀"),
    ("utf-7", [0x2B, 0x41, 0x4F, 0x6B, 0x2D, 0x2B, 0x2D], "é+"),
    ("cp037", [0xC1, 0x82], "Ab"),
    ("macintosh", [0x8E], "é"),
    ("windows-1255", [0xF9, 0xEC, 0xE5, 0xED], "שלום"),
    ("windows-1255", [0xF9, 0xD1], "שׁ"),
    ("windows-1258", [0x63, 0x68, 0xE0, 0x20, 0x56, 0x69, 0xEA, 0xF2, 0x74], "chà Việt"),
    ("gbk", [0x94, 0x39, 0xFC, 0x36], "😀"),
    ("gb2312", [0x80], "€"),
    ("gbk", [0xA8, 0xBC], "ḿ"),
    ("gb18030", [0x81, 0x35, 0xF4, 0x37], "ḿ"),
    ("big5", [0xA3, 0xE1], "€"),
    ("koi8-u", [0xAE, 0xBE], "ўЎ"),
    ("euc-jp", [0xFC, 0xF1, 0xF9, 0xA1], "ⅰ纊"),
    ("windows-1253", [0xA2, 0x81], "Ά\u{81}"),
    ("cp1026", [0xC1, 0xFC], "A\""),
]
