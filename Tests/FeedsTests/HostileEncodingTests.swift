import Basics
import Feeds
import Testing

/// E12: tricks with encodings, zero bytes, overlong forms, and documents cut anywhere.
@Suite struct HostileEncodingTests {
    private static let document = """
        <?xml version="1.0"?><rss version="2.0"><channel><title>Tür</title>
        <item><guid>1</guid><title>Eins</title><description>&lt;p&gt;Grün &amp;amp; <![CDATA[<b>blau</b>]]>&lt;/p&gt;</description></item>
        <item><guid>2</guid><title>Zwei</title></item></channel></rss>
        """

    private static func utf16(_ text: String, isBig: Bool, mark: Bool) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
            isBig ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
    }

    private static func read(_ bytes: [UInt8], _ contentType: String? = nil) -> FeedDocument? {
        try? FeedDocument(parsing: bytes, contentType: contentType)
    }

    @Test(arguments: [
        Array(document.utf8), utf16(document, isBig: true, mark: true), utf16(document, isBig: false, mark: true),
        utf16(document, isBig: true, mark: false), utf16(document, isBig: false, mark: false),
    ])
    func whatIsCutHoldsNothingElse(_ bytes: [UInt8]) throws {
        let whole = try #require(Self.read(bytes))
        #expect(whole.items.map(\.title) == ["Eins", "Zwei"] && whole.feed.title == "Tür")
        for end in bytes.indices {
            guard let part = Self.read(Array(bytes[..<end])) else { continue }
            let titles = part.items.map { String(($0.title ?? "").prefix(4)) }
            #expect(
                zip(titles, ["Eins", "Zwei"]).allSatisfy { $1.hasPrefix($0) } && titles.count <= 2,
                "cut after \(end) bytes")
        }
    }

    @Test(
        "No mark-up passes the sanitizer in another dress",
        arguments: [
            (
                "UTF-7, declared", "<?xml version='1.0' encoding='utf-7'?>",
                Array("+ADw-script+AD4-alert(1)+ADw-/script+AD4-x".utf8)
            ),
            (
                "overlong", "<?xml version='1.0'?>",
                [0xC0, 0xBC] + Array("script>alert(1)".utf8) + [0xC0, 0xBC] + Array("/script>x".utf8)
            ),
            ("zero bytes", "<?xml version='1.0'?>", Array("&lt;scr\0ipt>alert(1)&lt;/scr\0ipt>x".utf8)),
            (
                "a lone surrogate", "<?xml version='1.0'?>",
                [0xED, 0xA0, 0x80] + Array("&lt;script>alert(1)&lt;/script>x".utf8)
            ),
        ])
    func nothingRuns(_ why: String, _ head: String, _ body: [UInt8]) throws {
        let bytes =
            Array((head + "<rss version='2.0'><channel><title>t</title><item><guid>1</guid><description>").utf8) + body
            + Array("</description></item></channel></rss>".utf8)
        let html = try #require(Self.read(bytes)?.items.first?.contentHTML)
        #expect(!html.asciiLowercased.contains("<script"))
        #expect(!html.unicodeScalars.contains("\0"))
        #expect(html.contains("x"))
    }
}
