import Testing

@testable import Articles

private typealias Fixtures = ArticleFixtures

/// What stands in the middle of an article and is none of it, and what looks like it and belongs.
@Test(arguments: [
    (
        "a form to subscribe",
        "<div><h3>Join 4,000 readers</h3><p>Get one letter a month about bridges. No spam.</p><form><input type=email><button>Subscribe</button></form></div>",
        false
    ),
    (
        "a box to subscribe",
        "<div class=promo-newsletter><h3>Get the Bridge Letter</h3><p>Our best stories about bridges, every Friday morning.</p></div>",
        false
    ),
    (
        "a call for money",
        "<div class=inline-promo><a href=/give>The Example has no advertisements. Help us keep it so: give five dollars a month for bridges.</a></div>",
        false
    ),
    (
        "a line that leads to another story",
        "<p>Read also: <a href=/x>How the town lost its second iron bridge</a></p>", false
    ),
    ("a label", "<p>Advertisement</p>", false),
    (
        "a box of another kind",
        "<div class=note><h3>How bridges rust</h3><p>Iron and water make rust, and bridges have both.</p></div>", true
    ),
    ("a source", "<p>Source: <a href=https://study.example/x>Study of the bridges of the whole province</a></p>", true),
])
func dropsBoxes(_ why: String, _ box: String, _ isText: Bool) throws {
    let text = Fixtures.paragraphs(2) + box + Fixtures.paragraphs(2, from: 2)
    let found = try Fixtures.extract(Fixtures.page(text)).contentText
    let all = Fixtures.texts(4).joined(separator: "\n\n")
    #expect((found == all) == !isText, "\(why)")
    #expect(found.contains(Fixtures.texts(1, from: 3)[0]), "\(why)")
}
