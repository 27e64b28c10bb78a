import Basics
import CSystem
import GRDB
import Glibc
import Records

/// A new ledger that is made beside the old one, from what can still be read there and from what its caller knows besides, and
/// takes its place in the end. The old one is kept under another name. While this lives, no other feedmill can work with either.
public final class LedgerRebuild {
    public let path: String
    private let temporary: String
    private let lock: LedgerLock
    private let database: DatabaseQueue

    /// Whether there is a file that may be salvaged.
    public var hasOld: Bool { access(path, F_OK) == 0 }

    public init(directory: String) throws(LedgerError) {
        path = directory + "/ledger.sqlite"
        temporary = path + ".rebuilt"
        try LedgerFile.makeDirectory(directory)
        lock = try LedgerFile.takeLock(directory: directory, path: path)
        for ending in ["", "-journal"] { unlink(temporary + ending) }
        do {
            try LedgerFile.makeFile(temporary)
            try EmptyDatabase.write(to: temporary)
            var configuration = Configuration()
            configuration.prepareDatabase { database in
                // It is made durable once, when it is whole.
                try database.execute(
                    sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000")
            }
            database = try DatabaseQueue(path: temporary, configuration: configuration)
        } catch {
            unlink(temporary)
            throw error as? LedgerError ?? LedgerError(error, path: path)
        }
    }

    deinit {
        for ending in ["", "-journal"] { unlink(temporary + ending) }
    }

    /// Takes over what of the old ledger can be read, row by row.
    /// - Parameter renewed: what is kept of a feed's exchanges when its document must be read anew.
    public func salvage(
        _ readers: LedgerReaders, renewed: @escaping ([UInt8]) -> [UInt8]
    ) throws(LedgerError) -> LedgerSalvage {
        var salvage = LedgerSalvage()
        do {
            let old = try LedgerConnection.readOnly(path, isCut: true)
            defer { try? old.close() }
            if (try? old.read { try Schema.migrator.hasBeenSuperseded($0) }) == true {
                throw LedgerError.newer(path: path)
            }
            try old.read { source in
                try write { target in
                    var salvager = Salvager(from: source, to: target, readers, renewed: renewed)
                    salvage = try salvager.salvage()
                }
            }
        } catch {
            let error = error as? LedgerError ?? LedgerError(error, path: path)
            switch error {
            case .damaged(_, let detail), .failed(_, let detail): salvage.obstacle = detail
            default: throw error
            }
        }
        return salvage
    }

    /// As `Ledger.synchronise`.
    public func synchronise(_ feeds: [(name: String, url: String)], now: Timestamp) throws(LedgerError) -> [FeedRow] {
        try write { try FeedTable.synchronise(feeds, now: now, in: $0) }
    }

    /// The row of a feed; one that is not there is begun, and counts as retired at `now`.
    public func feed(named name: String, url: String, now: Timestamp) throws(LedgerError) -> FeedRow {
        try write { database in
            let select = FeedTable.select + " WHERE name = ?"
            if let row = try Row.fetchOne(database, sql: select, arguments: [name]) { return FeedTable.row(row) }
            _ = try FeedTable.insert(name: name, url: url, retiredAt: now, in: database)
            return FeedTable.row(try Row.fetchOne(database, sql: select, arguments: [name])!)
        }
    }

    public func memory(of feed: FeedKey) throws(LedgerError) -> FeedMemory? {
        try write { database in
            try FeedTable.memory(of: feed, in: database).flatMap { FeedMemory(decoding: $0) }
        }
    }

    /// Keeps what is known of a feed; `state` where nothing was known of it before.
    public func keep(_ memory: FeedMemory, state: FeedState?, of feed: FeedKey) throws(LedgerError) {
        try write { database in
            if let state { try FeedTable.write(state, of: feed, in: database) }
            try FeedTable.keep(memory.encoded, of: feed, in: database)
        }
    }

    /// What the new ledger says of a feed.
    public func state(of feed: FeedKey) throws(LedgerError) -> FeedState {
        try write { database in
            try Row.fetchOne(database, sql: FeedTable.select + " WHERE id = ?", arguments: [feed.value])
                .map(FeedTable.state) ?? FeedState()
        }
    }

    /// The next sequence will be beyond this one.
    public func raiseSequence(beyond sequence: UInt64) throws(LedgerError) {
        try write { database in
            try database.execute(
                sql: "UPDATE counter SET value = max(value, ?) WHERE name = 'sequence'",
                arguments: [Int64(clamping: sequence)])
        }
    }

    public func sequence() throws(LedgerError) -> UInt64 { try write { try OwedTable.sequence(in: $0) } }

    /// Puts the new ledger in the old one's place, durably.
    /// - Returns: where the old one is now; nil where there was none.
    public func finish(_ event: LedgerEvent) throws(LedgerError) -> String? {
        try write { try EventTable.insert([event], keeping: 10_000, in: $0) }
        do {
            try database.close()
        } catch {
            throw LedgerError(error, path: path)
        }
        let aside = hasOld ? path + ".before-" + LedgerRebuild.stamp(event.at) : nil
        if let aside {
            // The log first: the new ledger must never be found beside it.
            if access(path + "-wal", F_OK) == 0, fm_rename_new(path + "-wal", aside + "-wal") != 0 {
                throw LedgerFile.failure("rename", path + "-wal")
            }
            // A second name, so that there is a ledger at every moment; what has no second name is renamed.
            if link(path, aside) != 0, fm_rename_new(path, aside) != 0 { throw LedgerFile.failure("rename", path) }
        }
        unlink(path + "-shm")
        LedgerFile.adopt(temporary)
        try LedgerFile.settle(temporary, as: path, overwriting: true)
        lock.release()
        return aside
    }

    private func write<Result>(_ body: (Database) throws -> Result) throws(LedgerError) -> Result {
        do {
            return try database.write(body)
        } catch {
            throw error as? LedgerError ?? LedgerError(error, path: path)
        }
    }

    /// `20260102T030405Z`
    private static func stamp(_ time: Timestamp) -> String {
        String(Timestamp(seconds: time.seconds).description.filter { $0 != "-" && $0 != ":" })
    }
}
