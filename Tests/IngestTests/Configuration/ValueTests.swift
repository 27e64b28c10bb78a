import Basics
import Testing

@testable import Ingest

@Suite struct ValueTests {
  @Test(arguments: [
    ("90s", 90.0), ("15m", 900), ("6h", 21600), ("2d", 172_800), ("0s", 0), ("250ms", 0.25),
  ])
  func durations(_ text: String, _ seconds: Double) {
    #expect(DurationText.parse(text) == seconds)
  }

  @Test(
    "what is no duration",
    arguments: ["", "s", "5", "5 s", "-5s", "1.5h", "5S", "5w", "1h30m", "9999999999999s", "+5s"])
  func noDurations(_ text: String) {
    #expect(DurationText.parse(text) == nil)
  }

  @Test(arguments: [
    (0.0, "0s"), (0.5, "500ms"), (90, "90s"), (120, "2m"), (86400, "24h"), (172_800, "2d"),
    (3600, "1h"),
  ])
  func durationsAreWritten(_ seconds: Double, _ text: String) {
    #expect(DurationText.text(seconds) == text)
  }

  @Test(arguments: [
    ("512KiB", 524_288), ("10MiB", 10_485_760), ("2GiB", 2_147_483_648), ("100B", 100),
    ("10MB", 10_000_000),
    ("0B", 0),
  ])
  func sizes(_ text: String, _ bytes: Int) {
    #expect(SizeText.parse(text) == bytes)
  }

  @Test(
    "what is no size",
    arguments: ["", "B", "10", "10 MiB", "-1B", "1.5GiB", "10mib", "999999999999TiB", "+1B"])
  func noSizes(_ text: String) {
    #expect(SizeText.parse(text) == nil)
  }

  @Test(arguments: [
    ("a swap", "tiemout", "timeout"), ("a letter too few", "conections", "connections"),
    ("far from all", "banana", nil),
    ("short and one off", "uri", "url"), ("nothing", "", nil),
  ])
  func nearestWord(_ why: String, _ word: String, _ expected: String?) {
    #expect(nearest(word, among: ["timeout", "connections", "url"]) == expected, "\(why)")
  }

