import Testing

@testable import Ingest

@Suite struct ConfigurationTests {
    private func load(_ text: String, _ more: [String: String] = [:], _ environment: [String: String] = [:]) throws
        -> Configuration
    {
        try MemoryFiles(more.merging([MemoryFiles.main: text]) { $1 }).load(environment).get()
    }

    @Test("what is set is read, what is not is the default") func sections() throws {
        let configuration = try load(
            """
            state_directory = "state"
            [http]
            contact = "https://example.org/about"
            timeout = "90s"
            max_feed_size = "512KiB"
            [polling]
            requests_per_day = 50000
            refusal_scope = "host"
            gone_recheck = "30d"
            [spool]
            batch = 256
            [events]
            spool = ["feed-gone"]
            [metrics]
            listen = "unix:m.sock"
            """)
        #expect(configuration.settings.stateDirectory == "/etc/feedmill/state")
        #expect(configuration.http.contact == "https://example.org/about")
        #expect(configuration.http.timeout == 90)
        #expect(configuration.http.maxFeedSize == 524_288)
        #expect(configuration.polling.requestsPerDay == 50000)
        #expect(configuration.polling.refusalScope == .host)
        #expect(configuration.polling.goneRecheck == 2_592_000)
        #expect(configuration.spool.batch == 256)
        #expect(configuration.events.spool == [.feedGone])
        #expect(configuration.metrics.listen == .unix(path: "/etc/feedmill/m.sock"))
        #expect(configuration.settings.spoolDirectory == Settings().spoolDirectory)
        #expect(configuration.ledger == LedgerSettings())
    }

    @Test("a feed says for itself what a section says for all, also before that section stands") func overrides() throws
    {
        let configuration = try load(
            """
            [[feed]]
            url = "https://a.example/f"
            [[feed]]
            url = "https://b.example/f"
            id = "b"
            articles = false
            timeout = "5s"
            identity = "url"
            proxy = "direct"
            interval = "30m"
            [http]
            timeout = "20s"
            proxy = "http://proxy.example:3128"
            """)
        let (a, b) = (configuration.feeds[0], configuration.feeds[1])
        #expect(a.http.timeout == 20 && a.articles.fetch && a.interval == nil)
        #expect(b.http.timeout == 5 && !b.articles.fetch && b.interval == 1800 && b.identity.policy == .url)
        #expect(a.effective.proxies.proxy(for: a.url)?.url.description == "http://proxy.example:3128/")
        #expect(b.effective.proxies.proxy(for: b.url) == nil)
        #expect(a.effective === configuration.effective)
        #expect(configuration.feed(id: "b")?.address == "https://b.example/f")
        #expect(configuration.feed(id: "c") == nil)
    }

