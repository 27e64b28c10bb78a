/// What an operator pins for a feed in the configuration. The defaults learn from the feed.
public struct IdentityPolicy: Hashable, Sendable {
    /// `identify_by`: what an item is recognised by.
    public enum Key: String, Sendable, CaseIterable {
        /// All evidence, weighed by what has proved steady.
        case auto
        /// The id alone; where an item has none, the link.
        case id
        /// The address alone; where an item has none, the id.
        case link
        /// Title and text alone.
        case text
    }

    /// `revisions`: which changes are delivered.
    public enum Revisions: String, Sendable, CaseIterable {
        /// Those that a reader would notice; none of an item or feed that changes all the time.
        case auto
        /// Every change of a visible character.
        case all
        /// None.
        case none
    }

    /// `flood`: what becomes of many old items under new names that too little tells from new ones.
    public enum Flood: String, Sendable, CaseIterable {
        /// Held back, and an event. Held items go out when this becomes `deliver`.
        case hold
        case deliver
    }

    public var identifyBy = Key.auto
    public var revisions = Revisions.auto
    public var flood = Flood.hold

    public init(identifyBy: Key = .auto, revisions: Revisions = .auto, flood: Flood = .hold) {
        self.identifyBy = identifyBy
        self.revisions = revisions
        self.flood = flood
    }
}

/// The bounds of a feed's memory.
public struct IdentityLimits: Hashable, Sendable {
    /// Items remembered of one feed.
    public var items = 50_000
    /// Days without an item after which less is kept of it.
    public var slimAfterDays: UInt16 = 60
    /// Fewer unknown items than these in one poll are no flood.
    public var flood = 3
    /// Changes of one item, one after the other and none of them a growth, after which it is quieted for some days.
    public var restlessChanges = 6

    public init() {}
}
