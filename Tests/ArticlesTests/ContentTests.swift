import Basics
import Testing

@testable import Articles

private typealias Fixtures = ArticleFixtures
private let before = Fixtures.paragraphs(2)
private let after = Fixtures.paragraphs(2, from: 2)
private let mathematics =
    "<math><semantics><mrow><msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mn>1</mn></mrow><annotation encoding='application/x-tex'>x^2+1</annotation></semantics></math>"

private func sentence(_ inside: String) -> String {
    "<p>\(Fixtures.sentences[4]) The load is \(inside) tons. \(Fixtures.sentences[3])</p>"
}

/// What stands between two paragraphs of an article, what of it must be in its markup, and what must not.
private let contents: [(String, String, [String], [String])] = [
    (
        "headings and lists",
        "<h2>Why now</h2><p>Nobody knows, but these are the reasons that were given:</p><ul><li>the iron beams under the road</li><li>the stone piers<ul><li>in the water</li></ul></li></ul>",
        [
            "<h2>Why now</h2>",
            "<ul><li>the iron beams under the road</li><li>the stone piers<ul><li>in the water</li></ul></li></ul>",
        ], []
    ),
    (
        "a list counted down",
        "<ol reversed start=7><li>first of all the inspection is done</li><li>then the repair begins at once</li></ol>",
        ["<ol start=\"7\" reversed>"], []
    ),
    (
        "a table with its caption",
        "<table><caption>Costs of the bridge</caption><thead><tr><th>Year</th><th>Cost</th></tr></thead><tbody><tr><td>2018</td><td colspan=2>3 million</td></tr></tbody></table>",
        [
            "<table><caption>Costs of the bridge</caption><thead><tr><th>Year</th><th>Cost</th></tr></thead>",
            "<td colspan=\"2\">3 million</td>",
        ],
        []
    ),
    (
        "code with its white space",
        "<pre><code class=language-swift>let a = 1\n    if a &lt; 2 {\n\tprint(\"x\")\n    }</code></pre>",
        ["<pre><code class=\"language-swift\">let a = 1\n    if a &lt; 2 {\n\tprint(\"x\")\n    }</code></pre>"], []
    ),
    (
        "a figure's picture",
        "<figure><div><img src=/b.jpg alt='The bridge'></div><figcaption>The bridge in winter. Photo: Ann Lee</figcaption></figure>",
        [
            "<figure><img src=\"https://example.org/b.jpg\" alt=\"The bridge\">"
        ], []
    ),
    (
        "players",
        "<amp-youtube data-videoid=a1></amp-youtube><lite-youtube videoid=b2></lite-youtube><iframe data-src='//www.youtube-nocookie.com/embed/c3'></iframe><object data='https://www.youtube.com/v/d4'></object><video><source src=/v.mp4><track src=/v.vtt></video>",
        ["watch?v=a1\"", "watch?v=b2\"", "watch?v=c3\"", "watch?v=d4\"", "https://example.org/v.mp4"], []
    ),
    ("a formula's TeX", sentence(mathematics), ["The load is <code>x^2+1</code> tons."], ["x2+1"]),
    (
        "a formula drawn for the eye",
        sentence("<span><span>\(mathematics)</span><span aria-hidden=true><b>x</b><i>2</i>+1</span></span>"),
        ["The load is <code>x^2+1</code> tons."], []
    ),
    (
        "a formula without TeX",
        sentence("<math><msqrt><mi>x</mi></msqrt><mo>+</mo><mfrac><mn>1</mn><mn>3</mn></mfrac></math>"),
        ["<code>√(x)+(1)/(3)</code>"], []
    ),
    (
        "a formula in a script", sentence("<span class=MathJax>x2</span><script type='math/tex'>x^2</script>"),
        ["The load is <code>x^2</code> tons."], ["x2 "]
    ),
    (
        "a formula that stands by itself, drawn once more",
        "<div class=katex-display><span class=katex><span class=katex-mathml>\(mathematics)</span><span class=katex-html aria-hidden=true>x2+1</span></span></div>",
        ["<code>x^2+1</code>"], ["x2+1"]
    ),
    (
        "a formula with its picture",
        sentence(
            "<span><span style='display: none'>\(mathematics)</span><img class=mwe-math-fallback-image-inline src=/m.svg alt='x^2+1'></span>"
        ),
        ["The load is <code>x^2+1</code> tons."], ["<img", "x2"]
    ),
    (
        "a formula that is a picture", sentence("<img class=latex src=/l.png alt='x^2'>"),
        ["The load is <code>x^2</code> tons."], ["<img"]
    ),
    (
        "code with its lines' numbers",
        "<pre><span class=lineno>1</span><b>if</b> a:\n<span class=lineno>2</span>    b()</pre>",
        ["if</strong> a:\n    b()</pre>"], [">1", "2</", "2    b"]
    ),
    (
        "a table of lines of code",
        "<table><tr><td data-line-number=1></td><td class=blob-code>if a:</td></tr><tr><td data-line-number=2></td><td class=blob-code>    b()</td></tr></table>",
        ["<pre>if a:\n    b()</pre>"], ["<table"]
    ),
    (
        "numbers of lines beside the lines",
        "<table class=highlighttable><tr><th class=filename colspan=2>bridge.py</th></tr><tr><td class=linenos><pre>1\n2</pre></td><td class=code><pre><code>if a:\n    b()</code></pre></td></tr></table>",
        ["<pre><code>if a:\n    b()</code></pre>"], ["<table", "1\n"]
    ),
    (
        "lines of code that are elements",
        "<pre><code><div class=line><span>if a:</span></div><div class=line><span>  </span><span>b()</span></div><div class=line>\n</div><div class=line>c</div></code></pre>",
        ["<pre><code>if a:\n  b()\n\nc</code></pre>"], []
    ),
    (
        "the language of a listing without code in it",
        "<div class='highlight highlight-source-rust'><pre>let x = 1;</pre></div>",
        ["<pre><code class=\"language-rust\">let x = 1;</code></pre>"], []
    ),
    (
        "a language as a class of its own", "<pre class='sourceCode haskell'><code>main = id</code></pre>",
        ["<pre><code class=\"language-haskell\">"], []
    ),
    (
        "letters for numbers",
        "<ol type=a><li>first of all the inspection is done</li><li value=5>then the repair begins at once</li></ol>",
        ["<ol type=\"a\"><li>first", "<li value=\"5\">then"], []
    ),
    (
        "a list of tasks",
        "<ul><li><input type=checkbox disabled checked> inspect the iron beams</li><li><input type=checkbox disabled> repair the stone piers</li></ul>",
        ["<li>☑ inspect the iron beams</li><li>☐ repair the stone piers</li>"], []
    ),
    (
        "the foot of a table",
        "<table><thead><tr><th>Year</th><th>Cost</th></tr></thead><tfoot><tr><td>Both</td><td>7 million</td></tr></tfoot><tbody><tr><td>2018</td><td>3 million</td></tr><tr><td>2019</td><td>4 million</td></tr></tbody></table>",
        ["</tbody><tfoot><tr><td>Both</td>"], []
    ),
    (
        "words that are not shown",
        sentence("3 <span class=sr-only>million and more</span><span style='display:none'>billion or so</span>"),
        ["The load is 3 tons."], ["billion", "million"]
    ),
    (
        "a paragraph that is not shown", "<p hidden>Please turn your device to see the picture of the bridge.</p>", [],
        ["device"]
    ),
    ("readings of ideographs", sentence("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"), ["漢(kan)"], []),
    ("a break for long words", sentence("super<wbr>heavy<wbr>weight"), ["The load is superheavyweight tons."], []),
    (
        "a picture of several sources",
        "<picture><source srcset='/l.webp 1200w, /s.webp 300w'><img src='data:image/gif;base64,AA'></picture>",
        ["<img src=\"https://example.org/l.webp\">"], []
    ),
    (
        "the largest of a set", "<img src=data:image/gif;base64,AA srcset='/s.jpg 320w, /l.jpg 1200w'>",
        ["src=\"https://example.org/l.jpg\""], []
    ),
    (
        "a picture behind a placeholder", "<img src=data:image/gif;base64,AA data-what-ever='/real.jpg?w=1'>",
        ["src=\"https://example.org/real.jpg?w=1\""], []
    ),
    (
        "a picture for pages without scripts",
        "<img class=lazy src=data:image/gif;base64,AA><noscript><img src=/real.jpg></noscript>",
        ["src=\"https://example.org/real.jpg\""],
        []
    ),
    (
        "a picture in a style",
        "<figure><div role=img aria-label=Bridge style=\"background-image: url('/bg.jpg')\"></div></figure>",
        ["<img src=\"https://example.org/bg.jpg\" alt=\"Bridge\">"], []
    ),
    (
        "no empty elements",
        "<p></p><p>&nbsp;</p><ul><li></li></ul><b></b><h2> </h2><blockquote></blockquote><table><tr><td></td></tr></table>",
        [], ["<ul", "<h2", "<block", "<table", "\u{A0}"]
    ),
    (
        "no scripts in addresses",
        "<p>\(Fixtures.sentences[4]) <a href=' java&#10;script:alert(1)'>x</a> <a href='vbscript:x'>y</a></p>", ["x y"],
        ["script:"]
    ),
    ("a template is not shown", "<template><p>\(Fixtures.texts(1, from: 9)[0])</p></template>", [], ["Juniper"]),
    ("nor one in a sentence", sentence("<template><b>hollow</b></template>12"), ["The load is 12 tons."], ["hollow"]),
]