    @Test("feeds come from this file, then from its includes in their order and by name, each file once")
    func includes() throws {
        let configuration = try load(
            """
            include = ["z.toml", "feeds.d/*.toml", "feeds.d/b.toml", "feeds.d/*.opml", "https://example.org/list.opml"]
            feed = [{ url = "https://main.example/f" }]
            """,
            [
                "/etc/feedmill/z.toml": "[[feed]]\nurl = 'https://z.example/f'",
                "/etc/feedmill/feeds.d/b.toml": "[[feed]]\nurl = 'https://b.example/f'",
                "/etc/feedmill/feeds.d/a.toml": "[[feed]]\nurl = 'file:sub/a.xml'",
                "/etc/feedmill/feeds.d/c.opml":
                    "<opml version='1.0'><body><outline text='N'><outline text='C' xmlUrl='https://c.example/f'/></outline></body></opml>",
            ])
        #expect(
            configuration.feeds.map(\.address) == [
                "https://main.example/f", "https://z.example/f", "file:///etc/feedmill/feeds.d/sub/a.xml",
                "https://b.example/f", "https://c.example/f",
            ])
        #expect(configuration.feeds.last?.tags == ["N"])
        #expect(configuration.feeds.last?.title == "C")
        #expect(configuration.remoteIncludes == ["https://example.org/list.opml"])
        #expect(configuration.files.count == 5)
        #expect(configuration.feeds[3].place.description == "/etc/feedmill/feeds.d/b.toml:1:3")
    }

    @Test("a tag has the feeds of the folders below it") func tags() throws {
        let configuration = try load(
            """
            [[feed]]
            url = "https://a.example/"
            id = "a"
            tags = ["news/local", "x"]
            [[feed]]
            url = "https://b.example/"
            id = "b"
            tags = ["newspaper", "x"]
            """)
        #expect(configuration.feeds(tagged: "news").map(\.id) == ["a"])
        #expect(configuration.feeds(tagged: "x").map(\.id) == ["a", "b"])
        #expect(configuration.tags.map(\.tag) == ["news/local", "newspaper", "x"])
    }

    @Test("a reload knows what came, went and changed") func difference() throws {
        let old = try load(
            "[[feed]]\nurl='https://a.example/'\nid='a'\n[[feed]]\nurl='https://b.example/'\nid='b'\n[[feed]]\nurl='https://c.example/'\nid='c'"
        )
        let new = try load(
            "state_directory='x'\n\n\n[log]\nlevel='debug'\n[[feed]]\nurl='https://b.example/'\nid='b'\n[[feed]]\nurl='https://c.example/'\nid='c'\ninterval='1h'\n[[feed]]\nurl='https://d.example/'\nid='d'"
        )
        let difference = ConfigurationDifference(from: old, to: new)
        #expect(difference.added.map(\.id) == ["d"])
        #expect(difference.removed.map(\.id) == ["a"])
        #expect(difference.changed.map(\.new.id) == ["c"])
        #expect(difference.changedKeys == ["state_directory", "log.level"])
        #expect(difference.changedSections == ["", "log"])
        #expect(difference.keysNeedingRestart == ["state_directory"])
        #expect(ConfigurationDifference(from: old, to: old).isEmpty)
    }

    @Test("OPML from an address adds http feeds, and takes nothing else from a stranger") func remote() throws {
        let configuration = try load(
            "include = ['https://l.example/o.opml']\n[[feed]]\nurl='https://a.example/f'\ntitle='mine'")
        let opml = """
            <opml version="2.0"><body><outline text="T">
            <outline text="theirs" xmlUrl="https://a.example/f"/>
            <outline text="B" xmlUrl="https://b.example/f" feedmill:paused="true" feedmill:id="evil"/>
            <outline text="passwd" xmlUrl="file:///etc/passwd"/>
            </outline></body></opml>
            """
        let (changed, errors) = configuration.adding(remote: [
            ("https://l.example/o.opml", Array(opml.utf8)), ("https://m.example/", []),
        ])
        #expect(changed.feeds.map(\.title) == ["mine", "B"])
        #expect(changed.feeds[1].tags == ["T"] && !changed.feeds[1].paused && changed.feeds[1].id != "evil")
        #expect(errors.map(\.place.description) == ["https://l.example/o.opml:4:24", "https://m.example/:1:1"])
        #expect(changed.feed(id: changed.feeds[1].id)?.address == "https://b.example/f")
    }

    @Test("a list from an address does not name a feed again that the file names with an account") func account() throws
    {
        let text = "include = ['https://l.example/o.opml']\n[[feed]]\nurl = 'https://u:p@a.example/f'"
        let opml = "<opml version='2.0'><body><outline text='x' xmlUrl='https://a.example/f'/></body></opml>"
        let configuration = try MemoryFiles([MemoryFiles.main: text]).load().get()
        let (changed, errors) = configuration.adding(remote: [("https://l.example/o.opml", Array(opml.utf8))])
        #expect(changed.feeds.count == 1 && errors.isEmpty)
    }
}
