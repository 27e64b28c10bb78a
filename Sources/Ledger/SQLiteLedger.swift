import Basics
import CSystem
import GRDB
import GRDBSQLite
import Glibc
import Records

/// The ledger in one SQLite file, `ledger.sqlite` in the state directory, with a write-ahead log. Every commit reaches
/// the disk (`synchronous = FULL`): what the world is told afterwards rests on it.
public final class SQLiteLedger: Ledger {
    public let path: String
    private let database: DatabaseQueue
    /// Held as long as the ledger is open for writing.
    private let lock: LedgerLock?
    /// What the last transaction left in memory for the next.
    private let clusterMemory = Monitor(ClusterMemory())
    private static let eventsKept = 10_000

    /// Opens the ledger in `directory`, making both where they are missing. One process at a time may write.
    public static func open(directory: String) throws(LedgerError) -> SQLiteLedger {
        try SQLiteLedger(directory: directory, forWriting: true)
    }

    /// For those who only look; nil where there is none yet.
    public static func openForReading(directory: String) throws(LedgerError) -> SQLiteLedger? {
        guard access(directory + "/ledger.sqlite", R_OK) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .failed(path: directory + "/ledger.sqlite", detail: String(cString: strerror(errno)))
        }
        return try SQLiteLedger(directory: directory, forWriting: false)
    }

    /// Whether a feedmill works with the ledger in `directory` at this moment.
    public static func isInUse(directory: String) -> Bool { LedgerLock.isHeld(directory: directory) }

    private init(directory: String, forWriting: Bool) throws(LedgerError) {
        path = directory + "/ledger.sqlite"
        if forWriting {
            lock = try LedgerFile.prepare(directory: directory, path: path)
        } else {
            lock = nil
        }
        try LedgerFile.check(path)
        var configuration = GRDB.Configuration()
        configuration.label = "ledger"
        // A higher class would want a higher thread priority, which a sandboxed service may not have.
        configuration.qos = .default
        configuration.busyMode = .timeout(5)
        configuration.readonly = !forWriting
        configuration.maximumReaderCount = 1
        configuration.prepareDatabase { try SQLiteLedger.prepare($0, forWriting: forWriting) }
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
            if try database.read({ try Schema.migrator.hasBeenSuperseded($0) }) { throw LedgerError.newer(path: path) }
            if forWriting {
                try Schema.migrator.migrate(database)
            } else if try database.read({ try !Schema.migrator.hasCompletedMigrations($0) }) {
                throw LedgerError.older(path: path)
            }
        } catch {
            throw error as? LedgerError ?? LedgerError(error, path: path)
        }
    }

    /// How every connection to a ledger is set.
    package static func prepare(_ database: Database, forWriting: Bool) throws {
        if forWriting {
            try database.execute(
                sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000")
        }
        try database.execute(sql: "PRAGMA cache_size = -8000; PRAGMA mmap_size = 0")
    }

    public func close() async {
        try? database.close()
        lock?.release()
    }
}

// MARK: - Transactions

extension SQLiteLedger {
    private func write<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(LedgerError) -> Result {
        do {
            return try await database.write(body)
        } catch {
            throw await failure(error)
        }
    }

    private func read<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(LedgerError) -> Result {
        do {
            return try await database.read(body)
        } catch {
            throw await failure(error)
        }
    }

    /// As `read`, without a transaction: for one statement, or several that need not agree, and that only read.
    private func look<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(LedgerError) -> Result {
        do {
            return try await database.unsafeRead(body)
        } catch {
            throw await failure(error)
        }
    }

    /// SQLite has one code for many failures of a disk; its files know what the system said last.
    private func failure(_ error: any Error) async -> LedgerError {
        let cause = try? await database.unsafeRead { database in
            [SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER].lazy
                .compactMap { SQLiteLedger.lastErrno(of: $0, database) }.first
        }
        return LedgerError(error, path: path, cause: cause)
    }

    /// - Parameter file: the log or the database itself, as `sqlite3_file_control` names them.
    private static func lastErrno(of file: Int32, _ database: Database) -> Int32? {
        var pointer: UnsafeMutablePointer<sqlite3_file>?
        guard sqlite3_file_control(database.sqliteConnection, "main", file, &pointer) == SQLITE_OK, let pointer,
            let control = pointer.pointee.pMethods?.pointee.xFileControl
        else { return nil }
        var code: Int32 = 0
        return control(pointer, SQLITE_FCNTL_LAST_ERRNO, &code) == SQLITE_OK && code != 0 ? code : nil
    }
}

// MARK: - Feeds

extension SQLiteLedger {
    public func synchronise(
        _ feeds: [(name: String, url: String)], now: Timestamp
    ) async throws(LedgerError) -> [FeedRow] {
        try await write { database in
            try FeedTable.synchronise(feeds, now: now, in: database)
        }
    }

