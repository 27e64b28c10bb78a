import Testing

@testable import Ingest

@Test(
    arguments: [
        (
            "between two sections", "[http]\na = 1\n[[feed]]\nurl = \"x\"\n[spool]\nb = 2\n",
            "[http]\na = 1\n[spool]\nb = 2\n"
        ),
        ("with tables of its own", "a = 1\n[[feed]]\nurl = \"x\"\n[feed.headers]\nA = \"b\"\n", "a = 1\n"),
        (
            "indented, with a comment", "  [[feed]] # one\nurl = \"x\"\n\t[log]\nlevel = \"info\"",
            "\t[log]\nlevel = \"info\""
        ),
        ("a list over several lines", "[[feed]]\ntags = [\n\"a\",\n\"b\",\n]\n[log]\n", "[log]\n"),
        ("a bracket that may begin either", "[[feed]]\ntags = [\n[\"b\"],\n]\n[log]\n", nil),
        ("a table with spaces about its name", "[[feed]]\nurl = \"x\"\n[ spool ]\na = 1\n", nil),
        ("a table in quotes", "[[feed]]\nurl = \"x\"\n[\"spool\"]\na = 1\n", nil),
        ("a table that is only called alike", "[feeds]\na = 1\n", "[feeds]\na = 1\n"),
        ("nothing", "", ""),
        ("a string of several lines hides what a line is", "a = \"\"\"\n[[feed]]\n\"\"\"\n", nil),
        ("and so does a literal one", "a = '''\n[[feed]]\n'''\n", nil),
    ] as [(String, String, String?)])
func feedsAreLeftOutUnread(_ why: String, _ text: String, _ rest: String?) {
    #expect(FeedTables.leftOut(of: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) } == rest, "\(why)")
}

@Test func theSettingsAloneAreThoseOfTheWhole() throws {
    let files = MemoryFiles([
        MemoryFiles.main:
            "spool_directory = \"s\"\ninclude = [\"more.toml\", \"https://a.example/list.opml\"]\n[[feed]]\nurl = \"https://a.example/\"\n[spool]\ncompress = \"zstd\"\n",
        "/etc/feedmill/more.toml": "[[feed]]\nurl = \"https://b.example/\"\n",
    ])
    let whole = try files.load().get()
    let alone = try Configuration.loadSettings(path: "feedmill.toml", files: files).get()
    #expect(alone.settings == whole.settings && alone.remoteIncludes == whole.remoteIncludes)
    #expect(alone.feeds.isEmpty && whole.feeds.count == 2)
}

@Test(arguments: [
    ("a mistake in a feed is not status' business", "[[feed]]\nurl = 7\n", true),
    ("one beside them is told where it is", "[[feed]]\nurl = \"https://a.example/\"\n[spool]\nmax_size = 1\n", false),
])
func mistakesAreToldWhereTheyAre(_ why: String, _ text: String, _ isTaken: Bool) {
    switch Configuration.loadSettings(path: "feedmill.toml", files: MemoryFiles([MemoryFiles.main: text])) {
    case .success: #expect(isTaken, "\(why)")
    case .failure(let errors): #expect(!isTaken && errors.errors.first?.place.line == 4, "\(why)")
    }
}

@Test(
    arguments: [
        ("of another section", "spool_directory = \"s\"\n[http]\nfoo = 1\ntimeout = 8\n", "/etc/feedmill/s"),
        ("of a key beside them", "spool_directory = \"s\"\nnonsense = 1\n", "/etc/feedmill/s"),
        ("of the directory itself", "spool_directory = 7\n", nil), ("of the other one", "state_directory = []\n", nil),
        ("of the text", "spool_directory = \"s\"\n[http\n", nil),
    ] as [(String, String, String?)])
func whoLooksIsHelpedOverMistakes(_ why: String, _ text: String, _ spool: String?) {
    let files = MemoryFiles([MemoryFiles.main: text])
    let found = Configuration.loadSettingsDespiteMistakes(path: "feedmill.toml", files: files)
    #expect(found?.settings.spoolDirectory == spool, "\(why)")
    #expect(Configuration.loadSettingsDespiteMistakes(path: "none.toml", files: files) == nil)
}
