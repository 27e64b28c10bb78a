/// Documents that are small to send and large to read (threats, E12, E14, E17).
enum Bombs {
    /// What each page says besides.
    private static let text = String(
        repeating:
            "<p>The council met on Thursday evening, and after a long debate its members agreed to repair the old bridge before winter comes.</p>",
        count: 5)

    private static func rss(_ title: String, after start: String = "", rest: String = "") -> String {
        start
            + "<rss version=\"2.0\"><channel><title>T</title><item><guid>1</guid><title>\(title)</title>\(rest)</item></channel></rss>"
    }

    private static func entities(_ first: String, last: String) -> String {
        let letters = "abcdefghij".map(String.init)
        let nested = zip(letters, letters.dropFirst()).map { inner, outer in
            "<!ENTITY \(last.isEmpty ? "% " : "")\(outer) \"\(String(repeating: "\(last.isEmpty ? "%" : "&")\(inner);", count: 10))\">"
        }
        return "<!DOCTYPE r [\(first)\(nested.joined())\(last.isEmpty ? "%j;" : "")]>"
    }

    private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    /// Each with the codes that it may end with; where there is none, the feed is read.
    static let feeds: [(name: String, text: String, codes: [String])] = [
        ("billion-laughs", rss("&j;", after: entities("<!ENTITY a \"ha\">", last: "j")), []),
        ("parameter-laughs", rss("&x;", after: entities("<!ENTITY % a \"<!ENTITY x 'y'>\">", last: "")), []),
        ("quadratic", rss(times("&a;", 5_000), after: "<!DOCTYPE r [<!ENTITY a \"\(times("x", 50_000))\">]>"), []),
        ("entity-loop", rss("&a;", after: "<!DOCTYPE r [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]>"), []),
        (
            "entity-loop-in-attribute",
            rss(
                "t", after: "<!DOCTYPE r [<!ENTITY a \"&b;&b;\"><!ENTITY b \"&a;&a;\">]>",
                rest: "<enclosure url=\"&a;\" type=\"&b;\"/>"), []
        ),
        ("deep", rss("t", rest: times("<a>", 100_000) + times("</a>", 100_000)), []),
        ("never-closed", rss("t") + times("<a>", 100_000), []),
        ("attribute-of-10-MB", rss("t", rest: "<enclosure url=\"http://a.example/\(times("x", 10_000_000))\"/>"), []),
        (
            "many-attributes",
            rss("t", rest: "<enclosure \((0..<200_000).map { "a\($0)=\"b\"" }.joined(separator: " "))/>"), []
        ),
        ("huge-cdata", rss("<![CDATA[\(times("x", 5_000_000))]]>"), []),
        ("many-cdata", rss(times("<![CDATA[x]]>", 100_000)), []),
        ("undeclared", rss(times("&x;&nope;", 50_000)), []),
        ("long-name", rss("t", rest: "<\(times("n", 1_000_000)):q/>"), []),
        (
            "many-namespaces",
            "<rss version=\"2.0\" \((0..<20_000).map { "xmlns:n\($0)=\"u\($0)\"" }.joined(separator: " "))>"
                + "<channel><title>T</title><item><guid>1</guid><n9:x/></item></channel></rss>", []
        ),
        ("comments", times("<!--", 100_000) + rss("t"), []),
        ("references", rss(times("&#x10ffff;&#xd800;&#0;&#99999999999999999999;&#x;", 5_000)), []),
        (
            "brackets", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":" + times("[", 500_000),
            ["malformed-json"]
        ),
        ("body-of-divs", rss("t", rest: "<description><![CDATA[\(times("<div>", 100_000))]]></description>"), []),
        (
            "body-of-attributes",
            rss("t", rest: "<description><![CDATA[<p \(times("a=b ", 100_000))>x]]></description>"), []
        ),
    ]

    /// Each with the article's statuses and codes that it may end with: `ok` is its five paragraphs, or more.
    static let pages: [(name: String, body: String, ends: [String])] = [
        ("divs", times("<div>", 1_000_000), ["page-too-deep"]),
        ("formats", times("<b><i><a href=x><font>", 50_000), ["page-too-deep"]),
        ("tables", times("<table><tr><td>", 50_000), ["page-too-deep"]),
        ("svg-of-10-MB", "<svg><path d=\"\(times("M0 0", 2_500_000))\"/></svg>", ["ok"]),
        ("class-names", (0..<50).map { "<div class=\"\(times("c", 100_000))\($0)\">x</div>" }.joined(), ["ok"]),
        ("words-of-a-class", "<div class=\"\(times("ab cd ", 100_000))\">x</div>", ["ok"]),
        ("comments", times("<!--", 200_000), ["ok"]),
        ("entities", times("&amp;&nbsp;&#x41;&nope;&", 20_000), ["ok"]),
        ("scripts", times("<script>var a='</scr'+'ipt>'", 20_000), ["ok"]),
        ("linked-data", "<script type=\"application/ld+json\">\(times("[", 500_000))</script>", ["ok"]),
        ("candidates", "<img src=a srcset=\"\(times("a 1x,", 100_000))\">", ["ok"]),
        ("plaintext", times("<plaintext>", 50_000), ["page-too-deep", "ok"]),
        // libxml2 compares each attribute with all before it: it gets to see 128.
        ("attributes", "<p \((0..<1_000_000).map { "a\($0)=b" }.joined(separator: " "))>x", ["ok"]),
    ]

    static func page(_ body: String) -> String {
        "<!DOCTYPE html><html><head><title>The bridge</title></head><body><article>\(text)\(body)</article></body></html>"
    }
}
