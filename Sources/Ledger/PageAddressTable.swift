import GRDB
import Records

/// The table `page_address`: what articles told of their items since their feeds were polled last. A poll takes it into
/// the feed's memory.
enum PageAddressTable {
    /// Keeps the address of an owed record's page; not where its feed was forgotten meanwhile.
    static func insert(_ address: PageAddress, of key: OwedKey, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO page_address SELECT feed, record_id, ? FROM owed
                WHERE id = ? AND feed IN (SELECT id FROM feed)
                """
        ).execute(arguments: [Int64(address.key), key.value])
    }

    static func addresses(of feed: FeedKey, in database: Database) throws -> [PageAddress] {
        let statement = try database.cachedStatement(sql: "SELECT record_id, key FROM page_address WHERE feed = ?")
        return try Row.fetchAll(statement, arguments: [feed.value]).compactMap { row in
            guard let record = RecordID(row.text(at: 0)), let key = UInt64(exactly: row.number(at: 1)) else {
                return nil
            }
            return PageAddress(record: record, key: key)
        }
    }

    static func delete(_ addresses: [PageAddress], of feed: FeedKey, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "DELETE FROM page_address WHERE feed = ? AND record_id = ? AND key = ?")
        for address in addresses {
            try statement.execute(arguments: [feed.value, address.record.description, Int64(address.key)])
        }
    }
}
