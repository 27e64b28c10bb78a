import Testing

@testable import Markup

private func text(_ bytes: [UInt8], _ contentType: String? = nil) throws -> String {
    try HTMLDocument(parsing: bytes, contentType: contentType).withRoot { $0.text() } ?? ""
}

private func source(_ start: String, _ bytes: [UInt8] = [], _ end: String = "") -> [UInt8] {
    Array(start.utf8) + bytes + Array(end.utf8)
}

private let charsets: [(String, [UInt8], String?, String)] = [
    ("declared by transport", source("<p>caf", [0xE9]), "text/html; charset=iso-8859-1", "café"),
    ("UTF-8 that nobody declared", source("<p>café"), nil, "café"),
    (
        "claims UTF-8 and is windows-1252", source("<meta charset=utf-8><p>caf", [0xE9], " noir"),
        nil, "café noir"
    ),
    (
        "byte order mark before transport", source("", [0xEF, 0xBB, 0xBF], "<p>é"), "text/html; charset=iso-8859-1",
        "é"
    ),
    ("meta in the head", source("<meta charset=windows-1251><p>", [0xCC, 0xE8, 0xF0]), nil, "Мир"),
    ("read as Latin-1 once before", source("<p>it\u{E2}\u{80}\u{99}s"), "text/html; charset=utf-8", "it’s"),
    ("read as windows-1252 once before", source("<p>itâ€™s a cafÃ©"), "text/html; charset=utf-8", "it’s a café"),
    ("read wrongly in one place", source("<p>itâ€™s a café"), "text/html; charset=utf-8", "it’s a café"),
    ("Portuguese in capitals", source("<p>“A IRMÃ” e a mãe"), "text/html; charset=utf-8", "“A IRMÃ” e a mãe"),
    ("Latin-1 means windows-1252", source("<meta charset=iso-8859-1><p>", [0x93, 0x61, 0x94]), nil, "“a”"),
    ("moved to UTF-8 under an old set's name", source("<meta charset=gb2312><p>新电脑已可利用记忆"), nil, "新电脑已可利用记忆"),
    ("a word that could be either", source("<meta charset=windows-1253><p>", [0xCE, 0xBC]), nil, "ΞΌ"),
    (
        "a meta in a comment",
        source("<!-- <meta charset=koi8-r> --><meta charset=windows-1251><p>", [0xCC, 0xE8, 0xF0]), nil, "Мир"
    ),
    (
        "a meta in a script",
        source("<script>'<meta charset=koi8-r>'</script><meta charset=windows-1251><p>", [0xCC, 0xE8, 0xF0]), nil, "Мир"
    ),
    (
        "a charset that a description tells of",
        source(
            "<meta name=description content='charset=koi8-r'><meta charset=windows-1251><p>",
            [
                0xCC, 0xE8, 0xF0,
            ]),
        nil, "Мир"
    ),
    (
        "a late meta",
        source(
            "<script>" + String(repeating: "x", count: 20_000) + "</script><meta charset=windows-1251><p>",
            [0xCC, 0xE8, 0xF0]), nil, "Мир"
    ),
    (
        "an odd http-equiv",
        source(
            "<META content='text/html;  CHARSET = \"windows-1251\"' http-equiv=Content-Type><p>",
            [
                0xCC, 0xE8, 0xF0,
            ]),
        nil, "Мир"
    ),
    ("x-user-defined means windows-1252", source("<meta charset=x-user-defined><p>caf", [0xE9]), nil, "café"),
    ("UTF-16 in ASCII means UTF-8", source("<meta charset=utf-16><p>é"), nil, "é"),
    ("UTF-16 that nobody declared", source("<\0p\0>\0a\0b\0"), nil, "ab"),
    ("GB 2312 means GB 18030", source("<meta charset=gb2312><p>", [0xE9, 0x46, 0x80]), nil, "镕€"),
]

@Test(arguments: charsets)
func findsTheCharacterSet(_ why: String, _ bytes: [UInt8], _ contentType: String?, _ expected: String) throws {
    #expect(try text(bytes, contentType) == expected, "\(why)")
}

