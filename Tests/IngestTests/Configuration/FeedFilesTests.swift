import Feeds
import Testing

@testable import Ingest

@Suite struct FeedFilesTests {
  private static let main = """
    # my feeds
    include = ["feeds.d/*.toml", "feeds.d/*.opml"]

    # the first
    [[feed]]
    url = "https://a.example/f"   # daily
    id = "a"

    # the second
    [[feed]]
      url = "https://b.example/f"
      id = "b"
      [feed.headers]
      X = "y"

    [http]
    timeout = "10s"

    """
  private static let inline =
    "# all in a row\nfeed = [\n  { url = \"https://c.example/f\", id = \"c\" },\n  { url = \"https://d.example/f\", id = \"d\" },\n]\n"
  private static let opml = """
    <opml version="2.0"><!-- kept --><body>
      <outline text="F">
        <outline text="E" xmlUrl="https://e.example/f"/>
        <outline text="G" xmlUrl="https://g.example/f"/>
      </outline>
    </body></opml>

    """
  private let files = MemoryFiles([
    MemoryFiles.main: main, "/etc/feedmill/feeds.d/inline.toml": inline,
    "/etc/feedmill/feeds.d/list.opml": opml,
    "/etc/feedmill/feeds.d/z.toml": "[[feed]]\nurl = \"https://z.example/f\"\nid = \"z\"\n",
  ])

  private func editor() throws -> FeedFiles {
    FeedFiles(try files.load().get(), files: files, environment: [:])
  }

  private func id(_ address: String) throws -> String {
    try #require(try files.load().get().feeds.first { $0.address == address }).id
  }

