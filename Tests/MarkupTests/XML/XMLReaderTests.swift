import Markup
import Testing

private let vocabulary = XMLVocabulary(uris: [("http://example.org/ns", 7)], prefixes: [("known", 7)])

/// The document as the reader sees it: elements in brackets, text as it is, flaws at the end.
private func read(_ document: String, limits: XMLLimits = XMLLimits()) -> String {
    var result = ""
    var document = document
    document.withUTF8 { bytes in
        var reader = XMLReader(bytes, vocabulary: vocabulary, limits: limits)
        loop: while true {
            switch reader.next() {
            case .start:
                result += "[" + (reader.element.namespace == 0 ? "" : "\(reader.element.namespace):")
                result += String(decoding: bytes[reader.element.range], as: UTF8.self)
                for index in reader.attributes.indices { result += " " + reader.string(reader.attributes[index].value) }
                result += "|"
            case .end: result += "]"
            case .text:
                if reader.isCDATA {
                    result += String(decoding: bytes[reader.text], as: UTF8.self)
                } else {
                    result += reader.string(reader.text)
                }
            case .finished: break loop
            }
        }
        let flaws = reader.flaws.map(\.kind.rawValue)
        if !flaws.isEmpty { result += " " + flaws.joined(separator: " ") }
    }
    return result
}

@Suite struct XMLReaderTests {
    @Test(arguments: [
        ("elements, attributes, text", #"<a b="c">d<e/></a>"#, "[a c|d[e|]]"),
        ("references", "<a>&lt;&#65;&#x42;&amp;</a>", "[a|<AB&]"),
        ("CDATA", "<a><![CDATA[<b>&amp;]]></a>", "[a|<b>&amp;]"),
        ("comments and instructions are passed over", "<?xml version='1.0'?><!-- <x> --><a><?p q?>b</a>", "[a|b]"),
        ("entities of the document", #"<!DOCTYPE a [<!ENTITY x "1&y;"><!ENTITY y '2'>]><a>&x;</a>"#, "[a|12]"),
        (
            "namespaces by prefix", #"<n:a xmlns:n="http://example.org/ns"><b/></n:a>"#,
            "[7:n:a http://example.org/ns|[b|]]"
        ),
        (
            "namespaces by default, and their end", #"<a xmlns="http://example.org/ns"><b xmlns=""/><c/></a>"#,
            "[7:a http://example.org/ns|[b |][7:c|]]"
        ),
    ])
    func readsWellFormed(_ why: String, _ document: String, _ expected: String) {
        #expect(read(document) == expected, "\(why)")
    }

    @Test(arguments: [
        ("an entity of HTML's", "<a>&eacute;</a>", "[a|é] undefined-entity"),
        ("an entity of nobody's stays", "<a>&nope;</a>", "[a|&nope;] undefined-entity"),
        ("a bare ampersand", "<a>b & c&d=1</a>", "[a|b & c&d=1] bare-ampersand bare-ampersand"),
        ("a bare less-than", "<a>1 < 2</a>", "[a|1 < 2] bare-less-than"),
        ("an outer end closes the inner", "<a><b>c</a>", "[a|[b|c]] misnested-tag"),
        ("an end that closes nothing", "<a>b</c></a>", "[a|b] stray-end-tag"),
        ("the text ends early", "<a><b>c", "[a|[b|c]] unclosed-tag"),
        ("attributes without quotes", "<a b=c d>e</a>", "[a c |e] bad-attribute bad-attribute"),
        ("an attribute twice", "<a b='1' b='2'/>", "[a 1|] duplicate-attribute"),
        ("a prefix of common use", "<known:a/>", "[7:known:a|] undeclared-prefix"),
        ("junk around the root", "x<a/>y", "[a|] junk-outside-root junk-outside-root"),
        ("two roots", "<a/><b/>", "[a|][b|] several-roots"),
        ("CDATA without an end", "<a><![CDATA[b</a>", "[a|b] unclosed-cdata"),
        ("a tag without an end", "<a><b <c/></a>", "[a|[b|[c|]]] unclosed-markup misnested-tag"),
        (
            "an entity in another document is not fetched",
            #"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"#,
            "[a|&x;] external-entity undefined-entity"
        ),
    ])
    func mends(_ why: String, _ document: String, _ expected: String) {
        #expect(read(document) == expected, "\(why)")
    }

    @Test func entitiesThatMultiplyAreBounded() {
        var document = "<!DOCTYPE a [<!ENTITY l0 \"lol\">"
        for level in 1...9 {
            document += "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">"
        }
        document += "]><a>&l9;</a>"
        let result = read(document)
        #expect(result.utf8.count < 4 << 20)
        #expect(result.contains("entity-limit"))
    }

    @Test func anEntityThatNamesItselfEnds() {
        #expect(read(#"<!DOCTYPE a [<!ENTITY x "&x;">]><a>&x;</a>"#).contains("entity-limit"))
    }

    @Test func depthIsBounded() {
        var limits = XMLLimits()
        limits.maximumDepth = 3
        #expect(read("<a><b><c><d>x</d></c>y</b></a>", limits: limits) == "[a|[b|[c|]y]] depth-limit")
    }
}
