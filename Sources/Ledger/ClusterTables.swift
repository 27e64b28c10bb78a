import GRDB
import Records

/// The tables `cluster_*`, as a `ClusterIndex` sees them within one transaction.
package struct ClusterTables: ClusterStore {
    private let database: Database
    private let settings: ClusterSettings

    package init(_ database: Database, _ settings: ClusterSettings) {
        self.database = database
        self.settings = settings
    }

    package func postings(for keys: [UInt64], limit: Int) throws -> [[UInt32]] {
        let blocks = try BlobLookUp(ClusterTables.block, in: database)
        return try keys.map { key in
            try blocks.find(Int64(PostingBlock.bucket(of: key))) { block in
                PostingBlock.numbers(under: key, in: block, limit: limit)
            } ?? []
        }
    }

    private static let block = "SELECT block FROM cluster_posting WHERE bucket = ?"

    package func articles(_ numbers: [UInt32]) throws -> [ClusterArticle?] {
        let articles = try BlobLookUp("SELECT bytes FROM cluster_article WHERE number = ?", in: database)
        return try numbers.map { number in
            try articles.find(Int64(number)) { ClusterArticle(decoding: [UInt8]($0)) } ?? nil
        }
    }

    package func insert(_ article: ClusterArticle, under keys: [UInt64]) throws -> UInt32 {
        try database.cachedStatement(sql: "INSERT INTO cluster_article (day, bytes) VALUES (?, ?)")
            .execute(arguments: [Int64(article.day), article.encoded.asBlob])
        let number = UInt32(truncatingIfNeeded: database.lastInsertedRowID)
        try addPostings(of: number, under: keys)
        return number
    }

    package func replace(_ number: UInt32, with article: ClusterArticle, addingKeys keys: [UInt64]) throws {
        try database.cachedStatement(sql: "UPDATE cluster_article SET day = ?, bytes = ? WHERE number = ?")
            .execute(arguments: [Int64(article.day), article.encoded.asBlob, number])
        try addPostings(of: number, under: keys)
    }

    package func size(of cluster: ClusterID) throws -> Int {
        let statement = try database.cachedStatement(sql: "SELECT size FROM cluster_size WHERE cluster = ?")
        return try Int.fetchOne(statement, arguments: [Int64(bitPattern: cluster.number)]) ?? 1
    }

    package func setSize(_ size: Int, of cluster: ClusterID) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO cluster_size VALUES (?, ?, (SELECT max(day) FROM cluster_article))
                ON CONFLICT DO UPDATE SET size = excluded.size, day = excluded.day
                """
        ).execute(arguments: [Int64(bitPattern: cluster.number), size])
    }

    package func expire(before day: UInt16) throws {
        for table in ["cluster_article", "cluster_size"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE day < ?", arguments: [Int64(day)])
        }
    }

    private func addPostings(of number: UInt32, under keys: [UInt64]) throws {
        var blocks = try blocks(Set(keys.map(PostingBlock.bucket)))
        let first = try UInt32.fetchOne(database.cachedStatement(sql: "SELECT min(number) FROM cluster_article")) ?? 0
        var changed: Set<Int> = []
        for key in keys {
            let bucket = PostingBlock.bucket(of: key)
            let isNew = PostingBlock.insert(
                number, under: key, into: &blocks[bucket, default: []], from: first, limit: settings.postingsOfKey)
            if isNew { changed.insert(bucket) }
        }
        let statement = try database.cachedStatement(
            sql: "INSERT INTO cluster_posting VALUES (?, ?) ON CONFLICT DO UPDATE SET block = excluded.block")
        for (bucket, block) in blocks where changed.contains(bucket) {
            try statement.execute(arguments: [bucket, block.asBlob])
        }
    }

    private func blocks(_ buckets: Set<Int>) throws -> [Int: [UInt8]] {
        var blocks: [Int: [UInt8]] = [:]
        let lookUp = try BlobLookUp(ClusterTables.block, in: database)
        for bucket in buckets { blocks[bucket] = try lookUp.find(Int64(bucket)) { [UInt8]($0) } }
        return blocks
    }
}
