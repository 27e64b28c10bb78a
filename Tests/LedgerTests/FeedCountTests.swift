import Basics
import GRDB
import Glibc
import Testing

@testable import Ledger

private let noon = Timestamp(seconds: 1_800_000_000)

private func state(_ condition: FeedCondition, due: Double, since: Double? = nil, movedTo: String? = nil) -> FeedState {
    var state = FeedState()
    state.condition = condition
    state.nextDue = noon + due
    state.lastPolled = noon + due / 10
    state.failingSince = since.map { noon + $0 }
    if since != nil { state.error = FeedState.Failure(code: "timeout", message: "no answer") }
    state.movedTo = movedTo
    return state
}

@Test func theCountsFollowEveryChange() async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let names = ["a", "b", "c", "d"]
    let rows = try await ledger.synchronise(names.map { ($0, "http://\($0)/") }, now: noon)
    #expect(try await ledger.summary(now: noon).feeds == [.neverPolled: 4])
    let states = [
        state(.healthy, due: 60), state(.failing, due: -10, since: -50), state(.gone, due: 500, since: -90),
        state(.healthy, due: 30, movedTo: "http://new/"),
    ]
    _ = try await ledger.commit(zip(rows, states).map { PollCommit(feed: $0.key, state: $1) })
    var summary = try await ledger.summary(now: noon)
    #expect(summary.feeds == [.healthy: 2, .failing: 1, .gone: 1])
    #expect(summary.moved == 1 && summary.overdue == 1)
    #expect(summary.nextDue == noon + -10 && summary.lastPolled == noon + 50)

    try await ledger.pause([rows[1].key, rows[0].key])
    summary = try await ledger.summary(now: noon)
    #expect(summary.feeds == [.healthy: 1, .gone: 1, .paused: 2])
    #expect(summary.nextDue == noon + 30 && summary.overdue == 0, "a paused feed is not due")
    try await ledger.pause([])
    _ = try await ledger.commit([PollCommit(feed: rows[1].key, state: state(.healthy, due: 70))])
    #expect(try await ledger.summary(now: noon).feeds == [.healthy: 3, .gone: 1])

    _ = try await ledger.synchronise([("a", "http://a/")], now: noon)
    #expect(try await ledger.summary(now: noon).feeds == [.healthy: 1])
    #expect(try await ledger.summary(now: noon).moved == 0)
    _ = try await ledger.synchronise(names.map { ($0, "http://\($0)/") }, now: noon)
    #expect(try await ledger.summary(now: noon).feeds == [.healthy: 3, .gone: 1])
    _ = try await ledger.synchronise([], now: noon)
    try await ledger.forget(retiredBefore: noon + 1)
    #expect(try await ledger.summary(now: noon).feeds == [:])
}

@Test func thoseThatAilAreToldTheLongestFirst() async throws {
    let ledger = try SQLiteLedger.open(directory: temporaryDirectory())
    let rows = try await ledger.synchronise(["a", "b", "c", "d"].map { ($0, "http://\($0)/") }, now: noon)
    let states = [
        state(.failing, due: 1, since: -10), state(.gone, due: 2, since: -90),
        state(.healthy, due: 3, movedTo: "http://n/"),
        state(.failing, due: 4, since: -50),
    ]
    _ = try await ledger.commit(zip(rows, states).map { PollCommit(feed: $0.key, state: $1) })
    #expect(try await ledger.ailing(limit: 10).map(\.name) == ["b", "d", "a"])
    #expect(try await ledger.ailing(limit: 1).map(\.error?.code) == ["timeout"])
    #expect(try await ledger.moved(limit: 10).map(\.movedTo) == ["http://n/"])
    try await ledger.pause([rows[1].key, rows[2].key])
    #expect(try await ledger.ailing(limit: 10).map(\.name) == ["d", "a"])
    #expect(try await ledger.moved(limit: 10).isEmpty)
}

@Test func aLedgerOfTheFirstVersionIsCountedWhenItIsOpenedAndRefusedUntilThen() async throws {
    let directory = temporaryDirectory()
    let old = try DatabaseQueue(path: directory + "/ledger.sqlite")
    try Schema.migrator.migrate(old, upTo: "1")
    try await old.write { database in
        for (name, condition, retired) in [("a", "healthy", nil), ("b", "failing", nil), ("c", "healthy", 5.0)]
            as [(String, String, Double?)]
        {
            try database.execute(
                sql:
                    "INSERT INTO feed (name, url, condition, retired_at, last_polled) VALUES (?, 'http://x/', ?, ?, 7)",
                arguments: [name, condition, retired])
        }
    }
    try old.close()
    #expect(throws: LedgerError.older(path: directory + "/ledger.sqlite")) {
        try SQLiteLedger.openForReading(directory: directory)
    }
    let ledger = try SQLiteLedger.open(directory: directory)
    let summary = try await ledger.summary(now: noon)
    #expect(summary.feeds == [.healthy: 1, .failing: 1] && summary.lastPolled == Timestamp(seconds: 7))
    await ledger.close()
    #expect(try SQLiteLedger.openForReading(directory: directory) != nil)
}
