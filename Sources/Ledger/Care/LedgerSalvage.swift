import Basics
import GRDB
import Records

/// What could be read of an old ledger.
public struct LedgerSalvage: Equatable, Sendable {
    public var feeds = 0
    /// Items of all memories that could be read.
    public var items = 0
    public var owed = 0
    public var notes = 0
    public var events = 0
    /// Feeds whose memory cannot be read.
    public var memoriesLost = 0
    /// Feeds whose history or exchanges cannot be read: they are learnt anew.
    public var historiesLost = 0
    /// Owed records that cannot be read: their items are taken from the feeds again.
    public var owedLost = 0
    /// Tables of which some rows cannot be read at all; how many is not known.
    public var tablesCut: [String] = []
    /// Why nothing could be read; nil where something could.
    public var obstacle: String?

    public init() {}
}

/// Carries rows from an old ledger to a new one: those that can be read, by the names of their columns, so that the tables of an
/// earlier version do as well.
struct Salvager {
    private let source: Database
    private let target: Database
    private let readers: LedgerReaders
    private let renewed: ([UInt8]) -> [UInt8]
    private var taken = LedgerSalvage()
    /// Records that were owed and are lost, by feed.
    private var lost: [Int64: Set<RecordID>] = [:]
    private var names: [Int64: String] = [:]

    init(
        from source: Database, to target: Database, _ readers: LedgerReaders, renewed: @escaping ([UInt8]) -> [UInt8]
    ) {
        self.source = source
        self.target = target
        self.readers = readers
        self.renewed = renewed
    }

    mutating func salvage() throws -> LedgerSalvage {
        try takeFeeds()
        try takeOwed()
        try takeMemories()
        try takeRest()
        try takeClusters()
        return taken
    }
}

extension Salvager {
    private mutating func takeFeeds() throws {
        try each("feed", key: "id") { salvager, row in
            var row = row
            let (history, exchange) = (row.bytes("history"), row.bytes("exchange"))
            let isHistoryLost = !history.isEmpty && salvager.readers.history(history) != nil
            let isExchangeLost = !exchange.isEmpty && salvager.readers.exchange(exchange) != nil
            if isHistoryLost { row["history"] = [UInt8]().asBlob.databaseValue }
            row["exchange"] = (isExchangeLost ? [] : salvager.renewed(exchange)).asBlob.databaseValue
            guard let key = row.number("id"), let name = row.text("name"), try salvager.insert(row, into: "feed") else {
                return
            }
            if isHistoryLost || isExchangeLost { salvager.taken.historiesLost += 1 }
            salvager.names[key] = name
            salvager.taken.feeds += 1
        }
    }

    private mutating func takeOwed() throws {
        // Those that were set aside and whose items have been taken from their feeds again are done with.
        let settled = Set((try? Int64.fetchAll(source, sql: "SELECT owed FROM set_aside WHERE is_awaited = 0")) ?? [])
        try each("owed", key: "id") { salvager, row in
            if let key = row.number("id"), settled.contains(key) { return }
            guard salvager.readers.payload(row.bytes("payload")) == nil, try salvager.insert(row, into: "owed") else {
                salvager.taken.owedLost += 1
                if let feed = row.number("feed"), let id = row.text("record_id").flatMap({ RecordID($0) }) {
                    salvager.lost[feed, default: []].insert(id)
                }
                return
            }
            salvager.taken.owed += 1
        }
    }

    private mutating func takeMemories() throws {
        try each("memory", key: "feed") { salvager, row in
            guard let key = row.number("feed"), let name = salvager.names[key],
                var memory = FeedMemory(decoding: row.bytes("bytes"))
            else {
                salvager.taken.memoriesLost += 1
                return
            }
            memory.unlearn(salvager.lost[key] ?? [], feed: name)
            try salvager.target.execute(
                sql: "INSERT INTO memory VALUES (?, ?)", arguments: [key, memory.encoded.asBlob])
            salvager.taken.items += memory.count
        }
    }

    private mutating func takeRest() throws {
        try each("page_address", key: "feed") { salvager, row in _ = try salvager.insert(row, into: "page_address") }
        try each("note", key: "drawer") { salvager, row in
            let (drawer, name) = (row.text("drawer") ?? "", row.text("name") ?? "")
            guard salvager.readers.note(drawer, name, row.bytes("bytes")) == nil,
                try salvager.insert(row, into: "note")
            else { return }
            salvager.taken.notes += 1
        }
        try each("event", key: "id") { salvager, row in
            if try salvager.insert(row, into: "event") { salvager.taken.events += 1 }
        }
        try each("counter", key: "name") { salvager, row in
            guard let name = row.text("name"), let value = row.number("value"), (0..<Int64.max / 2).contains(value)
            else {
                return
            }
            try salvager.target.execute(
                sql: "INSERT INTO counter VALUES (?, ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)",
                arguments: [name, value])
        }
        // A number that an owed record has been given is given to no other.
        try target.execute(
            sql: """
                UPDATE counter SET value = max(value, (SELECT coalesce(max(sequence), 0) FROM owed)) WHERE name = 'sequence'
                """)
    }

