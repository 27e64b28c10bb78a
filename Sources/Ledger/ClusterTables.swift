import GRDB
import Records

/// The tables `cluster_*`, as a `ClusterIndex` sees them within one transaction.
struct ClusterTables: ClusterStore {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    func postings(for keys: [UInt64], limit: Int) throws -> [[UInt32]] {
        let statement = try database.cachedStatement(
            sql: "SELECT number FROM cluster_posting WHERE key = ? ORDER BY number DESC LIMIT ?")
        return try keys.map { key in
            try UInt32.fetchAll(statement, arguments: [Int64(bitPattern: key), limit]).reversed()
        }
    }

    func articles(_ numbers: [UInt32]) throws -> [ClusterArticle?] {
        let statement = try database.cachedStatement(sql: "SELECT bytes FROM cluster_article WHERE number = ?")
        return try numbers.map { number in
            try Row.fetchOne(statement, arguments: [number]).flatMap { ClusterArticle(decoding: $0.bytes(at: 0)) }
        }
    }

    func insert(_ article: ClusterArticle, under keys: [UInt64]) throws -> UInt32 {
        try database.cachedStatement(sql: "INSERT INTO cluster_article (day, bytes) VALUES (?, ?)")
            .execute(arguments: [Int64(article.day), article.encoded.asBlob])
        let number = UInt32(truncatingIfNeeded: database.lastInsertedRowID)
        try addPostings(of: number, under: keys)
        return number
    }

    func replace(_ number: UInt32, with article: ClusterArticle, addingKeys keys: [UInt64]) throws {
        try database.cachedStatement(sql: "UPDATE cluster_article SET day = ?, bytes = ? WHERE number = ?")
            .execute(arguments: [Int64(article.day), article.encoded.asBlob, number])
        try addPostings(of: number, under: keys)
    }

    func size(of cluster: ClusterID) throws -> Int {
        let statement = try database.cachedStatement(sql: "SELECT size FROM cluster_size WHERE cluster = ?")
        return try Int.fetchOne(statement, arguments: [Int64(bitPattern: cluster.number)]) ?? 1
    }

    func setSize(_ size: Int, of cluster: ClusterID) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO cluster_size VALUES (?, ?, (SELECT max(day) FROM cluster_article))
                ON CONFLICT DO UPDATE SET size = excluded.size, day = excluded.day
                """
        ).execute(arguments: [Int64(bitPattern: cluster.number), size])
    }

    func expire(before day: UInt16) throws {
        for table in ["cluster_article", "cluster_size"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE day < ?", arguments: [Int64(day)])
        }
        try database.execute(
            sql: "DELETE FROM cluster_posting WHERE number < coalesce((SELECT min(number) FROM cluster_article), 1 << 62)")
    }

    private func addPostings(of number: UInt32, under keys: [UInt64]) throws {
        let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO cluster_posting VALUES (?, ?)")
        for key in keys { try statement.execute(arguments: [Int64(bitPattern: key), number]) }
    }
}
