import Feeds
import Testing

@Suite struct OPMLTests {
  private func parse(_ body: String) throws -> OPMLDocument {
    try OPMLDocument(parsing: Array("<opml version=\"2.0\"><body>\(body)</body></opml>".utf8))
  }

  /// An outline as text: its attributes, then its children in braces.
  private func shown(_ outlines: [OPMLOutline]) -> String {
    outlines.map { outline in
      outline.attributes.map { "\($0.name)=\($0.value)" }.joined(separator: ",")
        + (outline.children.isEmpty ? "" : "{" + shown(outline.children) + "}")
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("a feed", "<outline text='A' xmlUrl='u'/>", "text=A,xmlUrl=u", []),
    (
      "folders", "<outline text='F'><outline text='A'/><outline text='B'></outline></outline>",
      "text=F{text=A text=B}", []
    ),
    ("entities", "<outline text='&lt;&amp;&#228;&#xe4;&quot;&apos;'/>", "text=<&ää\"'", []),
    ("line ends in a value", "<outline text='a\r\nb\tc'/>", "text=a b c", []),
    (
      "comments and what is in them", "<!-- <outline text='x'/> --><outline text='A'/>", "text=A",
      []
    ),
    (
      "a bare ampersand", "<outline text='R & D' xmlUrl='u?a=1&b=2'/>",
      "text=R & D,xmlUrl=u?a=1&b=2",
      ["bare-ampersand", "bare-ampersand"]
    ),
    ("an entity of HTML", "<outline text='a&nbsp;b'/>", "text=a&nbsp;b", ["undefined-entity"]),
    ("a character that XML has not", "<outline text='&#0;'/>", "text=&#0;", ["undefined-entity"]),
    (
      "no quotes", "<outline text=A xmlUrl=u />", "text=A,xmlUrl=u",
      ["unquoted-attribute", "unquoted-attribute"]
    ),
    ("no value", "<outline isOpen text='A'/>", "isOpen=,text=A", ["unquoted-attribute"]),
    ("an attribute twice", "<outline text='A' text='B'/>", "text=A", ["attribute-twice"]),
    (
      "an outline that is not closed", "<outline text='A'><outline text='B'/>", "text=A{text=B}",
      ["unclosed-outline"]
    ),
    ("an end too many", "<outline text='A'/></outline>", "text=A", ["stray-end-tag"]),
    (
      "another element", "<outline text='A'/><b>x</b>", "text=A", ["stray-markup", "stray-end-tag"]
    ),
    (
      "a tag that is not closed", "<outline text='A' <outline text='B'/>", "text=A{text=B}",
      ["stray-markup", "unclosed-outline"]
    ),
    ("upper case", "<OUTLINE TEXT='A'/>", "TEXT=A", []),
    ("control characters by number", "<outline text='a&#10;b'/>", "text=a\nb", []),
  ])
  func reads(_ why: String, _ body: String, _ expected: String, _ problems: [String]) throws {
    let document = try parse(body)
    #expect(shown(document.outlines) == expected, "\(why)")
    #expect(document.problems.map(\.code) == problems, "\(why)")
  }

  @Test(arguments: [
    ("nothing", "", "not-opml", "1:1"), ("a page", "<!DOCTYPE html>\n<html>", "not-opml", "2:1"),
    ("a feed", "<rss version='2.0'/>", "not-opml", "1:1"), ("text", "hello", "not-opml", "1:1"),
    ("cut off in an attribute", "<opml><body>\n<outline text='A", "truncated", "2:15"),
    ("cut off in a tag", "<opml><body>\n<outline text='A' ", "truncated", "2:19"),
    ("cut off between outlines", "<opml><body>\n<outline text='A'/>", "truncated", "2:20"),
    ("no body", "<opml><head></head></opml>", "truncated", "1:27"),
    (
      "an encoding that is not known", "<?xml version='1.0' encoding='ebcdic'?><opml/>",
      "unknown-encoding", "1:1"
    ),
  ])
  func refuses(_ why: String, _ text: String, _ code: String, _ place: String) {
    do {
      _ = try OPMLDocument(parsing: Array(text.utf8))
      Issue.record("read: \(why)")
    } catch {
      #expect(error.code == code, "\(why)")
      #expect("\(error.line):\(error.column)" == place, "\(why)")
    }
  }

  @Test("each bound is an error that names it") func bounds() {
    var limits = OPMLLimits()
    (limits.depth, limits.outlines, limits.attributes, limits.size) = (3, 10, 4, 5000)
    let code = { (body: String) -> String? in
      do throws(OPMLError) {
        _ = try OPMLDocument(
          parsing: Array("<opml><body>\(body)</body></opml>".utf8), limits: limits)
        return nil
      } catch { return error.code }
    }
    #expect(code(String(repeating: "<outline>", count: 3)) == nil)
    #expect(code(String(repeating: "<outline>", count: 4)) == "too-deep")
    #expect(code(String(repeating: "<outline/>", count: 11)) == "too-many")
    #expect(code("<outline a='' b='' c='' d='' e=''/>") == "too-many")
    #expect(code(String(repeating: " ", count: 5000)) == "too-large")
  }

  @Test("a DTD is skipped, and defines nothing") func entities() throws {
    let text =
      "<!DOCTYPE opml [<!ENTITY x SYSTEM \"file:///etc/passwd\"> <!ENTITY y \"ha\">]><opml><body><outline text='&x;&y;'/></body></opml>"
    #expect(try OPMLDocument(parsing: Array(text.utf8)).outlines[0].label == "&x;&y;")
  }

