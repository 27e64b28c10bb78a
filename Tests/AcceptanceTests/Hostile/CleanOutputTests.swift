import Basics
import Glibc
import MarkupChecks
import Testing

/// What markup can do to whom reads a record: every trick through `parse` and through `extract` (threats, E18).
@Suite struct CleanOutputTests {
    private static let tricks: [(name: String, html: String)] = [
        ("script", "<script>alert(1)</script>"), ("script in pieces", "<scr<script>ipt>alert(1)</scr</script>ipt>"),
        ("script with a slash", "<script/src=//e.example>x</script>"),
        ("script not closed", "<img src=x><script>alert(1)"),
        ("handler", "<p onclick=\"x()\">t</p><img src=x onerror=y><body onload=z>"),
        ("handler after a slash", "<img/src=x/onerror=y><svg/onload=x>"),
        ("handler in capitals", "<P ONMOUSEOVER='x'>t</P>"),
        ("handler behind a NUL", "<p \0onclick=x>t</p><p on\0click=x>u</p>"),
        ("javascript:", "<a href=\"javascript:x()\">t</a>"), ("JaVaScRiPt:", "<a href=\"JaVaScRiPt:x()\">t</a>"),
        ("javascript: by references", "<a href=\"&#106;&#x61;vascript&colon;x()\">t</a>"),
        ("javascript: by references without ends", "<a href=\"&#0000106&#0000097vascript:x()\">t</a>"),
        ("javascript: with tabs and lines", "<a href=\"java\tscr\nipt\r:x()\">t</a>"),
        ("javascript: with references to tabs", "<a href=\"java&Tab;scr&NewLine;ipt:x()\">t</a>"),
        ("javascript: behind controls", "<a href=\"\u{1}\u{1F} javascript:x()\">t</a>"),
        ("javascript: with a NUL", "<a href=\"java\0script:x()\">t</a>"),
        ("data:", "<a href=\"data:text/html,<script>x</script>\">t</a><img src=\"data:image/svg+xml,<svg onload=x>\">"),
        ("vbscript:", "<a href=\"vbscript:x\">t</a><img src=\"VBScript:x\">"),
        ("file:", "<a href=\"file:///etc/passwd\">t</a><img src=\"file:///etc/passwd\">"),
        ("svg", "<svg><script>x</script><g onload=x><a xlink:href=\"javascript:x\"><text>t</text></a></g></svg>"),
        ("svg animation", "<svg><a><animate attributeName=href values=javascript:x /><text>t</text></a></svg>"),
        (
            "math",
            "<math><mtext><a xlink:href=\"javascript:x\">t</a></mtext></math><math href=\"javascript:x\">u</math>"
        ),
        ("template", "<template><img src=x onerror=y></template>"),
        (
            "mutation by math",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=x&gt;\">"
        ),
        ("mutation by svg", "<svg></p><style><a id=\"</style><img src=1 onerror=x>\">"),
        ("mutation by form", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=x>"),
        ("mutation by noscript", "<noscript><p title=\"</noscript><img src=x onerror=y>\">t"),
        ("mutation by title", "<title><img title=\"</title><img src=x onerror=y>\">"),
        ("mutation by textarea", "<textarea><p title=\"</textarea><img src=x onerror=y>\">"),
        ("mutation by comment", "<!--><img src=x onerror=y>--><!--!><img src=x onerror=y>--!>t"),
        ("mutation by CDATA", "<svg><![CDATA[><img src=x onerror=y>]]></svg>"),
        ("mutation by xmp", "<xmp><p title=\"</xmp><img src=x onerror=y>\"></xmp>"),
        ("mutation by a quote", "<p title='\"><img src=x onerror=y>'>t</p>"),
        ("mutation by a back quote", "<img alt=\"``onerror=x\" src=y>"),
        (
            "srcdoc",
            "<iframe srcdoc=\"<script>x</script>\"></iframe><iframe src=\"https://v.example/\" srcdoc='<script>'></iframe>"
        ),
        (
            "frame schemes",
            "<iframe src=\"javascript:x\"></iframe><iframe src=\"data:text/html,x\"></iframe><iframe src=\"//v.example/\"></iframe>"
        ),
        (
            "formaction",
            "<form action=\"javascript:x\"><button formaction=\"javascript:x\">t</button><input type=image src=x onerror=y></form>"
        ),
        ("style", "<style>@import 'javascript:x';</style><p style=\"background:url(javascript:x)\">t</p>"),
        ("style by expression", "<p style=\"width:exp/**/ression(x)\">t</p><p style=\"wi\\64 th:expression(x)\">u</p>"),
        ("style over the page", "<p style=\"position:fixed;top:0;left:0;width:100%;height:100%\">t</p>"),
        ("refresh", "<meta http-equiv=refresh content=\"0;url=javascript:x\">"),
        ("base", "<base href=\"javascript:\"><a href=x>t</a>"),
        ("link", "<link rel=stylesheet href=x><link rel=import href=x>"),
        ("srcset", "<img src=x srcset=\"a 1x, javascript:y 2x, data:text/html,z 3x\">"),
        ("poster", "<video poster=\"javascript:x\" src=\"data:video/mp4,x\"><source src=\"javascript:y\"></video>"),
        (
            "object",
            "<object data=\"javascript:x\"><param name=src value=y></object><embed src=\"javascript:x\"><applet code=x>"
        ),
        ("map", "<map name=m><area href=\"javascript:x\"></map><img usemap=#m src=x>"),
        ("background", "<table background=\"javascript:x\"><tr><td background=\"javascript:y\">t</table>"),
        ("cite", "<blockquote cite=\"javascript:x\">t</blockquote><q cite=\"data:text/html,y\">u</q>"),
        ("lazy picture", "<img data-src=\"javascript:x\" data-original=\"data:text/html,y\">"),
        ("is", "<p is=x-script slot=y>t</p><x-script onclick=z>u</x-script>"),
        ("ping", "<a href=\"https://e.example/\" ping=\"https://t.example/\" target=_blank>t</a>"),
        ("UTF-7", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-"), ("overlong", "\u{FFFD}<\u{FFFD}script>"),
        ("wide", "＜script＞x＜/script＞"), ("combining", "<b>\u{338}<img>\u{338}</b>"),
        ("conditional", "<!--[if IE]><script>x</script><![endif]-->t"), ("processing", "<?php x ?><? y ?><%= z %>t"),
        ("xml", "<xml id=x><a><b>&lt;script>y&lt;/script></b></a></xml><?import namespace=t>"),
    ]

    private let home = Home()

    private static let paragraph =
        "<p>" + String(repeating: "The council met and agreed to repair the old bridge. ", count: 8) + "</p>"

    private func clean(_ html: String, _ name: String, _ way: String) {
        let flaw = CleanMarkup.flaw(in: html)
        #expect(flaw == nil, "\(name), \(way): \(flaw ?? ""): \(html)")
        #expect(!html.contains("alert(1)") || name == "UTF-7" || name == "script in pieces", "\(name), \(way): \(html)")
    }

    @Test func feedsRunNothing() throws {
        let items = Self.tricks.map { trick in
            let escaped = trick.html.replacing("\0", with: "").replacing("&", with: "&amp;").replacing(
                "<", with: "&lt;")
            return "<item><guid>\(trick.name)</guid><description>\(escaped)</description></item>"
        }
        let feed = home.write(
            "a.xml", "<rss version=\"2.0\"><channel><link>https://e.example/</link>\(items.joined())</channel></rss>")
        let json = home.write(
            "a.json",
            String(
                decoding: JSONValue.object([
                    .init(key: "version", value: .string("https://jsonfeed.org/version/1.1")),
                    .init(
                        key: "items",
                        value: .array(
                            Self.tricks.map {
                                .object([
                                    .init(key: "id", value: .string($0.name)),
                                    .init(key: "content_html", value: .string($0.html)),
                                ])
                            })),
                ]).encoded, as: UTF8.self))
        for file in [feed, json] {
            let parsed = try JSONValue(parsing: Program.run(["parse", file], in: home).output)
            #expect(parsed["items"]?.array.count == Self.tricks.count)
            for item in parsed["items"]?.array ?? [] {
                clean(item["content_html"]?.string ?? "", item["id"]?.string ?? "", "parse")
            }
        }
    }

    @Test func pagesRunNothing() throws {
        for trick in Self.tricks {
            let page = home.write(
                "page.html",
                "<html><head><title>The bridge</title></head><body><article>\(Self.paragraph)\(trick.html)\(Self.paragraph)</article></body></html>"
            )
            let article = Program.run(["extract", "--url", "https://e.example/a", page], in: home)
            let html = (try? JSONValue(parsing: article.output))?["content_html"]?.string
            clean(html ?? "", trick.name, "extract")
            let markdown = Program.run(["extract", "--format", "markdown", page], in: home).output.lowercased()
            #expect(!markdown.contains("](javascript:") && !markdown.contains("](data:"), "\(trick.name): \(markdown)")
        }
    }

    /// Attachments, thumbnails and pictures of the feed and of the page: over http(s), or not at all.
    @Test func addressesAreOfTheWeb() throws {
        let bad = ["javascript:x", "data:text/html,x", "file:///etc/passwd", "vbscript:x", "JAVA&#x9;script:x"]
        let elements = bad.map { address in
            """
            <enclosure url="\(address)" type="audio/mpeg" length="1"/><media:thumbnail url="\(address)"/>
            <media:content url="\(address)"/><itunes:image href="\(address)"/><media:player url="\(address)"/>
            """
        }
        let feed = home.write(
            "a.xml",
            """
            <rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
            <channel><title>T</title><image><url>\(bad[0])</url></image><itunes:image href="\(bad[2])"/>
            <item><guid>1</guid><link>\(bad[0])</link>\(elements.joined())</item></channel></rss>
            """)
        let parsed = Program.run(["parse", "--url", "https://e.example/f", feed], in: home)
        #expect(parsed.status == 0)
        for scheme in ["javascript:", "vbscript:", "data:", "file:"] {
            #expect(!parsed.output.lowercased().replacing(feed, with: "").contains("\"\(scheme)"), "\(parsed.output)")
        }
        let heads = bad.map {
            "<meta property=\"og:image\" content=\"\($0)\"><link rel=canonical href=\"\($0)\"><link rel=next href=\"\($0)\">"
        }
        let page = home.write(
            "page.html",
            "<html><head><title>The bridge</title>\(heads.joined())</head><body><article>\(Self.paragraph)\(Self.paragraph)</article></body></html>"
        )
        let article = Program.run(["extract", "--url", "https://e.example/a", page], in: home)
        #expect(article.status == 0)
        for scheme in ["javascript:", "vbscript:", "data:", "file:"] {
            #expect(!article.output.lowercased().contains("\"\(scheme)"), "\(article.output)")
        }
    }

    /// Pictures of no size, or of one pixel, tell a counter that the record was read.
    @Test(arguments: [
        "width=1 height=1", "width=0 height=0", "width=\"1px\" height=\"1px\"", "style=\"width:1px;height:1px\"",
    ])
    func counters(_ size: String) throws {
        let pixel = "<img src=\"https://t.example/count.gif\" \(size)>"
        let page = home.write(
            "page.html", "<html><body><article>\(Self.paragraph)\(pixel)\(Self.paragraph)</article></body></html>")
        #expect(!Program.run(["extract", page], in: home).output.contains("count.gif"))
        let feed = home.write(
            "a.xml",
            "<rss version=\"2.0\"><channel><item><guid>1</guid><description><![CDATA[<p>t</p>\(pixel)]]></description></item></channel></rss>"
        )
        #expect(!Program.run(["parse", feed], in: home).output.contains("<img"))
    }
}