    /// Which articles tell one story is known whole or not at all: half of it would tell stories apart that are one.
    private mutating func takeClusters() throws {
        let before = taken.tablesCut.count
        let isCrowded = (try? source.tableExists("cluster_waiting")) == false
        try target.inSavepoint {
            if isCrowded {
                try target.execute(
                    sql: "CREATE TABLE cluster_crowded (bucket INTEGER PRIMARY KEY, block BLOB NOT NULL)")
            }
            for (table, key) in [
                ("cluster_article", "number"), ("cluster_posting", "bucket"), ("cluster_size", "cluster"),
                ("cluster_waiting", "id"),
            ] {
                let place = isCrowded && table == "cluster_posting" ? "cluster_crowded" : table
                try each(table, key: key) { salvager, row in _ = try salvager.insert(row, into: place) }
            }
            if isCrowded {
                try ClusterTables.spread(in: target)
                try target.execute(sql: "DROP TABLE cluster_crowded")
            }
            return taken.tablesCut.count == before ? .commit : .rollback
        }
    }
}

/// A row by the names of its columns.
private typealias Cells = [String: DatabaseValue]

extension Cells {
    fileprivate func bytes(_ name: String) -> [UInt8] {
        self[name].flatMap { [UInt8]($0) } ?? []
    }
    fileprivate func text(_ name: String) -> String? { self[name].flatMap { String.fromDatabaseValue($0) } }
    fileprivate func number(_ name: String) -> Int64? { self[name].flatMap { Int64.fromDatabaseValue($0) } }
}

extension Salvager {
    /// Rows between two that can be read which are looked for one by one, at most.
    private static let probes: Int64 = 1_000_000

    /// Calls `body` with every row of a table of the old ledger that can be read: from the front until a page is damaged, from
    /// the back until one is, and each row between by itself.
    private mutating func each(
        _ table: String, key: String, _ body: (inout Salvager, Cells) throws -> Void
    ) throws {
        guard (try? source.tableExists(table)) == true else { return }
        var first: DatabaseValue?
        if try walk("SELECT * FROM \(table) ORDER BY \(key)", key: key, &first, body) { return }
        taken.tablesCut.append(table)
        var last: DatabaseValue?
        let rest = first == nil ? "" : "WHERE \(key) > ?"
        _ = try walk(
            "SELECT * FROM \(table) \(rest) ORDER BY \(key) DESC", StatementArguments(first.map { [$0] } ?? []),
            key: key,
            &last, body)
        guard let last = last.flatMap(Int64.fromDatabaseValue) else { return }
        let start = max(first.flatMap(Int64.fromDatabaseValue) ?? 0, last - Salvager.probes)
        guard start < last - 1 else { return }
        for number in start + 1..<last {
            var found: DatabaseValue?
            _ = try walk("SELECT * FROM \(table) WHERE \(key) = ?", [number], key: key, &found, body)
        }
    }

    /// False where the rows could not be read to their end; `seen` is then the key of the last one that could.
    private mutating func walk(
        _ sql: String, _ arguments: StatementArguments = [], key: String, _ seen: inout DatabaseValue?,
        _ body: (inout Salvager, Cells) throws -> Void
    ) throws -> Bool {
        guard let rows = try? Row.fetchCursor(source, sql: sql, arguments: arguments) else { return false }
        while true {
            let row: Row?
            do {
                row = try rows.next()
            } catch {
                return false
            }
            guard let row else { return true }
            let cells = Cells(zip(row.columnNames, row.databaseValues)) { first, _ in first }
            seen = cells[key]
            try body(&self, cells)
        }
    }

    /// False where the row does not fit: a value is missing, or there is one like it already.
    private func insert(_ row: Cells, into table: String) throws -> Bool {
        let columns = try target.columns(in: table).map(\.name).filter { row[$0] != nil }
        let sql = """
            INSERT INTO \(table) (\(columns.joined(separator: ", ")))
            VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
            """
        do {
            try target.cachedStatement(sql: sql).execute(arguments: StatementArguments(columns.map { row[$0]! }))
            return true
        } catch let error as DatabaseError where error.resultCode.primaryResultCode == .SQLITE_CONSTRAINT {
            return false
        }
    }
}
