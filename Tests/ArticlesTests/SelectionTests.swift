import Markup
import Testing

@testable import Articles

/// Which blocks are kept when the models have scored them so; a dot in `kept` is a block that is dropped.
private struct Case: Sendable, CustomTestStringConvertible {
    var why: String
    var html: String
    /// A score for each block in tenths, from 0 to 9.
    var scores: String
    var kept: String
    var reason: String?

    var testDescription: String { why }
}

private let cases = [
    Case(why: "a heading over a sure text", html: "<p>a<h2>b</h2><p>c", scores: "929", kept: "abc", reason: "heading"),
    Case(why: "a heading that is hardly one", html: "<p>a<h2>b</h2><p>c", scores: "919", kept: "a.c"),
    Case(
        why: "a doubtful heading over a doubtful text", html: "<p>a<h3>b</h3><p>c", scores: "936", kept: "abc",
        reason: "heading"),
    Case(why: "less than doubtful", html: "<p>a<h3>b</h3><p>c", scores: "926", kept: "a.c"),
    Case(why: "a heading over what is dropped", html: "<p>a<h2>b</h2><p>c<p>d", scores: "9429", kept: "a..d"),
    Case(why: "the page's own heading", html: "<h1>a</h1><p>b", scores: "49", kept: ".b"),
    Case(why: "another section's heading", html: "<p>a<div><h2>b</h2></div><p>c", scores: "949", kept: "a.c"),
    Case(
        why: "a section's heading", html: "<p>a<h2>b</h2><div><p>c</div>", scores: "949", kept: "abc", reason: "heading"
    ),
    Case(why: "a hidden heading", html: "<p>a<h2 hidden>b</h2><p>c", scores: "949", kept: "a.c"),
    Case(why: "a teaser", html: "<p>a<h2><a href=/x>b</a></h2><p>c", scores: "949", kept: "a.c"),
    Case(
        why: "a heading that links to itself", html: "<p>a<h2><a href=#b>b</a></h2><p>c", scores: "949", kept: "abc",
        reason: "heading"),
    Case(why: "code between texts", html: "<p>a<pre>b</pre><p>c", scores: "929", kept: "abc", reason: "listing"),
    Case(why: "code after the text", html: "<p>a<pre>b</pre><p>c", scores: "920", kept: "a.."),
    Case(why: "what nobody took for code", html: "<p>a<pre>b</pre><p>c", scores: "919", kept: "a.c"),
    Case(why: "most of a list", html: "<ul><li>a<li>b<li>c</ul><p>d", scores: "9199", kept: "abcd", reason: "list"),
    Case(why: "little of a list", html: "<ul><li>a<li>b<li>c</ul><p>d", scores: "9119", kept: "a..d"),
    Case(why: "most of a menu", html: "<nav><ul><li>a<li>b<li>c</ul></nav><p>d", scores: "9199", kept: "a.cd"),
    Case(
        why: "an item that is a card", html: "<ul><li>a<li><p>b<p>c<p>d</ul>", scores: "9222", kept: "a..."),
    Case(
        why: "a list within an item", html: "<ul><li>a<ul><li>b<li>c</ul><li>d</ul>", scores: "9229", kept: "abcd",
        reason: "list"),
    Case(
        why: "a list that a line announces", html: "<p>a a a a:<ul><li>b<li>c</ul><p>d", scores: "9229", kept: "abcd",
        reason: "list"),
    Case(why: "a list that none announces", html: "<p>a a a a.<ul><li>b<li>c</ul><p>d", scores: "9229", kept: "a..d"),
    Case(
        why: "links of the site below a colon",
        html: "<p>a a a a:<ul><li><a href=/b>b</a><li><a href=/c>c</a></ul><p>d", scores: "9229", kept: "a..d"),
    Case(
        why: "most of a table", html: "<table><tr><th>a<td>b<tr><th>c<td>d</table>", scores: "9199", kept: "abcd",
        reason: "list"),
    Case(
        why: "a table's caption", html: "<p>a<table><caption>b</caption><tr><td>c<td>d</table>", scores: "9290",
        kept: "abc.",
        reason: "caption"),
    Case(
        why: "the caption of a table that is dropped", html: "<p>a<table><caption>b</caption><tr><td>c<td>d</table>",
        scores: "9400", kept: "a..."),
    Case(
        why: "a caption between texts", html: "<p>a<figure><figcaption>b</figcaption></figure><p>c", scores: "929",
        kept: "a.c"),
]

