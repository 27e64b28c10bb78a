import Records

/// What one poll changes, written as one.
public struct PollCommit: Sendable {
    public var feed: FeedKey
    /// As it was configured when it was polled: what became of one address is not written of another. Nil: whatever it is.
    public var address: String?
    public var state: FeedState
    /// What is known of the feed's items; nil where it has not changed.
    public var memory: [UInt8]?
    /// Those of the ledger that the memory has taken in.
    public var addresses: [PageAddress]
    /// Those that the memory has forgotten, because they were not delivered.
    public var missing: [MissingRecord]
    public var owed: [NewlyOwed]
    public var events: [LedgerEvent]

    public init(
        feed: FeedKey, address: String? = nil, state: FeedState, memory: [UInt8]? = nil, addresses: [PageAddress] = [],
        missing: [MissingRecord] = [], owed: [NewlyOwed] = [], events: [LedgerEvent] = []
    ) {
        self.feed = feed
        self.address = address
        self.state = state
        self.memory = memory
        self.addresses = addresses
        self.missing = missing
        self.owed = owed
        self.events = events
    }
}
