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
        MemoryFiles.main: main, "/etc/feedmill/feeds.d/inline.toml": inline, "/etc/feedmill/feeds.d/list.opml": opml,
        "/etc/feedmill/feeds.d/z.toml": "[[feed]]\nurl = \"https://z.example/f\"\nid = \"z\"\n",
    ])

    private func editor() throws -> FeedFiles { FeedFiles(try files.load().get(), files: files, environment: [:]) }

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

    @Test("what is configured already, or would break the configuration, changes nothing") func refuses() throws {
        let before = files.files
        #expect(throws: FeedFileError.self) { try editor().add(NewFeed(url: "https://A.example/f")) }
        #expect(throws: FeedFileError.self) { try editor().add(NewFeed(url: "https://n.example/f", id: "a")) }
        #expect(throws: FeedFileError.self) { try editor().add(NewFeed(url: "nonsense")) }
        #expect(throws: FeedFileError.self) {
            try editor().add(NewFeed(url: "https://n.example/f", settings: [.init(key: "interval", value: "soon")]))
        }
        #expect(throws: FeedFileError.unknown(id: "aa", near: "a")) { try editor().remove(id: "aa") }
        #expect(files.files == before)
    }

    @Test("a feed is taken out; comments, order and everything else stay") func removes() throws {
        #expect(try editor().remove(id: "b") == MemoryFiles.main)
        let block = "[[feed]]\n  url = \"https://b.example/f\"\n  id = \"b\"\n  [feed.headers]\n  X = \"y\"\n"
        #expect(files[MemoryFiles.main] == Self.main.replacing(block, with: ""))
        _ = try editor().remove(id: "a")
        #expect(try files.load().get().feed(id: "a") == nil)
        #expect(files[MemoryFiles.main]?.contains("# the first\n") == true)
        #expect(files[MemoryFiles.main]?.contains("timeout = \"10s\"") == true)
    }

    @Test(
        "what somebody else writes meanwhile is not written over, and no other feed goes in its place", arguments: 0...3
    )
    func changedMeanwhile(_ reads: Int) throws {
        let editor = try editor()
        let text = "[[feed]]\nurl = \"https://n.example/f\"\nid = \"n\"\n" + Self.main
        files.intruder = (MemoryFiles.main, reads, text)
        let first = try? editor.remove(id: "a")
        if files.intruder == nil {
            #expect(first == nil)
            #expect(files[MemoryFiles.main] == text)
        } else {
            #expect(first == MemoryFiles.main)
        }
    }

    @Test("from an array", arguments: [("c", "d"), ("d", "c")]) func removesElements(_ id: String, _ other: String)
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

    @Test("pausing and going on leaves every file as it was", arguments: ["a", "b", "z", "opml"]) func pauses(
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
        #expect(files["/etc/feedmill/feeds.d/inline.toml"]?.contains("id = \"c\", paused = true }") == true)
        _ = try editor().setPaused(false, id: "c")
        #expect(files["/etc/feedmill/feeds.d/inline.toml"]?.contains("id = \"c\", paused = false }") == true)
    }

    @Test("other tables among the feed's own are a person's to part") func byHand() throws {
        files.files[MemoryFiles.main] = Array(
            "[[feed]]\nurl = 'https://a.example/'\nid = 'a'\n[log]\n[feed.headers]\nX = 'y'\n".utf8)
        #expect(throws: FeedFileError.byHand(SourcePlace(file: MemoryFiles.main, line: 1, column: 3))) {
            try editor().remove(id: "a")
        }
    }

    @Test("an import writes what is new into one file, and a stranger's file addresses nowhere") func imports() throws {
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
                    rejected: ["\"file:///etc/passwd\": no http or https URL"]
                ))
        let feed = try #require(try files.load().get().feeds.first { $0.address == "https://n.example/f" })
        #expect(feed.title == "New" && feed.tags == ["T\\/1"] && feed.interval == 7200)
        #expect(feed.outline == [.init(name: "text", value: "N"), .init(name: "htmlUrl", value: "https://n.example/")])
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
            feeds.map { [$0.url, $0.title ?? ""] + $0.tags + $0.attributes.map { "\($0.name)=\($0.value)" }.sorted() }
        }
        #expect(bare(second.feeds) == bare(first.feeds))
        #expect(second.problems.isEmpty)
    }

    @Test("a feed is also known by its address, and one that is nearly named is offered") func naming() throws {
        let configuration = try files.load().get()
        #expect(try configuration.feed(named: "https://B.example/f").id == "b")
        #expect(throws: FeedFileError.unknown(id: "zz", near: "z")) { try configuration.feed(named: "zz") }
        let near = try id("https://e.example/f")
        #expect(throws: FeedFileError.unknown(id: "e.example", near: near)) {
            try configuration.feed(named: "e.example")
        }
        #expect(throws: FeedFileError.unknown(id: "nothing like it", near: nil)) {
            try configuration.feed(named: "nothing like it")
        }
        #expect(try editor().setPaused(true, id: "https://z.example/f") == "/etc/feedmill/feeds.d/z.toml")
    }

    @Test("where a file of the name is there, the next one has a number") func numbersFiles() throws {
        files.files["/etc/feedmill/feeds.d/n.toml"] = Array("[[feed]]\nurl = \"https://m.example/\"\n".utf8)
        for number in 2...3 {
            let name = number == 2 ? "n" : "N"
            let path = try editor().add(NewFeed(url: "https://n\(number).example/f", id: name)).path
            #expect(path == "/etc/feedmill/feeds.d/\(number == 2 ? "n-2" : "N").toml")
        }
    }

    @Test("of an import, feeds whose settings are mistakes are left out, and told") func importsTheRest() throws {
        let document = try OPMLDocument(
            parsing: Array(
                """
                <opml version="2.0"><body>
                <outline text="1" xmlUrl="https://one.example/f" feedmill:interval="soon"/>
                <outline text="2" xmlUrl="https://two.example/f" feedmill:interval="2h"/>
                <outline text="3" xmlUrl="https://three.example/f" feedmill:id="a"/>
                <outline text="4" xmlUrl="https://four.example/f"/>
                </body></opml>
                """.utf8))
        let result = try editor().importing(document, named: "in", tags: ["new"])
        #expect(result.added == 2 && result.rejected.count == 2)
        #expect(result.rejected[0].hasPrefix("\"https://one.example/f\": `interval`: \"soon\" is no duration"))
        #expect(result.rejected[1].contains("\"a\" stands at /etc/feedmill/feedmill.toml:5:3 already"))
        let added = try files.load().get().feeds(tagged: "new").map(\.address)
        #expect(added == ["https://two.example/f", "https://four.example/f"])
    }
}

