import Basics
import Glibc
import Ledger
import Records
import Testing

private let noon = Timestamp(seconds: 1_800_000_000)

private func owed(_ feed: FeedKey, _ id: String, article: String? = nil) -> NewlyOwed {
    NewlyOwed(feed: feed, recordID: id, revision: 1, articleURL: article, payload: Array(id.utf8))
}

private func sequences(_ ledger: SQLiteLedger, _ keys: [OwedKey], paid: [OwedKey]) async throws -> [UInt64] {
    let departures = keys.map { Departure(key: $0, record: RecordID(high: 0, low: UInt64($0.value)), fingerprint: nil) }
    return try await ledger.dispatch(departures, paid: paid, clusters: nil, now: noon).map(\.sequence)
}

@Test func whatAPollCameToIsThereAfterReopening() async throws {
    let home = temporaryDirectory()
    let ledger = try SQLiteLedger.open(directory: home)
    let feed = try await ledger.synchronise([("a", "http://a/")], now: noon)[0].key
    var state = FeedState()
    state.condition = .failing
    state.nextDue = noon + 60.5
    state.error = FeedState.Failure(code: "timeout", message: "no answer")
    state.exchange = [1, 2, 3]
    state.history = [4]
    let event = LedgerEvent(at: noon, feed: "a", code: "feed-failing", message: "no answer")
    let commit = PollCommit(
        feed: feed, state: state, memory: [9, 9], owed: [owed(feed, "x", article: "http://p/")],
        events: [event])
    let tickets = try await ledger.commit([commit])
    #expect(tickets[0].map(\.articleURL) == ["http://p/"])
    await ledger.close()

    let again = try #require(try SQLiteLedger.openForReading(directory: home))
    #expect(try await again.state(of: feed) == state)
    #expect(try await again.memory(of: feed) == [9, 9])
    #expect(try await again.owed() == tickets[0])
    #expect(try await again.events(of: "a", limit: 10) == [event])
    #expect(try await again.summary(now: noon).feeds == [.failing: 1])
}

@Test func feedsComeGoAndComeBack() async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let first = try await ledger.synchronise([("a", "http://a/"), ("b", "http://b/")], now: noon)
    #expect(first.map(\.name) == ["a", "b"])
    #expect(
        try await ledger.synchronise([("b", "http://b/2")], now: noon).map(\.key) == [first[1].key])
    #expect(try await ledger.states().map(\.0.url) == ["http://b/2"])
    let back = try await ledger.synchronise(
        [("other-name", "http://a/"), ("b", "http://b/2")], now: noon)
    #expect(back.map(\.key) == first.map(\.key))
    #expect(try await ledger.row(named: "other-name")?.key == first[0].key)
}

@Test func whatBecameOfOneAddressIsNotWrittenOfAnother() async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let key = try await ledger.synchronise([("a", "http://old/")], now: noon)[0].key
    _ = try await ledger.synchronise([("a", "http://new/")], now: noon)
    var state = FeedState()
    state.condition = .gone
    for (address, condition) in [("http://old/", FeedCondition.neverPolled), ("http://new/", .gone)] {
        let commit = PollCommit(feed: key, address: address, state: state, memory: [7], owed: [owed(key, address)])
        #expect(try await ledger.commit([commit])[0].count == 1, "what it brought is delivered")
        #expect(try await ledger.state(of: key).condition == condition)
    }
    _ = try await ledger.forget(feeds: ["a"])
    let late = PollCommit(feed: key, address: "http://new/", state: state, memory: [8], owed: [owed(key, "late")])
    #expect(try await ledger.commit([late])[0].count == 1, "a feed that was forgotten meanwhile fails no other's poll")
}

@Test func aRetiredFeedIsForgottenInTime() async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let key = try await ledger.synchronise([("a", "http://a/")], now: noon)[0].key
    _ = try await ledger.commit([PollCommit(feed: key, state: FeedState(), memory: [1])])
    _ = try await ledger.synchronise([], now: noon)
    try await ledger.forget(retiredBefore: noon)
    #expect(try await ledger.memory(of: key) == [1])
    try await ledger.forget(retiredBefore: noon + 1)
    #expect(try await ledger.memory(of: key) == nil)
}

/// What is owed outlives its feed; it must not become another's.
@Test(arguments: [false, true]) func aForgottenFeedsKeyIsNoOthers(_ byName: Bool) async throws {
    let home = temporaryDirectory()
    let ledger = try SQLiteLedger.open(directory: home)
    let key = try await ledger.synchronise([("a", "http://a/")], now: noon)[0].key
    _ = try await ledger.commit([PollCommit(feed: key, state: FeedState(), owed: [owed(key, "x")])])
    _ = try await ledger.synchronise([], now: noon)
    if byName {
        #expect(try await ledger.forget(feeds: ["a"]) == [])
    } else {
        try await ledger.forget(retiredBefore: noon + 1)
    }
    await ledger.close()
    let again = try SQLiteLedger.open(directory: home)
    let next = try await again.synchronise([("b", "http://b/"), ("c", "http://c/")], now: noon).map(\.key)
    #expect(Set(next).count == 2 && !next.contains(key))
    #expect(try await again.owed().map(\.feed) == [key])
}

