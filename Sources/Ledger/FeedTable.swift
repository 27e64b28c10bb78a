import Basics
import GRDB
import Records

/// The table `feed`: one row for each feed that is, or was not long ago, configured.
enum FeedTable {
    static let select = "SELECT * FROM feed"

    static func row(_ row: Row) -> FeedRow {
        FeedRow(
            key: FeedKey(row["id"]), name: row.text("name"), url: row.text("url"), condition: condition(row),
            nextDue: row.timestamp("next_due"), lastPolled: row.timestamp("last_polled"),
            movedTo: row.optionalText("moved_to"))
    }

    private static func condition(_ row: Row) -> FeedCondition {
        FeedCondition(rawValue: row.text("condition")) ?? .neverPolled
    }

    static func state(_ row: Row) -> FeedState {
        var state = FeedState()
        state.condition = condition(row)
        state.nextDue = row.timestamp("next_due")
        state.lastPolled = row.timestamp("last_polled")
        state.lastSucceeded = row.timestamp("last_succeeded")
        state.lastNews = row.timestamp("last_news")
        state.failingSince = row.timestamp("failing_since")
        if let code = row.optionalText("error_code") {
            state.error = FeedState.Failure(code: code, message: row.text("error_message"))
        }
        state.movedTo = row.optionalText("moved_to")
        state.title = row.optionalText("title")
        state.homePageURL = row.optionalText("home_page_url")
        state.exchange = row.bytes(named: "exchange")
        state.history = row.bytes(named: "history")
        return state
    }

