import Testing

@testable import Markup

private func text(_ bytes: [UInt8], _ contentType: String? = nil) throws -> String {
    try HTMLDocument(parsing: bytes, contentType: contentType).withRoot { $0.text() } ?? ""
}

@Test(arguments: [
    ("declared by transport", Array("<p>caf".utf8) + [0xE9], "text/html; charset=iso-8859-1", "café"),
    ("UTF-8 that nobody declared", Array("<p>café".utf8), nil, "café"),
    (
        "claims UTF-8 and is windows-1252", Array("<meta charset=utf-8><p>caf".utf8) + [0xE9] + Array(" noir".utf8),
        nil, "café noir"
    ),
    (
        "byte order mark before transport", [0xEF, 0xBB, 0xBF] + Array("<p>é".utf8), "text/html; charset=iso-8859-1",
        "é"
    ),
    ("meta in the head", Array("<meta charset=windows-1251><p>".utf8) + [0xCC, 0xE8, 0xF0], nil, "Мир"),
    ("read as Latin-1 once before", Array("<p>it\u{E2}\u{80}\u{99}s".utf8), "text/html; charset=utf-8", "it’s"),
])
func findsTheCharacterSet(_ why: String, _ bytes: [UInt8], _ contentType: String?, _ expected: String) throws {
    #expect(try text(bytes, contentType) == expected, "\(why)")
}

@Test(arguments: [
    ("no semicolon", "<p>&copy 2018 &amp A", "© 2018 & A"),
    ("HTML 5 names", "<p>a&period;b&comma;", "a.b,"),
    ("windows-1252 numbers", "<p>&#146;&#x93;", "’“"),
    ("an address keeps its ampersands", "<p><a href='?a=1&copy=2'>x</a>", "x"),
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
