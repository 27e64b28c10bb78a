import Basics
import GRDB
import Glibc
import Records
import Testing

@testable import Ledger

private let noon = Timestamp(seconds: 1_800_000_000)

private let readers = LedgerReaders(
    history: { $0 == [4] ? nil : "no history" }, exchange: { $0 == [3] ? nil : "no exchange" },
    payload: { $0.first == 5 ? nil : "no payload" }, note: { _, _, bytes in bytes == [6] ? nil : "no note" })

func changed(_ home: String, _ sql: String) throws {
    let database = try DatabaseQueue(path: home + "/ledger.sqlite")
    try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF; " + sql) }
    try database.close()
}

/// A memory of so many items.
private func memory(_ items: Range<Int>, feed: String) -> FeedMemory {
    var memory = FeedRecollection(feed: feed)
    for number in items {
        memory.take(
            ItemFacts(id: "item-\(number)", title: "Title \(number)"), record: RecordID(high: 0, low: UInt64(number)),
            revision: 1, page: nil, seen: noon)
    }
    return memory.memory
}

/// A ledger of so many feeds, each with a memory of ten items, an owed record and an event.
private func filled(_ home: String, feeds: Int = 30) async throws {
    let ledger = try SQLiteLedger.open(directory: home)
    let names = (0..<feeds).map { (name: "feed-\($0)", url: "http://feeds.example/\($0)") }
    let rows = try await ledger.synchronise(names, now: noon)
    for (number, row) in rows.enumerated() {
        var state = FeedState()
        state.condition = .healthy
        (state.history, state.exchange) = ([4], [3])
        let owed = NewlyOwed(
            feed: row.key, recordID: RecordID(high: 1, low: UInt64(number)).description, revision: 1, articleURL: nil,
            payload: [5] + [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 6_000))
        let commit = PollCommit(
            feed: row.key, state: state, memory: memory(0..<200, feed: row.name).encoded, owed: [owed],
            events: [LedgerEvent(at: noon, feed: row.name, code: "feed-failing", message: "it fails")])
        let key = try await ledger.commit([commit])[0][0].key
        let departure = Departure(key: key, record: RecordID(high: 1, low: UInt64(number)), fingerprint: nil)
        _ = try await ledger.dispatch([departure], paid: [], clusters: nil, now: noon)
    }
    try await ledger.keep([("turns", [6])], in: "daemon")
    await ledger.close()
}

@Test func aSoundLedgerIsSoundWithOrWithoutADaemon() async throws {
    let home = temporaryDirectory()
    #expect(try SQLiteLedger.examine(directory: home, readers: readers, delivered: 0) == nil)
    try await filled(home)
    let alone = try #require(try SQLiteLedger.examine(directory: home, readers: readers, delivered: 30))
    #expect(alone.isSound, "\(alone.findings)")
    #expect(alone.items == 6_000 && alone.sequence == 30)
    let daemon = try SQLiteLedger.open(directory: home)
    _ = try await daemon.synchronise([("new", "http://new/")], now: noon)
    let beside = try #require(try SQLiteLedger.examine(directory: home, readers: readers, delivered: 30))
    #expect(beside.isSound)
    #expect(beside.rows.first { $0.table == "feed" }?.count == 31)
    await daemon.close()
}

@Test(
    arguments: [
        ("UPDATE memory SET bytes = x'ff00' WHERE feed = 3", "memory-damaged", "feed-2"),
        ("UPDATE feed SET history = x'ff' WHERE id = 3", "history-malformed", "feed-2"),
        ("UPDATE feed SET exchange = x'ff' WHERE id = 3", "exchange-malformed", "feed-2"),
        ("UPDATE owed SET payload = x'ff' WHERE id = 3", "owed-damaged", "feed-2"),
        ("UPDATE owed SET record_id = 'x' WHERE id = 3", "owed-damaged", "feed-2"),
        ("UPDATE owed SET sequence = 99 WHERE id = 3", "ledger-behind", "feed-2"),
        ("UPDATE note SET bytes = x'ff'", "note-malformed", nil),
        ("UPDATE event SET code = '' WHERE id = 3", "ledger-damaged", nil),
        ("UPDATE counter SET value = -1 WHERE name = 'sequence'", "ledger-damaged", nil),
        ("UPDATE counter SET value = 29 WHERE name = 'sequence'", "ledger-behind", nil),
        ("INSERT INTO cluster_article VALUES (1, 1, x'00')", "cluster-malformed", nil),
        ("INSERT INTO cluster_posting VALUES (1, x'0000')", "cluster-malformed", nil),
        ("INSERT INTO cluster_waiting VALUES (1, 1, x'0000')", "cluster-malformed", nil),
        ("INSERT INTO memory VALUES (999, x'00')", "ledger-damaged", nil),
        ("INSERT INTO grdb_migrations VALUES ('99')", "ledger-newer", nil),
    ] as [(String, String, String?)])
