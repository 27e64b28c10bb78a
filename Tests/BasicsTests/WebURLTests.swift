import Basics
import Testing

@Test(
  arguments: [
    ("http://EXAMPLE.com:80/a/../b?q#f", nil, "http://example.com/b?q#f"),
    ("../x", "http://h/a/b/c", "http://h/a/x"),
    ("?y", "http://h/a/b?x#z", "http://h/a/b?y"),
    ("#z", "http://h/a?x", "http://h/a?x#z"),
    ("//o/p", "https://h/a", "https://o/p"),
    ("", "https://h/a?b#c", "https://h/a?b"),
    ("http:foo", "http://h/a/b", "http://h/a/foo"),
    ("https:foo", "http://h/a/b", "https://foo/"),
    (" ht\ntp://h/ü ", nil, "http://h/%C3%BC"),
    ("http://bücher.example/", nil, "http://xn--bcher-kva.example/"),
    ("http://2130706433/", nil, "http://127.0.0.1/"),
    ("http://0x7f.1/", nil, "http://127.0.0.1/"),
    ("http://127.1./", nil, "http://127.0.0.1/"),
    ("http://[::FFFF:127.0.0.1]/", nil, "http://[::ffff:7f00:1]/"),
    ("http:\\\\h\\a\\b", nil, "http://h/a/b"),
    ("http://u:p@h:8080/", nil, "http://u:p@h:8080/"),
    ("mailto:a@b.c", "http://h/", "mailto:a@b.c"),
    ("file:///etc/passwd", "http://h/", "file:///etc/passwd"),
    ("b.xml", "file:///a/feed.xml", "file:///a/b.xml"),
    ("http://h/%2e%2e/a/%2E", nil, "http://h/a/"),
    ("a b|c", "http://h/", "http://h/a%20b|c"),
    ("tag:x,2005:1", nil, "tag:x,2005:1"),
    ("javascript:alert(1)", "http://h/", "javascript:alert(1)"),
  ] as [(String, String?, String)])
func urlsResolveAsTheStandardSays(_ reference: String, _ base: String?, _ expected: String) {
  #expect(WebURL(reference, base: base.flatMap { WebURL($0) })?.description == expected)
}

@Test(arguments: [
  "", "no scheme", "http://", "http://a b/", "http://h:99999/", "http://[::1", "http://256.1.1.1/",
  "//h/",
])
func whatIsNoURLIsNil(_ text: String) {
  #expect(WebURL(text) == nil)
}
