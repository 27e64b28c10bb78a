/// What the cluster index goes by.
public struct ClusterSettings: Hashable, Sendable {
    /// Articles seen longer ago are not compared; days.
    public var windowDays: UInt16 = 14
    /// Articles that one is compared with at most.
    public var candidates = 64
    /// The newest articles under one key that are looked at.
    public var postingsOfKey = 64
    /// The share of the shorter text's triples that the longer one must hold.
    public var containment = 0.33
    /// Triples that so many different stories hold say nothing of any of them.
    public var storiesOfBoilerplate = 4

    public init() {}
}