    public func forget(retiredBefore: Timestamp) async throws(LedgerError) {
        try await write { database in
            try database.execute(
                sql: "DELETE FROM feed WHERE retired_at < ?", arguments: [retiredBefore.secondsSince1970])
            try SetAsideTable.forget(before: retiredBefore, in: database)
        }
    }

    /// Forgets feeds by name, wholly; none where one of them is unknown.
    /// - Returns: those that are unknown.
    public func forget(feeds names: [String]) async throws(LedgerError) -> [String] {
        try await write { database in
            let unknown = try names.filter { name in
                try Bool.fetchOne(database, sql: "SELECT 1 FROM feed WHERE name = ?", arguments: [name]) == nil
            }
            guard unknown.isEmpty else { return unknown }
            for name in names { try database.execute(sql: "DELETE FROM feed WHERE name = ?", arguments: [name]) }
            return []
        }
    }

    public func state(of feed: FeedKey) async throws(LedgerError) -> FeedState {
        try await look { database in
            let statement = try database.cachedStatement(sql: FeedTable.select + " WHERE id = ?")
            var state = try Row.fetchOne(statement, arguments: [feed.value]).map(FeedTable.state) ?? FeedState()
            state.missing = try SetAsideTable.missing(of: feed, in: database)
            return state
        }
    }

    public func memory(of feed: FeedKey) async throws(LedgerError) -> [UInt8]? {
        try await look { database in try FeedTable.memory(of: feed, in: database) }
    }

    public func pageAddresses(of feed: FeedKey) async throws(LedgerError) -> [PageAddress] {
        try await look { database in try PageAddressTable.addresses(of: feed, in: database) }
    }

    public func states() async throws(LedgerError) -> [(FeedRow, FeedState)] {
        try await states("retired_at IS NULL ORDER BY name")
    }

    public func pause(_ feeds: Set<FeedKey>) async throws(LedgerError) {
        try await write { database in try FeedTable.pause(feeds, in: database) }
    }

    public func ailing(limit: Int) async throws(LedgerError) -> [AilingFeed] {
        try await read { database in try FeedTable.ailing(limit: limit, in: database) }
    }

    public func moved(limit: Int) async throws(LedgerError) -> [AilingFeed] {
        try await read { database in try FeedTable.moved(limit: limit, in: database) }
    }

    private func states(_ which: String) async throws(LedgerError) -> [(FeedRow, FeedState)] {
        try await read { database in
            var result: [(FeedRow, FeedState)] = []
            let rows = try Row.fetchCursor(database, sql: FeedTable.select + " WHERE " + which)
            while let row = try rows.next() { result.append((FeedTable.row(row), FeedTable.state(row))) }
            return result
        }
    }

    public func row(named name: String) async throws(LedgerError) -> FeedRow? {
        try await read { database in
            try Row.fetchOne(database, sql: FeedTable.select + " WHERE name = ?", arguments: [name]).map(FeedTable.row)
        }
    }

    public func commit(_ polls: [PollCommit]) async throws(LedgerError) -> [[OwedTicket]] {
        try await write { database in
            var tickets: [[OwedTicket]] = []
            for poll in polls {
                try FeedTable.write(poll.state, of: poll.feed, at: poll.address, in: database)
                if let memory = poll.memory {
                    try FeedTable.keep(memory, of: poll.feed, in: database)
                    try PageAddressTable.delete(poll.addresses, of: poll.feed, in: database)
                    try SetAsideTable.settle(poll.missing, in: database)
                }
                tickets.append(try OwedTable.insert(poll.owed, in: database))
                try EventTable.insert(poll.events, keeping: SQLiteLedger.eventsKept, in: database)
            }
            try FeedTable.note(lastPolled: polls.compactMap(\.state.lastPolled).max(), in: database)
            return tickets
        }
    }
}

// MARK: - What is owed

extension SQLiteLedger {
    public func owed() async throws(LedgerError) -> [OwedTicket] {
        try await read { database in try OwedTable.tickets(in: database) }
    }

    public func record(_ key: OwedKey) async throws(LedgerError) -> OwedRecord? {
        try await look { database in try OwedTable.record(key, in: database) }
    }

    public func records(_ keys: [OwedKey], bytes: Int) async throws(LedgerError) -> [OwedRecord?] {
        try await look { database in
            var records: [OwedRecord?] = []
            var size = 0
            for key in keys where size < bytes || records.isEmpty {
                let record = try OwedTable.record(key, in: database)
                size += record?.payload.count ?? 0
                records.append(record)
            }
            return records
        }
    }

    public func isOwed(_ key: OwedKey) async throws(LedgerError) -> Bool {
        try await look { database in
            let statement = try database.cachedStatement(sql: "SELECT 1 FROM owed WHERE id = ?")
            return try Bool.fetchOne(statement, arguments: [key.value]) ?? false
        }
    }