  @Test(arguments: [
    ("example.org", "example.org", true), ("example.org", "www.example.org", true),
    (".example.org", "a.example.org", true),
    ("*.Example.org", "a.example.org", true), ("example.org", "badexample.org", false),
    ("example.org", "example.org.", true),
    ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false),
    ("10.1.2.3", "10.1.2.3", true),
    ("192.168.16.0/20", "192.168.31.9", true), ("192.168.16.0/20", "192.168.32.9", false),
    ("fe80::/10", "[febf::1]", true), ("fe80::/10", "[fec0::1]", false), ("::1", "[::1]", true),
    ("[2001:db8::1]", "[2001:db8:0::1]", true), ("*", "anything", true),
    ("0.0.0.0/0", "example.org", false),
  ])
  func hosts(_ pattern: String, _ host: String, _ matches: Bool) throws {
    let host = try #require(WebURL("http://\(host)/")?.host)
    #expect(try #require(HostPattern(pattern)).matches(host) == matches)
  }

  @Test(
    "what is no host",
    arguments: ["", "a/b", "10.0.0.0/33", "10.0.0.0/x", "::1/129", "a b", "u@h", "h:80", "/8"])
  func noHosts(_ text: String) {
    #expect(HostPattern(text) == nil)
  }

  @Test(
    arguments: [
      ("none is named", "", [:], "https://a.example/", nil),
      (
        "the environment's, by scheme", "", ["https_proxy": "http://e.example:1"],
        "https://a.example/",
        "e.example"
      ),
      (
        "the environment's for all", "", ["ALL_PROXY": "socks5h://e.example:1"],
        "http://a.example/", "e.example"
      ),
      (
        "HTTP_PROXY can be a header's", "", ["HTTP_PROXY": "http://e.example:1"],
        "http://a.example/", nil
      ),
      (
        "the configuration's goes first", "http://c.example", ["https_proxy": "http://e.example"],
        "https://a.example/", "c.example"
      ),
      (
        "NO_PROXY counts for it too", "http://c.example", ["NO_PROXY": "b.example, .a.example"],
        "https://x.a.example/", nil
      ),
      (
        "direct is direct", "direct", ["https_proxy": "http://e.example"], "https://a.example/", nil
      ),
    ] as [(String, String, [String: String], String, String?)])
  func proxies(
    _ why: String, _ setting: String, _ environment: [String: String], _ url: String,
    _ host: String?
  )
    throws
  {
    var settings = HTTPSettings()
    if setting == "direct" {
      settings.proxy = .direct
    } else if let proxy = Proxy(setting) {
      settings.proxy = .through(proxy)
    }
    let rules = ProxyRules(settings, environment: environment)
    #expect(rules.proxy(for: try #require(WebURL(url)))?.url.host == host, "\(why)")
  }

  @Test(arguments: [
    "https://www.example.org/Feed.xml?b=1&a=2", "https://example.org/", "file:///srv/feeds/a.xml",
    "https://[::1]:8080/x",
    "https://例え.jp/フィード", "https://example.org/" + String(repeating: "x", count: 5000),
  ])
  func ids(_ url: String) throws {
    let url = try #require(WebURL(url))
    let id = FeedID.derived(from: url)
    #expect(FeedID.isValid(id) && id.utf8.count <= 51)
    #expect(FeedID.derived(from: url) == id)
    var other = url
    (other.username, other.password, other.fragment) = ("u", "p", "f")
    #expect(FeedID.derived(from: other) == id)
    other.path += "x"
    #expect(FeedID.derived(from: other) != id)
  }

  @Test(
    "an address that is taken as it is written is the one that would be parsed",
    arguments: [
      ("https://example.org/feed.xml", true), ("http://a-b.example/x/?a=1&b=2,3", true),
      ("https://example.org/a:b;c", true), ("https://example.org//x", true),
      ("https://example.org", false), ("https://Example.org/", false),
      ("https://example.org:443/", false),
      ("https://example.org/./a", false), ("https://example.org/a/../b", false),
      ("https://example.org/%2e/", false),
      ("https://u@example.org/", false), ("https://example.org/#x", false),
      ("https://example.org/a b", false),
      ("https://xn--bcher-kva.example/", false), ("https://1.2.3.4/", false),
      ("https://a.0x7f/", false),
      ("https://a..b/", false), ("https://example.org./", false), ("https:///x", false),
      ("ftp://example.org/", false), ("https://example.org/'", false),
      ("https://example.org/ä", false),
      ("https://example.org\\x", false), ("", false), ("https://-a.example/", false),
    ])
  func plainAddresses(_ text: String, _ isPlain: Bool) {
    #expect(FeedAddress.isPlain(text) == isPlain)
    if isPlain { #expect(WebURL(text)?.description == text) }
  }

  @Test("whatever is taken as it is written, parsing it gives the same")
  func plainAddressesAtRandom() {
    let pieces = [
      "a", "example", ".", "org", "/", "-", "x", "0", "9", "?", "=", "&", ":", "%2e", "@", "#", "~",
      "_", "+",
      ",",
    ]
    var state: UInt64 = 3
    var plain = 0
    for _ in 0..<20_000 {
      var text = "https://"
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      guard FeedAddress.isPlain(text) else { continue }
      plain += 1
      #expect(WebURL(text)?.description == text)
    }
    #expect(plain > 100)
  }

  @Test("ids stay what they are: records and ledgers carry them") func stableIDs() throws {
    let url = try #require(WebURL("https://www.example.org/feed.xml"))
    #expect(FeedID.derived(from: url) == "example-org-feed-xml-8tj9t1s817")
  }

  @Test(
    "what is no id",
    arguments: [
      "", ".", "..", "a/b", "-x", "a b", "ä", String(repeating: "a", count: 101), "a\u{0}",
    ])
  func noIDs(_ text: String) {
    #expect(!FeedID.isValid(text))
  }
}
