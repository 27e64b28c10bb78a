import Testing

@testable import Ingest

@Suite struct ConfigurationErrorTests {
    @Test(arguments: [
        ("an unknown key at the top", "state_dir = 'x'", ["1:1 unknown-key"]),
        ("an unknown table", "[htp]", ["1:2 unknown-key"]),
        ("an unknown key in a table", "[http]\n  time_out = '1s'", ["2:3 unknown-key"]),
        ("an unknown key by dots", "http.x = 1", ["1:6 unknown-key"]),
        ("an unknown key in an inline table", "http = { x = 1 }", ["1:10 unknown-key"]),
        ("an unknown key of a feed", "[[feed]]\nurl = 'https://a.example/'\nuri = 1", ["3:1 unknown-key"]),
        ("a key of all feeds in one", "[[feed]]\nurl = 'https://a.example/'\nconnections = 1", ["3:1 unknown-key"]),
        ("a table that is a value", "http = 1", ["1:8 wrong-type"]),
        ("a boolean in quotes", "[articles]\nfetch = 'no'", ["2:9 wrong-type"]),
        ("an integer in quotes", "[http]\nconnections = '1'", ["2:15 wrong-type"]),
        ("a duration without quotes", "[http]\ntimeout = 30", ["2:11 wrong-type"]),
        ("a duration without a unit", "[http]\ntimeout = '30'", ["2:11 bad-value"]),
        ("a duration beyond its bounds", "[http]\ntimeout = '0s'", ["2:11 out-of-range"]),
        ("a size in another unit", "[http]\nmax_feed_size = '3 apples'", ["2:17 bad-value"]),
        ("a negative number", "[http]\nconnections = -1", ["2:15 out-of-range"]),
        ("no such choice", "[log]\nlevel = 'verbose'", ["2:9 bad-value"]),
        ("an element of an array over lines", "include = [\n  'a.toml',\n  5,\n]", ["3:3 wrong-type"]),
        ("a feed without a URL", "[[feed]]\nid = 'x'", ["1:3 missing-key"]),
        ("a URL of another scheme", "[[feed]]\nurl = 'gopher://a.example/'", ["2:7 bad-url"]),
        ("a URL without a host", "[[feed]]\nurl = 'https://'", ["2:7 bad-url"]),
        ("an id that is a path", "[[feed]]\nurl = 'https://a.example/'\nid = '../x'", ["3:6 bad-value"]),
        ("one table for all feeds", "[feed]\nurl = 'https://a.example/'", ["1:2 wrong-type"]),
        (
            "a URL twice", "[[feed]]\nurl='https://a.example/f'\n[[feed]]\nurl='https://A.example:443/f#x'",
            ["4:5 feed-twice"]
        ),
        (
            "an id twice", "[[feed]]\nurl='https://a.example/'\nid='x'\n[[feed]]\nurl='https://b.example/'\nid='x'",
            ["6:4 feed-twice"]
        ),
        ("least beyond most", "[polling]\nmax_interval = '1h'\nmin_interval = '2h'", ["3:16 out-of-range"]),
        (
            "least beyond most, of one feed",
            "[[feed]]\nurl='https://a.example/'\nmin_interval = '2d'\nmax_interval = '1d'",
            ["3:16 out-of-range"]
        ),
        ("metrics for everyone", "[metrics]\nlisten = '0.0.0.0:9464'", ["2:10 bad-value"]),
        ("metrics for everyone, on purpose", "[metrics]\nlisten = '[::]:9464'\nallow_remote = true", []),
        ("metrics on a name", "[metrics]\nlisten = 'localhost:9464'", ["2:10 bad-value"]),
        ("an include that is not there", "include = ['a.toml', 'b.toml']", ["1:12 include", "1:22 include"]),
        ("a glob that finds nothing", "include = ['x/*.toml']", []),
        ("a header that feedmill sets", "[[feed]]\nurl='https://a.example/'\nheaders={ Host='x' }", ["3:11 bad-value"]),
        ("a secret in the file", "[[feed]]\nurl='https://a.example/'\nheaders={ Cookie='x' }", ["3:18 secret"]),
        ("a secret that is not there", "[[feed]]\nurl='https://a.example/'\nheaders={ X='@none' }", ["3:13 secret"]),
        ("a credential with no directory", "[[feed]]\nurl='https://a.example/'\nheaders.X='${t}'", ["3:11 secret"]),
        ("a proxy of no known kind", "[http]\nproxy = 'ftp://p.example'", ["2:9 bad-url"]),
        ("a host with a path", "[http]\nno_proxy = ['a.example/x']", ["2:13 bad-value"]),
        ("a block too wide", "[http]\nallow_addresses = ['10.0.0.0/33']", ["2:20 bad-value"]),
        ("a parameter with its value", "[identity]\ndrop_parameters = ['a', 'from=x']", ["2:25 bad-value"]),
        ("all parameters", "[identity]\nkeep_parameters = ['*']", ["2:20 bad-value"]),
        ("a star in the middle", "[[feed]]\nurl='https://a.example/'\ndrop_parameters=['a*b']", ["3:18 bad-value"]),
        ("a parameter that is no text", "[identity]\nkeep_parameters = [1]", ["2:20 wrong-type"]),
        (
            "a parameter dropped and kept", "[identity]\ndrop_parameters = ['a', 'b']\nkeep_parameters = ['b']",
            ["3:19 bad-value"]
        ),
        (
            "a parameter dropped for all and kept for one",
            "[identity]\ndrop_parameters = ['a']\n[[feed]]\nurl='https://a.example/'\nkeep_parameters = ['a']", []
        ),
        (
            "two mistakes in one array", "[http]\nno_proxy = ['a.example/x', 'b/x']",
            ["2:13 bad-value", "2:28 bad-value"]
        ),
        (
            "two mistakes in one table of headers",
            "[[feed]]\nurl='https://a.example/'\nheaders={ Host='x', Cookie='x' }", ["3:11 bad-value", "3:28 secret"]
        ),
        (
            "the URL of one feed and the id of another",
            "[[feed]]\nurl='https://a.example/'\nid='x'\n[[feed]]\nurl='https://b.example/'\nid='y'\n"
                + "[[feed]]\nurl='https://a.example/'\nid='y'", ["8:5 feed-twice", "9:4 feed-twice"]
        ),
        (
            "the URL and the id of one feed",
            "[[feed]]\nurl='https://a.example/'\nid='x'\n[[feed]]\nurl='https://a.example/'\nid='x'",
            ["5:5 feed-twice"]
        ),
        ("an include of no known ending", "include = ['list.txt']", ["1:12 bad-value"]),
        ("a contact that breaks the header", "[http]\ncontact = 'me (at home)'", ["2:11 bad-value"]),
        (
            "syntax beside meaning", "a = \n[http]\nx = 1\n[[feed]]\nurl = 5",
            ["1:5 syntax", "3:1 unknown-key", "5:7 wrong-type"]
        ),
        (
            "in the order of the text", "[log]\nlevel = 1\n[[feed]]\nid = 'x'\n[http]\ntimeout = 1",
            ["2:9 wrong-type", "3:3 missing-key", "6:11 wrong-type"]
        ),
        ("after lines in a string", "[http]\ncontact = '''\nx'''\ntimeout = 1 # = '''", ["4:11 wrong-type"]),
    ])
    func tells(_ why: String, _ text: String, _ expected: [String]) {
        #expect(MemoryFiles.mistakes(in: text) == expected, "\(why)")
    }

