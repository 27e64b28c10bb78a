import Basics
import Testing

@testable import Articles

private typealias Fixtures = ArticleFixtures
private let body = Fixtures.paragraphs(5)
private let texts = Fixtures.texts(5)
private let teaser = "<p>\(Fixtures.sentences[0])</p>"

private func linkedData(_ members: String) -> String {
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\",\(members)}</script>"
}

/// A list of members made of each text.
private func list(_ make: (String) -> String) -> String {
    texts.map { make(Fixtures.escaped($0)) }.joined(separator: ",")
}

private func flight(_ stream: String) -> String {
    "<script>(self.__next_f=self.__next_f||[]).push([0])</script><script>self.__next_f.push([1,\(Fixtures.escaped(stream))])</script>"
}

/// Where each way of keeping a text as data puts it; all hold the same five paragraphs.
private let pages: [(String, String)] = [
    (
        "articleBody",
        Fixtures.page(teaser, head: linkedData("\"articleBody\":\(Fixtures.escaped(texts.joined(separator: "\n")))"))
    ),
    ("articleBody as a list", Fixtures.page(teaser, head: linkedData("\"articleBody\":[\(list { $0 })]"))),
    (
        "articleBody as escaped markup",
        Fixtures.page(
            teaser, head: linkedData("\"articleBody\":\"\(texts.map { "&lt;p&gt;\($0)&lt;/p&gt;" }.joined())\""))
    ),
    (
        "articleBody in a meta",
        Fixtures.page(teaser, head: "<meta itemprop=articleBody content=\"\(texts.joined(separator: " "))\">")
    ),
    (
        "__NEXT_DATA__",
        Fixtures.application(
            "<script id=__NEXT_DATA__ type=application/json>{\"props\":{\"post\":{\"content\":\(Fixtures.escaped(body))}}}</script>"
        )
    ),
    (
        "blocks with a text each",
        Fixtures.application(
            "<script type=application/json>{\"blocks\":[\(list { "{\"type\":\"paragraph\",\"text\":\($0)}" })]}</script>"
        )
    ),
    (
        "Portable Text",
        Fixtures.application(
            "<script type=application/json>{\"body\":[\(list { "{\"_type\":\"block\",\"style\":\"normal\",\"children\":[{\"_type\":\"span\",\"text\":\($0)}]}" })]}</script>"
        )
    ),
    (
        "nodes of a rich text document",
        Fixtures.application(
            "<script type=application/json>{\"nodeType\":\"document\",\"content\":[\(list { "{\"nodeType\":\"paragraph\",\"content\":[{\"nodeType\":\"text\",\"value\":\($0)}]}" })]}</script>"
        )
    ),
    (
        "a state that a script assigns",
        Fixtures.application(
            "<script>window.__INITIAL_STATE__ = {a:undefined,'b':!0,article:{body:\(Fixtures.escaped(body))}};(function(){var s;}())</script>"
        )
    ),
    (
        "JSON.parse",
        Fixtures.application(
            "<script>window.__STATE__=JSON.parse(\(Fixtures.escaped("{\"body\":\(Fixtures.escaped(body))}")))</script>")
    ),
    (
        "Apollo's cache",
        Fixtures.application(
            "<script>window.__APOLLO_STATE__={\"A:1\":{\"content({\\\"format\\\":\\\"html\\\"})\":\(Fixtures.escaped(body))}}</script>"
        )
    ),
    (
        "paragraphs in a normalised store",
        Fixtures.application(
            "<script>window.__APOLLO_STATE__={\(texts.enumerated().map { "\"Paragraph:\($0)\":{\"__typename\":\"Paragraph\",\"text\":\(Fixtures.escaped($1))}" }.joined(separator: ","))}</script>"
        )
    ),
    (
        "Nuxt 2",
        Fixtures.application(
            "<script>window.__NUXT__=(function(a,b){return {data:[{post:{id:1,on:a,body:\(Fixtures.escaped(body))}}]}}(true,null));</script>"
        )
    ),
    (
        "Nuxt 3",
        Fixtures.application(
            "<script id=__NUXT_DATA__ type=application/json>[[\"Reactive\",1],{\"article\":2},{\"title\":3,\"body\":4},\"Bridge\",\(Fixtures.escaped(body))]</script>"
        )
    ),
    (
        "React's stream, a value",
        Fixtures.application(flight("1:[\"$\",\"p\",null,{}]\n2:{\"body\":\(Fixtures.json(.string(body)))}\n"))
    ),
    (
        "React's stream, elements",
        Fixtures.application(
            flight(
                "0:[\"$\",\"main\",null,{\"children\":[\(texts.map { "[\"$\",\"p\",null,{\"children\":\(Fixtures.json(.string($0)))}]" }.joined(separator: ","))]}]\n"
            ))
    ),
    (
        "React's stream, a text by reference",
        Fixtures.application(
            flight(
                "3:T\(String(body.utf8.count, radix: 16)),\(body)4:[\"$\",\"div\",null,{\"dangerouslySetInnerHTML\":{\"__html\":\"$3\"}}]\n"
            ))
    ),
    (
        "JSON in a string of JSON",
        Fixtures.application(
            "<script type=application/json>{\"status\":200,\"body\":\(Fixtures.escaped("{\"html\":\(Fixtures.json(.string(body)))}"))}</script>"
        )
    ),
]

