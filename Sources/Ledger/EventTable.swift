import Basics
import GRDB

/// The table `event`: what happened lately, a bounded number of rows.
enum EventTable {
    static func insert(_ events: [LedgerEvent], keeping kept: Int, in database: Database) throws {
        guard !events.isEmpty else { return }
        let statement = try database.cachedStatement(
            sql: "INSERT INTO event (at, feed, code, message) VALUES (?, ?, ?, ?)")
        for event in events {
            try statement.execute(arguments: [event.at.secondsSince1970, event.feed, event.code, event.message])
        }
        try database.cachedStatement(sql: "DELETE FROM event WHERE id <= ?")
            .execute(arguments: [database.lastInsertedRowID - Int64(kept)])
    }

    static func latest(of feed: String?, limit: Int, in database: Database) throws -> [LedgerEvent] {
        let rows =
            if let feed {
                try Row.fetchAll(
                    database, sql: "SELECT * FROM event WHERE feed = ? ORDER BY id DESC LIMIT ?",
                    arguments: [feed, limit])
            } else {
                try Row.fetchAll(database, sql: "SELECT * FROM event ORDER BY id DESC LIMIT ?", arguments: [limit])
            }
        return rows.map { row in
            LedgerEvent(
                at: row.timestamp("at") ?? Timestamp(seconds: 0), feed: row.optionalText("feed"),
                code: row.text("code"),
                message: row.text("message"))
        }
    }
}