@Test func sequencesAreAssignedOnceAndGrowByOne() async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let feed = try await ledger.synchronise([("a", "http://a/")], now: noon)[0].key
    let commit = PollCommit(
        feed: feed, state: FeedState(), owed: ["x", "y", "z"].map { owed(feed, $0) })
    let keys = try await ledger.commit([commit])[0].map(\.key)
    #expect(try await sequences(ledger, [keys[1], keys[0]], paid: []) == [1, 2])
    #expect(try await sequences(ledger, [keys[0], keys[2]], paid: [keys[1]]) == [2, 3])
    #expect(try await ledger.owed().map(\.key) == [keys[0], keys[2]])
    #expect(try await ledger.record(keys[0])?.sequence == 2)
    try await ledger.raiseSequence(beyond: 100)
    try await ledger.pay([keys[0], keys[2]])
    let more = try await ledger.commit([
        PollCommit(feed: feed, state: FeedState(), owed: [owed(feed, "w")])
    ])[0][0].key
    #expect(try await sequences(ledger, [more], paid: []) == [101])
}

@Test func notesLieInDrawers() async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    try await ledger.keep([("a.example", [1]), ("b.example", [2])], in: "hosts")
    try await ledger.keep([("a.example", [3])], in: "hosts")
    try await ledger.discard(["b.example"], in: "hosts")
    #expect(try await ledger.note("a.example", in: "hosts") == [3])
    #expect(try await ledger.note("a.example", in: "robots") == nil)
    #expect(try await ledger.notes(in: "hosts").map(\.name) == ["a.example"])
}

@Test func aSecondFeedmillIsTurnedAway() throws {
    let home = temporaryDirectory()
    let first = try SQLiteLedger.open(directory: home)
    #expect(throws: LedgerError.locked(path: home + "/ledger.sqlite")) {
        try SQLiteLedger.open(directory: home)
    }
    withExtendedLifetime(first) {}
}

@Test(arguments: [0, 50, 3000, 5000])
func aTruncatedLedgerIsRefusedAndLeftAsItIs(_ size: off_t) async throws {
    let home = temporaryDirectory()
    let ledger = try SQLiteLedger.open(directory: home)
    await ledger.close()
    truncate(home + "/ledger.sqlite", size)
    #expect { try SQLiteLedger.open(directory: home) } throws: {
        ($0 as? LedgerError)?.code == "ledger-damaged"
    }
    var status = stat()
    stat(home + "/ledger.sqlite", &status)
    #expect(status.st_size == size)
}

/// Whoever moves a ledger away may leave its log behind: it must not be read into the one that begins anew.
@Test func theLogOfALedgerThatWasMovedAwayIsNoPartOfANewOne() async throws {
    let home = temporaryDirectory()
    let ledger = try SQLiteLedger.open(directory: home)
    try await ledger.keep([("left", [1])], in: "test")
    for name in ["ledger.sqlite-wal", "ledger.sqlite-shm"] { rename("\(home)/\(name)", "\(home)/kept\(name)") }
    await ledger.close()
    unlink(home + "/ledger.sqlite")
    for name in ["ledger.sqlite-wal", "ledger.sqlite-shm"] { rename("\(home)/kept\(name)", "\(home)/\(name)") }
    #expect(access(home + "/ledger.sqlite-wal", F_OK) == 0)

    let new = try SQLiteLedger.open(directory: home)
    #expect(try await new.note("left", in: "test") == nil)
    try await new.keep([("right", [2])], in: "test")
    #expect(try await new.note("right", in: "test") == [2])
    await new.close()
}

@Test func noLedgerIsNoErrorForAReader() throws {
    #expect(try SQLiteLedger.openForReading(directory: temporaryDirectory()) == nil)
}

@Test func oneStoryIsOneClusterAndARevisionNoSecondArticle() async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let feed = try await ledger.synchronise([("a", "http://a/")], now: noon)[0].key
    let keys = try await ledger.commit([
        PollCommit(feed: feed, state: FeedState(), owed: ["x", "y", "z"].map { owed(feed, $0) })
    ])[0].map(\.key)
    let story = """
        The council met on Friday to weigh a plan for the river bank. Engineers told members that the wall built in 2001 would not \
        outlast another flood of that size. Residents asked who would pay. The mayor promised an answer before the winter, and the \
        survey of Mill Lane is to be complete by then. Barges will be moved upstream while piles are driven into the clay.
        """
    let print = try #require(ClusterFingerprint(articleText: story))
    func place(_ key: OwedKey, _ record: UInt64) async throws -> ClusterPlace? {
        let departure = Departure(key: key, record: RecordID(high: 0, low: record), fingerprint: print)
        return try await ledger.dispatch([departure], paid: [], clusters: ClusterSettings(), now: noon)[0].cluster
    }
    let first = try #require(try await place(keys[0], 1))
    #expect(first.isFirst && first.size == 1)
    let second = try #require(try await place(keys[1], 2))
    #expect(second.id == first.id && !second.isFirst && second.size == 2)
    #expect(try await place(keys[2], 2) == second)
    try await ledger.expireClusters(ClusterSettings(), now: noon + 30 * 86_400)
    #expect(try await place(keys[2], 3)?.isFirst == true)
}

