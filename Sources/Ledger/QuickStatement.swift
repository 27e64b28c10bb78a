import GRDB
import GRDBSQLite

/// A statement that is run by the thousand. It asks SQLite itself, without what GRDB does around every row.
struct QuickStatement {
    private let statement: Statement
    private let database: Database

    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    init(_ sql: String, in database: Database) throws {
        self.database = database
        statement = try database.cachedStatement(sql: sql)
    }

    /// Runs it to its end. Values take the place of `?1`, `?2` and so on.
    func run(_ values: Value...) throws { _ = try first(values) { _ -> Void? in nil } }

    /// What `body` makes of its first row; nil where there is none.
    func row<Result>(_ values: Value..., body: (QuickRow) throws -> Result?) throws -> Result? {
        try first(values, body)
    }

    private func first<Result>(_ values: [Value], _ body: (QuickRow) throws -> Result?) throws -> Result? {
        let raw = statement.sqliteStatement
        defer { sqlite3_reset(raw) }
        for (index, value) in values.enumerated() { bind(value, Int32(index + 1), raw) }
        let code = sqlite3_step(raw)
        switch code {
        case SQLITE_ROW: return try body(QuickRow(raw: raw))
        case SQLITE_DONE: return nil
        default:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: database.lastErrorMessage, sql: statement.sql)
        }
    }

    /// What takes the place of a `?`.
    enum Value {
        case number(Int64)
        case text(String)
        case blob([UInt8])
        case null

        static func number(_ number: some BinaryInteger) -> Value { .number(Int64(truncatingIfNeeded: number)) }

        static func text(orNull text: String?) -> Value { text.map(Value.text) ?? .null }
    }

    private func bind(_ value: Value, _ index: Int32, _ raw: OpaquePointer) {
        switch value {
        case .number(let number): sqlite3_bind_int64(raw, index, number)
        case .text(var text):
            text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { bytes in
                    // Without an address SQLite takes a text for NULL.
                    _ =
                        bytes.baseAddress.map { sqlite3_bind_text(raw, index, $0, Int32(bytes.count), Self.copied) }
                        ?? sqlite3_bind_text(raw, index, "", 0, Self.copied)
                }
            }
        case .blob(let bytes):
            _ = bytes.withUnsafeBytes { bytes in
                bytes.isEmpty
                    ? sqlite3_bind_zeroblob(raw, index, 0)
                    : sqlite3_bind_blob64(raw, index, bytes.baseAddress, UInt64(bytes.count), Self.copied)
            }
        case .null: sqlite3_bind_null(raw, index)
        }
    }
}

/// A row, as long as the statement stands at it. What is of another kind than is asked for is read as nothing.
struct QuickRow {
    fileprivate let raw: OpaquePointer

    func number(at index: Int32) -> Int64? {
        sqlite3_column_type(raw, index) == SQLITE_INTEGER ? sqlite3_column_int64(raw, index) : nil
    }

    func text(at index: Int32) -> String? {
        guard sqlite3_column_type(raw, index) == SQLITE_TEXT, let start = sqlite3_column_text(raw, index) else {
            return nil
        }
        let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, index)))
        return String(decoding: bytes, as: UTF8.self)
    }

    func blob(at index: Int32) -> UnsafeRawBufferPointer {
        guard sqlite3_column_type(raw, index) == SQLITE_BLOB else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        let start = sqlite3_column_blob(raw, index)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(raw, index)))
    }
}