  @Test(
    arguments: [
      (
        "UTF-16 with its mark",
        [0xFF, 0xFE]
          + Array("<opml><body><outline text='ä'/></body></opml>".utf16).flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
          }, "ä"
      ),
      (
        "windows-1252 by another name",
        Array("<?xml version='1.0' encoding='ISO-8859-1'?><opml><body><outline text='".utf8) + [
          0xE4, 0x80,
        ]
          + Array("'/></body></opml>".utf8), "ä€"
      ),
      (
        "UTF-8 with a mark",
        [0xEF, 0xBB, 0xBF] + Array("<opml><body><outline text='ä'/></body></opml>".utf8),
        "ä"
      ),
      (
        "UTF-8 that is none",
        Array("<opml><body><outline text='a".utf8) + [0xFF] + Array("'/></body></opml>".utf8),
        "a\u{FFFD}"
      ),
    ] as [(String, [UInt8], String)])
  func encodings(_ why: String, _ bytes: [UInt8], _ expected: String) throws {
    #expect(try OPMLDocument(parsing: bytes).outlines[0].label == expected, "\(why)")
  }

  @Test("what is written reads the same: head, attributes in their order, folders, odd characters")
  func roundTrip()
    throws
  {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <opml version="1.1" xmlns:x="urn:x">
        <head>
          <title>A &amp; B</title>
          <ownerEmail>a@b.example</ownerEmail>
        </head>
        <body>
          <outline text="F &lt;1&gt;" isOpen="true">
            <outline type="rss" xmlUrl="https://a.example/?a=1&amp;b=2" text="&quot;A&quot;" x:y="z&#10;"/>
            <outline text="empty"/>
          </outline>
          <outline type="link" text="L" url="https://l.example/"/>
        </body>
      </opml>

      """
    let document = try OPMLDocument(parsing: Array(text.utf8))
    #expect(
      document.head == [
        .init(name: "title", value: "A & B"), .init(name: "ownerEmail", value: "a@b.example"),
      ])
    #expect(String(decoding: document.write(), as: UTF8.self) == text)
  }

  @Test("folders and categories are tags") func tags() throws {
    let feeds = try parse(
      """
      <outline text="News"><outline title="Local"><outline text="A" xmlUrl=" https://a.example/ "/></outline>
      <outline text="B" xmlurl="https://b.example/" category="/News,x, /a/b"/></outline>
      <outline text="Other"><outline text="again" xmlUrl="https://a.example/"/><outline text="note"/></outline>
      <outline><outline text="C" xmlUrl="https://c.example/"/></outline>
      """
    ).feeds
    #expect(feeds.map(\.url) == ["https://a.example/", "https://b.example/", "https://c.example/"])
    #expect(feeds.map(\.tags) == [["News/Local", "Other"], ["News", "x", "a/b"], []])
    #expect(feeds[0].ranges.count == 2)
  }

  @Test(
    "feeds to folders and back",
    arguments: [
      [], ["a"], ["a/b"], ["a/b/c", "d"], ["a\\/b"], ["x,y"], ["x,y", "z"], ["a\\\\b"],
      ["x", "a\\/b/c", "q,r/s", "\\\\"],
    ])
  func folders(_ tags: [String]) throws {
    let feed = OPMLFeed(
      url: "https://a.example/?x=1&y=2", title: "T <\"'>", tags: tags,
      attributes: [OPMLAttribute("htmlUrl", "h")]
    )
    let back = try OPMLDocument(parsing: OPMLDocument(title: "t", feeds: [feed]).write()).feeds
    #expect(back.map(\.url) == [feed.url] && back[0].title == feed.title && back[0].tags == tags)
    #expect(back[0].attributes.map(\.value) == ["h"])
  }

  @Test("feeds of one folder stand in it together, in their order") func grouped() {
    let feeds = ["a", "b", "a/c", "a"].enumerated().map {
      OPMLFeed(url: "u\($0.offset)", tags: [$0.element])
    }
    let document = OPMLDocument(title: "t", feeds: feeds)
    #expect(document.outlines.map(\.label) == ["a", "b"])
    #expect(document.outlines[0].children.map { $0["xmlUrl"] ?? $0.label } == ["u0", "c", "u3"])
  }

  @Test("bytes at random are read or refused, never a crash") func random() {
    let seed = Array(
      "<?xml version='1.0'?><opml version='2.0'><head><title>x</title></head><body><outline text='a&amp;b' xmlUrl='u'><!-- c --><outline/></outline></body></opml>"
        .utf8)
    var state: UInt64 = 7
    var read = 0
    for _ in 0..<5000 {
      var bytes = seed
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = Int(state >> 33) % bytes.count
        switch state >> 62 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: state >> 20)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(Array("<>&'\"/=! ".utf8)[Int(state >> 24) % 9], at: place)
        default: bytes.removeLast(min(place / 8, bytes.count - 1))
        }
      }
      if let document = try? OPMLDocument(parsing: bytes) {
        read += 1
        let again = try? OPMLDocument(parsing: document.write())
        #expect(again?.problems.isEmpty == true, "\(String(decoding: bytes, as: UTF8.self))")
      }
    }
    #expect(read > 100)
  }
}