@Test("what belongs together is kept together", arguments: cases)
private func keepsWhatBelongsTogether(_ example: Case) throws {
    try check(example) { WholeParts($0).apply(to: &$1) }
}

private let sentence =
    "the old bridge over the river is to be repaired before winter comes, but the new one below the mill is not"
private let pages = [
    Case(
        why: "what is not shown", html: "<p>\(sentence)<p hidden>b<div style='display: none'>c</div><p>d",
        scores: "9999", kept: "a..d", reason: "hidden"),
    Case(
        why: "what a script reveals", html: "<p>a<div hidden><p>\(sentence)<p>\(sentence) c</div>", scores: "999",
        kept: "abc"),
    Case(
        why: "what is shown, once more for other programs",
        html: "<p>\(sentence)<p>\(sentence) c<pre hidden># x\n_\(sentence)_\n\n\(sentence) **c**</pre>", scores: "999",
        kept: "ab.", reason: "hidden"),
    Case(
        why: "a table of contents",
        html:
            "<p>\(sentence) \(sentence) \(sentence) \(sentence) \(sentence)<ul id=toc><li><a href='#b'>b</a><li><a href='#c'>c</a></ul><p>d",
        scores: "9999", kept: "a..d", reason: "box"),
    Case(
        why: "a panel that opens", html: "<p>\(sentence)<div class=accordion-panel hidden>b</div>", scores: "99",
        kept: "ab"),
    Case(why: "a frame without its text", html: "<h1>a</h1><ul><li>b</ul><div>c</div>", scores: "111", kept: "..."),
    Case(
        why: "a short note", html: "<h2>a</h2><p>b<footer>c</footer>", scores: "441", kept: "ab.", reason: "fallback"),
    Case(
        why: "a text that nothing speaks for", html: "<div>a</div><p>\(sentence).<div>c</div>", scores: "010",
        kept: ".b.", reason: "fallback"),
    Case(
        why: "a text that is told again", html: "<p>\(sentence).<p>b \(sentence)<div><p>\(sentence).</div>",
        scores: "999",
        kept: "ab.", reason: "duplicate"),
    Case(
        why: "code that is shown again",
        html: "<pre>\(sentence)</pre><p>\(sentence) b<div><pre>\(sentence)</pre></div>",
        scores: "999", kept: "abc"),
]

private let posts = [
    Case(
        why: "the post that scored less than the others",
        html:
            "<div class=post><p>a</p></div><div class=post><p>b</p></div><div class=post><p>c</p></div><div class=post><p>d</p></div>",
        scores: "9994", kept: "abcd", reason: "post"),
    Case(
        why: "a line that is dropped of the others",
        html: "<p class=who>a</p><p class=who>b</p><p class=who>c</p><p class=who>d</p>", scores: "2162", kept: "....",
        reason: "post"),
    Case(
        why: "the long text of one post",
        html: "<p class=who>a</p><p class=who>b</p><p class=who>\(sentence) c</p>".replacing(
            "a</p>", with: "\(sentence) \(sentence) \(sentence) a</p>"),
        scores: "216", kept: "..c"),
    Case(
        why: "a signature", html: "<p>\(sentence)</p><div class='post signature'><p>b</p></div>", scores: "99",
        kept: "a.",
        reason: "post"),
]

@Test("posts of one thread are made by one template", arguments: posts)
private func knowsThePosts(_ example: Case) throws {
    try check(example, .forum) { PostParts($0.page).apply(to: &$1) }
}