    /// - Parameter address: written only where the feed still has it; nil: in any case.
    static func write(
        _ state: FeedState, of feed: FeedKey, at address: String? = nil, in database: Database
    ) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE feed SET condition = ?, next_due = ?, last_polled = ?, last_succeeded = ?, last_news = ?, failing_since = ?,
                    error_code = ?, error_message = ?, moved_to = ?, title = ?, home_page_url = ?, exchange = ?, history = ?
                WHERE id = ? AND url = coalesce(?, url)
                """)
        try statement.execute(arguments: [
            state.condition.rawValue, state.nextDue?.secondsSince1970, state.lastPolled?.secondsSince1970,
            state.lastSucceeded?.secondsSince1970, state.lastNews?.secondsSince1970,
            state.failingSince?.secondsSince1970, state.error?.code, state.error?.message, state.movedTo,
            state.title, state.homePageURL, state.exchange.asBlob, state.history.asBlob, feed.value, address,
        ])
    }

    /// What is known of a feed's items.
    static func memory(of feed: FeedKey, in database: Database) throws -> [UInt8]? {
        let statement = try database.cachedStatement(sql: "SELECT bytes FROM memory WHERE feed = ?")
        return try Row.fetchOne(statement, arguments: [feed.value]).map { $0.bytes(at: 0) }
    }

    /// Not where the feed was forgotten meanwhile.
    static func keep(_ memory: [UInt8], of feed: FeedKey, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO memory SELECT id, ? FROM feed WHERE id = ?
                ON CONFLICT DO UPDATE SET bytes = excluded.bytes
                """)
        try statement.execute(arguments: [memory.asBlob, feed.value])
    }

    /// When a feed was last polled, of all: known without reading each.
    static func note(lastPolled: Timestamp?, in database: Database) throws {
        guard let lastPolled else { return }
        try database.cachedStatement(
            sql:
                "INSERT INTO counter VALUES ('last_polled', ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)"
        ).execute(arguments: [lastPolled.seconds])
    }

    static func synchronise(
        _ feeds: [(name: String, url: String)], now: Timestamp, in database: Database
    ) throws -> [FeedRow] {
        var known = try existing(in: database)
        // Known only where a feed is new: mostly none is.
        var heirs: [String: String]?
        var order: [String] = []
        order.reserveCapacity(feeds.count)
        for feed in feeds {
            order.append(feed.name)
            if let row = known[feed.name] {
                if row.retired || row.row.url != feed.url {
                    try revive(row.row, url: feed.url, known: &known, in: database)
                }
            } else {
                if heirs == nil { heirs = FeedTable.heirs(among: known, besides: Set(feeds.map(\.name))) }
                try begin(feed, heirTo: heirs?.removeValue(forKey: feed.url), known: &known, in: database)
            }
            known[feed.name]?.isConfigured = true
        }
        for row in known.values where !row.isConfigured && !row.retired {
            try database.cachedStatement(sql: "UPDATE feed SET retired_at = ? WHERE id = ?")
                .execute(arguments: [now.secondsSince1970, row.row.key.value])
        }
        return order.compactMap { known[$0]?.row }
    }

    /// A new row, under a key that no feed ever had: what is owed may be of one that is forgotten.
    static func insert(
        name: String, url: String, retiredAt: Timestamp?, in database: Database
    ) throws -> FeedKey {
        let last = try database.cachedStatement(
            sql: """
                SELECT max(coalesce((SELECT max(id) FROM feed), 0),
                    coalesce((SELECT value FROM counter WHERE name = 'feed'), 0))
                """)
        let key = (try Int64.fetchOne(last) ?? 0) + 1
        try database.cachedStatement(
            sql: "INSERT INTO counter VALUES ('feed', ?) ON CONFLICT DO UPDATE SET value = excluded.value"
        ).execute(arguments: [key])
        try database.cachedStatement(sql: "INSERT INTO feed (id, name, url, retired_at) VALUES (?, ?, ?, ?)")
            .execute(arguments: [key, name, url, retiredAt?.secondsSince1970])
        return FeedKey(key)
    }

    /// Which feeds are paused, and no others.
    static func pause(_ feeds: Set<FeedKey>, in database: Database) throws {
        let paused = Set(
            try Int64.fetchAll(database, sql: "SELECT id FROM feed INDEXED BY feed_paused WHERE paused = 1").map {
                FeedKey($0)
            })
        let statement = try database.cachedStatement(sql: "UPDATE feed SET paused = ? WHERE id = ?")
        for feed in paused.symmetricDifference(feeds) {
            try statement.execute(arguments: [feeds.contains(feed), feed.value])
        }
    }

    /// Feeds that fail or are gone, the longest-failing first; the blobs of a row are not read.
    static func ailing(limit: Int, in database: Database) throws -> [AilingFeed] {
        try afflicted(
            "feed_ailing",
            "failing_since IS NOT NULL AND condition IN ('failing', 'gone') ORDER BY failing_since, name",
            limit: limit, in: database)
    }

    /// Feeds that are asked elsewhere than the configuration says, by name.
    static func moved(limit: Int, in database: Database) throws -> [AilingFeed] {
        try afflicted("feed_moved", "moved_to IS NOT NULL ORDER BY name", limit: limit, in: database)
    }

    private static func afflicted(
        _ index: String, _ which: String, limit: Int, in database: Database
    ) throws -> [AilingFeed] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT name, url, condition, failing_since, error_code, error_message, next_due, moved_to
                FROM feed INDEXED BY \(index)
                WHERE retired_at IS NULL AND paused = 0 AND \(which) LIMIT ?
                """, arguments: [limit]
        ).map { row in
            AilingFeed(
                name: row.text("name"), url: row.text("url"), condition: condition(row),
                since: row.timestamp("failing_since"),
                error: row.optionalText("error_code").map {
                    FeedState.Failure(code: $0, message: row.text("error_message"))
                }, nextDue: row.timestamp("next_due"), movedTo: row.optionalText("moved_to"))
        }
    }

    static func summary(now: Timestamp, in database: Database) throws -> LedgerSummary {
        var summary = LedgerSummary()
        let counts = try Row.fetchCursor(database, sql: "SELECT condition, feeds FROM feed_count WHERE feeds > 0")
        while let row = try counts.next() {
            if let condition = FeedCondition(rawValue: row.text(at: 0)) {
                summary.feeds[condition] = Int(row.number(at: 1))
            }
        }
        summary.lastPolled = try Int64.fetchOne(
            database, sql: "SELECT value FROM counter WHERE name = 'last_polled'"
        ).map { Timestamp(seconds: $0) }
        let due = "FROM feed INDEXED BY feed_due WHERE next_due IS NOT NULL AND retired_at IS NULL AND paused = 0"
        summary.nextDue = try Double.fetchOne(database, sql: "SELECT next_due \(due) ORDER BY next_due LIMIT 1")
            .flatMap { Timestamp($0) }
        summary.overdue =
            try Int.fetchOne(
                database, sql: "SELECT count(*) \(due) AND next_due < ?", arguments: [now.secondsSince1970]) ?? 0
        summary.moved =
            try Int.fetchOne(
                database,
                sql: "SELECT count(*) FROM feed INDEXED BY feed_moved WHERE moved_to IS NOT NULL AND retired_at IS NULL"
            )
            ?? 0
        summary.setAside = try SetAsideTable.count(in: database)
        summary.owed = try Int.fetchOne(database, sql: "SELECT count(*) FROM owed") ?? 0
        summary.owed = max(0, summary.owed - summary.setAside)
        summary.oldestOwed = try Int64.fetchOne(database, sql: "SELECT min(id) FROM owed").map { OwedKey($0) }
        summary.sequence = try OwedTable.sequence(in: database)
        return summary
    }
}

extension FeedTable {
    private struct Known {
        var row: FeedRow
        var retired: Bool
        var isConfigured = false
    }

    private static func existing(in database: Database) throws -> [String: Known] {
        var known: [String: Known] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT id, name, url, condition, next_due, last_polled, moved_to, retired_at FROM feed")
        while let row = try rows.next() {
            let feed = FeedTable.row(row)
            known[feed.name] = Known(row: feed, retired: !(row["retired_at"] as DatabaseValue).isNull)
        }
        return known
    }

    private static func revive(_ row: FeedRow, url: String, known: inout [String: Known], in database: Database) throws
    {
        guard row.url != url else {
            try database.cachedStatement(sql: "UPDATE feed SET retired_at = NULL WHERE id = ?")
                .execute(arguments: [row.key.value])
            known[row.name] = Known(row: row, retired: false)
            return
        }
        // What the old address said of itself (gone, failing, ask me in a week) says nothing of the new one.
        try database.cachedStatement(
            sql: """
                UPDATE feed SET retired_at = NULL, url = ?, condition = 'never-polled', next_due = NULL, moved_to = NULL,
                    failing_since = NULL, error_code = NULL, error_message = NULL
                WHERE id = ?
                """
        ).execute(arguments: [url, row.key.value])
        known[row.name] = Known(
            row: FeedRow(
                key: row.key, name: row.name, url: url, condition: .neverPolled, nextDue: nil,
                lastPolled: row.lastPolled, movedTo: nil),
            retired: false)
    }

    /// The names of feeds that are configured no more, by the addresses that they had and those that they moved to.
    private static func heirs(among known: [String: Known], besides names: Set<String>) -> [String: String] {
        var heirs: [String: String] = [:]
        // What was configured until now comes before what was retired, the latest before older ones.
        let gone = known.values.filter { !names.contains($0.row.name) }
            .sorted { ($0.retired ? 1 : 0, $1.row.key.value) < ($1.retired ? 1 : 0, $0.row.key.value) }
        for row in gone where heirs[row.row.url] == nil { heirs[row.row.url] = row.row.name }
        for row in gone { if let target = row.row.movedTo, heirs[target] == nil { heirs[target] = row.row.name } }
        return heirs
    }

    /// What waits under the ids that a feed's records had goes into its memory, before they have others. That an owed record was lost
    /// stays told: the next poll reads the document anew.
    private static func settle(_ row: FeedRow, in database: Database) throws {
        let missing = try SetAsideTable.missing(of: row.key, in: database)
        let addresses = try PageAddressTable.addresses(of: row.key, in: database)
        guard !missing.isEmpty || !addresses.isEmpty,
            var memory = try FeedTable.memory(of: row.key, in: database).flatMap({ FeedMemory(decoding: $0) })
        else { return }
        memory.note(addresses, feed: row.name)
        memory.unlearn(Set(missing.map(\.record)), feed: row.name)
        try FeedTable.keep(memory.encoded, of: row.key, in: database)
        try PageAddressTable.delete(addresses, of: row.key, in: database)
    }

    /// Begins a feed, or takes up the history of one that had its address under another name.
    private static func begin(
        _ feed: (name: String, url: String), heirTo old: String?, known: inout [String: Known], in database: Database
    ) throws {
        if let row = old.flatMap({ known[$0]?.row }) {
            try settle(row, in: database)
            try database.cachedStatement(
                sql: "UPDATE feed SET retired_at = NULL, name = ?, url = ?, moved_to = ? WHERE id = ?"
            ).execute(arguments: [
                feed.name, feed.url, row.url == feed.url ? row.movedTo : nil, row.key.value,
            ])
            known[row.name] = nil
            known[feed.name] = Known(
                row: FeedRow(
                    key: row.key, name: feed.name, url: feed.url, condition: row.condition, nextDue: row.nextDue,
                    lastPolled: row.lastPolled, movedTo: row.url == feed.url ? row.movedTo : nil),
                retired: false)
            return
        }
        let key = try FeedTable.insert(name: feed.name, url: feed.url, retiredAt: nil, in: database)
        known[feed.name] = Known(
            row: FeedRow(key: key, name: feed.name, url: feed.url, condition: .neverPolled, nextDue: nil),
            retired: false)
    }
}
