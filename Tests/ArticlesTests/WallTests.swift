import Basics
import Testing

@testable import Articles

private typealias Fixtures = ArticleFixtures
private let teaser = "<p>\(Fixtures.sentences[0])</p>"

private func closed(_ members: String) -> String {
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Bridge\",\(members)}</script>"
}

@Test(arguments: [
    (
        "a script of a service", "<p>Please wait</p><script src='https://ct.captcha-delivery.com/c.js'></script>",
        ArticleError.challenge
    ),
    ("a frame of a service", "<iframe src='/_Incapsula_Resource?a=1'>Request unsuccessful.</iframe>", .challenge),
    ("a heading", "<title>Site</title><h1>Making sure you're not a bot!</h1><p>Loading</p>", .challenge),
    (
        "a request", "<title>Site</title><p>In order to continue, we need to verify that you’re not a robot.</p>",
        .challenge
    ),
    (
        "refused", "<title>Access Denied</title><h1>Access Denied</h1><p>You have no permission for this page.</p>",
        .challenge
    ),
    (
        "consent",
        "<title>Before you continue to the site</title><p>We use cookies and ask your consent to cookies for services and ads.</p>",
        .consentWall
    ),
    (
        "partners",
        "<title>Site</title><p>We and our 237 partners will store and/or access information on a device through cookies. You may consent, or reject cookies.</p>",
        .consentWall
    ),
    (
        "consent in words alone",
        "<title>Blatt</title><h1>Willkommen</h1><p>Unsere Partner und wir nutzen Cookies, um personenbezogene Daten zu verarbeiten. Sie können Ihre Einwilligung widerrufen, oder ohne Tracking lesen.</p><button>Alle akzeptieren</button>",
        .consentWall
    ),
    ("a check in Chinese", "<html lang=zh><title>安全验证</title><h2>请完成下方验证后继续操作</h2>", .challenge),
    ("removed", "<title>Post removed</title><h1>This post has been removed</h1><p>Its author deleted it.</p>", .gone),
    (
        "broken", "<title>500 Internal Server Error</title><h1>Sorry</h1><p>Please try again in a few minutes.</p>",
        .noArticle
    ),
    (
        "for members",
        "<title>Site</title><h1>Welcome back</h1><form><input name=user><input type=password></form><p>No account? Make one, it costs nothing.</p>",
        .noArticle
    ),
    (
        "a wall behind the text",
        Fixtures.page(
            teaser + "<div class=paywall><h2>Go on reading</h2><p>Sign in, or take one of our offers.</p></div>"),
        .paywalled
    ),
    (
        "gone by its heading",
        "<title>Site</title><h1>Page not found</h1><p>Sorry, the page does not exist or has been moved.</p>", .gone
    ),
    (
        "gone with a curly apostrophe",
        "<title>Oops!</title><h1>Oops! That page can’t be found.</h1><p>Maybe try a search?</p>", .gone
    ),
    ("gone in Japanese", "<html lang=ja><title>ページが見つかりません</title><p>お探しのページは削除された可能性があります。</p>", .gone),
    (
        "gone in German",
        "<html lang=de><title>Fehler 404</title><h1>Die Seite wurde nicht gefunden</h1><p>Sie existiert nicht mehr.</p>",
        .gone
    ),
    ("not free, as a word", Fixtures.page(teaser, head: closed("\"isAccessibleForFree\":\"False\"")), .paywalled),
    (
        "not free, as an address",
        Fixtures.page(teaser, head: closed("\"isAccessibleForFree\":\"http://schema.org/False\"")), .paywalled
    ),
    (
        "a part is not free",
        Fixtures.page(
            teaser,
            head: closed(
                "\"hasPart\":{\"@type\":\"WebPageElement\",\"isAccessibleForFree\":false,\"cssSelector\":\".x\"}")),
        .paywalled
    ),
    ("not free, as microdata", Fixtures.page("<meta itemprop=isAccessibleForFree content=false>" + teaser), .paywalled),
    ("a locked tier", Fixtures.page(teaser, head: "<meta property='article:content_tier' content=locked>"), .paywalled),
    (
        "fewer words than counted",
        Fixtures.page(Fixtures.paragraphs(8), head: closed("\"isAccessibleForFree\":false,\"wordCount\":2000")),
        .paywalled
    ),
    (
        "a line that asks to subscribe",
        Fixtures.page(teaser + "<div><p>This article is for subscribers only.</p></div>"), .paywalled
    ),
])
func tellsWalls(_ why: String, _ html: String, _ expected: ArticleError) {
    #expect(throws: expected, "\(why)") { _ = try Fixtures.extract(html) }
}

@Test(arguments: [
    (
        "an article about walls",
        Fixtures.page("<p>Verify you are human: a story of the captcha.</p>" + Fixtures.paragraphs(6))
    ),
    ("not free, and all there", Fixtures.page(Fixtures.paragraphs(12), head: closed("\"isAccessibleForFree\":false"))),
    (
        "not free, and all there as data",
        Fixtures.page(
            teaser,
            head: closed(
                "\"isAccessibleForFree\":false,\"articleBody\":\(Fixtures.escaped(Fixtures.texts(12).joined(separator: "\n")))"
            ))
    ),
    (
        "a short article under a question",
        Fixtures.page(Fixtures.paragraphs(3))
            + "<div class=cookie-consent><p>Accept all cookies to continue. Cookies, cookies, consent.</p></div>"
    ),
    (
        "free, with a part that is not",
        Fixtures.page(
            Fixtures.paragraphs(2),
            head: closed("\"isAccessibleForFree\":true,\"hasPart\":{\"isAccessibleForFree\":false}"))
    ),
    (
        "a short article that asks whether one is a robot",
        "<title>Are you a robot?</title><article><h1>Are you a robot?</h1>\(Fixtures.paragraphs(3))</article>"
    ),
    (
        "a short article about consent",
        Fixtures.page(
            "<p>Regulators found that partners of the site set cookies without consent, and that it was harder to reject than to accept tracking.</p>"
                + Fixtures.paragraphs(2))
    ),
    (
        "a wall that is kept ready elsewhere",
        Fixtures.page(Fixtures.paragraphs(2)) + "<p>More news</p><div class=paywall><p>Sign in to read.</p></div>"
    ),
    (
        "an article about what is gone",
        Fixtures.page("<h2>The bridge has been removed</h2>" + Fixtures.paragraphs(3))
    ),
    (
        "a page that sells subscriptions",
        Fixtures.page(Fixtures.paragraphs(12) + "<p>Subscribe to read more of this kind.</p>")
    ),
])
func takesNoArticleForAWall(_ why: String, _ html: String) throws {
    #expect(try Fixtures.extract(html).wordCount > 50, "\(why)")
}