private let shop = [
    Case(
        why: "what customers wrote", html: "<h1>x</h1><p>\(sentence)<section id=productReviews><p>c</section><p>d",
        scores: "0999", kept: ".b.d", reason: "box"),
    Case(
        why: "another product", html: "<h1>x</h1><p>\(sentence)<div class=cross-sell__item>c</div>", scores: "099",
        kept: ".b.", reason: "box"),
    Case(
        why: "how it is sent", html: "<h1>x</h1><p>\(sentence)<div><h2>Versand und Rückgabe</h2>d</div>",
        scores: "0999",
        kept: ".b..", reason: "box"),
    Case(
        why: "the panel of a tab",
        html: "<h1>x</h1><a href='#t'>Shipping</a><p>\(sentence)<div id=t>d</div>", scores: "0099", kept: "..c.",
        reason: "box"),
    Case(
        why: "a page that is nothing else", html: "<h1>x</h1><div class=reviews><p>\(sentence)</div>", scores: "09",
        kept: ".b"),
    Case(
        why: "what only speaks of it",
        html: "<h1>x</h1><p>\(sentence)<h2>A case that reviews itself while you do nothing at all</h2>",
        scores: "099", kept: ".bc"),
]

@Test("a product's page tells more than the product", arguments: shop)
private func knowsTheShop(_ example: Case) throws {
    try check(example, .product) { ShopParts($0).apply(to: &$1) }
}

private let heads = [
    Case(
        why: "a standfirst by its class", html: "<h1>x</h1><div class=post-subtitle>\(sentence)</div><p>c",
        scores: "019",
        kept: ".bc", reason: "standfirst"),
    Case(
        why: "one that the page declares as its description",
        html: "<meta name=description content='Read how \(sentence)'><h1>x</h1><div>\(sentence)</div><p>c",
        scores: "019",
        kept: ".bc", reason: "standfirst"),
    Case(
        why: "the beginning of the text", html: "<h1>x</h1><div class=subtitle>\(sentence)</div><p>\(sentence) c",
        scores: "019",
        kept: "..c"),
    Case(why: "another line", html: "<h1>x</h1><div>\(sentence)</div><p>c", scores: "019", kept: "..c"),
    Case(
        why: "one beside the text", html: "<h1>x</h1><aside class=subtitle>\(sentence)</aside><p>c", scores: "019",
        kept: "..c"),
]

@Test("what stands between the title and the text may belong to it", arguments: heads)
private func knowsTheStandfirst(_ example: Case) throws {
    try check(example, .article) { Standfirst($0).apply(to: &$1) }
}

@Test("a page is looked at as a whole", arguments: pages)
private func looksAtTheWhole(_ example: Case) throws {
    try check(example) { PageChecks($0, title: "").apply(to: &$1) }
}

/// Expects of a rule what the example says.
private func check(_ example: Case, _ type: PageType = .documentation, _ rule: (PageView, inout Selection) -> Void)
    throws
{
    let found = try selection(example, type, rule)
    #expect(example.kept == found.letters)
    #expect(found.reason == example.reason)
}

/// What `rule` makes of the example's scores.
private func selection(
    _ example: Case, _ type: PageType, _ rule: (PageView, inout Selection) -> Void
) throws -> (letters: String, reason: String?) {
    let document = try HTMLDocument(parsing: Array("<html><body>\(example.html)</body></html>".utf8))
    let found = document.withRoot { root in
        let view = PageView(root, url: nil, hints: ArticleHints())
        let scores = example.scores.utf8.map { Float($0 - 0x30) / 10 + 0.01 }
        var selection = Selection(kept: scores.map { $0 > 0.5 }, scores: scores, type: type)
        rule(view, &selection)
        return (
            letters: String(zip("abcd", selection.kept).map { $1 ? $0 : "." }),
            reason: selection.reasons.values.first?.rawValue
        )
    }
    return try #require(found)
}