/// Pages that declare nothing and are not UTF-8.
@Test(arguments: [
    ("shift_jis", "橋を修理することが決まった。議会は木曜日の夜に会議を開いた。"), ("euc-jp", "橋を修理することが決まった。議会は木曜日の夜に会議を開いた。"),
    ("gb18030", "市议会星期四晚上开会，决定在冬天之前修理旧桥。"), ("big5", "市議會星期四晚上開會，決定在冬天之前修理舊橋。"),
    ("euc-kr", "시의회는 목요일 저녁에 낡은 다리를 수리하기로 결정했다."),
    ("windows-1251", "Городской совет решил починить старый мост до наступления зимы."),
    ("koi8-r", "Городской совет решил починить старый мост до наступления зимы."),
    ("windows-1253", "Το δημοτικό συμβούλιο αποφάσισε να επισκευάσει τη γέφυρα."),
    (
        "windows-1252",
        "Le conseil a décidé de réparer le vieux pont à l’été, très tôt après la fête de Noël; ça coûte cher à l’État."
    ),
])
func guessesTheCharacterSet(_ label: String, _ expected: String) throws {
    let module = try #require(TextEncoding(label: label))
    let bytes = try #require(CharsetTables.encode(expected, in: module))
    #expect(try text(Array("<p>".utf8) + bytes) == expected)
}

/// Encodes by searching for the bytes that decode to each character.
private enum CharsetTables {
    static func encode(_ text: String, in set: TextEncoding) -> [UInt8]? {
        var table: [String: [UInt8]] = [:]
        for lead in UInt8(0)...0xFF {
            if let one = character([lead], set) { table[one] = [lead] }
            for trail in UInt8(0x40)...0xFE where lead >= 0x81 && !set.isSingleByte {
                if let two = character([lead, trail], set), table[two] == nil { table[two] = [lead, trail] }
            }
        }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let found = table[String(scalar)] else { return nil }
            bytes += found
        }
        return bytes
    }

    private static func character(_ bytes: [UInt8], _ set: TextEncoding) -> String? {
        let (text, malformed) = set.decode(bytes)
        let decoded = String(decoding: text, as: UTF8.self)
        return !malformed && decoded.unicodeScalars.count == 1 ? decoded : nil
    }
}

@Test(arguments: [
    ("no semicolon", "<p>&copy 2018 &amp A", "© 2018 & A"),
    ("the longest name that needs none", "<p>&notit; &notin; &ampx", "¬it; ∉ &x"),
    ("two characters", "<p>&NotEqualTilde;", "≂̸"), ("capitals", "<p>&LT;b&GT; &AMP;x", "<b> &x"),
    ("a word in an address", "<p title='?a=1&notit=2&copy=3'>x</p>", "x"),
    ("HTML 5 names", "<p>a&period;b&comma;", "a.b,"),
    ("windows-1252 numbers", "<p>&#146;&#x93;", "’“"),
    ("an address keeps its ampersands", "<p><a href='?a=1&copy=2'>x</a>", "x"),
    ("an element that HTML 4 does not know to be empty", "<p>a<wbr>b<b>c<wbr />d</b></p>", "abcd"),
    ("sources beside each other", "<picture><source srcset=a><source srcset=b/><i>c</i></picture>d", "cd"),
    ("markup in a text area", "<textarea><p>a</textarea><xmp><b>b</b>&amp;</xmp>c", "<b>b</b>&amp;c"),
    ("markup in a script", "<script>'</p><b>' + \"<!--\"; a &copy b</script>c", "c"),
    (
        "content behind the end of the body",
        "<html><body><p>a</p></body>\n</html>\n <div><p>b</p></div>\n</body></html>c", "a b c"
    ),
    ("odd comments", "<!-->a<!--->b<!-- c --!>d<!-- -- > e -->f", "abdf"),
    ("comments of other kinds", "a<![CDATA[b]]>c<?php d ?>e</ f>g<!x>h", "acegh"),
    ("a sign that is no tag", "<p>a < b, c <3, 1<2", "a < b, c <3, 1<2"),
    ("a tag sign in an attribute", "<p title='<!-- a > b'>c</p>d", "cd"),
    ("controls", "<p>a\u{0}b\u{B}c", "abc"),
    ("a template's content is a tree", "<template shadowrootmode=open><p>in</p></template>", "in"),
])
func readsReferencesAsHTML5(_ why: String, _ markup: String, _ expected: String) throws {
    #expect(try text(Array(markup.utf8)) == expected, "\(why)")
}

@Test func refusesWhatIsNestedTooDeep() throws {
    let bytes = Array(String(repeating: "<div>", count: 100_000).utf8)
    #expect(throws: HTMLError.tooDeep(limit: 2000)) { _ = try HTMLDocument(parsing: bytes) }
    #expect(throws: HTMLError.tooLarge(limit: 10)) {
        _ = try HTMLDocument(parsing: bytes, limits: HTMLLimits(bytes: 10))
    }
}

