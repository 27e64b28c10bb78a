import Basics
import GRDB
import Records

/// The tables `cluster_*`, as a `ClusterIndex` sees them within one transaction.
package struct ClusterTables: ClusterStore {
    private let database: Database
    private let settings: ClusterSettings
    package private(set) var memory: ClusterMemory

    package init(_ database: Database, _ settings: ClusterSettings, memory: ClusterMemory = ClusterMemory()) {
        self.database = database
        self.settings = settings
        self.memory = memory
    }

    package mutating func postings(for keys: [UInt64], limit: Int) throws -> FoundPostings {
        try readWaiting()
        let blocks = try QuickStatement(ClusterTables.block, in: database)
        var found = FoundPostings()
        for key in keys {
            let before = found.numbers.count
            memory.waiting.find(key, limit: limit, into: &found.numbers)
            let left = limit - (found.numbers.count - before)
            if left > 0 {
                _ = try blocks.row(.number(PostingBlock.bucket(of: key))) { row in
                    PostingBlock.find(key, in: row.blob(at: 0), limit: left, into: &found.numbers)
                }
            }
            found.endKey()
        }
        return found
    }

    private static let block = "SELECT block FROM cluster_posting WHERE bucket = ?"

    package mutating func articles(_ numbers: [UInt32]) throws -> [ClusterArticle?] {
        let articles = try QuickStatement("SELECT bytes FROM cluster_article WHERE number = ?", in: database)
        return try numbers.map { number in
            if let known = memory.article(number) { return known }
            let article = try articles.row(.number(number)) { ClusterArticle(decoding: [UInt8]($0.blob(at: 0))) }
            if let article { memory.keep(article, number) }
            return article
        }
    }

    package mutating func insert(_ article: ClusterArticle, under keys: [UInt64]) throws -> UInt32 {
        try QuickStatement("INSERT INTO cluster_article (day, bytes) VALUES (?, ?)", in: database)
            .run(.number(article.day), .blob(article.encoded))
        let number = UInt32(truncatingIfNeeded: database.lastInsertedRowID)
        memory.keep(article, number)
        try addPostings(of: number, under: keys)
        return number
    }

    package mutating func replace(_ number: UInt32, with article: ClusterArticle, addingKeys keys: [UInt64]) throws {
        try QuickStatement("UPDATE cluster_article SET day = ?, bytes = ? WHERE number = ?", in: database)
            .run(.number(article.day), .blob(article.encoded), .number(number))
        memory.keep(article, number)
        let known = try postings(for: keys, limit: settings.postingsOfKey).byKey
        try addPostings(of: number, under: zip(keys, known).filter { !$1.contains(number) }.map(\.0))
    }

    package func size(of cluster: ClusterID) throws -> Int {
        let size = try QuickStatement("SELECT size FROM cluster_size WHERE cluster = ?", in: database)
            .row(.number(cluster.number)) { $0.number(at: 0) }
        return Int(max(1, size ?? 1))
    }

    package func grow(_ cluster: ClusterID, on day: UInt16) throws -> Int {
        let size = try size(of: cluster) + 1
        try QuickStatement("INSERT OR REPLACE INTO cluster_size VALUES (?, ?, ?)", in: database)
            .run(.number(cluster.number), .number(size), .number(day))
        return size
    }

    package mutating func expire(before day: UInt16) throws {
        memory.forget(before: day)
        for table in ["cluster_article", "cluster_size"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE day < ?", arguments: [Int64(day)])
        }
    }
}

extension ClusterTables {
    /// Keeps postings aside; when many wait, all are sorted in among the others.
    private mutating func addPostings(of number: UInt32, under keys: [UInt64]) throws {
        guard !keys.isEmpty else { return }
        try readWaiting()
        for key in keys { memory.waiting.append(Posting(key: key, number: number)) }
        var writer = ByteWriter()
        writer.write(row: keys)
        try QuickStatement("INSERT INTO cluster_waiting (number, keys) VALUES (?, ?)", in: database)
            .run(.number(number), .blob(writer.bytes))
        if memory.waiting.postings.count >= settings.postingsWaiting { try sortIn() }
    }

    /// Reads what waits, where memory does not have it.
    private mutating func readWaiting() throws {
        guard !memory.hasWaiting else { return }
        memory.hasWaiting = true
        let rows = try Row.fetchCursor(database, sql: "SELECT number, keys FROM cluster_waiting ORDER BY id")
        while let row = try rows.next() {
            let number = UInt32(truncatingIfNeeded: row.number(at: 0))
            var reader = ByteReader(row.bytes(at: 1))
            while let key: UInt64 = try? reader.read() { memory.waiting.append(Posting(key: key, number: number)) }
        }
    }

    private mutating func sortIn() throws {
        try ClusterTables.sortIn(memory.waiting.postings, settings, in: database)
        try database.execute(sql: "DELETE FROM cluster_waiting")
        memory.waiting = WaitingPostings()
    }

    /// Adds postings to their blocks, each of which is written once; of one key the newest last.
    static func sortIn(_ postings: [Posting], _ settings: ClusterSettings, in database: Database) throws {
        let first = try UInt32.fetchOne(database, sql: "SELECT min(number) FROM cluster_article") ?? 0
        var places: [UInt64] = postings.indices.map { index in
            UInt64(PostingBlock.bucket(of: postings[index].key)) << 32 | UInt64(index)
        }
        places.sort()
        let lookUp = try QuickStatement(block, in: database)
        let replace = try QuickStatement("INSERT OR REPLACE INTO cluster_posting VALUES (?, ?)", in: database)
        var rest = places[...]
        while let bucket = rest.first.map({ Int64($0 >> 32) }) {
            let own = rest.prefix { $0 >> 32 == bucket }
            rest = rest[own.endIndex...]
            var block = try lookUp.row(.number(bucket)) { [UInt8]($0.blob(at: 0)) } ?? []
            for place in own {
                let posting = postings[Int(place & 0xFFFF_FFFF)]
                guard posting.number >= first else { continue }
                PostingBlock.insert(
                    posting.number, under: posting.key, into: &block, from: first, limit: settings.postingsOfKey)
            }
            try replace.run(.number(bucket), .blob(block))
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
