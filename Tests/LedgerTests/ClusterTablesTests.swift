import Basics
import GRDB
import Testing

@testable import Ledger
@testable import Records

private let noon = Timestamp(seconds: 1_800_000_000)

/// A text of its own for each number.
private func print(_ text: Int) -> ClusterFingerprint {
    let words = (0..<120).map { "word\(Hash64.mix(UInt64($0), UInt64(text)) % 5000)" }
    return ClusterFingerprint(articleText: words.joined(separator: " "))!
}

private func settings(waiting: Int) -> ClusterSettings {
    var settings = ClusterSettings()
    settings.postingsWaiting = waiting
    return settings
}

extension SQLiteLedger {
    /// Dispatches articles as records of these numbers; says which began a cluster.
    fileprivate func place(
        _ articles: [(record: UInt64, text: Int)], waiting: Int = 65_536
    ) async throws -> [Bool] {
        let departures = articles.map { article in
            Departure(
                key: OwedKey(Int64(article.record)), record: RecordID(high: 0, low: article.record),
                fingerprint: print(article.text))
        }
        return try await dispatch(departures, paid: [], clusters: settings(waiting: waiting), now: noon)
            .map { $0.cluster?.isFirst == true }
    }
}

private func number(_ home: String, _ sql: String) throws -> Int {
    let database = try DatabaseQueue(path: home + "/ledger.sqlite")
    defer { try? database.close() }
    return try database.read { try Int.fetchOne($0, sql: sql) ?? 0 }
}

private let waiting = "SELECT coalesce(sum(length(keys) / 8), 0) FROM cluster_waiting"
private let sorted = "SELECT coalesce(sum(length(block) / 7), 0) FROM cluster_posting"

@Test func anArticleIsFoundWhereverItsPostingsAre() async throws {
    let home = temporaryDirectory()
    var ledger = try SQLiteLedger.open(directory: home)
    let anchors = print(1).anchors.count
    #expect(try await ledger.place([(1, 1), (2, 2)]) == [true, true])
    #expect(try await ledger.place([(3, 1)]) == [false], "it waits in memory")
    #expect(try number(home, waiting) == 3 * anchors && number(home, sorted) == 0)
    await ledger.close()
    ledger = try SQLiteLedger.open(directory: home)
    #expect(try await ledger.place([(4, 1), (5, 5)], waiting: 5 * anchors) == [false, true], "it waits in the table")
    #expect(try number(home, waiting) == 0 && number(home, sorted) == 5 * anchors)
    #expect(try await ledger.place([(6, 1), (7, 5), (8, 8)]) == [false, false, true], "it is sorted in")
    #expect(try await ledger.place([(1, 1), (7, 5)]) == [true, false])
    #expect(try number(home, waiting) == 3 * anchors, "a revision is found under the keys that it has")
    await ledger.close()
}

@Test func whatATransactionThatFailedPutAsideIsForgotten() async throws {
    let home = temporaryDirectory()
    let ledger = try SQLiteLedger.open(directory: home)
    let anchors = print(1).anchors.count
    _ = try await ledger.place([(1, 1)])
    for fault in [
        "cluster_waiting WHEN new.number = 3", "cluster_article WHEN (SELECT count(*) FROM cluster_posting) > 0",
    ] {
        try changed(home, "CREATE TRIGGER fault BEFORE INSERT ON \(fault) BEGIN SELECT RAISE(ABORT, 'fault'); END")
        // The second is the transaction in which all were sorted in.
        await #expect(throws: LedgerError.self) {
            try await ledger.place([(2, 2), (3, 3), (4, 4)], waiting: fault.contains("posting") ? 2 * anchors : 65_536)
        }
        try changed(home, "DROP TRIGGER fault")
        #expect(try number(home, waiting) == anchors && number(home, sorted) == 0)
    }
    #expect(try await ledger.place([(5, 1), (6, 2), (7, 7)], waiting: 4 * anchors) == [false, true, true])
    #expect(try number(home, waiting) == 0 && number(home, sorted) == 4 * anchors)
    await ledger.close()
}

@Test func whatATransactionThatFailedRevisedIsForgotten() async throws {
    let home = temporaryDirectory()
    let ledger = try SQLiteLedger.open(directory: home)
    _ = try await ledger.place([(1, 1)])
    // Its first third stays, so that the article is found, and is another one from there on.
    let words = (0..<120).map { "word\(Hash64.mix(UInt64($0), $0 < 40 ? 1 : 9) % 5000)" }
    let revised = Departure(
        key: OwedKey(1), record: RecordID(high: 0, low: 1),
        fingerprint: ClusterFingerprint(articleText: words.joined(separator: " ")))
    try changed(
        home, "CREATE TRIGGER fault BEFORE INSERT ON cluster_waiting BEGIN SELECT RAISE(ABORT, 'fault'); END")
    await #expect(throws: LedgerError.self) {
        try await ledger.dispatch([revised], paid: [], clusters: ClusterSettings(), now: noon)
    }
    try changed(home, "DROP TRIGGER fault")
    #expect(try await ledger.place([(2, 1)]) == [false], "the article is the one that the table has")
    await ledger.close()
}

@Test("postings of before version 5, opened or salvaged, are found", arguments: [false, true])
func crowdedPostingsAreTakenOver(_ isSalvaged: Bool) async throws {
    let home = temporaryDirectory()
    let database = try DatabaseQueue(path: home + "/ledger.sqlite")
    try Schema.migrator.migrate(database, upTo: "4")
    try await database.write { database in
        for text in 1...3 {
            let print = print(text)
            let article = ClusterArticle(
                cluster: ClusterID(number: UInt64(text)), record: UInt32(text), day: UInt16(noon.seconds / 86_400),
                sketch: print.sketch)
            try database.execute(
                sql: "INSERT INTO cluster_article VALUES (?, ?, ?)",
                arguments: [text, Int(article.day), article.encoded.asBlob])
            for key in print.anchors {
                let bits = UInt32(truncatingIfNeeded: key >> 23) & 0xFF_FFFF
                var writer = ByteWriter()
                writer.write(bits | UInt32(text) << 24)
                try database.execute(
                    sql: "INSERT INTO cluster_posting VALUES (?, ?) ON CONFLICT DO UPDATE SET block = excluded.block",
                    arguments: [Int64(key >> 47), (writer.bytes + [0, 0, 0]).asBlob])
            }
        }
    }
    try database.close()
    if isSalvaged {
        let readers = LedgerReaders(
            history: { _ in nil }, exchange: { _ in nil }, payload: { _ in nil }, note: { _, _, _ in nil })
        let rebuild = try LedgerRebuild(directory: home)
        #expect(try rebuild.salvage(readers) { $0 }.tablesCut.isEmpty)
        _ = try rebuild.finish(LedgerEvent(at: noon, feed: nil, code: "ledger-rebuilt", message: "x"))
    }
    let ledger = try SQLiteLedger.open(directory: home)
    #expect(try await ledger.place([(11, 1), (12, 2), (13, 3), (14, 4)]) == [false, false, false, true])
    await ledger.close()
    #expect(try number(home, "SELECT count(*) FROM sqlite_schema WHERE name = 'cluster_crowded'") == 0)
}