func whatIsWrongIsTold(_ sql: String, _ code: String, _ feed: String?) async throws {
    let home = temporaryDirectory()
    try await filled(home)
    try changed(home, sql)
    let found = try #require(try SQLiteLedger.examine(directory: home, readers: readers, delivered: 30))
    #expect(!found.isSound)
    #expect(found.findings.contains { $0.code == code && $0.feed == feed }, "\(found.findings)")
}

@Test func aBackupIsALedgerAndOverwritesNothing() async throws {
    let (home, copies) = (temporaryDirectory(), temporaryDirectory())
    #expect(try SQLiteLedger.backUp(directory: home, to: copies + "/a", overwriting: false) == nil)
    try await filled(home)
    let daemon = try SQLiteLedger.open(directory: home)
    _ = try await daemon.synchronise([("new", "http://new/")], now: noon)
    let size = try #require(
        try SQLiteLedger.backUp(directory: home, to: copies + "/ledger.sqlite", overwriting: false))
    #expect(size > 200_000)
    #expect(throws: LedgerError.exists(path: copies + "/ledger.sqlite")) {
        try SQLiteLedger.backUp(directory: home, to: copies + "/ledger.sqlite", overwriting: false)
    }
    _ = try SQLiteLedger.backUp(directory: home, to: copies + "/ledger.sqlite", overwriting: true)
    #expect(names(in: copies) == ["ledger.sqlite"])
    let copy = try SQLiteLedger.open(directory: copies)
    let (one, other) = (try await copy.summary(now: noon), try await daemon.summary(now: noon))
    #expect(one == other)
    #expect(try await copy.owed() == daemon.owed())
    #expect(try await copy.row(named: "new")?.key == daemon.row(named: "new")?.key)
    // Numbers of rows go on where they were: none is given twice.
    let owed = NewlyOwed(feed: FeedKey(1), recordID: "x", revision: 1, articleURL: nil, payload: [5])
    try await copy.pay(copy.owed().map(\.key))
    #expect(
        try await copy.commit([PollCommit(feed: FeedKey(1), state: FeedState(), owed: [owed])])[0][0].key.value == 31)
    await copy.close()
    await daemon.close()
}

@Test func aDamagedLedgerIsNotBackedUp() async throws {
    let (home, copies) = (temporaryDirectory(), temporaryDirectory())
    try await filled(home)
    for page in 2..<12 { zero(home + "/ledger.sqlite", page: page, of: 4096) }
    #expect {
        try SQLiteLedger.backUp(directory: home, to: copies + "/ledger.sqlite", overwriting: false)
    } throws: {
        ($0 as? LedgerError)?.code == "ledger-damaged"
    }
    #expect(names(in: copies).isEmpty)
}

