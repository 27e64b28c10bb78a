import Basics
import Glibc
import Ledger
import Testing

/// Files for feeds and the program that polls them, as an operator has them.
private struct Desk {
    let home = Home()
    /// Above the feeds.
    var settings = ""
    /// By id, with what each says for itself.
    var feeds: [(id: String, keys: String)] = []

    func write(_ feed: String, _ items: [Item]) {
        home.write(
            feed + ".xml",
            "<rss version=\"2.0\"><channel><title>\(feed)</title>\(items.map(\.xml).joined())</channel></rss>")
    }

    /// Polls all feeds; what was spooled, as `id r1` or the code of an event, and the program's end.
    @discardableResult
    func poll(expecting status: Int32 = 0) throws -> [String] {
        let done = Program.run(["run", "--once", "--all", "--config", configuration()], in: home)
        #expect(done.status == status, "\(done.output)\(done.complaints)")
        return try Consumer(spool: home.path + "/spool").take().map { record in
            record.at("event", "code")?.string
                ?? "\(record.at("item", "id")?.string ?? "") r\(record["revision"]?.integer ?? 0)"
        }.sorted()
    }

    func status(_ feed: String) throws -> JSONValue {
        try JSONValue(
            parsing: Array(
                Program.run(["status", "--feed", feed, "--json", "--config", configuration()], in: home).output.utf8))
    }

    func configuration() -> String {
        var text = "state_directory = \"state\"\nspool_directory = \"spool\"\n\(settings)\n[articles]\nfetch = false\n"
        for feed in feeds {
            text += "[[feed]]\nid = \"\(feed.id)\"\nurl = \"file://\(home.path)/\(feed.id).xml\"\n\(feed.keys)\n"
        }
        return home.write("feedmill.toml", text)
    }
}

private struct Item {
    var id: String
    var number: Int
    var title: String
    var text: String

    init(_ number: Int, id: String? = nil) {
        self.id = id ?? "item-\(number)"
        self.number = number
        title = Item.titles[number % 10] + " \(number)"
        text =
            "\(Item.titles[number % 10]) was the matter of an evening at house \(number), where \(number * 3) people heard "
            + "what the council means to do about it, and \(Item.titles[(number + 3) % 10].lowercased()) was put off again."
    }

    var xml: String {
        "<item><guid isPermaLink=\"false\">\(id)</guid><title>\(title)</title>"
            + "<link>https://paper.example/story-\(number)</link><description>\(text)</description></item>"
    }

    private static let titles = [
        "The river wall", "A longer tram line", "Orchards after the frost", "The last gas lamp",
        "Rye bread and patience",
        "Vans in the square", "The pier in winter", "An organ is tuned", "Fares and who pays them",
        "Reading rooms at night",
    ]
}

@Test func aFeedWhoseMemoryIsDamagedFailsAlone() async throws {
    var desk = Desk()
    desk.feeds = [("a", ""), ("b", "")]
    for feed in ["a", "b"] { desk.write(feed, [Item(1)]) }
    #expect(try desk.poll() == ["item-1 r1", "item-1 r1"])
    let ledger = try SQLiteLedger.open(directory: desk.home.path + "/state")
    let row = try #require(try await ledger.row(named: "a"))
    let state = try await ledger.state(of: row.key)
    _ = try await ledger.commit([PollCommit(feed: row.key, state: state, memory: [0xFF, 0xFF])])
    await ledger.close()
    for feed in ["a", "b"] { desk.write(feed, [Item(1), Item(2)]) }
    #expect(try desk.poll() == ["item-2 r1"])
    #expect(try desk.status("a").at("error", "code")?.string == "memory-damaged")
    #expect(try desk.status("b")["condition"]?.string == "healthy")
    desk.write("b", [Item(3)])
    #expect(try desk.poll() == ["item-3 r1"])
}

@Test(arguments: [("30d", []), ("0s", ["item-1 r1", "item-2 r1"])] as [(String, [String])])
func aFeedThatComesBackDeliversWhatIsForgottenAlone(_ remember: String, _ expected: [String]) throws {
    var desk = Desk()
    desk.settings = "[ledger]\nremember = \"\(remember)\""
    desk.feeds = [("a", ""), ("b", "")]
    for feed in ["a", "b"] { desk.write(feed, [Item(1), Item(2)]) }
    #expect(try desk.poll().count == 4)
    let feeds = desk.feeds
    desk.feeds = [feeds[1]]
    for _ in 0..<2 { #expect(try desk.poll() == []) }
    desk.feeds = feeds
    desk.write("a", [Item(2), Item(1)])
    #expect(try desk.poll() == expected)
    desk.write("a", [Item(3), Item(2), Item(1)])
    #expect(try desk.poll() == ["item-3 r1"])
}

@Test func whatWasHeldIsToldAndGoesOutWhenTheOperatorSaysSo() throws {
    var desk = Desk()
    desk.settings = "[events]\nspool = [\"flood-held\", \"items-missed\"]"
    desk.feeds = [("a", "")]
    desk.write("a", (0..<8).map { Item($0) })
    #expect(try desk.poll().count == 8)
    // The old titles with other ids, links and texts: too little to say that they are the old items.
    let renewed = (0..<8).map { number in
        var item = Item(number + 100, id: "renewed-\(number)")
        item.title = Item(number).title
        return item
    }
    desk.write("a", renewed)
    #expect(try desk.poll() == ["flood-held"])
    #expect(try desk.poll() == [])
    let status = try desk.status("a")
    #expect(status["identity"]?.string?.contains("1 flood of old items") == true)
    #expect(status["events"]?.array.compactMap { $0["code"]?.string } == ["flood-held"])
    desk.feeds = [("a", "flood = \"deliver\"")]
    #expect(try desk.poll() == (0..<8).map { "renewed-\($0) r1" }, "though the document is the same")
    desk.write("a", renewed + [Item(200)])
    #expect(try desk.poll() == ["item-200 r1"])
    #expect(try desk.status("a")["identity_pinned"]?.string == "flood deliver")
}

@Test func aPollThatSharesNothingWithTheOneBeforeIsTold() throws {
    var desk = Desk()
    desk.settings = "[events]\nspool = [\"items-missed\"]"
    desk.feeds = [("a", "")]
    for (items, expected) in [(0..<3, []), (2..<5, []), (6..<9, ["items-missed"]), (6..<10, [])]
        as [(Range<Int>, [String])]
    {
        desk.write("a", items.map { Item($0) })
        #expect(try desk.poll().filter { !$0.contains(" ") } == expected)
    }
}

@Test func whatWasLearntIsShownAndWhatIsPinnedHolds() throws {
    var desk = Desk()
    desk.feeds = [("learnt", ""), ("pinned", "identity = \"id\"\nrevisions = \"none\"")]
    for feed in ["learnt", "pinned"] { desk.write(feed, (0..<4).map { Item($0) }) }
    #expect(try desk.poll().count == 8)
    // Every id is another, all else is as it was; and one item says something else.
    var changed = (0..<4).map { Item($0, id: "other-\($0)") }
    changed[2].text =
        "Nothing of what was said about this has turned out to be true, and nobody will say why that is so."
    for feed in ["learnt", "pinned"] { desk.write(feed, changed) }
    #expect(try desk.poll() == ["other-0 r1", "other-1 r1", "other-2 r1", "other-2 r2", "other-3 r1"])
    #expect(try desk.status("learnt")["identity"]?.string?.hasPrefix("ids renewed, links steady") == true)
    #expect(try desk.status("learnt")["identity_pinned"] == nil)
    #expect(try desk.status("pinned")["identity_pinned"]?.string == "by id; revisions none")
}
