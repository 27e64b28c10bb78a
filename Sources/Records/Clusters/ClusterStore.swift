/// Where a `ClusterIndex` keeps its articles and postings. An implementation decides nothing: it finds what it was
/// given.
public protocol ClusterStore {
    /// For each key, the numbers of the newest articles inserted under it, at most `limit`. A store may leave out expired ones.
    mutating func postings(for keys: [UInt64], limit: Int) throws -> FoundPostings

    /// The articles of these numbers, nil for what has expired, in the order of `numbers`.
    mutating func articles(_ numbers: [UInt32]) throws -> [ClusterArticle?]

    /// Keeps an article under its keys and gives it a number, larger than any before.
    mutating func insert(_ article: ClusterArticle, under keys: [UInt64]) throws -> UInt32

    /// Puts an article in the place of another; its keys stay, `keys` are added.
    mutating func replace(_ number: UInt32, with article: ClusterArticle, addingKeys keys: [UInt64])
        throws

    /// How many articles a cluster was given; 1 for one that was never counted.
    mutating func size(of cluster: ClusterID) throws -> Int

    /// A cluster was given one more article, on a day.
    ///
    /// - Returns: its size now.
    mutating func grow(_ cluster: ClusterID, on day: UInt16) throws -> Int

    /// Forgets every article seen before the day. Postings may be dropped later, as they are met.
    mutating func expire(before day: UInt16) throws
}

/// The numbers of articles that stand under some keys.
public struct FoundPostings: Equatable, Sendable {
    /// Of all keys, one after the other; those of one key in any order.
    public package(set) var numbers: [UInt32] = []
    /// Where in `numbers` those of each key end.
    private var ends: [Int] = []

    public init() {}

    /// What was added to `numbers` since the last key was ended belongs to this one.
    package mutating func endKey() { ends.append(numbers.count) }

    /// Those of each key, in the order of the keys.
    package var byKey: some Sequence<ArraySlice<UInt32>> {
        zip([0] + ends, ends).lazy.map { numbers[$0..<$1] }
    }
}
