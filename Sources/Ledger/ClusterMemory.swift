import GRDB
import Records

/// What one transaction leaves to the next of the tables `cluster_*`, so that it need not read them.
package struct ClusterMemory: Sendable {
    /// `cluster_waiting`, once it was read.
    var waiting = WaitingPostings()
    var hasWaiting = false
    /// Articles lately kept or compared, each at the place that the lowest bits of its number say: most that one is compared with
    /// came shortly before it. A kilobyte for every six.
    private var articles: [Place?] = []
    private static let places = 4096
    /// The transaction that left it, by the ledger's own count; nil for none.
    private var transaction: Int64?

    private struct Place {
        var number: UInt32
        var article: ClusterArticle
    }

    package init() {}

    /// Begins a transaction in which the tables may change: what another one has left than the last that was committed is given up.
    mutating func begin(in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: """
                INSERT INTO counter VALUES ('clusters', 1) ON CONFLICT DO UPDATE SET value = value + 1 RETURNING value
                """)
        let current = try Int64.fetchOne(statement)
        if transaction.map({ $0 + 1 }) != current { self = ClusterMemory() }
        transaction = current
    }

    func article(_ number: UInt32) -> ClusterArticle? {
        guard !articles.isEmpty, let place = articles[Int(number) % Self.places], place.number == number else {
            return nil
        }
        return place.article
    }

    mutating func keep(_ article: ClusterArticle, _ number: UInt32) {
        if articles.isEmpty { articles = Array(repeating: nil, count: Self.places) }
        articles[Int(number) % Self.places] = Place(number: number, article: article)
    }

    mutating func forget(before day: UInt16) {
        for place in articles.indices where articles[place].map({ $0.article.day < day }) ?? false {
            articles[place] = nil
        }
    }
}