    @Test("includes come after, in their order, each with its own places") func includes() {
        let mistakes = MemoryFiles.mistakes(
            in: "include = ['b.toml', 'none.toml', 'a.opml', 'c.opml']\nx = 1",
            [
                "/etc/feedmill/b.toml": "[http]\n[[feed]]\nurl = 1",
                "/etc/feedmill/a.opml":
                    "<opml version='2.0'>\n<body>\n<outline xmlUrl='nope' feedmill:intervall='1h'/>\n<outline xmlUrl='https://b.example/' feedmill:intervall='1h'/></body></opml>",
                "/etc/feedmill/c.opml": "<opml version='2.0'>\n<body>\n<outline text='cut off'",
            ])
        #expect(
            mistakes == [
                "1:22 include", "2:1 unknown-key", "b.toml:1:2 unknown-key", "b.toml:3:7 wrong-type",
                "a.opml:3:10 bad-url", "a.opml:3:24 unknown-key",
                "a.opml:4:38 unknown-key", "c.opml:3:24 opml",
            ])
    }

    @Test("a configuration that is not there") func missing() {
        guard case .failure(let errors) = MemoryFiles().load() else { return #expect(Bool(false), "it loaded") }
        #expect(
            errors.description
                == "/etc/feedmill/feedmill.toml: No such file or directory; expected a configuration file; --config names another"
        )
    }

    @Test("a sentence names the place, the mistake, and what was probably meant") func sentences() {
        let files = MemoryFiles([MemoryFiles.main: "[http]\ntimout = '1s'\nmax_feed_size = '1XB'"])
        guard case .failure(let errors) = files.load() else { return #expect(Bool(false), "it loaded") }
        #expect(
            errors.description == """
                /etc/feedmill/feedmill.toml:2:1: `timout` is no key of [http]; expected one of its keys: did you mean `timeout`?
                /etc/feedmill/feedmill.toml:3:17: `http.max_feed_size`: "1XB" is no size; expected a size such as "512KiB" or \
                "10MiB", from 1KiB to 1GiB
                """)
    }

    @Test("a feed that is named twice in two files is told where it stands already") func twice() {
        let files = MemoryFiles([
            MemoryFiles.main: "[[feed]]\nurl = 'https://a.example/'",
            "/etc/feedmill/feeds.d/x.toml": "[[feed]]\nurl = 'https://a.example'",
        ])
        guard case .failure(let errors) = files.load() else { return #expect(Bool(false), "it loaded") }
        #expect(
            errors.errors.map(\.wrong) == [
                "a feed named twice: its URL stands at /etc/feedmill/feedmill.toml:1:3 already"
            ])
    }

    @Test("more feeds than the bound") func bound() {
        var limits = ConfigurationLimits()
        limits.feeds = 1
        let files = MemoryFiles([
            MemoryFiles.main: "[[feed]]\nurl='https://a.example/'\n[[feed]]\nurl='https://b.example/'"
        ])
        guard case .failure(let errors) = Configuration.load(path: "feedmill.toml", files: files, limits: limits) else {
            return #expect(Bool(false), "it loaded")
        }
        #expect(errors.errors.map(\.code) == ["out-of-range"])
    }
}
