import GRDB
import GRDBSQLite

/// A statement that finds one blob by one number. It asks SQLite itself, without what GRDB does for a row: an article is looked up by
/// dozens of these.
struct BlobLookUp {
    private let statement: Statement
    private let database: Database

    init(_ sql: String, in database: Database) throws {
        self.database = database
        statement = try database.cachedStatement(sql: sql)
    }

    /// What `body` makes of the blob; nil where there is no such row. What is no blob is read as an empty one.
    func find<Result>(_ number: Int64, _ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result? {
        let raw = statement.sqliteStatement
        defer { sqlite3_reset(raw) }
        sqlite3_bind_int64(raw, 1, number)
        switch sqlite3_step(raw) {
        case SQLITE_ROW:
            guard sqlite3_column_type(raw, 0) == SQLITE_BLOB else {
                return try body(UnsafeRawBufferPointer(start: nil, count: 0))
            }
            let start = sqlite3_column_blob(raw, 0)
            return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, 0))))
        case SQLITE_DONE: return nil
        case let code:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: statement.sql)
        }
    }
}