@Suite struct ListedFeedTests {
    private static let list = "https://l.example/o.opml"
    private let files = MemoryFiles([
        MemoryFiles.main: "state_directory = '/s'\ninclude = ['feeds.d/*.toml', '\(list)']\n",
        "/s/includes/\(FeedID.derived(fromText: list)).opml":
            "<opml version='2.0'><body><outline text='T'><outline text='A' xmlUrl='https://a.example/f'/></outline></body></opml>",
    ])

    private func configuration() throws -> Configuration { try files.load().get().includingKept(files: files) }

    private func editor() throws -> FeedFiles { FeedFiles(try configuration(), files: files, environment: [:]) }

    @Test("a feed of a list at an address is not ours to remove, and is paused by a file of its own") func edits()
        throws
    {
        let id = try #require(try configuration().feeds.first).id
        #expect(throws: FeedFileError.listed(id: id, address: Self.list)) { try editor().remove(id: id) }
        let path = try #require(try editor().setPaused(true, id: id))
        #expect(
            files[path]
                == "[[feed]]\nurl = \"https://a.example/f\"\ntitle = \"A\"\ntags = [\"T\"]\npaused = true\n")
        let feeds = try configuration().feeds
        #expect(feeds.count == 1 && feeds[0].paused && feeds[0].id == id)
        #expect(try editor().setPaused(false, id: id) == path)
        #expect(try configuration().feed(id: id)?.paused == false)
        #expect(try editor().remove(id: id) == path)
        #expect(try configuration().feeds.count == 1)
    }

    @Test("it may be given settings in a file, and an import leaves it to the list") func adds() throws {
        let document = try OPMLDocument(parsing: files.files.first { $0.key.hasSuffix(".opml") }?.value ?? [])
        #expect(try editor().importing(document, named: "x") == FeedImport(known: 1))
        let (_, feed) = try editor().add(
            NewFeed(url: "https://a.example/f", settings: [.init(key: "interval", text: "1h")]))
        #expect(try configuration().feeds.map(\.interval) == [3600] && feed.interval == 3600)
        #expect(throws: FeedFileError.self) { try editor().add(NewFeed(url: "https://a.example/f")) }
    }
}

@Suite struct ExportTests {
    private func load(_ text: String) throws -> Configuration {
        try MemoryFiles([MemoryFiles.main: text]).load().get()
    }

    @Test("a feed without a title has none after the way through OPML", arguments: ["", "title = \"T\"\n"]) func titles(
        _ title: String
    ) throws {
        let configuration = try load("[[feed]]\nurl = \"https://a.example/f\"\n" + title)
        let bytes = configuration.opml(title: "x").write()
        let back = try #require(try OPMLDocument(parsing: bytes).feeds.first)
        #expect(NewFeed(back).toml == "[[feed]]\nurl = \"https://a.example/f\"\n" + title)
    }

    @Test("tags of all sorts come through OPML as they were") func tags() throws {
        var number: UInt64 = 7
        func random(_ limit: UInt64) -> Int {
            number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(number >> 33 % limit)
        }
        // In a tag a slash parts folders, and a backslash stands before one that does not.
        let pieces = ["a", "é", ",", "\\/", "\\\\", "\"", "<&>", " b", "c/d", "港"]
        for _ in 0..<300 {
            var tags: [String] = []
            for _ in 0...random(3) {
                let tag = "t" + (0...random(4)).map { _ in pieces[random(10)] }.joined()
                if !tags.contains(tag) { tags.append(tag) }
            }
            let list = tags.map { quoted($0) }.joined(separator: ", ")
            let configuration = try load("[[feed]]\nurl = \"https://a.example/f\"\ntags = [\(list)]\n")
            let back = try OPMLDocument(parsing: configuration.opml(title: "x").write())
            #expect(back.feeds.first.map { NewFeed($0).tags } == configuration.feeds[0].tags)
        }
    }

    @Test(
        "what OPML cannot carry is known",
        arguments: [
            ("", false), ("paused = true\ninterval = \"1h\"\narticles = false\nidentity = \"url\"", false),
            ("timeout = \"5s\"", true), ("revisions = \"all\"", true), ("headers = { X = \"y\" }", true),
            ("min_interval = \"1h\"", true),
        ]) func losses(_ text: String, _ isLost: Bool) throws
    {
        let configuration = try load("[[feed]]\nurl = \"https://a.example/f\"\n" + text)
        #expect(configuration.saysMoreThanOPML(configuration.feeds[0]) == isLost)
    }
}
