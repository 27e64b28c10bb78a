import Basics
import GRDB
import Glibc
import Testing

@testable import Ledger

/// A ledger of each version that was released, made by the migrations up to it: opened by this feedmill, it says of every feed
/// what it said before.
struct MigrationTests {
    private static let noon = Timestamp(seconds: 1_800_000_000)
    private static let conditions = ["never-polled", "healthy", "failing", "gone"]

    @Test(arguments: ["1", "2", "3", "4", "5", "6"])
    func everyVersionIsTakenUp(_ version: String) async throws {
        let home = temporaryDirectory()
        try Self.write(version, to: home)
        if version != "6" {
            #expect(throws: LedgerError.older(path: home + "/ledger.sqlite")) {
                try SQLiteLedger.openForReading(directory: home)
            }
        }
        let ledger = try SQLiteLedger.open(directory: home)
        let states = try await ledger.states()
        #expect(states.count == 40)
        for (row, state) in states {
            let number = Int(row.key.value)
            #expect(row.name == "feed-\(number)" && row.url == "http://feeds.example/\(number)")
            #expect(state.condition.rawValue == Self.conditions[number % 4])
            #expect(state.nextDue == (number % 4 == 0 ? nil : Self.noon + Double(number) + 0.5))
            #expect(row.nextDue == state.nextDue)
            #expect(state.lastPolled == (number % 4 == 0 ? nil : Self.noon + -60))
            #expect(state.history == [UInt8(number)] && state.exchange == [1, UInt8(number)])
            #expect(try await ledger.memory(of: row.key) == [2, UInt8(number)])
        }
        let summary = try await ledger.summary(now: Self.noon + 10)
        #expect(summary.feeds == [.neverPolled: 10, .healthy: 10, .failing: 10, .gone: 10])
        #expect(summary.nextDue == Self.noon + 1.5)
        #expect(summary.overdue == 7)
        #expect(summary.lastPolled == Self.noon + -60)
        #expect(summary.sequence == 1234)
        #expect(summary.owed == 3 && summary.setAside == 0)
        #expect(try await ledger.owed().map(\.attempts) == [1, 2, 3])
        #expect(try await ledger.record(OwedKey(1))?.sequence == 1234)
        #expect(try await ledger.note("turns", in: "daemon") == [7])
        #expect(try await ledger.events(of: "feed-1", limit: 9).map(\.message) == ["it fails"])
        #expect(try await ledger.row(named: "retired")?.key == FeedKey(41))
        await ledger.close()
        #expect(try SQLiteLedger.openForReading(directory: home) != nil)
    }

    /// What a release keeps is looked through as it is, and what another is to read is refused.
    @Test(arguments: ["1", "2", "3", "4", "5", "6"])
    func everyVersionIsLookedThrough(_ version: String) throws {
        let home = temporaryDirectory()
        try Self.write(version, to: home)
        let readers = LedgerReaders(
            history: { _ in nil }, exchange: { _ in nil }, payload: { _ in nil }, note: { _, _, _ in nil })
        let found = try #require(try SQLiteLedger.examine(directory: home, readers: readers, delivered: 1234))
        #expect(found.version == Int(version))
        #expect(found.sequence == 1234)
        // These memories are bytes that stand for themselves.
        #expect(found.findingCount == 40 && found.findings.allSatisfy { $0.code == "memory-damaged" })
        #expect(found.rows.first { $0.table == "feed" }?.count == 41)
    }

    private static func write(_ version: String, to home: String) throws {
        let database = try DatabaseQueue(path: home + "/ledger.sqlite")
        try Schema.migrator.migrate(database, upTo: version)
        try database.write { database in
            for number in 1...40 {
                let isNew = number % 4 == 0
                try database.execute(
                    sql: """
                        INSERT INTO feed (id, name, url, condition, next_due, last_polled, failing_since, exchange, history)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        number, "feed-\(number)", "http://feeds.example/\(number)", conditions[number % 4],
                        isNew ? nil : noon.secondsSince1970 + Double(number) + 0.5,
                        isNew ? nil : noon.secondsSince1970 - 60,
                        number % 4 >= 2 ? noon.secondsSince1970 : nil, [1, UInt8(number)].asBlob,
                        [UInt8(number)].asBlob,
                    ])
                try database.execute(
                    sql: "INSERT INTO memory VALUES (?, ?)", arguments: [number, [2, UInt8(number)].asBlob])
            }
            try database.execute(
                sql: "INSERT INTO feed (id, name, url, retired_at, condition) VALUES (41, 'retired', 'x', 5, 'healthy')"
            )
            for number in 1...3 {
                try database.execute(
                    sql:
                        "INSERT INTO owed (feed, record_id, revision, attempts, sequence, payload) VALUES (?, ?, 1, ?, ?, ?)",
                    arguments: [
                        number, String(repeating: "\(number)", count: 32), number, number == 1 ? 1234 : nil, [9].asBlob,
                    ])
            }
            try database.execute(
                sql: """
                    INSERT INTO note VALUES ('daemon', 'turns', x'07');
                    INSERT INTO event (at, feed, code, message) VALUES (1, 'feed-1', 'feed-failing', 'it fails');
                    UPDATE counter SET value = 1234 WHERE name = 'sequence';
                    """)
            if version >= "3" {
                try database.execute(
                    sql: "INSERT INTO counter VALUES ('last_polled', ?)", arguments: [noon.seconds - 60])
            }
        }
        try database.close()
    }
}
