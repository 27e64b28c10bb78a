import Basics
import Markup
import Testing

private let sanitizer = HTMLSanitizer(base: WebURL("https://example.org/a/b"))

@Suite struct HTMLSanitizerTests {
    @Test(arguments: [
        ("a script goes with what is in it", "a<script>alert(1)</script>b", "ab"),
        ("a script without an end takes the rest", "a<script>alert(1)", "a"),
        ("the end tag may have spaces", "a<script>x</script\n>b", "ab"),
        ("mixed case is the same element", "a<ScRiPt>x</sCrIpT>b", "ab"),
        ("a style sheet goes", "a<style>p{}</style>b", "ab"),
        ("handlers go", #"<p onclick="x()" ONLOAD=y>t</p>"#, "<p>t</p>"),
        ("a tag cut short is nothing", "a<img src=", "a"),
        ("javascript: is no address", #"<a href="javascript:x()">t</a>"#, "<a>t</a>"),
        ("nor with tabs and references in it", "<a href=\"&#106;ava\tscr&#x69;pt&colon;x()\">t</a>", "<a>t</a>"),
        ("nor after control characters", "<a href=\"\u{1}javascript:x()\">t</a>", "<a>t</a>"),
        (
            "vbscript: and data: pages neither", #"<a href="vbscript:x">t</a><a href="data:text/html,x">u</a>"#,
            "<a>t</a><a>u</a>"
        ),
        (
            "a picture in data: may be", #"<img src="data:image/png;base64,AAAA">"#,
            #"<img src="data:image/png;base64,AAAA">"#
        ),
        ("SVG in data: may not", #"x<img src="data:image/svg+xml,x">"#, "x"),
        ("relative addresses become absolute", #"<a href="../c?d">t</a>"#, #"<a href="https://example.org/c?d">t</a>"#),
        (
            "candidates of a srcset are checked one by one",
            #"<img src=x srcset="a.png 1x, javascript:y 2x, b.png 2x">"#,
            #"<img src="https://example.org/a/x" srcset="https://example.org/a/a.png 1x, https://example.org/a/b.png 2x">"#
        ),
        (
            "lazy pictures are given their address", #"<img data-src="p.png">"#,
            #"<img src="https://example.org/a/p.png">"#
        ),
        ("a picture of one pixel is a counter", #"a<img src="p" width="1" height="1">b"#, "ab"),
        ("in a style too", #"a<img src="p" style="border:0; WIDTH : 1PX;height:0">b"#, "ab"),
        (
            "a hair line is none", #"<img src="p" style="height:1px">"#,
            #"<img src="https://example.org/a/p" style="height:1px">"#
        ),
        (
            "a frame keeps its page", #"<iframe src="https://v.example/1" srcdoc="<script>"></iframe>"#,
            #"<iframe src="https://v.example/1"></iframe>"#
        ),
        ("a frame without one goes", "<iframe srcdoc='<script>x</script>'></iframe>t", "t"),
        ("SVG and MathML lose their tags", "<svg><g onload=x><text>t</text></g></svg>", "t"),
        ("a form loses its tags", "<form action=x><button formaction=javascript:x>t</button></form>", "t"),
        ("raw text is text", "<textarea><img src=x onerror=y></textarea>", "&lt;img src=x onerror=y&gt;"),
        (
            "noscript is markup", "<noscript><p title=\"</noscript><img src=x onerror=y>\">t</noscript>",
            "<p title=\"&lt;/noscript&gt;&lt;img src=x onerror=y&gt;\">t</p>"
        ),
        ("quotes in attributes are escaped", #"<p title='a"b<c'>t</p>"#, #"<p title="a&quot;b&lt;c">t</p>"#),
        ("comments go", "a<!-- b -->c<!--> -->d", "ac --&gt;d"),
        ("a less-than sign is text", "1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
        ("references are decoded but those that mark", "&eacute;&lt;&amp;&nbsp;&copy", "é&lt;&amp;&nbsp;©"),
        ("U+0338 cannot swallow a tag's end", "<b>\u{338}x</b>", "<b>&#824;x</b>"),
        (
            "a letter finds its marks behind a tag that goes", "e<x-y></x-y>\u{301} =<x-y></x-y>&#824; a",
            "\u{E9} \u{2260} a"
        ),
        ("open elements are closed", "<p>a<b>b", "<p>a<b>b</b></p>"),
        ("misnested ones are balanced", "<b>a<i>b</b>c</i>", "<b>a<i>b</i></b>c"),
        ("a paragraph ends the one before", "<p>a<p>b", "<p>a</p><p>b</p>"),
        ("list items end each other", "<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        (
            "cells end each other", "<table><tr><td>a<td>b<tr><td>c</table>",
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
        ),
        ("parts of tables are nothing without one", "<td>a</td>", "a"),
        (
            "harmless style stays", #"<p style="color: red; position: fixed; background: url(x)">t</p>"#,
            #"<p style="color:red">t</p>"#
        ),
        ("escapes in style do not", #"<p style="color: \72 ed; width: expression(1)">t</p>"#, "<p>t</p>"),
    ])
    func cleans(_ why: String, _ html: String, _ clean: String) {
        #expect(sanitizer.clean(html) == clean, "\(why)")
        #expect(sanitizer.clean(clean) == clean, "\(why), once more")
    }

    @Test func withoutABaseRelativeAddressesStayButNothingRuns() {
        #expect(
            HTMLSanitizer(base: nil).clean(#"<a href="/x">t</a><a href="java&#10;script:y">u</a>"#)
                == #"<a href="/x">t</a><a>u</a>"#)
    }

    @Test(
        "what no text may hold comes into no address by a reference either",
        arguments: [
            (#"<img src="a/&#17;b">"#, #"<img src="a/b">"#), (#"<a href="/c&#x202E;d">e</a>"#, #"<a href="/cd">e</a>"#),
            (#"<a href="&#x202E; /x">y</a>"#, #"<a href="/x">y</a>"#), (#"<a href="&#x202E;">y</a>"#, "<a>y</a>"),
            (#"<a href="java&#x202E;script:x">y</a>"#, "<a>y</a>"),
        ])
    func withoutABaseAddressesAreCleanedToo(_ html: String, _ clean: String) {
        #expect(HTMLSanitizer(base: nil).clean(html) == clean)
        #expect(HTMLSanitizer(base: nil).clean(clean) == clean)
    }

    @Test func depthIsBounded() {
        let clean = sanitizer.clean(String(repeating: "<div>", count: 100_000) + "t")
        #expect(clean == String(repeating: "<div>", count: 200) + "t" + String(repeating: "</div>", count: 200))
    }

    @Test(arguments: [
        ("<b>Bold</b> &amp; &eacute;", "Bold & é"), ("a<br>b<p>c", "a\nb\nc"),
        ("use vector<int> here", "use vector<int> here"),
        ("a<script>x</script>b", "ab"), ("  a \n b ", "a b"), ("AT&T", "AT&T"),
    ])
    func plainText(_ html: String, _ text: String) {
        #expect(HTMLText.plain(html, tags: .known) == text)
    }

    @Test func marksOfCDATAArePassedOver() {
        #expect(sanitizer.clean("<![CDATA[<b>a</b>]]>") == "<b>a</b>")
    }
}
