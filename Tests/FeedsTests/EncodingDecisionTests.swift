import Feeds
import Testing

@Suite struct EncodingDecisionTests {
    private func parse(_ head: String, _ title: [UInt8], _ contentType: String? = nil) throws -> FeedDocument {
        let bytes =
            Array((head + "<rss version=\"2.0\"><channel><title>").utf8) + title
            + Array("</title></channel></rss>".utf8)
        return try FeedDocument(parsing: bytes, contentType: contentType)
    }

    @Test(arguments: [
        ("UTF-8 where nobody says", "", [0xC3, 0xA9] as [UInt8], nil as String?, "é", "utf-8"),
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
    ])
    func decides(
        _ why: String, _ head: String, _ title: [UInt8], _ contentType: String?, _ text: String, _ encoding: String
    ) throws {
        let document = try parse(head, title, contentType)
        #expect(document.feed.title == text, "\(why)")
        #expect(document.encoding == encoding, "\(why)")
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
