import Basics
import GRDB
import Records

/// The tables `cluster_*`, as a `ClusterIndex` sees them within one transaction.
package struct ClusterTables: ClusterStore {
    private let database: Database
    private let settings: ClusterSettings
    /// As an earlier transaction left it, until it is compared with the table.
    package private(set) var waiting: Waiting
    private var isWaitingCompared = false

    /// `cluster_waiting` in memory. What a transaction that failed leaves is given up by the next.
    package struct Waiting: Sendable {
        fileprivate var postings = WaitingPostings()
        /// The table's last row; 0 where it is empty.
        fileprivate var lastRow: Int64 = 0

        package init() {}
    }

    package init(_ database: Database, _ settings: ClusterSettings, waiting: Waiting = Waiting()) {
        self.database = database
        self.settings = settings
        self.waiting = waiting
    }

    package mutating func postings(for keys: [UInt64], limit: Int) throws -> [[UInt32]] {
        try takeWaiting()
        let blocks = try BlobLookUp(ClusterTables.block, in: database)
        return try keys.map { key in
            let numbers = waiting.postings.numbers(under: key, limit: limit)
            if numbers.count == limit { return numbers }
            return try blocks.find(Int64(PostingBlock.bucket(of: key))) { block in
                PostingBlock.numbers(under: key, in: block, limit: limit - numbers.count) + numbers
            } ?? numbers
        }
    }

    private static let block = "SELECT block FROM cluster_posting WHERE bucket = ?"

    package func articles(_ numbers: [UInt32]) throws -> [ClusterArticle?] {
        let articles = try BlobLookUp("SELECT bytes FROM cluster_article WHERE number = ?", in: database)
        return try numbers.map { number in
            try articles.find(Int64(number)) { ClusterArticle(decoding: [UInt8]($0)) } ?? nil
        }
    }

    package mutating func insert(_ article: ClusterArticle, under keys: [UInt64]) throws -> UInt32 {
        try database.cachedStatement(sql: "INSERT INTO cluster_article (day, bytes) VALUES (?, ?)")
            .execute(arguments: [Int64(article.day), article.encoded.asBlob])
        let number = UInt32(truncatingIfNeeded: database.lastInsertedRowID)
        try addPostings(of: number, under: keys)
        return number
    }

    package mutating func replace(_ number: UInt32, with article: ClusterArticle, addingKeys keys: [UInt64]) throws {
        try database.cachedStatement(sql: "UPDATE cluster_article SET day = ?, bytes = ? WHERE number = ?")
            .execute(arguments: [Int64(article.day), article.encoded.asBlob, number])
        let known = try postings(for: keys, limit: settings.postingsOfKey)
        try addPostings(of: number, under: zip(keys, known).filter { !$1.contains(number) }.map(\.0))
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
}

extension ClusterTables {
    /// Keeps postings aside; when many wait, all are sorted in among the others.
    private mutating func addPostings(of number: UInt32, under keys: [UInt64]) throws {
        guard !keys.isEmpty else { return }
        try takeWaiting()
        for key in keys { waiting.postings.append(Posting(key: key, number: number)) }
        var writer = ByteWriter()
        writer.write(row: keys)
        try database.cachedStatement(sql: "INSERT INTO cluster_waiting (number, keys) VALUES (?, ?)")
            .execute(arguments: [number, writer.bytes.asBlob])
        waiting.lastRow = database.lastInsertedRowID
        if waiting.postings.postings.count >= settings.postingsWaiting { try sortIn() }
    }

    /// Reads what waits, where memory does not have it: of the ledger's last life, or of before a transaction that failed.
    private mutating func takeWaiting() throws {
        guard !isWaitingCompared else { return }
        isWaitingCompared = true
        let last = try Int64.fetchOne(database.cachedStatement(sql: "SELECT max(id) FROM cluster_waiting")) ?? 0
        guard last != waiting.lastRow else { return }
        waiting = Waiting()
        let rows = try Row.fetchCursor(database, sql: "SELECT number, keys FROM cluster_waiting ORDER BY id")
        while let row = try rows.next() {
            let number = UInt32(truncatingIfNeeded: row.number(at: 0))
            var reader = ByteReader(row.bytes(at: 1))
            while let key: UInt64 = try? reader.read() {
                waiting.postings.append(Posting(key: key, number: number))
            }
        }
        waiting.lastRow = last
    }

    private mutating func sortIn() throws {
        try ClusterTables.sortIn(waiting.postings.postings, settings, in: database)
        try database.execute(sql: "DELETE FROM cluster_waiting")
        waiting = Waiting()
    }

    /// Adds postings to their blocks, each of which is written once; of one key the newest last.
    static func sortIn(_ postings: [Posting], _ settings: ClusterSettings, in database: Database) throws {
        let first = try UInt32.fetchOne(database, sql: "SELECT min(number) FROM cluster_article") ?? 0
        var places: [UInt64] = postings.indices.map { index in
            UInt64(PostingBlock.bucket(of: postings[index].key)) << 32 | UInt64(index)
        }
        places.sort()
        let lookUp = try BlobLookUp(block, in: database)
        let statement = try database.cachedStatement(
            sql: "INSERT INTO cluster_posting VALUES (?, ?) ON CONFLICT DO UPDATE SET block = excluded.block")
        var rest = places[...]
        while let bucket = rest.first.map({ Int64($0 >> 32) }) {
            let own = rest.prefix { $0 >> 32 == bucket }
            rest = rest[own.endIndex...]
            var block = try lookUp.find(bucket) { [UInt8]($0) } ?? []
            for place in own {
                let posting = postings[Int(place & 0xFFFF_FFFF)]
                guard posting.number >= first else { continue }
                PostingBlock.insert(
                    posting.number, under: posting.key, into: &block, from: first, limit: settings.postingsOfKey)
            }
            try statement.execute(arguments: [bucket, block.asBlob])
        }
    }

    /// Takes the postings of `cluster_crowded`, a table as `cluster_posting` was until version 5, into that of today. A share of
    /// the buckets at a time: all of a great ledger would not fit into memory.
    static func spread(in database: Database) throws {
        let share = PostingBlock.buckets / 16
        for first in stride(from: 0, to: PostingBlock.buckets, by: share) {
            var postings: [Posting] = []
            let rows = try Row.fetchCursor(database, sql: "SELECT bucket, block FROM cluster_crowded")
            while let row = try rows.next() {
                postings += row.bytes(at: 1).withUnsafeBytes { block in
                    PostingBlock.postings(inOldBlock: block, ofBucket: Int(row.number(at: 0)))
                }.filter { (first..<first + share).contains(PostingBlock.bucket(of: $0.key)) }
            }
            try sortIn(postings.sorted { $0.number < $1.number }, ClusterSettings(), in: database)
        }
    }
}
