import Basics
import Glibc
import Testing

/// `feedmill feeds`, as a person or a script runs it.
@Suite struct FeedsCommandTests {
    private static let head = """
        <link rel="alternate" type="application/rss+xml" title="All" href="/all.xml">
        <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml">
        """

    private func bench(_ settings: String = "") -> FeedsBench {
        FeedsBench(
            settings,
            site: [
                "/": FeedsBench.page(Self.head), "/all.xml": FeedsBench.rss("All of it", "1", "2"),
                "/comments.xml": FeedsBench.rss("Comments", "c"), "/hidden/": FeedsBench.page(""),
                "/feed.xml": FeedsBench.rss("Where feeds are", "h"),
            ])
    }

    @Test("a page's address adds the first of its feeds, and the others are told") func adds() {
        let bench = bench()
        let done = bench.run(
            "feeds", "add", bench.server.url("/"), "--tag", "news", "--interval", "2h", "--set", "min_interval=\"1h\"")
        let id = bench.id("/all.xml")
        #expect(done.status == 0 && done.output.hasPrefix("added \(id): All of it\n"))
        #expect(done.output.contains("no daemon runs") && done.complaints.contains("/comments.xml"))
        #expect(
            Home.text("\(bench.home.path)/feeds.d/\(id).toml") == """
                [[feed]]
                url = "\(bench.server.url("/all.xml"))"
                tags = ["news"]
                interval = "2h"
                min_interval = "1h"

                """)
        let again = bench.run("feeds", "add", bench.server.url("/all.xml"))
        #expect(
            again.status == 1 && again.complaints.contains("it stands at \(bench.home.path)/feeds.d/\(id).toml:1:3"))
    }

    @Test("an address with another account is another feed; with none it is the same one") func accounts() {
        let bench = bench()
        bench.run("feeds", "add", bench.server.url("/all.xml"), "--id", "one")
        let account = bench.server.url("/all.xml", host: "u:s3cret@127.0.0.1")
        let done = bench.run("feeds", "add", account, "--id", "two")
        #expect(done.status == 0 && !(done.output + done.complaints).contains("s3cret"))
        #expect(done.complaints.contains("the password stands in \(bench.home.path)/feeds.d/two.toml"))
        let again = bench.run("feeds", "add", bench.server.url("/all.xml"), "--id", "three")
        #expect(again.status == 1 && again.complaints.contains("feeds.d/one.toml"))
    }

    @Test("where a page names none, a feed is looked for where feeds usually are") func guesses() {
        let bench = bench()
        #expect(bench.run("feeds", "add", bench.server.url("/hidden/")).status == 0)
        #expect(bench.feeds()[bench.server.url("/feed.xml")] != nil)
    }

    @Test("what cannot be had is added only as it is") func asIs() {
        let bench = bench()
        let address = bench.server.url("/none.xml")
        let refused = bench.run("feeds", "add", address)
        #expect(refused.status == 1 && refused.complaints.contains("[http-404]; --as-is adds it all the same"))
        #expect(bench.run("feeds", "add", address, "--as-is", "--id", "none", "--paused").status == 0)
        #expect(bench.feeds()[address]?["condition"]?.string == "paused")
    }

    @Test("mistakes end with the code of their kind, and change nothing") func mistakes() {
        let bench = bench()
        let address = bench.server.url("/all.xml")
        let bad = bench.run("feeds", "add", address, "--interval", "soon")
        #expect(bad.status == 64 && bad.complaints.hasPrefix("`interval`: \"soon\" is no duration"))
        #expect(bench.run("feeds", "add", address, "--set", "tags").status == 64)
        #expect(bench.run("feeds", "pause", "nobody").status == 1)
        #expect(bench.run("feeds", "import", bench.home.path + "/nowhere.opml").status == 74)
        #expect(bench.run("feeds", "export", bench.home.path + "/no/such/place.opml").status == 74)
        #expect(bench.feeds().isEmpty)
        bench.home.write("feedmill.toml", "nonsense = 1\n")
        #expect(bench.run("feeds", "list").status == 78)
        #expect(bench.run("feeds", "add", address).status == 78)
    }

    @Test("an id that is nearly right is offered; of several ids all are changed, or none") func nearly() {
        let bench = bench()
        bench.run("feeds", "add", bench.server.url("/all.xml"), "--id", "everything")
        bench.run("feeds", "add", bench.server.url("/comments.xml"), "--id", "comments")
        let done = bench.run("feeds", "remove", "comments", "everythin")
        #expect(done.status == 1 && done.complaints.contains("did you mean \"everything\"?"))
        #expect(bench.feeds().count == 2)
        #expect(bench.run("explain", "coments").complaints.contains("did you mean \"comments\"?"))
        #expect(bench.run("feeds", "remove", "comments", "everything").status == 0)
        #expect(bench.feeds().isEmpty)
    }

    @Test("comments and order stay, whatever is done to a feed") func keepsText() {
        let bench = bench()
        let text = """
            # the first
            [[feed]]
            url = "\(bench.server.url("/all.xml"))"   # daily
            id = "all"

            # the second
            [[feed]]
            id = "comments"
            url = "\(bench.server.url("/comments.xml"))"

            """
        _ = Program.wait(Program.start([bench.home.path + "/feeds.d"], program: "mkdir"))
        let file = bench.home.write("feeds.d/mine.toml", text)
        #expect(bench.run("feeds", "pause", "all", "comments").status == 0)
        #expect(
            Home.text(file)
                == text.replacing("   # daily\n", with: "   # daily\npaused = true\n").replacing(
                    "/comments.xml\"\n", with: "/comments.xml\"\npaused = true\n"))
        #expect(bench.run("feeds", "pause", "all").output == "all is paused already\n")
        #expect(bench.run("feeds", "resume", "all", "comments").status == 0)
        #expect(Home.text(file) == text)
        #expect(bench.run("feeds", "remove", "all").status == 0)
        #expect(Home.text(file).hasPrefix("# the first\n") && Home.text(file).contains("# the second\n[[feed]]\n"))
    }

    @Test("many who change one file at once lose nothing of each other") func together() {
        let bench = bench()
        let ids = (1...8).map { "f\($0)" }
        _ = Program.wait(Program.start([bench.home.path + "/feeds.d"], program: "mkdir"))
        bench.home.write(
            "feeds.d/all.toml", ids.map { "[[feed]]\nurl = \"https://\($0).example/\"\nid = \"\($0)\"\n" }.joined())
        let processes = ids.map { Program.start(["feeds", "pause", $0, "--config", bench.config]) }
        #expect(processes.map { Program.wait($0) } == ids.map { _ in 0 })
        #expect(bench.feeds("--state", "paused").count == ids.count)
    }

    @Test("import and export lose nothing on the way round") func roundTrip() {
        let bench = bench()
        let opml = bench.home.write(
            "in.opml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0" xmlns:feedmill="urn:feedmill:opml">
              <head>
                <title>Feeds of feedmill</title>
              </head>
              <body>
                <outline text="AC/DC" title="AC/DC">
                  <outline text="live" title="live">
                    <outline type="atom" text="Uno" title="Uno" xmlUrl="https://one.example/f" category="/AC\\/DC/live,plain,with\\, comma" htmlUrl="https://one.example/" custom="&#10;x" feedmill:id="one" feedmill:interval="30m" feedmill:paused="true"/>
                  </outline>
                </outline>
                <outline type="rss" text="https://two.example/f" xmlUrl="https://two.example/f" feedmill:articles="false" feedmill:identity="url"/>
              </body>
            </opml>

            """)
        #expect(
            bench.run("feeds", "import", opml).output.hasPrefix("2 feeds added in \(bench.home.path)/feeds.d/in.toml"))
        #expect(bench.run("check").status == 0)
        let one = bench.feeds()["https://one.example/f"]
        #expect(one?["id"]?.string == "one" && one?["paused"]?.bool == true)
        #expect(bench.run("feeds", "export").output == Home.text(opml))
        #expect(bench.run("feeds", "export", bench.home.path + "/out.opml").output.hasPrefix("2 feeds written"))
        #expect(Home.text(bench.home.path + "/out.opml") == Home.text(opml))
        #expect(bench.run("feeds", "import", opml).output == "0 feeds added, 2 there already\n")
        #expect(bench.run("feeds", "export", "--tag", "plain").output.contains("two.example") == false)
    }

    @Test("a list is imported from an address, and what it holds of a stranger's is left out") func importsAddress() {
        let bench = bench()
        bench.set(
            "/list.opml",
            .init(
                body: """
                    <opml version="2.0"><body><outline text="a" xmlUrl="https://a.example/?x=1&y"/>
                    <outline text="p" xmlUrl="file:///etc/passwd"/></body></opml>
                    """))
        let done = bench.run("feeds", "import", bench.server.url("/list.opml"), "--name", "theirs", "--tag", "t")
        #expect(done.status == 1 && done.output.hasPrefix("1 feed added in \(bench.home.path)/feeds.d/theirs.toml"))
        #expect(done.complaints.contains("left out: \"file:///etc/passwd\": no http or https URL"))
        #expect(done.complaints.contains("1 mistake mended, the first in line 1"))
        #expect(bench.feeds("--tag", "t").count == 1)
        #expect(bench.run("feeds", "import", bench.server.url("/")).status == 1)
    }

    @Test("piped, a list is lines parted by tabs") func lists() {
        let bench = bench()
        bench.run("feeds", "add", bench.server.url("/all.xml"), "--id", "all", "--tag", "a", "--tag", "b")
        bench.run("feeds", "add", bench.server.url("/comments.xml"), "--id", "aaa")
        #expect(bench.run("run", "--once").status == 0)
        let all = "all\thealthy\t\(bench.server.url("/all.xml"))\tAll of it\ta,b\n"
        #expect(bench.run("feeds", "list", "--sort", "id", "--reverse").output.hasPrefix(all))
        #expect(bench.run("feeds", "list", "--tag", "a").output == all)
        #expect(bench.run("feeds", "list", "--state", "failing").output.isEmpty)
        #expect(bench.run("feeds", "list", "--state", "ill").status == 64)
    }
}
