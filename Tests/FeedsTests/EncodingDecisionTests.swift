import Feeds
import Testing

@Suite struct EncodingDecisionTests {
    private func parse(_ head: String, _ title: [UInt8], _ contentType: String? = nil) throws -> FeedDocument {
        let bytes =
            Array((head + "<rss version=\"2.0\"><channel><title>").utf8) + title
            + Array("</title></channel></rss>".utf8)
        return try FeedDocument(parsing: bytes, contentType: contentType)
    }

    @Test(arguments: decisions)
    func decides(
        _ why: String, _ head: String, _ title: [UInt8], _ contentType: String?, _ text: String, _ encoding: String
    ) throws {
        let document = try parse(head, title, contentType)
        #expect(document.feed.title == text, "\(why)")
        #expect(document.encoding == encoding, "\(why)")
    }

    /// XML 1.0, production 23.
    @Test(arguments: [
        ("<?xml version='1.0'?>", false), ("<?xml version = \"1.0\" encoding = 'utf-8' standalone='no' ?>", false),
        ("<?xml version='1.1'\n encoding='UTF-8'?>", false), ("<?xml verson='1.0'?>", true),
        ("<?xml version=1.0?>", true), ("<?xml version=\"1.0'?>", true), ("<?xml version='1.0' encoding=''?>", true),
        ("<?xml version='1.0' encoding=' utf-8 '?>", true), ("<?xml version='1.0'encoding='utf-8'?>", true),
        ("<?xml encoding='utf-8'?>", true), ("<?xml version='1.0' standalone='yes' encoding='utf-8'?>", true),
        ("<?xml version='1.0' standalone='maybe'?>", true), ("<?xml version='1.0' author='me'?>", true),
        ("<?XML version='1.0'?>", true), ("<?xml VERSION='1.0'?>", true), ("<?xml version='2.0'?>", false),
        ("<?xml?>", true), ("<?xml version='1.0' encoding='<a>'?>", true), ("\n<?xml version='1.0'?>", true),
        ("<?xml version='1.0'?><?xml version='1.0'?>", true),
    ])
    func tellsAMalformedDeclaration(_ declaration: String, _ isBad: Bool) throws {
        let document = try parse(declaration, Array("x".utf8))
        #expect(document.problems.map(\.code) == (isBad ? ["bad-declaration"] : []))
        #expect(document.feed.title == "x")
    }

    @Test func noncharactersAreLeftOut() throws {
        let document = try parse("", Array("a\u{FFFE}b\u{FFFF}c\u{FFFD}".utf8))
        #expect(document.feed.title == "abc\u{FFFD}")
        #expect(document.problems.map(\.code) == ["control-character"])
    }

    @Test func aSequenceThatTheEndCutsIsNoOtherEncoding() throws {
        let bytes = Array("<rss version='2.0'><channel><title>é</title><description>x".utf8) + [0xE4, 0xB8]
        let document = try FeedDocument(parsing: bytes)
        #expect(document.encoding == "utf-8")
        #expect(document.feed.title == "é")
    }

    @Test func whatWasEncodedTwiceIsMendedAndTold() throws {
        let document = try parse("", Array("Ã¼ber CafÃ©s".utf8))
        #expect(document.feed.title == "über Cafés")
        #expect(document.problems.contains { $0.code == "double-encoded" })
    }

    @Test func aFewBadBytesDoNotMakeItAnotherEncoding() throws {
        let document = try parse("", Array("éèàùü".utf8) + [0xFF])
        #expect(document.encoding == "utf-8")
        #expect(document.feed.title == "éèàùü\u{FFFD}")
        #expect(document.problems.contains { $0.code == "malformed-text" })
    }

    @Test func windowsControlsAreItsCharacters() throws {
        let document = try parse("", Array("don\u{92}t".utf8))
        #expect(document.feed.title == "don’t")
    }

    @Test func cyrillicIsGuessed() throws {
        let text: [UInt8] = [
            0xEB, 0xC1, 0xCB, 0x20, 0xD0, 0xC5, 0xD2, 0xC5, 0xD6, 0xC9, 0xD4, 0xD8, 0x20, 0xCE, 0xCF, 0xD7, 0xCF, 0xC7,
            0xCF, 0xC4, 0xCE, 0xC0, 0xC0,
        ]
        let document = try parse("", text)
        #expect(document.encoding == "koi8-r")
        #expect(document.problems.contains { $0.code == "guessed-encoding" })
    }
}

