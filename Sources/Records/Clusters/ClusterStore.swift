/// Where a `ClusterIndex` keeps its articles and postings. An implementation decides nothing: it finds what it was
/// given.
public protocol ClusterStore {
    /// For each key, the numbers of articles inserted under it, the newest last, at most `limit`. A store may leave out
    /// expired ones.
    mutating func postings(for keys: [UInt64], limit: Int) throws -> [[UInt32]]

    /// The articles of these numbers, nil for what has expired, in the order of `numbers`.
    mutating func articles(_ numbers: [UInt32]) throws -> [ClusterArticle?]

    /// Keeps an article under its keys and gives it a number, larger than any before.
    mutating func insert(_ article: ClusterArticle, under keys: [UInt64]) throws -> UInt32

    /// Puts an article in the place of another; its keys stay, `keys` are added.
    mutating func replace(_ number: UInt32, with article: ClusterArticle, addingKeys keys: [UInt64])
        throws

    /// How many articles a cluster was given; 1 for one that was never counted.
    mutating func size(of cluster: ClusterID) throws -> Int
    mutating func setSize(_ size: Int, of cluster: ClusterID) throws

    /// Forgets every article seen before the day. Postings may be dropped later, as they are met.
    mutating func expire(before day: UInt16) throws
}
