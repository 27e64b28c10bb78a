import Basics
import Testing

@testable import Records

@Test(
    arguments: [
        ("HTTPS://Example.COM:443/a/../b", "https://example.com/b"),
        ("https://bücher.example./", "https://xn--bcher-kva.example/"),
        ("https://u:p@example.com/a#part", "https://example.com/a"),
        ("https://example.com/a/%2e%2e;jsessionid=1/b", "https://example.com/b"),
        ("https://192.0.2.1.../a", "https://192.0.2.1.../a"),
        ("https://example.com/#!/a", "https://example.com/#!/a"),
        ("https://example.com/%7euser/caf%c3%a9%2f", "https://example.com/~user/caf%C3%A9%2F"),
        ("https://example.com/%%341/%41", "https://example.com/%%341/A"),
        ("https://example.com/a?utm_source=x&id=7&fbclid=y", "https://example.com/a?id=7"),
        ("https://example.com/a?UTM_Medium=x", "https://example.com/a"),
        ("https://example.com/a?", "https://example.com/a"),
        ("https://example.com/a?ref=rss", "https://example.com/a"),
        ("https://example.com/a?ref=main&page=2", "https://example.com/a?ref=main&page=2"),
        ("https://example.com/a?sid=42", "https://example.com/a?sid=42"),
        ("https://example.com/a?PHPSESSID=8f3a2b1c9d", "https://example.com/a"),
        ("https://example.com/a;jsessionid=8F3A/b;v=1", "https://example.com/a/b;v=1"),
        ("https://www.youtube.com/watch?v=abc&si=xyz&t=10", "https://www.youtube.com/watch?v=abc&t=10"),
        ("https://example.com/watch?v=abc&si=xyz", "https://example.com/watch?v=abc&si=xyz"),
        ("https://example.com/b?z=1&a=2", "https://example.com/b?z=1&a=2"),
        ("mailto:a@b.c", "mailto:a@b.c"),
    ])
func anAddressHasOneSpelling(_ address: String, _ canonical: String) {
    #expect(CanonicalURL(address)?.description == canonical)
    #expect(CanonicalURL(canonical)?.description == canonical, "twice is once")
}

@Test func operatorsAddAndKeepParameters() {
    let parameters = TrackingParameters(dropped: ["From_Page", "promo_*"], kept: ["utm_id", "utm_c*"])
    let url = CanonicalURL(
        "https://example.com/?from_page=3&utm_id=4&utm_source=5&promo_a=1&UTM_Content=7&promo=8", parameters: parameters
    )
    #expect(url?.description == "https://example.com/?utm_id=4&UTM_Content=7&promo=8")
}

@Test(
    arguments: [
        ("https://example.com/a/b", nil, "https://example.com/a/b"),
        ("/a/canonical", nil, "https://example.com/a/canonical"),
        ("https://www.example.com/story", nil, "https://www.example.com/story"),
        ("https://example.com/", "https://example.com/story", "https://example.com/story"),
        ("https://other.test/page", nil, "https://example.com/news/long-story-name"),
        ("https://other.test/x/long-story-name.html", nil, "https://other.test/x/long-story-name.html"),
        ("https://example.com/404", nil, "https://example.com/news/long-story-name"),
        ("https://example.com/{{slug}}", nil, "https://example.com/news/long-story-name"),
        ("javascript:alert(1)", nil, "https://example.com/news/long-story-name"),
        (nil, nil, "https://example.com/news/long-story-name"),
    ] as [(String?, String?, String)])
func aPageIsBelievedWhereItIsPlausible(_ link: String?, _ openGraph: String?, _ expected: String) {
    let fetched = WebURL("https://example.com/news/long-story-name?utm_source=x")!
    let url = CanonicalURL.ofPage(fetched: fetched, claims: [link, openGraph].compactMap { $0 })
    #expect(url.description == expected)
}

@Test(
    arguments: [
        ("http://www.example.com/a/", "https://example.com/a", true),
        ("https://example.com/a/index.html", "https://example.com/a", true),
        ("https://example.com/?b=2&a=1", "https://example.com/?a=1&b=2", true),
        ("https://example.com/caf%C3%A9", "https://example.com/cafe%CC%81", true),
        ("https://example.com/a?id=1", "https://example.com/a?id=2", false),
        ("https://example.com/A", "https://example.com/a", false),
        ("https://example.com:8080/a", "https://example.com/a", false),
    ])
func linksAreComparedByWhatTheyLeadTo(_ a: String, _ b: String, _ same: Bool) {
    #expect((LinkKeys(CanonicalURL(a)!).full == LinkKeys(CanonicalURL(b)!).full) == same)
}

@Test(
    arguments: [
        ("https://example.com/", LinkKeys.Specificity.none),
        ("https://example.com/latest", .page),
        ("https://example.com/2026/10/story-2", .item),
        ("https://example.com/index.php?id=0", .item),
        ("https://example.com/a-long-name-of-words", .item),
    ])
func linksAreMadeForOneItemOrNot(_ address: String, _ specificity: LinkKeys.Specificity) {
    #expect(LinkKeys(CanonicalURL(address)!).specificity == specificity)
}