@Test func whatPagesToldIsKeptUntilAMemoryHasTakenIt() async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let feed = try await ledger.synchronise([("a", "http://a/")], now: noon)[0].key
    let id = RecordID(high: 7, low: 8)
    let key = try await ledger.commit([
        PollCommit(feed: feed, state: FeedState(), owed: [owed(feed, id.description)])
    ])[0][0].key
    let page = PageAddress(record: id, key: 99)
    let departure = Departure(key: key, record: id, fingerprint: nil, page: page)
    for _ in 0..<2 { _ = try await ledger.dispatch([departure], paid: [], clusters: nil, now: noon) }
    #expect(try await ledger.pageAddresses(of: feed) == [page])
    _ = try await ledger.commit([PollCommit(feed: feed, state: FeedState(), addresses: [page])])
    #expect(try await ledger.pageAddresses(of: feed) == [page], "no memory was written")
    let other = PageAddress(record: id, key: 100)
    _ = try await ledger.commit([PollCommit(feed: feed, state: FeedState(), memory: [1], addresses: [other])])
    #expect(try await ledger.pageAddresses(of: feed) == [page], "another came meanwhile")
    _ = try await ledger.commit([PollCommit(feed: feed, state: FeedState(), memory: [1], addresses: [page])])
    #expect(try await ledger.pageAddresses(of: feed).isEmpty)
}

@Test func aRecordOutlivesItsFeed() async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let feed = try await ledger.synchronise([("a", "http://a/")], now: noon)[0].key
    let id = RecordID(high: 7, low: 8)
    let key = try await ledger.commit([PollCommit(feed: feed, state: FeedState(), owed: [owed(feed, id.description)])])[
        0][
            0
        ].key
    #expect(try await ledger.forget(feeds: ["a"]).isEmpty)
    let departure = Departure(key: key, record: id, fingerprint: nil, page: PageAddress(record: id, key: 99))
    #expect(try await ledger.dispatch([departure], paid: [], clusters: nil, now: noon).map(\.sequence) == [1])
    await ledger.close()
}

@Test("What an address said of itself says nothing of the feed's next one", arguments: [true, false])
func aNewAddressIsAskedAnew(_ isRetired: Bool) async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let feed = try await ledger.synchronise([("a", "http://a/old")], now: noon)[0].key
    var state = FeedState()
    state.condition = .gone
    state.lastPolled = noon
    state.error = FeedState.Failure(code: "gone", message: "410")
    state.failingSince = noon
    _ = try await ledger.commit([PollCommit(feed: feed, state: state)])
    if isRetired { _ = try await ledger.synchronise([], now: noon) }
    let same = try await ledger.synchronise([("a", "http://a/old")], now: noon)[0]
    #expect(same.key == feed && same.condition == .gone)
    let row = try await ledger.synchronise([("a", "http://a/new")], now: noon)[0]
    #expect(row.key == feed && row.condition == .neverPolled && row.nextDue == nil && row.lastPolled == noon)
    let after = try await ledger.state(of: feed)
    #expect(after.condition == .neverPolled && after.error == nil && after.failingSince == nil)
    #expect(try await ledger.summary(now: noon).feeds == [.neverPolled: 1])
    await ledger.close()
}

@Test(
    "A feed keeps its history under another name, and at the address that it moved to",
    arguments: ["http://a/", "http://a/new"])
func aFeedIsRenamed(_ address: String) async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let feed = try await ledger.synchronise([("a-derived", "http://a/"), ("b", "http://b/")], now: noon)[0].key
    var state = FeedState()
    (state.condition, state.movedTo, state.nextDue) = (.healthy, "http://a/new", noon + 60)
    _ = try await ledger.commit([PollCommit(feed: feed, state: state, memory: [1])])
    let rows = try await ledger.synchronise([("named", address), ("b", "http://b/")], now: noon)
    #expect(rows[0].key == feed && rows[0].url == address && rows[0].nextDue == noon + 60)
    #expect(rows[0].movedTo == (address == "http://a/" ? "http://a/new" : nil))
    #expect(try await ledger.memory(of: feed) == [1])
    #expect(try await ledger.row(named: "a-derived") == nil)
    await ledger.close()
}