/// Pages zeroed one after the other: what is found is told, most is saved, and what comes of it is a sound ledger.
@Test func whateverPageIsDamagedTheRestIsSaved() async throws {
    let whole = temporaryDirectory()
    try await filled(whole)
    let pages = Int(size(of: whole + "/ledger.sqlite") / 4096)
    for page in stride(from: 1, to: pages, by: 7) {
        let home = temporaryDirectory()
        copy(whole + "/ledger.sqlite", to: home + "/ledger.sqlite")
        zero(home + "/ledger.sqlite", page: page, of: 4096)
        let found = try #require(try SQLiteLedger.examine(directory: home, readers: readers, delivered: 30))
        let rebuild = try LedgerRebuild(directory: home)
        let salvage = try rebuild.salvage(readers) { $0 }
        let aside = try rebuild.finish(LedgerEvent(at: noon, feed: nil, code: "ledger-rebuilt", message: ""))
        #expect(access(try #require(aside), F_OK) == 0)
        if !found.isSound || salvage.obstacle == nil {
            #expect(
                salvage.owed + salvage.owedLost >= 29 || salvage.tablesCut.contains("owed"), "page \(page): \(salvage)")
        }
        #expect(
            salvage.obstacle != nil || salvage.items + salvage.feeds + salvage.owed > 1_000, "page \(page): \(salvage)")
        let after = try #require(try SQLiteLedger.examine(directory: home, readers: readers, delivered: 0))
        #expect(after.isSound, "page \(page): \(after.findings)")
        let ledger = try SQLiteLedger.open(directory: home)
        let feeds = try await ledger.states()
        let counted = try await ledger.summary(now: noon).feeds.values.reduce(0, +)
        #expect(feeds.count == counted, "page \(page)")
        await ledger.close()
    }
}

@Test func aRebuiltLedgerHasAllThatASoundOneHad() async throws {
    let home = temporaryDirectory()
    try await filled(home)
    let before = try SQLiteLedger.open(directory: home)
    let (states, owed, summary) = (
        try await before.states(), try await before.owed(), try await before.summary(now: noon)
    )
    #expect(throws: LedgerError.locked(path: home + "/ledger.sqlite")) { try LedgerRebuild(directory: home) }
    await before.close()
    let rebuild = try LedgerRebuild(directory: home)
    let salvage = try rebuild.salvage(readers) { $0 }
    #expect(salvage.feeds == 30 && salvage.items == 6_000 && salvage.owed == 30 && salvage.events == 30)
    #expect(salvage.obstacle == nil && salvage.tablesCut.isEmpty && salvage.owedLost == 0)
    _ = try rebuild.finish(LedgerEvent(at: noon, feed: nil, code: "ledger-rebuilt", message: "x"))
    let after = try SQLiteLedger.open(directory: home)
    #expect(try await after.states().map(\.1) == states.map(\.1))
    #expect(try await after.states().map(\.0) == states.map(\.0))
    #expect(try await after.owed() == owed)
    #expect(try await after.summary(now: noon) == summary)
    #expect(try await after.note("turns", in: "daemon") == [6])
    #expect(try await after.events(of: nil, limit: 99).count == 31)
    await after.close()
}

@Test func aLostOwedRecordIsNoLongerRemembered() async throws {
    let home = temporaryDirectory()
    try await filled(home, feeds: 1)
    let memory = memory(0..<200, feed: "feed-0")
    let id = memory.recordIDs(feed: "feed-0")[7]
    try changed(home, "UPDATE owed SET payload = x'ff', record_id = '\(id)'")
    let rebuild = try LedgerRebuild(directory: home)
    let salvage = try rebuild.salvage(readers) { $0 }
    #expect(salvage.owedLost == 1 && salvage.owed == 0 && salvage.items == 199)
    let kept = try #require(try rebuild.memory(of: FeedKey(1)))
    #expect(!kept.recordIDs(feed: "feed-0").contains(id))
}

@Test func whatCannotBeReadIsSetAsideAndItsFeedIsTold() async throws {
    let home = temporaryDirectory()
    try await filled(home, feeds: 3)
    let ledger = try SQLiteLedger.open(directory: home)
    let tickets = try await ledger.owed()
    let event = LedgerEvent(at: noon, feed: "feed-1", code: "owed-damaged", message: "it cannot be read")
    for _ in 0..<2 { try await ledger.setAside(tickets[1], event: event) }
    #expect(try await ledger.owed() == [tickets[0], tickets[2]])
    #expect(try await ledger.summary(now: noon).owed == 2)
    #expect(try await ledger.summary(now: noon).setAside == 1)
    #expect(try await ledger.isOwed(tickets[1].key), "it stays for inspection")
    let missing = try await ledger.state(of: tickets[1].feed).missing
    #expect(missing.map(\.key) == [tickets[1].key])
    #expect(try await ledger.state(of: tickets[0].feed).missing.isEmpty)
    _ = try await ledger.commit([PollCommit(feed: tickets[1].feed, state: FeedState(), missing: missing)])
    #expect(try await ledger.state(of: tickets[1].feed).missing == missing, "no memory was written")
    _ = try await ledger.commit([PollCommit(feed: tickets[1].feed, state: FeedState(), memory: [1], missing: missing)])
    #expect(try await ledger.state(of: tickets[1].feed).missing.isEmpty)
    try await ledger.forget(retiredBefore: noon)
    #expect(try await ledger.isOwed(tickets[1].key))
    try await ledger.forget(retiredBefore: noon + 1)
    #expect(try await ledger.isOwed(tickets[1].key) == false)
    #expect(try await ledger.summary(now: noon).setAside == 0)
    #expect(try await ledger.owed() == [tickets[0], tickets[2]])
    await ledger.close()
}

