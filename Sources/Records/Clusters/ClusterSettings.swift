/// What the cluster index goes by.
public struct ClusterSettings: Hashable, Sendable {
    /// Articles seen longer ago are not compared; days.
    public var windowDays: UInt16 = 14
    /// Articles that one is compared with at most.
    public var candidates = 16
    /// The newest articles under one key that are looked at. A key with more is a common phrase, or a story that is found
    /// by any of these.
    public var postingsOfKey = 16
    /// Postings that wait until they are sorted in among the others, all at once; some 24 bytes of memory each.
    public var postingsWaiting = 65_536
    /// Kept triples of an article that a text must hold, in their order.
    public var hits = 5
    /// The share of the shorter text that the longer one must hold, about; more of a text of few triples.
    public var share = 0.28
    public var fewTriples = 100
    /// The share at which it does not matter that other stories hold the same words.
    public var surelySame = 0.95
    /// So many triples, and such a share of the shorter text, may two tell each for itself on the same side of what they share.
    public var apart = 40.0
    public var apartShare = 0.4
    /// Triples that so many different stories hold say nothing of any of them.
    public var storiesOfBoilerplate = 4

    public init() {}
}
