import Testing

@testable import Markup

/// A fragment made of events in a small language: `<tag`, `>tag`, `+inline`, `-`, `/`, `hr`, `img`, and text.
private func fragment(_ events: [String]) -> HTMLFragment {
    var builder = HTMLFragmentBuilder()
    for event in events {
        switch event.first {
        case "<": builder.openBlock(HTMLTag(String(event.dropFirst())))
        case ">": builder.closeBlock(HTMLTag(String(event.dropFirst())))
        case "+": builder.openInline(HTMLTag(String(event.dropFirst())))
        case "-": builder.closeInline()
        case "/": builder.lineBreak()
        case "h" where event == "hr": builder.void(.hr)
        case "i" where event == "img": builder.void(.img, [HTMLFragment.Attribute("src", "a")])
        case "|": builder.breakBlock()
        default: builder.text(event.utf8)
        }
    }
    return builder.finish()
}

@Test(arguments: [
    ("loose text gets a paragraph", ["one", "|", "two"], "<p>one</p><p>two</p>", "one\n\ntwo"),
    (
        "words are not glued", ["<p", "one ", "+b", " two", "-", "three", ">p"], "<p>one <b>two</b>three</p>",
        "one twothree"
    ),
    (
        "inline elements go on in the next block", ["+b", "<p", "a", ">p", "<p", "b", ">p", "-"],
        "<p><b>a</b></p><p><b>b</b></p>", "a\n\nb"
    ),
    ("two breaks are a paragraph", ["a", "/", "/", "b"], "<p>a</p><p>b</p>", "a\n\nb"),
    ("one break is a line", ["a", "/", "b", "/"], "<p>a<br>b</p>", "a\nb"),
    ("what is empty goes", ["<ul", "<li", " ", ">li", ">ul", "a"], "<p>a</p>", "a"),
    (
        "a list in a list", ["<ul", "<ul", "<li", "x", ">li", ">ul", ">ul"], "<ul><li><ul><li>x</li></ul></li></ul>",
        "x"
    ),
    (
        "items by a newline", ["<ul", "<li", "a", ">li", "<li", "b", ">li", ">ul", "c"],
        "<ul><li>a</li><li>b</li></ul><p>c</p>", "a\nb\n\nc"
    ),
    (
        "nor are other spaces, and marks that show nothing",
        ["a ", "+strong", "\u{202F}\u{A0}", "-", "+em", "\u{200B}\u{FEFF}", "-", "b"],
        "<p>a b</p>", "a b"
    ),
    ("a listing holds no rule", ["<pre", "a", "hr", "b", ">pre"], "<pre>a\nb</pre>", "a\nb"),
    ("no-break spaces alone are nothing", ["<p", "\u{A0}", ">p", "<p", "a", "\u{A0}", "b", ">p"], "<p>a b</p>", "a b"),
    ("a figure's picture needs no paragraph", ["<figure", "img", ">figure"], "<figure><img src=\"a\"></figure>", ""),
    ("no space before a paragraph in a section", ["a", "<p", "b", ">p"], "<p>a</p><p>b</p>", "a\n\nb"),
    (
        "lines of code by blocks", ["<pre", "+code", "a", "|", " b", "-", ">pre", "c"],
        "<pre><code>a\n b</code></pre><p>c</p>", "a\n b\n\nc"
    ),
    ("code keeps its white space", ["<pre", "a\n  b", ">pre"], "<pre>a\n  b</pre>", "a\n  b"),
    (
        "cells by a tab", ["<table", "<tr", "<td", "a", ">td", "<td", "b", ">td", ">tr", ">table"],
        "<table><tr><td>a</td><td>b</td></tr></table>", "a\tb"
    ),
])
func builds(_ why: String, _ events: [String], _ html: String, _ text: String) {
    let made = fragment(events)
    #expect(made.html == html, "\(why)")
    #expect(made.plainText == text, "\(why)")
}

