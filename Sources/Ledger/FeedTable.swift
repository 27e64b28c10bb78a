import Basics
import GRDB

/// The table `feed`: one row for each feed that is, or was not long ago, configured.
enum FeedTable {
    static let select = "SELECT * FROM feed"

    static func row(_ row: Row) -> FeedRow {
        FeedRow(
            key: FeedKey(row["id"]), name: row["name"], url: row["url"],
            condition: FeedCondition(rawValue: row["condition"]) ?? .neverPolled, nextDue: row.timestamp("next_due"))
    }

    static func state(_ row: Row) -> FeedState {
        var state = FeedState()
        state.condition = FeedCondition(rawValue: row["condition"]) ?? .neverPolled
        state.nextDue = row.timestamp("next_due")
        state.lastPolled = row.timestamp("last_polled")
        state.lastSucceeded = row.timestamp("last_succeeded")
        state.lastNews = row.timestamp("last_news")
        state.failingSince = row.timestamp("failing_since")
        if let code = row["error_code"] as String? {
            state.error = FeedState.Failure(code: code, message: row["error_message"] ?? "")
        }
        state.title = row["title"]
        state.homePageURL = row["home_page_url"]
        state.exchange = row.bytes(named: "exchange")
        state.history = row.bytes(named: "history")
        return state
    }

    static func write(_ state: FeedState, of feed: FeedKey, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                UPDATE feed SET condition = ?, next_due = ?, last_polled = ?, last_succeeded = ?, last_news = ?, failing_since = ?,
                    error_code = ?, error_message = ?, title = ?, home_page_url = ?, exchange = ?, history = ?
                WHERE id = ?
                """)
        try statement.execute(arguments: [
            state.condition.rawValue, state.nextDue?.secondsSince1970, state.lastPolled?.secondsSince1970,
            state.lastSucceeded?.secondsSince1970, state.lastNews?.secondsSince1970,
            state.failingSince?.secondsSince1970, state.error?.code, state.error?.message, state.title,
            state.homePageURL, state.exchange.asBlob, state.history.asBlob, feed.value,
        ])
    }

    static func synchronise(
        _ feeds: [(name: String, url: String)], now: Timestamp, in database: Database
    ) throws -> [FeedRow] {
        var known = try existing(in: database)
        var order: [String] = []
        order.reserveCapacity(feeds.count)
        for feed in feeds {
            order.append(feed.name)
            if let row = known[feed.name] {
                if row.retired || row.row.url != feed.url {
                    try revive(row.row, url: feed.url, known: &known, in: database)
                }
            } else {
                try begin(feed, known: &known, in: database)
            }
            known[feed.name]?.isConfigured = true
        }
        for row in known.values where !row.isConfigured && !row.retired {
            try database.cachedStatement(sql: "UPDATE feed SET retired_at = ? WHERE id = ?")
                .execute(arguments: [now.secondsSince1970, row.row.key.value])
        }
        return order.compactMap { known[$0]?.row }
    }

    static func summary(now: Timestamp, in database: Database) throws -> LedgerSummary {
        var summary = LedgerSummary()
        let counts = try Row.fetchCursor(
            database, sql: "SELECT condition, count(*) FROM feed WHERE retired_at IS NULL GROUP BY condition")
        while let row = try counts.next() {
            if let condition = FeedCondition(rawValue: row[0]) { summary.feeds[condition] = row[1] }
        }
        let times = try Row.fetchOne(
            database,
            sql:
                "SELECT max(last_polled) AS polled, min(next_due) AS due, total(next_due < ?) AS late FROM feed WHERE retired_at IS NULL",
            arguments: [now.secondsSince1970])
        summary.lastPolled = times?.timestamp("polled")
        summary.nextDue = times?.timestamp("due")
        summary.overdue = Int((times?["late"] as Double?) ?? 0)
        summary.owed = try Int.fetchOne(database, sql: "SELECT count(*) FROM owed") ?? 0
        summary.oldestOwed = try Int64.fetchOne(database, sql: "SELECT min(id) FROM owed").map { OwedKey($0) }
        summary.sequence = UInt64(
            try Int64.fetchOne(database, sql: "SELECT value FROM counter WHERE name = 'sequence'") ?? 0)
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
        let rows = try Row.fetchCursor(database, sql: "SELECT id, name, url, condition, next_due, retired_at FROM feed")
        while let row = try rows.next() {
            let feed = FeedTable.row(row)
            known[feed.name] = Known(row: feed, retired: row["retired_at"] != nil)
        }
        return known
    }

    private static func revive(_ row: FeedRow, url: String, known: inout [String: Known], in database: Database) throws
    {
        try database.cachedStatement(sql: "UPDATE feed SET retired_at = NULL, url = ? WHERE id = ?")
            .execute(arguments: [url, row.key.value])
        known[row.name] = Known(
            row: FeedRow(key: row.key, name: row.name, url: url, condition: row.condition, nextDue: row.nextDue),
            retired: false)
    }

    /// Begins a feed, or takes up the history of a retired one that had the same address under another name.
    private static func begin(
        _ feed: (name: String, url: String), known: inout [String: Known], in database: Database
    ) throws {
        let retired = try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM feed WHERE retired_at IS NOT NULL AND url = ? LIMIT 1"),
            arguments: [feed.url])
        if let row = retired.map(FeedTable.row), known[row.name]?.isConfigured != true {
            try database.cachedStatement(sql: "UPDATE feed SET retired_at = NULL, name = ? WHERE id = ?")
                .execute(arguments: [feed.name, row.key.value])
            known[row.name] = nil
            known[feed.name] = Known(
                row: FeedRow(
                    key: row.key, name: feed.name, url: feed.url, condition: row.condition, nextDue: row.nextDue),
                retired: false)
            return
        }
        try database.cachedStatement(sql: "INSERT INTO feed (name, url) VALUES (?, ?)")
            .execute(arguments: [feed.name, feed.url])
        known[feed.name] = Known(
            row: FeedRow(
                key: FeedKey(database.lastInsertedRowID), name: feed.name, url: feed.url, condition: .neverPolled,
                nextDue: nil),
            retired: false)
    }
}