  @Test("a feed is added as a file of its own, which the configuration reads") func adds() throws {
    let (path, feed) = try editor().add(
      NewFeed(
        url: "https://new.example/f", title: "A \"new\" one", tags: ["x", "y/z"],
        settings: [.init(key: "interval", value: "\"1h\"")]))
    #expect(path == "/etc/feedmill/feeds.d/\(feed.id).toml")
    #expect(
      files[path]
        == "[[feed]]\nurl = \"https://new.example/f\"\ntitle = \"A \\\"new\\\" one\"\ntags = [\"x\", \"y/z\"]\ninterval = \"1h\"\n"
    )
    #expect(feed.title == "A \"new\" one" && feed.interval == 3600)
    #expect(try files.load().get().feeds.contains { $0.id == feed.id })
  }

  @Test("what is configured already, or would break the configuration, changes nothing")
  func refuses() throws {
    let before = files.files
    #expect(throws: FeedFileError.self) { try editor().add(NewFeed(url: "https://A.example/f")) }
    #expect(throws: FeedFileError.self) {
      try editor().add(NewFeed(url: "https://n.example/f", id: "a"))
    }
    #expect(throws: FeedFileError.self) { try editor().add(NewFeed(url: "nonsense")) }
    #expect(throws: FeedFileError.self) {
      try editor().add(
        NewFeed(url: "https://n.example/f", settings: [.init(key: "interval", value: "soon")]))
    }
    #expect(throws: FeedFileError.unknown(id: "aa", near: "a")) { try editor().remove(id: "aa") }
    #expect(files.files == before)
  }

  @Test("a feed is taken out; comments, order and everything else stay") func removes() throws {
    #expect(try editor().remove(id: "b") == MemoryFiles.main)
    let block =
      "[[feed]]\n  url = \"https://b.example/f\"\n  id = \"b\"\n  [feed.headers]\n  X = \"y\"\n"
    #expect(files[MemoryFiles.main] == Self.main.replacing(block, with: ""))
    _ = try editor().remove(id: "a")
    #expect(try files.load().get().feed(id: "a") == nil)
    #expect(files[MemoryFiles.main]?.contains("# the first\n") == true)
    #expect(files[MemoryFiles.main]?.contains("timeout = \"10s\"") == true)
  }

  @Test("from an array", arguments: [("c", "d"), ("d", "c")]) func removesElements(
    _ id: String, _ other: String
  )
    throws
  {
    _ = try editor().remove(id: id)
    let text = try #require(files["/etc/feedmill/feeds.d/inline.toml"])
    #expect(text.hasPrefix("# all in a row\nfeed = [\n  { url = \"https://\(other).example/f\""))
    #expect(try files.load().get().feed(id: other) != nil)
    _ = try editor().remove(id: other)
    #expect(try files.load().get().feeds.count == 5)
  }

  @Test("from OPML") func removesOutlines() throws {
    _ = try editor().remove(id: try id("https://e.example/f"))
    let line = "    <outline text=\"E\" xmlUrl=\"https://e.example/f\"/>\n"
    #expect(files["/etc/feedmill/feeds.d/list.opml"] == Self.opml.replacing(line, with: ""))
  }

  @Test("a file with nothing left in it goes too") func removesFiles() throws {
    _ = try editor().remove(id: "z")
    #expect(files["/etc/feedmill/feeds.d/z.toml"] == nil)
  }

  @Test("pausing and going on leaves every file as it was", arguments: ["a", "b", "z", "opml"])
  func pauses(
    _ name: String
  ) throws {
    let before = files.files
    let id = name == "opml" ? try id("https://g.example/f") : name
    let path = try #require(try editor().setPaused(true, id: id))
    #expect(try files.load().get().feed(id: id)?.paused == true)
    #expect(try editor().setPaused(true, id: id) == nil)
    #expect(files.files[path] != before[path])
    _ = try editor().setPaused(false, id: id)
    #expect(try files.load().get().feed(id: id)?.paused == false)
    if name == "opml" { return }
    #expect(files.files == before)
  }

  @Test("in an inline table the key stays, and says false") func pausesInline() throws {
    _ = try editor().setPaused(true, id: "c")
    #expect(
      files["/etc/feedmill/feeds.d/inline.toml"]?.contains("id = \"c\", paused = true }") == true)
    _ = try editor().setPaused(false, id: "c")
    #expect(
      files["/etc/feedmill/feeds.d/inline.toml"]?.contains("id = \"c\", paused = false }") == true)
  }

  @Test("other tables among the feed's own are a person's to part") func byHand() throws {
    files.files[MemoryFiles.main] = Array(
      "[[feed]]\nurl = 'https://a.example/'\nid = 'a'\n[log]\n[feed.headers]\nX = 'y'\n".utf8)
    #expect(throws: FeedFileError.byHand(SourcePlace(file: MemoryFiles.main, line: 1, column: 3))) {
      try editor().remove(id: "a")
    }
  }

  @Test("an import writes what is new into one file, and a stranger's file addresses nowhere")
  func imports() throws {
    let document = try OPMLDocument(
      parsing: Array(
        """
        <opml version="2.0"><body><outline text="T/1"><outline text="known" xmlUrl="https://a.example/f"/>
        <outline text="N" title="New" xmlUrl="https://n.example/f" htmlUrl="https://n.example/" feedmill:interval="2h"/>
        <outline text="N" xmlUrl="https://n.example/f"/><outline text="p" xmlUrl="file:///etc/passwd"/>
        </outline></body></opml>
        """.utf8))
    let result = try editor().importing(document, named: "../my list")
    #expect(
      result
        == FeedImport(
          path: "/etc/feedmill/feeds.d/my-list.toml", added: 1, known: 1,
          rejected: ["\"file:///etc/passwd\""]
        ))
    let feed = try #require(
      try files.load().get().feeds.first { $0.address == "https://n.example/f" })
    #expect(feed.title == "New" && feed.tags == ["T\\/1"] && feed.interval == 7200)
    #expect(
      feed.outline == [
        .init(name: "text", value: "N"), .init(name: "htmlUrl", value: "https://n.example/"),
      ])
    #expect(try editor().importing(document, named: "again").path == nil)
  }

  @Test("import and export lose nothing of a feed") func roundTrip() throws {
    let text = """
      <opml version="2.0"><head><title>x</title></head><body>
      <outline text="AC/DC"><outline text="b\\c">
      <outline type="atom" text="One" title="Uno &amp; more" xmlUrl="https://one.example/f" htmlUrl="https://one.example/" description="&lt;b&gt;" custom="&#10;x"/>
      </outline></outline>
      <outline type="rss" text="Two" xmlUrl="https://two.example/f" category="/x/y,plain,with\\, comma" feedmill:paused="true" feedmill:id="two"/>
      </body></opml>
      """
    let first = try OPMLDocument(parsing: Array(text.utf8))
    _ = try editor().importing(first, named: "in")
    let configuration = try files.load().get()
    let exported = configuration.opml(
      title: "out", feeds: configuration.feeds.filter { $0.place.file.hasSuffix("/in.toml") })
    let second = try OPMLDocument(parsing: exported.write())
    let bare = { (feeds: [OPMLFeed]) in
      feeds.map {
        [$0.url, $0.title ?? ""] + $0.tags + $0.attributes.map { "\($0.name)=\($0.value)" }.sorted()
      }
    }
    #expect(bare(second.feeds) == bare(first.feeds))
    #expect(second.problems.isEmpty)
  }
}