@Test(arguments: [
    ("marks are escaped", ["1. *a* [b]"], "1\\. \\*a\\* \\[b\\]"),
    ("codes side by side", ["+code", "a", "-", "+code", "*b", "-"], "`a`<code>\\*b</code>"),
    ("marks on each line", ["a", "/", "1. b", "/", "# c"], "a\\\n1\\. b\\\n\\# c"),
    (
        "blocks in cells",
        [
            "<table", "<tr", "<td", "<ol", "<li", "a", ">li", "<li", "b", ">li", ">ol", "<h2", "c", ">h2", "<pre",
            "d\n e", ">pre", ">td", "<td", "f", ">td", ">tr", ">table",
        ],
        "| <ol><li>a</li><li>b</li></ol><br><strong>c</strong><br>`d`<br>` e` | f |\n| --- | --- |"
    ),
    ("heading", ["<h2", "a", ">h2", "b"], "## a\n\nb"),
    ("nested list", ["<ul", "<li", "a", "<ul", "<li", "b", ">li", ">ul", ">li", ">ul"], "- a\n  - b"),
    ("a list of tasks", ["<ul", "<li", "☑ a", ">li", "<li", "☐ b", ">li", ">ul"], "- [x] a\n- [ ] b"),
    ("code of several lines", ["<p", "+code", "a", "/", "b", "-", ">p"], "`a`\\\n`b`"),
    ("emphasis", ["<p", "x ", "+strong", "y", "-", " z", ">p"], "x **y** z"),
    ("emphasis in a word", ["<p", "x", "+strong", "(y)", "-", "z", ">p"], "x<strong>(y)</strong>z"),
    (
        "white space of any kind stands outside of the marks",
        ["x ", "+strong", "a:\u{A0}", "-", "b", "+em", "\u{202F}c", "-"],
        "x **a:**\u{A0}b\u{202F}*c*"
    ),
    ("so do line breaks", ["<p", "+strong", "a", "/", "-", "b", ">p"], "**a**\\\nb"),
    ("a mark that cannot end before a word", ["+strong", "a.", "-", "b"], "<strong>a.</strong>b"),
    (
        "nor before what encloses it and a word", ["+em", "x ", "+strong", "a.", "-", "-", "b"],
        "<em>x <strong>a.</strong></em>b"
    ),
    ("marks side by side", ["+strong", "a", "-", "+em", "b", "-"], "**a**<em>b</em>"),
    ("marks that could end those around them", ["+strong", "a(", "+em", "*", "-", ")", "-"], "**a(<em>\\*</em>)**"),
    ("bold in bold", ["+strong", "a ", "+b", "b", "-", "-"], "**a b**"),
    ("what is struck out", ["a ", "+del", "b", "-", "c"], "a <del>b</del>c"),
    ("a heading that ends in a number sign", ["<h2", "a #", ">h2", "<h2", "C#", ">h2"], "## a \\#\n\n## C#"),
    ("a heading that is a term", ["<dl", "<dt", "<h3", "a", ">h3", ">dt", ">dl"], "**a**"),
    ("a rule first in an item", ["a", "<ul", "<li", "hr", "b", ">li", ">ul"], "a\n\n- ***\n\n  b"),
    ("code", ["<pre", "a ``` b", ">pre"], "````\na ``` b\n````"),
    (
        "table",
        ["<table", "<tr", "<th", "a|b", ">th", "<th", "c", ">th", ">tr", "<tr", "<td", "1", ">td", ">tr", ">table"],
        "| a\\|b | c |\n| --- | --- |\n| 1 |  |"
    ),
    ("quote", ["<blockquote", "<p", "a", ">p", "<p", "b", ">p", ">blockquote"], "> a\n>\n> b"),
])
func writesMarkdown(_ why: String, _ events: [String], _ expected: String) {
    #expect(fragment(events).markdown == expected, "\(why)")
}

@Test func itemsAreNumberedAsTheySay() {
    var builder = HTMLFragmentBuilder()
    builder.openBlock(.ol, [HTMLFragment.Attribute("start", "3")])
    for (text, value) in [("a", nil), ("b", "7"), ("c", nil)] {
        builder.openBlock(.li, value.map { [HTMLFragment.Attribute("value", $0)] } ?? [])
        builder.text(text.utf8)
        builder.closeBlock(.li)
    }
    builder.closeBlock(.ol)
    #expect(builder.finish().markdown == "3. a\n7. b\n8. c")
}

@Test func deepBlocksBecomeLines() {
    let depth = HTMLFragmentBuilder.maximumDepth + 500
    let events =
        Array(repeating: "<blockquote", count: depth) + ["deep"] + Array(repeating: ">blockquote", count: depth) + [
            "after"
        ]
    let made = fragment(events)
    #expect(made.plainText == "deep\n\nafter")
    #expect(made.markdown.hasSuffix("after"))
}