@Test(arguments: pages)
func textKeptAsDataIsFound(_ why: String, _ html: String) throws {
    let article = try Fixtures.extract(html)
    #expect(article.extractor == .structuredData, "\(why)")
    for text in texts { #expect(article.contentText.contains(text), "\(why)") }
    #expect(!article.contentText.contains("<p>"), "\(why)")
}

@Test func dataIsNotBelievedBeforeText() throws {
    let lie =
        "<script>window.__STATE__={\"body\":\(Fixtures.escaped(String(repeating: "Cookies are small files. ", count: 300)))}</script>"
    let article = try Fixtures.extract(Fixtures.page(Fixtures.paragraphs(20), head: lie))
    #expect(article.extractor == .heuristic)
    #expect(article.contentText.contains(Fixtures.texts(20)[19]))
}

@Test func linksInDataAreAbsolute() throws {
    let linked = texts.map { "<p>\($0) <a href='/x'>x</a></p>" }.joined()
    let article = try Fixtures.extract(
        Fixtures.page(teaser, head: linkedData("\"articleBody\":\(Fixtures.escaped(linked))")))
    #expect(article.contentHTML.contains("href=\"https://example.org/x\""))
}

@Test(arguments: [
    (
        "[1, 'two', {three: `3`, \"four\": 4.5}, undefined, !0, void 0]",
        "[1,\"two\",{\"three\":\"3\",\"four\":4.5},null,true,null]"
    ),
    ("{a: new Date(2018, \"(\"), b: f.g(x)[0]}", nil),
    ("{a: new Date(2018, \"(\"), b: f.g({})}", "{\"a\":null,\"b\":null}"),
    ("{a: JSON.parse('{\"b\":[1]}')}", "{\"a\":{\"b\":[1]}}"), ("['\\x41\\u{1F600}\\uD83D\\uDE00\\n']", "[\"A😀😀\\n\"]"),
    ("{a: function(b) { return \"}\" }, c: 1}", "{\"a\":null,\"c\":1}"), ("[1, 2", nil), ("{a 1}", nil), ("", nil),
    (String(repeating: "[", count: 100_000), nil),
])
func readsLiteralsOfScripts(_ source: String, _ expected: String?) {
    let value = Array(source.utf8).withUnsafeBufferPointer { bytes in
        var literal = ScriptLiteral(bytes, at: 0)
        return literal.read()
    }
    #expect(value.map { String(decoding: $0.encoded, as: UTF8.self) } == expected)
}