@Test(arguments: contents)
func keepsWhatBelongs(_ why: String, _ inside: String, _ wanted: [String], _ unwanted: [String]) throws {
    let html = try Fixtures.extract(Fixtures.page(before + inside + after)).contentHTML
    for part in wanted { #expect(html.contains(part), "\(why)") }
    for part in unwanted { #expect(!html.contains(part), "\(why)") }
    #expect(html.hasSuffix("<p>\(Fixtures.texts(1, from: 3)[0])</p>"), "\(why)")
}

@Test func notesComeWithTheText() throws {
    let mark = "<p>\(Fixtures.sentences[4]) As a study says.<sup><a href='#n1' id=m1>1</a></sup></p>"
    let notes = "<ol class=footnotes><li id=n1>Study of the bridge, 2016, page 12. <a href='#m1'>↩</a></li></ol>"
    let explained = try ArticleExtractor().explain(Array(Fixtures.page(before + mark + after + notes).utf8))
    #expect(explained.article.contentText.contains("Study of the bridge, 2016"))
    #expect(explained.blocks.contains { $0.reason == "note" && $0.isKept })
    #expect(try !Fixtures.extract(Fixtures.page(before + after + notes)).contentText.contains("Study of the bridge"))
}

/// A mark in the text and the note that it leads to, as different software writes them.
@Test(arguments: [
    (
        "kramdown", "<sup id='fnref:1'><a href='#fn:1' class=footnote>1</a></sup>",
        "<div class=footnotes><ol><li id='fn:1'><p>Study of the bridge, 2016. <a href='#fnref:1' class=reversefootnote>↩</a></p></li></ol></div>",
        "<sup><a href=\"https://example.org/a/bridge#fn:1\">1</a></sup>"
    ),
    (
        "a number beside the note", "<a class=footnote-anchor id=r1 href='#footnote-1'>1</a>",
        "<div class=footnote><a id=footnote-1 href='#r1' class=footnote-number>1</a><div><p>Study of the bridge, 2016.</p></div></div>",
        "<sup><a href=\"https://example.org/a/bridge#footnote-1\">1</a></sup>"
    ),
    (
        "a term and its text", "<a href='#n1' role=doc-noteref>[1]</a>",
        "<dl><dt id=n1>1</dt><dd><p>Study of the bridge, 2016.</p></dd></dl>",
        "<a href=\"https://example.org/a/bridge#n1\">[1]</a>"
    ),
    (
        "an anchor by its name", "<a href='#_ftn1' name='_ftnref1'>[1]</a>",
        "<div><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Study of the bridge, 2016.</p></div>",
        "<a href=\"https://example.org/a/bridge#_ftn1\">[1]</a>"
    ),
])
func findsTheNoteOfAMark(_ why: String, _ mark: String, _ note: String, _ link: String) throws {
    let text = "<p>\(Fixtures.sentences[4]) As a study says.\(mark)</p>"
    let html = try Fixtures.extract(Fixtures.page(before + text + after + note)).contentHTML
    #expect(html.contains("Study of the bridge, 2016."), "\(why)")
    #expect(html.contains(link), "\(why)")
    #expect(!html.contains("↩"), "\(why)")
}

@Test func numbersOfLinesAreNoCode() throws {
    let listing = "<table><tr><td><pre>1\n2</pre></td><td><pre>one = 1\n  two = 2</pre></td></tr></table>"
    let html = try Fixtures.extract(Fixtures.page(before + listing + after)).contentHTML
    #expect(html.contains("<pre>one = 1\n  two = 2</pre>"))
    #expect(!html.contains("1\n2"))
}

/// Where the text of a page is, before any script has run.
@Test(arguments: [
    (
        "in a shadow root",
        "<x-app><template shadowrootmode=open><main><h1>Bridge</h1>\(Fixtures.paragraphs(5))</main></template></x-app>"
    ),
    (
        "in a shadow's slot",
        "<x-app><template shadowrootmode=open><nav><a href=/>Home</a></nav><h1>Bridge</h1><slot><p>Loading</p></slot></template>\(Fixtures.paragraphs(5))</x-app>"
    ),
    (
        "sent late",
        "<main><h1>Bridge</h1>\(Fixtures.paragraphs(1))<!--$?--><template id='B:0'></template><p>Loading</p><!--/$--></main><footer>© 2018</footer><div hidden id='S:0'>\(Fixtures.paragraphs(2, from: 1))<template id='P:1'></template>\(Fixtures.paragraphs(1, from: 4))</div><div hidden id='S:1'>\(Fixtures.paragraphs(1, from: 3))</div>"
    ),
    ("for browsers without scripts", "<div id=app></div><noscript><h1>Bridge</h1>\(Fixtures.paragraphs(5))</noscript>"),
])
func findsTextWhereABrowserShowsIt(_ why: String, _ body: String) throws {
    let article = try Fixtures.extract("<html lang=en><head><title>Bridge</title></head><body>\(body)</body></html>")
    #expect(article.contentText == Fixtures.texts(5).joined(separator: "\n\n"), "\(why)")
}
