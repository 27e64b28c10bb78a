import Basics
import Glibc
import Ledger
import Records
import Spool
import Testing

@testable import Ingest

private final class Home: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/feedmill-test-XXXXXX".utf8CString)
        path = template.withUnsafeMutableBufferPointer { String(cString: mkdtemp($0.baseAddress!)) }
    }

    var waiting: [String] {
        let reader = SpoolReader(path: path + "/spool")
        return ((try? reader?.names()) ?? []).flatMap { reader?.lines(of: $0) ?? [] }.map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}

private struct StoppedClock: Clock {
    func now() -> Timestamp { Timestamp(seconds: 1_800_000_000) }
    func uptime() -> Double { 0 }
    func monotonic() -> Double { 0 }
    func sleep(seconds: Double) async { await Task.yield() }
}

private func ready(_ key: OwedKey, _ name: String, bytes: Int = 0) -> Deliverer.Ready {
    Deliverer.Ready(
        departure: Departure(key: key, record: RecordID(high: 0, low: UInt64(key.value)), fingerprint: nil),
        bytes: bytes
    ) { passport, _ in
        Array("{\"sequence\":\(passport.sequence),\"name\":\"\(name)\"}\n".utf8)
    }
}

private func owe(_ names: [String], _ ledger: SQLiteLedger) async throws -> [OwedTicket] {
    let feed = try await ledger.synchronise([("a", "http://a/")], now: StoppedClock().now())[0].key
    let owed = names.map { NewlyOwed(feed: feed, recordID: $0, revision: 1, articleURL: nil, payload: []) }
    return try await ledger.commit([PollCommit(feed: feed, state: FeedState(), owed: owed)])[0]
}

private func run(_ deliverer: Deliverer, _ records: [Deliverer.Ready]) async {
    await withTaskGroup(of: Void.self) { group in
        group.addTask { await deliverer.run() }
        for record in records { await deliverer.take(record) }
        await deliverer.finish()
    }
}

@Test(arguments: [1, 4])
func whatIsDeliveredIsPaidAndNumbered(_ recordsPerFile: Int) async throws {
    let home = Home()
    let ledger = try SQLiteLedger.open(directory: home.path + "/state")
    let tickets = try await owe((1...10).map { "r\($0)" }, ledger)
    let deliverer = Deliverer(
        ledger: ledger, spool: try SpoolDirectory(path: home.path + "/spool"), clock: StoppedClock(),
        settings: Deliverer.Settings(recordsPerFile: recordsPerFile, fileDelay: 0, clusters: nil), report: { _ in })
    await run(deliverer, tickets.enumerated().map { ready($1.key, "r\($0 + 1)") })
    #expect(home.waiting == (1...10).map { "{\"sequence\":\($0),\"name\":\"r\($0)\"}" })
    #expect(try await ledger.owed().isEmpty)
}

/// Rounds by what each record has, where a round ends at 100 bytes: large ones wait for each other and all come through.
@Test(arguments: [([60, 60, 60, 60, 60], [2, 2, 1]), ([200, 200, 10, 10], [1, 1, 2]), ([1, 1, 1], [3])])
func aRoundEndsAtItsBytes(_ sizes: [Int], _ rounds: [Int]) async throws {
    let home = Home()
    let ledger = try SQLiteLedger.open(directory: home.path + "/state")
    let tickets = try await owe(sizes.indices.map { "r\($0)" }, ledger)
    let found = Monitor([Int]())
    var settings = Deliverer.Settings(recordsPerFile: 1, fileDelay: 0, clusters: nil)
    settings.batchBytes = 100
    let deliverer = Deliverer(
        ledger: ledger, spool: try SpoolDirectory(path: home.path + "/spool"), clock: StoppedClock(), settings: settings
    ) { result in
        if case .success(let delivery) = result { found.withLock { $0.append(delivery.keys.count) } }
    }
    let records = zip(tickets, sizes).map { ready($0.key, "x", bytes: $1) }
    await withTaskGroup(of: Void.self) { group in
        group.addTask { await deliverer.take(records) }
        // All are there before the first round begins.
        while await deliverer.isIdle { await Task.yield() }
        group.addTask { await deliverer.run() }
        await group.next()
        await deliverer.finish()
    }
    #expect(found.withLock { $0 } == rounds)
    #expect(home.waiting.count == sizes.count)
}

@Test func whatTheDiskRefusesStaysOwedAndComesUnderTheSameNumber() async throws {
    let home = Home()
    let ledger = try SQLiteLedger.open(directory: home.path + "/state")
    let tickets = try await owe(["x"], ledger)
    let spool = try SpoolDirectory(path: home.path + "/spool")
    mkdir(home.path + "/spool/tmp/00000000000000000001.json", 0o700)
    let codes = Monitor([String]())
    let settings = Deliverer.Settings(recordsPerFile: 1, fileDelay: 0, clusters: nil)
    let failing = Deliverer(ledger: ledger, spool: spool, clock: StoppedClock(), settings: settings) { result in
        if case .failure(let error) = result { codes.withLock { $0.append(error.code) } }
    }
    await failing.take(ready(tickets[0].key, "x"))
    await failing.finish()
    await failing.run()
    #expect(codes.withLock { $0 } == ["spool-io-error"])
    #expect(try await ledger.owed().map(\.key) == [tickets[0].key])
    #expect(try await ledger.record(tickets[0].key)?.sequence == 1)

    _ = consume spool
    let other = Home()
    let working = Deliverer(
        ledger: ledger, spool: try SpoolDirectory(path: other.path + "/spool"), clock: StoppedClock(),
        settings: settings, report: { _ in })
    await run(working, [ready(tickets[0].key, "x")])
    #expect(other.waiting == ["{\"sequence\":1,\"name\":\"x\"}"])
}

@Test func nobodyWaitsForRoomOnceTheEndIsNear() async throws {
    let home = Home()
    let ledger = try SQLiteLedger.open(directory: home.path + "/state")
    let tickets = try await owe((1...6).map { "r\($0)" }, ledger)
    let deliverer = Deliverer(
        ledger: ledger, spool: try SpoolDirectory(path: home.path + "/spool"), clock: StoppedClock(),
        settings: Deliverer.Settings(recordsPerFile: 1, fileDelay: 0, batch: 1, backlog: 1),
        report: { _ in })
    // Nobody delivers, so that there is never room.
    await withTaskGroup(of: Void.self) { group in
        for ticket in tickets { group.addTask { await deliverer.take(ready(ticket.key, "x")) } }
        await deliverer.hurry()
    }
    await ledger.close()
}

@Test func aPollThatEndsAfterTheQueueIsWrittenAllTheSame() async throws {
    let home = Home()
    let ledger = try SQLiteLedger.open(directory: home.path + "/state")
    let feed = try await ledger.synchronise([("a", "http://a/")], now: StoppedClock().now())[0].key
    let queue = CommitQueue(ledger: ledger)
    let run = Task { await queue.run() }
    run.cancel()
    await run.value
    let owed = NewlyOwed(feed: feed, recordID: "x", revision: 1, articleURL: nil, payload: [])
    #expect(try await queue.commit(PollCommit(feed: feed, state: FeedState(), owed: [owed])).count == 1)
    await ledger.close()
}
