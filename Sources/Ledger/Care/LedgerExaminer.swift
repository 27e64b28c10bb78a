import Basics
import GRDB
import Glibc
import Records

extension SQLiteLedger {
    /// Looks through all of the ledger in `directory` and changes nothing; beside a daemon that works with it, as it is at one
    /// moment. Nil where there is none. Throws what kept it from looking; what is wrong is a finding.
    /// - Parameter delivered: the highest sequence that lies in the spool, from before this is called.
    public static func examine(
        directory: String, readers: LedgerReaders, delivered: UInt64
    ) throws(LedgerError) -> LedgerExamination? {
        let path = directory + "/ledger.sqlite"
        guard access(path, F_OK) == 0 else { return nil }
        var examination = LedgerExamination()
        do {
            try LedgerFile.check(path)
            let database = try LedgerConnection.readOnly(path)
            try database.read { database in
                if try Schema.migrator.hasBeenSuperseded(database) { throw LedgerError.newer(path: path) }
                var examiner = LedgerExaminer(database, readers, path: path)
                examination = try examiner.examine(delivered: delivered)
            }
            try database.close()
        } catch {
            let error = error as? LedgerError ?? LedgerError(error, path: path)
            switch error {
            case .damaged, .newer: examination.note(LedgerFinding(code: error.code, message: error.message))
            default: throw error
            }
        }
        return examination
    }
}

/// A connection for those who take care of a ledger as a file.
enum LedgerConnection {
    /// - Parameter isCut: read what is there of a file that is shorter than it says.
    static func readOnly(_ path: String, isCut: Bool = false) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            if isCut { try database.execute(sql: "PRAGMA writable_schema = ON") }
            try SQLiteLedger.prepare(database, forWriting: false)
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}

/// Goes through the tables of a ledger, one after the other; a table that cannot be read to its end keeps none from the next.
private struct LedgerExaminer {
    private let database: Database
    private let readers: LedgerReaders
    private let path: String
    private var names: [Int64: String] = [:]
    private var examination = LedgerExamination()

    init(_ database: Database, _ readers: LedgerReaders, path: String) {
        self.database = database
        self.readers = readers
        self.path = path
    }

    mutating func examine(delivered: UInt64) throws -> LedgerExamination {
        examination.version = try Schema.migrator.appliedIdentifiers(database).count
        examineFile()
        examineFeeds()
        examineOwed()
        examineRest()
        examineSequence(delivered)
        return examination
    }
}

extension LedgerExaminer {
    private mutating func note(
        _ code: String, _ table: String, _ row: String, feed: Int64? = nil, _ message: String
    ) {
        examination.note(
            LedgerFinding(
                code: code, feed: feed.map { names[$0] ?? "feed \($0)" }, place: "\(table) \(row)", message: message))
    }

    /// Calls `body` with each row of a table; how far it came is counted.
    private mutating func each(
        _ table: String, _ columns: String = "*", _ body: (inout LedgerExaminer, Row) throws -> Void
    ) {
        var count = 0
        do {
            let rows = try Row.fetchCursor(database, sql: "SELECT \(columns) FROM \(table)")
            while let row = try rows.next() {
                count += 1
                try body(&self, row)
            }
        } catch {
            let detail = (error as? DatabaseError)?.message ?? "\(error)"
            note("ledger-damaged", table, "after \(count) rows", "the table cannot be read to its end (\(detail))")
        }
        examination.rows.append((table, count))
    }

    private mutating func examineFile() {
        for (pragma, what) in [("integrity_check(100)", "integrity"), ("foreign_key_check", "foreign keys")] {
            do {
                for row in try Row.fetchAll(database, sql: "PRAGMA \(pragma)") {
                    let text = row.databaseValues.map { String.fromDatabaseValue($0) ?? "\($0)" }.joined(separator: " ")
                    if text != "ok" { note("ledger-damaged", "file", what, text) }
                }
            } catch {
                note("ledger-damaged", "file", what, (error as? DatabaseError)?.message ?? "\(error)")
            }
        }
    }

