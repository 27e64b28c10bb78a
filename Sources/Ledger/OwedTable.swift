import Basics
import GRDB

/// The table `owed`: records that were promised and are not yet durable in the spool.
enum OwedTable {
    static func insert(_ owed: [NewlyOwed], in database: Database) throws -> [OwedTicket] {
        guard !owed.isEmpty else { return [] }
        let insert = try QuickStatement(
            "INSERT INTO owed (feed, record_id, revision, article_url, payload) VALUES (?, ?, ?, ?, ?)", in: database)
        var tickets: [OwedTicket] = []
        for record in owed {
            try insert.run(
                .number(record.feed.value), .text(record.recordID), .number(record.revision),
                .text(orNull: record.articleURL), .blob(record.payload))
            tickets.append(
                OwedTicket(
                    key: OwedKey(database.lastInsertedRowID), feed: record.feed, recordID: record.recordID,
                    articleURL: record.articleURL, attempts: 0, notBefore: nil))
        }
        return tickets
    }

    static func tickets(in database: Database) throws -> [OwedTicket] {
        var tickets: [OwedTicket] = []
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT id, feed, record_id, article_url, attempts, not_before FROM owed
                WHERE id NOT IN (SELECT owed FROM set_aside) ORDER BY id
                """)
        while let row = try rows.next() {
            tickets.append(
                OwedTicket(
                    key: OwedKey(row[0]), feed: FeedKey(row.number(at: 1)), recordID: row.text(at: 2),
                    articleURL: row.optionalText(at: 3), attempts: Int(row.number(at: 4)),
                    notBefore: row.timestamp("not_before")))
        }
        return tickets
    }

    static func record(_ key: OwedKey, in database: Database) throws -> OwedRecord? {
        try QuickStatement("SELECT feed, record_id, revision, sequence, payload FROM owed WHERE id = ?", in: database)
            .row(.number(key.value)) { row in
                OwedRecord(
                    key: key, feed: FeedKey(row.number(at: 0) ?? 0), recordID: row.text(at: 1) ?? "",
                    revision: Int(row.number(at: 2) ?? 0), payload: [UInt8](row.blob(at: 4)),
                    sequence: row.number(at: 3).flatMap(UInt64.init(exactly:)))
            }
    }

    static func assignSequences(_ keys: [OwedKey], in database: Database) throws -> [UInt64] {
        let look = try QuickStatement("SELECT sequence FROM owed WHERE id = ?", in: database)
        let assign = try QuickStatement("UPDATE owed SET sequence = ? WHERE id = ?", in: database)
        let first = Int64(try sequence(in: database))
        var last = first
        var sequences: [UInt64] = []
        for key in keys {
            if let assigned = try look.row(
                .number(key.value), body: { $0.number(at: 0).flatMap(UInt64.init(exactly:)) })
            {
                sequences.append(assigned)
                continue
            }
            last += 1
            try assign.run(.number(last), .number(key.value))
            sequences.append(UInt64(last))
        }
        if last != first {
            try database.cachedStatement(sql: "UPDATE counter SET value = ? WHERE name = 'sequence'")
                .execute(arguments: [last])
        }
        return sequences
    }

    /// The last sequence that was given away.
    static func sequence(in database: Database) throws -> UInt64 {
        let statement = try database.cachedStatement(sql: "SELECT value FROM counter WHERE name = 'sequence'")
        let value = try Int64.fetchOne(statement) ?? 0
        guard (0..<Int64.max / 2).contains(value) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the sequence counter says \(value)")
        }
        return UInt64(value)
    }

    static func delete(_ keys: [OwedKey], in database: Database) throws {
        guard !keys.isEmpty else { return }
        let delete = try QuickStatement("DELETE FROM owed WHERE id = ?", in: database)
        for key in keys { try delete.run(.number(key.value)) }
    }
}
