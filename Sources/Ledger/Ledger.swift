import Basics
import Records

/// What is known and what is owed. Every function is one transaction: when it returns, what it wrote survives a loss of
/// power; when it throws, nothing of it was written.
public protocol Ledger: Sendable {
    /// Makes the ledger's feeds those of `feeds` (name and address, in the order of the configuration): new ones are begun,
    /// those that came back take up their history, those that are gone are retired at `now`. A feed that comes under a new
    /// name but the address of a retired one takes that one's history.
    func synchronise(_ feeds: [(name: String, url: String)], now: Timestamp) async throws(LedgerError) -> [FeedRow]
    /// Forgets retired feeds whose time is over.
    func forget(retiredBefore: Timestamp) async throws(LedgerError)

    func state(of feed: FeedKey) async throws(LedgerError) -> FeedState
    func memory(of feed: FeedKey) async throws(LedgerError) -> [UInt8]?
    /// What articles told of the feed's items since its memory was last written with `PollCommit.addresses`.
    func pageAddresses(of feed: FeedKey) async throws(LedgerError) -> [PageAddress]
    func states() async throws(LedgerError) -> [(FeedRow, FeedState)]
    /// These feeds are paused, and no others.
    func pause(_ feeds: Set<FeedKey>) async throws(LedgerError)
    /// Feeds that fail or are gone, the longest-failing first.
    func ailing(limit: Int) async throws(LedgerError) -> [AilingFeed]
    /// Feeds that have moved for good, by name.
    func moved(limit: Int) async throws(LedgerError) -> [AilingFeed]

    /// Writes what polls came to; gives back the tickets of what is newly owed, poll by poll.
    func commit(_ polls: [PollCommit]) async throws(LedgerError) -> [[OwedTicket]]

    /// All that is owed, in the order in which it was promised.
    func owed() async throws(LedgerError) -> [OwedTicket]
    func record(_ key: OwedKey) async throws(LedgerError) -> OwedRecord?
    /// The records of the first keys, nil for what is not there: as many as have payloads of `bytes` together, but one at least.
    func records(_ keys: [OwedKey], bytes: Int) async throws(LedgerError) -> [OwedRecord?]
    /// Whether it is still to be delivered, readable or not.
    func isOwed(_ key: OwedKey) async throws(LedgerError) -> Bool
    func postpone(_ key: OwedKey, attempts: Int, until: Timestamp) async throws(LedgerError)
    /// Gives each of the records its sequence, where it has none, finds its cluster, keeps where its page stands, and strikes out those that were paid
    /// meanwhile. Asked again for the same records it gives the same answer.
    func dispatch(
        _ departures: [Departure], paid: [OwedKey], clusters: ClusterSettings?, now: Timestamp
    ) async throws(LedgerError) -> [Passport]
    /// Forgets the articles that lie before the clusters' window.
    func expireClusters(_ clusters: ClusterSettings, now: Timestamp) async throws(LedgerError)
    func pay(_ keys: [OwedKey]) async throws(LedgerError)
    /// Waits no more for an owed record that cannot be read; it stays for inspection, and the next poll of its feed is told.
    func setAside(_ ticket: OwedTicket, event: LedgerEvent) async throws(LedgerError)
    /// The next sequence will be beyond this one.
    func raiseSequence(beyond: UInt64) async throws(LedgerError)

    /// Small things with a name: a host's refusals, robots.txt, what the daemon last did.
    func note(_ name: String, in drawer: String) async throws(LedgerError) -> [UInt8]?
    func notes(in drawer: String) async throws(LedgerError) -> [(name: String, bytes: [UInt8])]
    func keep(_ notes: [(name: String, bytes: [UInt8])], in drawer: String) async throws(LedgerError)
    func discard(_ names: [String], in drawer: String) async throws(LedgerError)

    func add(_ events: [LedgerEvent]) async throws(LedgerError)
    /// The latest first.
    func events(of feed: String?, limit: Int) async throws(LedgerError) -> [LedgerEvent]
    func summary(now: Timestamp) async throws(LedgerError) -> LedgerSummary
    func row(named: String) async throws(LedgerError) -> FeedRow?
    func close() async
}

/// The ledger in figures, had without reading every feed.
public struct LedgerSummary: Equatable, Sendable {
    public var feeds: [FeedCondition: Int] = [:]
    /// Feeds that have moved for good; each is counted by its condition too.
    public var moved = 0
    public var owed = 0
    /// Owed records that cannot be read.
    public var setAside = 0
    public var oldestOwed: OwedKey?
    public var sequence: UInt64 = 0
    public var lastPolled: Timestamp?
    /// When the next feed is due.
    public var nextDue: Timestamp?
    public var overdue = 0

    public init() {}
}