    public func postpone(_ key: OwedKey, attempts: Int, until: Timestamp) async throws(LedgerError) {
        try await write { database in
            try database.cachedStatement(sql: "UPDATE owed SET attempts = ?, not_before = ? WHERE id = ?")
                .execute(arguments: [attempts, until.secondsSince1970, key.value])
        }
    }

    public func dispatch(
        _ departures: [Departure], paid: [OwedKey], clusters: ClusterSettings?, now: Timestamp
    ) async throws(LedgerError) -> [Passport] {
        try await write { database in
            try OwedTable.delete(paid, in: database)
            let sequences = try OwedTable.assignSequences(departures.map(\.key), in: database)
            for departure in departures {
                if let page = departure.page { try PageAddressTable.insert(page, of: departure.key, in: database) }
            }
            guard let clusters, departures.contains(where: { $0.fingerprint != nil }) else {
                return sequences.map { Passport(sequence: $0, cluster: nil) }
            }
            let places = try self.withClusters(clusters, in: database) { index in
                try departures.map { departure in
                    try departure.fingerprint.map { try index.place($0, record: departure.record, now: now) }
                }
            }
            return zip(sequences, places).map { Passport(sequence: $0, cluster: $1) }
        }
    }

    public func expireClusters(_ clusters: ClusterSettings, now: Timestamp) async throws(LedgerError) {
        try await write { database in
            try self.withClusters(clusters, in: database) { index in try index.expire(now: now) }
        }
    }

    private func withClusters<Result>(
        _ settings: ClusterSettings, in database: Database,
        _ body: (inout ClusterIndex<ClusterTables>) throws -> Result
    ) throws -> Result {
        var memory = clusterMemory.withLock { memory in
            defer { memory = ClusterMemory() }
            return memory
        }
        try memory.begin(in: database)
        var index = ClusterIndex(store: ClusterTables(database, settings, memory: consume memory), settings: settings)
        defer { clusterMemory.withLock { $0 = index.store.memory } }
        return try body(&index)
    }

    public func pay(_ keys: [OwedKey]) async throws(LedgerError) {
        try await write { database in try OwedTable.delete(keys, in: database) }
    }

    public func setAside(_ ticket: OwedTicket, event: LedgerEvent) async throws(LedgerError) {
        try await write { database in
            try SetAsideTable.insert(ticket, at: event.at, in: database)
            try EventTable.insert([event], keeping: SQLiteLedger.eventsKept, in: database)
        }
    }

    public func raiseSequence(beyond sequence: UInt64) async throws(LedgerError) {
        try await write { database in
            try database.execute(
                sql: "UPDATE counter SET value = max(value, ?) WHERE name = 'sequence'",
                arguments: [Int64(clamping: sequence)])
        }
    }
}

// MARK: - Notes and events

extension SQLiteLedger {
    public func note(_ name: String, in drawer: String) async throws(LedgerError) -> [UInt8]? {
        try await look { database in
            let statement = try database.cachedStatement(sql: "SELECT bytes FROM note WHERE drawer = ? AND name = ?")
            return try Row.fetchOne(statement, arguments: [drawer, name]).map { $0.bytes(at: 0) }
        }
    }

    public func notes(in drawer: String) async throws(LedgerError) -> [(name: String, bytes: [UInt8])] {
        try await read { database in
            try Row.fetchAll(database, sql: "SELECT name, bytes FROM note WHERE drawer = ?", arguments: [drawer])
                .map { (name: $0.text(at: 0), bytes: $0.bytes(at: 1)) }
        }
    }

    public func keep(_ notes: [(name: String, bytes: [UInt8])], in drawer: String) async throws(LedgerError) {
        try await write { database in
            let statement = try database.cachedStatement(
                sql: "INSERT INTO note VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes")
            for note in notes { try statement.execute(arguments: [drawer, note.name, note.bytes.asBlob]) }
        }
    }

    public func discard(_ names: [String], in drawer: String) async throws(LedgerError) {
        try await write { database in
            let statement = try database.cachedStatement(sql: "DELETE FROM note WHERE drawer = ? AND name = ?")
            for name in names { try statement.execute(arguments: [drawer, name]) }
        }
    }

    public func add(_ events: [LedgerEvent]) async throws(LedgerError) {
        try await write { database in
            try EventTable.insert(events, keeping: SQLiteLedger.eventsKept, in: database)
        }
    }

    public func events(of feed: String?, limit: Int) async throws(LedgerError) -> [LedgerEvent] {
        try await read { database in try EventTable.latest(of: feed, limit: limit, in: database) }
    }

    public func summary(now: Timestamp) async throws(LedgerError) -> LedgerSummary {
        try await read { database in try FeedTable.summary(now: now, in: database) }
    }
}