/// Why; what stands before the feed; its title's bytes; the Content-Type; the title and the encoding that must be found.
private let decisions: [(String, String, [UInt8], String?, String, String)] = [
    ("UTF-8 where nobody says", "", [0xC3, 0xA9], nil, "é", "utf-8"),
    ("the declaration", "<?xml version='1.0' encoding='windows-1251'?>", [0xCF], nil, "П", "windows-1251"),
    (
        "HTTP before the declaration", "<?xml version='1.0' encoding='windows-1251'?>", [0xF0],
        "text/xml; charset=koi8-r", "П", "koi8-r"
    ),
    (
        "a mark before both", "\u{FEFF}<?xml version='1.0' encoding='windows-1251'?>", [0xC3, 0xA9],
        "text/xml; charset=koi8-r", "é", "utf-8"
    ),
    (
        "ISO 8859-1 means windows-1252", "<?xml version='1.0' encoding='iso-8859-1'?>", [0x93], nil, "“",
        "windows-1252"
    ),
    ("UTF-8 under the name of Latin-1", "", [0xC3, 0xA9], "text/xml; charset=iso-8859-1", "é", "utf-8"),
    (
        "windows-1252 under the name of UTF-8", "<?xml version='1.0' encoding='utf-8'?>", [0xE9, 0x20, 0xE0], nil,
        "é à", "windows-1252"
    ),
    ("a name that nobody knows", "<?xml version='1.0' encoding='bogus'?>", [0xC3, 0xA9], nil, "é", "utf-8"),
    (
        "no UTF-16 where the text looks like ASCII", "<?xml version='1.0' encoding='utf-16'?>", [0x61], nil, "a",
        "utf-8"
    ),
    (
        "most is UTF-8", "<?xml version='1.0' encoding='utf-8'?>",
        [0xC3, 0xBC, 0x20, 0x78, 0x20, 0xC3, 0xBC, 0x20, 0x78, 0x20, 0xC3, 0xBC, 0x20, 0x78, 0x20, 0x92], nil,
        "ü x ü x ü x �", "utf-8"
    ),
    ("one sequence of three bytes, one bad byte", "", [0xE4, 0xB8, 0x96, 0x20, 0xFF], nil, "世 �", "utf-8"),
    (
        "Latin words with single letters", "",
        [0x6E, 0x61, 0xEF, 0x76, 0x65, 0x20, 0x63, 0x61, 0x66, 0xE9, 0x2C, 0x20, 0x47, 0x72, 0xFC, 0xDF, 0x65], nil,
        "naïve café, Grüße", "windows-1252"
    ),
    (
        "Icelandic", "",
        [
            0xCD, 0x73, 0x6C, 0x61, 0x6E, 0x64, 0x3A, 0x20, 0xDE, 0xF3, 0x72, 0x20, 0x53, 0x69, 0x67, 0x75, 0x72,
            0xF0, 0x73, 0x73, 0x6F, 0x6E, 0x20, 0x72, 0xE6, 0xF0, 0x69, 0x72, 0x20, 0x76, 0x69, 0xF0, 0x20, 0xFE,
            0x6A, 0xF3, 0xF0, 0x69, 0x6E, 0x61,
        ], nil, "Ísland: Þór Sigurðsson ræðir við þjóðina", "windows-1252"
    ),
    (
        "capitals in windows-1251", "", [0xCD, 0xCE, 0xC2, 0xCE, 0xD1, 0xD2, 0xC8, 0x20, 0xC4, 0xCD, 0xDF], nil,
        "НОВОСТИ ДНЯ", "windows-1251"
    ),
    (
        "capitals in koi8-r", "", [0xEE, 0xEF, 0xF7, 0xEF, 0xF3, 0xF4, 0xE9, 0x20, 0xE4, 0xEE, 0xF1], nil,
        "НОВОСТИ ДНЯ", "koi8-r"
    ),
    (
        "Cyrillic of ISO 8859", "",
        [
            0xBC, 0xDE, 0xE1, 0xDA, 0xD2, 0xD0, 0x3A, 0x20, 0xDF, 0xDE, 0xD3, 0xDE, 0xD4, 0xD0, 0x20, 0xDD, 0xD0,
            0x20, 0xD7, 0xD0, 0xD2, 0xE2, 0xE0, 0xD0,
        ], nil, "Москва: погода на завтра", "iso-8859-5"
    ),
    (
        "DOS", "",
        [
            0x8C, 0xAE, 0xE1, 0xAA, 0xA2, 0xA0, 0x3A, 0x20, 0xAF, 0xAE, 0xA3, 0xAE, 0xA4, 0xA0, 0x20, 0xAD, 0xA0,
            0x20, 0xA7, 0xA0, 0xA2, 0xE2, 0xE0, 0xA0,
        ], nil, "Москва: погода на завтра", "ibm866"
    ),
    (
        "Arabic", "", [0xE3, 0xD1, 0xCD, 0xC8, 0xC7, 0x20, 0xC8, 0xC7, 0xE1, 0xDA, 0xC7, 0xE1, 0xE3], nil,
        "مرحبا بالعالم", "windows-1256"
    ),
    (
        "Hebrew", "",
        [0xE7, 0xE3, 0xF9, 0xE5, 0xFA, 0x20, 0xE4, 0xE9, 0xE5, 0xED, 0x20, 0xE1, 0xE9, 0xF9, 0xF8, 0xE0, 0xEC], nil,
        "חדשות היום בישראל", "windows-1255"
    ),
    (
        "Greek", "",
        [
            0xCD, 0xDD, 0xE1, 0x20, 0xE1, 0xF0, 0xFC, 0x20, 0xF4, 0xE7, 0xED, 0x20, 0xC5, 0xEB, 0xEB, 0xDC, 0xE4,
            0xE1,
        ], nil, "Νέα από την Ελλάδα", "windows-1253"
    ),
    (
        "Thai", "",
        [
            0xC0, 0xD2, 0xC9, 0xD2, 0xE4, 0xB7, 0xC2, 0xE0, 0xBB, 0xE7, 0xB9, 0xC0, 0xD2, 0xC9, 0xD2, 0xB7, 0xD5,
            0xE8, 0xC1, 0xD5, 0xC3, 0xD0, 0xB4, 0xD1, 0xBA, 0xE0, 0xCA, 0xD5, 0xC2, 0xA7,
        ], nil, "ภาษาไทยเป็นภาษาที่มีระดับเสียง", "windows-874"
    ),
    (
        "Polish", "",
        [0x5A, 0x61, 0xBF, 0xF3, 0xB3, 0xE6, 0x20, 0x67, 0xEA, 0x9C, 0x6C, 0xB9, 0x20, 0x6A, 0x61, 0x9F, 0xF1], nil,
        "Zażółć gęślą jaźń", "windows-1250"
    ),
    (
        "Czech", "",
        [
            0x5A, 0x70, 0x72, 0xE1, 0x76, 0x79, 0x20, 0x7A, 0x20, 0x64, 0x6F, 0x6D, 0x6F, 0x76, 0x61, 0x3A, 0x20,
            0x70, 0xF8, 0xED, 0xB9, 0x74, 0xED, 0x20, 0x74, 0xFD, 0x64, 0x65, 0x6E, 0x20, 0x62, 0x75, 0x64, 0x65,
            0x20, 0x63, 0x68, 0x6C, 0x61, 0x64, 0x6E, 0xEC, 0x6A, 0x69,
        ], nil, "Zprávy z domova: příští týden bude chladněji", "iso-8859-2"
    ),
    (
        "Turkish", "",
        [0x42, 0x61, 0xFE, 0x62, 0x61, 0x6B, 0x61, 0x6E, 0x20, 0x61, 0xE7, 0xFD, 0x6B, 0x6C, 0x61, 0x64, 0xFD], nil,
        "Başbakan açıkladı", "windows-1254"
    ),
    ("Chinese", "", [0xD6, 0xD0, 0xB9, 0xFA, 0xD0, 0xC2, 0xCE, 0xC5], nil, "中国新闻", "gb18030"),
    (
        "traditional Chinese", "", [0xBA, 0xF4, 0xAF, 0xB8, 0xA7, 0xF3, 0xB7, 0x73, 0xB3, 0x71, 0xAA, 0xBE], nil,
        "網站更新通知", "big5"
    ),
    ("Korean", "", [0xC7, 0xD1, 0xB1, 0xB9, 0x20, 0xB4, 0xBA, 0xBD, 0xBA], nil, "한국 뉴스", "euc-kr"),
    (
        "Japanese", "", [0x93, 0xFA, 0x96, 0x7B, 0x82, 0xCC, 0x83, 0x6A, 0x83, 0x85, 0x81, 0x5B, 0x83, 0x58], nil,
        "日本のニュース", "shift_jis"
    ),
    (
        "UTF-8 under the name of shift_jis", "<?xml version='1.0' encoding='shift_jis'?>",
        [
            0xE6, 0x97, 0xA5, 0xE6, 0x9C, 0xAC, 0xE8, 0xAA, 0x9E, 0xE3, 0x81, 0xAE, 0xE9, 0x9B, 0xBB, 0xE5, 0xAD,
            0x90, 0xE3, 0x83, 0xA1, 0xE3, 0x83, 0xBC, 0xE3, 0x83, 0xAB,
        ], nil, "日本語の電子メール", "utf-8"
    ),
    (
        "UTF-8 under the name of euc-kr", "<?xml version='1.0' encoding='euc-kr'?>",
        [0xED, 0x95, 0x9C, 0xEA, 0xB5, 0xAD, 0xEC, 0x96, 0xB4, 0x20, 0xEC, 0xA0, 0x9C, 0xEB, 0xAA, 0xA9], nil,
        "한국어 제목", "utf-8"
    ),
    (
        "UTF-8 under the name of gb2312", "<?xml version='1.0' encoding='gb2312'?>",
        [
            0xE7, 0xAE, 0x80, 0xE4, 0xBD, 0x93, 0xE4, 0xB8, 0xAD, 0xE6, 0x96, 0x87, 0xE7, 0x9A, 0x84, 0xE6, 0xA0,
            0x87, 0xE9, 0xA2, 0x98,
        ], nil, "简体中文的标题", "utf-8"
    ),
    (
        "UTF-8 under the name of big5", "<?xml version='1.0' encoding='big5'?>",
        [
            0xE7, 0xB9, 0x81, 0xE9, 0xAB, 0x94, 0xE4, 0xB8, 0xAD, 0xE6, 0x96, 0x87, 0xE7, 0x9A, 0x84, 0xE6, 0xA8,
            0x99, 0xE9, 0xA1, 0x8C,
        ], nil, "繁體中文的標題", "utf-8"
    ),
    (
        "UTF-8 under the name of windows-1251", "<?xml version='1.0' encoding='windows-1251'?>",
        [0xD0, 0xA1, 0xD1, 0x8A, 0xD0, 0xB5, 0xD1, 0x88, 0xD1, 0x8C, 0x20, 0xD0, 0xB6, 0xD0, 0xB5], nil, "Съешь же",
        "utf-8"
    ),
    ("UTF-8 under the name of gbk", "<?xml version='1.0' encoding='gbk'?>", [0xE4, 0xB8, 0xAD], nil, "中", "utf-8"),
    (
        "a mark behind white space", "\n\u{FEFF}<?xml version='1.0' encoding='windows-1251'?>", [0xC3, 0xA9], nil,
        "é", "utf-8"
    ),
    (
        "a semicolon in quotes", "", [0xCF], "text/xml; x=\"a;charset=utf-8\"; charset=windows-1251", "П",
        "windows-1251"
    ),
    ("no type before the parameter", "", [0xCF], "; charset=windows-1251", "П", "windows-1251"),
    (
        "escapes under the name of UTF-8", "<?xml version='1.0' encoding='utf-8'?>",
        [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x38, 0x6C, 0x1B, 0x28, 0x42], nil, "日本語", "iso-2022-jp"
    ),
    ("no quotes", "<?xml version=1.0 encoding=windows-1251?>", [0xCF], nil, "П", "windows-1251"),
    (
        "no encoding named in quotes", "<?xml version='1.0' encoding='' standalone='yes'?>", [0xC3, 0xA9], nil, "é",
        "utf-8"
    ),
]