/// Each ends in time that grows with its size alone.
@Test(arguments: [
    ("attributes", "<p " + (0..<200_000).map { "a\($0)=1" }.joined(separator: " ") + ">x</p>y", "xy"),
    (
        "breaks for words", "<p>" + String(repeating: "a<wbr>", count: 4000) + "</p>",
        String(repeating: "a", count: 4000)
    ),
    ("comments without an end", String(repeating: "<!-- ", count: 200_000), nil),
    ("scripts without an end", "x" + String(repeating: "<script>", count: 200_000), nil),
    ("tags without an end", "x" + String(repeating: "<a \"", count: 200_000), nil),
    ("tags in tags", "<p>x" + String(repeating: "<wbr ", count: 200_000) + ">", nil),
    ("declarations without an end", "x" + String(repeating: "<?", count: 200_000), nil),
])
func readsWhatIsHugeInItsWay(_ why: String, _ markup: String, _ expected: String?) throws {
    let found = try? text(Array(markup.utf8))
    if let expected { #expect(found == expected, "\(why)") }
}

@Test func xpathSelectsAndIsBounded() throws {
    let document = try HTMLDocument(parsing: "<div class=a><p>one</p><p>two</p></div>")
    let found = document.withRoot { root -> ([String], [String], Bool) in
        guard let paths = HTMLXPath(root, steps: 10_000) else { return ([], [], false) }
        let endless = String(repeating: "//*", count: 40)
        let strings = paths.strings("//div[@class='a']/p")
        paths.nodes("//p")?.first?.remove()
        return (strings, paths.strings("substring-after(//div, 't')"), paths.nodes(endless)?.isEmpty ?? true)
    }
    #expect(found?.0 == ["one", "two"])
    #expect(found?.1 == ["wo"])
    #expect(found?.2 == true)
}

@Test(arguments: [
    ("//p", HTMLXPath.Kind.nodes), ("//p/text() | //a[contains(@href, ')')]", .nodes), ("id('x')//p", .nodes),
    ("'a name'", .text), ("substring-after(//p, 'by (')", .text), ("count(//p)", .number),
    ("//p and (//a or //b)", .truth),
    ("//p[", nil), ("//p[ends-with(@class, 'x')]", nil), ("//p[contain(., 'x')]", nil), ("//fb:like", nil), ("", nil),
    ("//p[self::p (text())", nil), ("matches (//p, 'x')", nil),
])
func tellsWhatAnExpressionGives(_ expression: String, _ kind: HTMLXPath.Kind?) {
    #expect((try? HTMLXPath.check(expression).get()) == kind)
}

/// No edit frees a node that somebody still holds: libxml2 makes one text of two that meet.
@Test func editsLeaveNodesAlive() throws {
    let document = try HTMLDocument(parsing: "<div>a<b>b</b>c<i>d<u>e</u></i>f</div><p title=t id=x>g</p>")
    let text = document.withRoot { root -> [String] in
        guard let paths = HTMLXPath(root), let body = paths.nodes("//body")?.first else { return [] }
        for node in paths.nodes("//div//node()") ?? [] { node.dissolve() }
        let dissolved = body.text()
        paths.removeAttributes("//p/@*", except: ["id"])
        let attributes = paths.strings("//@*")
        for node in paths.nodes("//div/text()") ?? [] { node.remove() }
        return [dissolved, attributes.joined(), body.text(), paths.strings("(//text())[last()]").joined()]
    }
    #expect(text == ["abcdef g", "x", "g", "g"])
}

@Test func replacementsAreOfTheSourceAsItIsWritten() throws {
    func replaced(_ source: String, _ find: String, _ replacement: String) throws -> String? {
        try HTMLDocument(parsing: Array(source.utf8), replacing: [(find, replacement)]).withRoot { $0.text() }
    }
    #expect(try replaced("<p>a&nbsp;&#8211; b&hellip;</p>", "&nbsp;&#8211; b&hellip;", " &rarr; c") == "a → c")
    #expect(throws: HTMLError.tooLarge(limit: 1000)) {
        let doubling = Array(repeating: (find: "a", replacement: "aa"), count: 64)
        _ = try HTMLDocument(parsing: Array("<p>a".utf8), limits: HTMLLimits(bytes: 1000), replacing: doubling)
    }
}