/// Values that no feedmill writes, in every column that is read: something is read, and nothing traps.
@Test(arguments: [
    "UPDATE feed SET url = x'ff'", "UPDATE feed SET condition = 7, next_due = 'soon', history = 5, exchange = 'x'",
    "UPDATE owed SET feed = -1, revision = -5, attempts = -9, sequence = -1, not_before = 'x'",
    "UPDATE owed SET record_id = x'00ff'", "UPDATE event SET at = 'x', feed = 5, code = 1, message = x'ff'",
    "UPDATE note SET bytes = 5", "INSERT INTO page_address VALUES (1, 'x', -1)",
    "INSERT INTO cluster_article VALUES (1, 1, 5); INSERT INTO cluster_posting VALUES (1, 'abc')",
    "UPDATE feed_count SET feeds = -1",
])
func noValueIsATrap(_ sql: String) async throws {
    let home = temporaryDirectory()
    try await filled(home, feeds: 2)
    try changed(home, sql)
    let ledger = try SQLiteLedger.open(directory: home)
    let rows = try await ledger.synchronise([("feed-0", "http://feeds.example/0"), ("c", "http://c/")], now: noon)
    #expect(rows.count == 2)
    _ = try await ledger.states()
    _ = try await ledger.ailing(limit: 9)
    _ = try await ledger.summary(now: noon)
    _ = try await ledger.events(of: nil, limit: 9)
    _ = try await ledger.notes(in: "daemon")
    _ = try await ledger.pageAddresses(of: FeedKey(1))
    for ticket in try await ledger.owed() {
        _ = try await ledger.record(ticket.key)
        let departure = Departure(key: ticket.key, record: RecordID(high: 0, low: 1), fingerprint: nil)
        _ = try await ledger.dispatch([departure], paid: [], clusters: ClusterSettings(), now: noon)
    }
    await ledger.close()
}

@Test func feedsAreForgottenAllOrNone() async throws {
    let home = temporaryDirectory()
    try await filled(home, feeds: 3)
    let ledger = try SQLiteLedger.open(directory: home)
    #expect(try await ledger.forget(feeds: ["feed-1", "nobody"]) == ["nobody"])
    #expect(try await ledger.row(named: "feed-1") != nil)
    #expect(try await ledger.forget(feeds: ["feed-1", "feed-2"]).isEmpty)
    #expect(try await ledger.states().map(\.0.name) == ["feed-0"])
    #expect(try await ledger.memory(of: FeedKey(2)) == nil)
    #expect(try await ledger.summary(now: noon).feeds == [.healthy: 1])
    await ledger.close()
}

@Test(
    "A backup replaces plain files alone, and never the ledger",
    arguments: ["ledger.sqlite", "./ledger.sqlite", "link", "fifo"])
func aBackupReplacesPlainFilesAlone(_ name: String) async throws {
    let home = temporaryDirectory()
    try await filled(home, feeds: 1)
    #expect(symlink(home + "/ledger.sqlite", home + "/link") == 0 && mkfifo(home + "/fifo", 0o600) == 0)
    #expect(throws: LedgerError.self) {
        try SQLiteLedger.backUp(directory: home, to: home + "/" + name, overwriting: true)
    }
    #expect(try #require(try SQLiteLedger.examine(directory: home, readers: readers, delivered: 1)).isSound)
}