    private mutating func examineFeeds() {
        each("feed") { examiner, row in
            let key = row.number("id")
            let name = row.text("name")
            examiner.names[key] = name
            if name.isEmpty || FeedCondition(rawValue: row.text("condition")) == nil {
                examiner.note("ledger-damaged", "feed", "\(key)", feed: key, "the row makes no sense")
            }
            let (history, exchange) = (row.bytes(named: "history"), row.bytes(named: "exchange"))
            if !history.isEmpty, let why = examiner.readers.history(history) {
                examiner.note("history-malformed", "feed", "\(key)", feed: key, why)
            }
            if !exchange.isEmpty, let why = examiner.readers.exchange(exchange) {
                examiner.note("exchange-malformed", "feed", "\(key)", feed: key, why)
            }
        }
        each("memory") { examiner, row in
            let key = row.number("feed")
            guard let memory = FeedMemory(decoding: row.bytes(named: "bytes")) else {
                let message = "what is remembered of the feed's items cannot be read"
                return examiner.note("memory-damaged", "memory", "\(key)", feed: key, message)
            }
            examiner.examination.items += memory.count
        }
    }

    private mutating func examineOwed() {
        each("owed") { examiner, row in
            let (key, feed) = (row.number("id"), row.number("feed"))
            let id = row.text("record_id")
            let why = RecordID(id) == nil ? "it has no id" : examiner.readers.payload(row.bytes(named: "payload"))
            if let why { examiner.note("owed-damaged", "owed", "\(key)", feed: feed, "record \(id): \(why)") }
            let sequence = row["sequence"] as DatabaseValue
            if !sequence.isNull, !(1...max(1, examiner.counter)).contains(Int64.fromDatabaseValue(sequence) ?? 0) {
                examiner.note(
                    "ledger-behind", "owed", "\(key)", feed: feed,
                    "record \(id) has the number \(sequence), and the last one is \(examiner.counter)")
            }
        }
        if examination.version >= 4 {
            each("set_aside", "owed") { examiner, _ in examiner.examination.setAside += 1 }
        }
    }

    private var counter: Int64 {
        (try? Int64.fetchOne(database, sql: "SELECT value FROM counter WHERE name = 'sequence'")) ?? 0
    }

    private mutating func examineRest() {
        each("note") { examiner, row in
            let (drawer, name) = (row.text("drawer"), row.text("name"))
            guard let why = examiner.readers.note(drawer, name, row.bytes(named: "bytes")) else { return }
            examiner.note("note-malformed", "note", "\(drawer)/\(name)", why)
        }
        each("event") { examiner, row in
            guard row.text("code").isEmpty || row.timestamp("at") == nil else { return }
            examiner.note("ledger-damaged", "event", "\(row.number("id"))", "it has no code or no time")
        }
        if examination.version >= 2 {
            each("page_address") { examiner, row in
                guard RecordID(row.text("record_id")) == nil else { return }
                let feed = row.number("feed")
                examiner.note("ledger-damaged", "page_address", row.text("record_id"), feed: feed, "it is of no record")
            }
        }
        each("cluster_article") { examiner, row in
            guard ClusterArticle(decoding: row.bytes(named: "bytes")) == nil else { return }
            examiner.note("cluster-malformed", "cluster_article", "\(row.number("number"))", "it cannot be read")
        }
        each("cluster_posting", "bucket, length(block) % \(PostingBlock.width) AS rest") { examiner, row in
            guard row.number(at: 1) != 0 else { return }
            examiner.note("cluster-malformed", "cluster_posting", "\(row.number(at: 0))", "it holds half a posting")
        }
        if examination.version >= 5 {
            each("cluster_waiting", "id, length(keys) % 8 AS rest") { examiner, row in
                guard row.number(at: 1) != 0 else { return }
                examiner.note("cluster-malformed", "cluster_waiting", "\(row.number(at: 0))", "it holds half a key")
            }
        }
        each("cluster_size") { _, _ in }
    }

    private mutating func examineSequence(_ delivered: UInt64) {
        do {
            examination.sequence = try OwedTable.sequence(in: database)
        } catch {
            return note("ledger-damaged", "counter", "sequence", (error as? DatabaseError)?.message ?? "\(error)")
        }
        guard delivered > examination.sequence else { return }
        examination.note(
            LedgerFinding(
                code: "ledger-behind", place: "counter sequence",
                message:
                    "the spool holds records up to number \(delivered), and the ledger knows of \(examination.sequence)"
            ))
    }
}
