import Basics
import GRDB
import Records

/// A record that was owed, could not be read, and was not delivered: its item is to be taken from the feed again.
public struct MissingRecord: Hashable, Sendable {
    public let key: OwedKey
    public let record: RecordID

    public init(key: OwedKey, record: RecordID) {
        self.key = key
        self.record = record
    }
}

/// The table `set_aside`: which rows of `owed` cannot be read. They stay there; to move them might not be possible.
enum SetAsideTable {
    static func insert(_ ticket: OwedTicket, at time: Timestamp, in database: Database) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO set_aside (owed, at, feed, record_id) VALUES (?, ?, ?, ?)",
            arguments: [ticket.key.value, time.secondsSince1970, ticket.feed.value, ticket.recordID])
    }

    static func count(in database: Database) throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM set_aside") ?? 0
    }

    static func missing(of feed: FeedKey, in database: Database) throws -> [MissingRecord] {
        let statement = try database.cachedStatement(
            sql: "SELECT owed, record_id FROM set_aside WHERE feed = ? AND is_awaited = 1")
        return try Row.fetchAll(statement, arguments: [feed.value]).compactMap { row in
            RecordID(row.text(at: 1)).map { MissingRecord(key: OwedKey(row[0]), record: $0) }
        }
    }

    /// The feed's memory knows of them no more.
    static func settle(_ missing: [MissingRecord], in database: Database) throws {
        guard !missing.isEmpty else { return }
        let statement = try database.cachedStatement(sql: "UPDATE set_aside SET is_awaited = 0 WHERE owed = ?")
        for record in missing { try statement.execute(arguments: [record.key.value]) }
    }

    /// Drops those that were set aside before, rows and all; a row that cannot be removed stays.
    static func forget(before time: Timestamp, in database: Database) throws {
        let old = try Int64.fetchAll(
            database, sql: "SELECT owed FROM set_aside WHERE at < ?", arguments: [time.secondsSince1970])
        for key in old {
            try? database.inSavepoint {
                try database.execute(sql: "DELETE FROM owed WHERE id = ?", arguments: [key])
                try database.execute(sql: "DELETE FROM set_aside WHERE owed = ?", arguments: [key])
                return .commit
            }
        }
    }
}
