import Basics

/// Builds a feed's memory again from records that were delivered, for a ledger that lost it: what is remembered then is under
/// the ids that consumers know.
public struct FeedRecollection: Sendable {
    public private(set) var memory: FeedMemory
    /// Records whose item was not known before.
    public private(set) var recalled = 0
    /// Of these, those whose id can not be made from the item as the record has it, for it was first seen otherwise: the item is
    /// known again, but its revisions will come under another id.
    public private(set) var renamed = 0
    private let feed: String
    private let parameters: TrackingParameters
    private var places: [RecordID: Int]
    private var origins: Set<UInt64>

    /// - Parameter memory: what is known of the feed otherwise; it is not overruled.
    public init(_ memory: FeedMemory = FeedMemory(), feed: String, parameters: TrackingParameters = .init()) {
        self.memory = memory
        self.feed = feed
        self.parameters = parameters
        places = [:]
        origins = Set(memory.items.map(\.origin))
        for (index, item) in memory.items.enumerated() {
            places[RecordID(feed: feed, origin: item.origin)] = index
        }
    }

    /// Takes in a record of the feed. Of several with one id the highest revision counts, in whatever order they come.
    /// - Parameters:
    ///   - item: as the record has it.
    ///   - page: where its article says that it stands.
    public mutating func take(_ item: ItemFacts, record: RecordID, revision: Int, page: String?, seen: Timestamp) {
        let evidence = ItemEvidence(item, parameters: parameters)
        let day = UInt16(clamping: seen.seconds / 86_400)
        if let index = places[record] {
            memory.items[index].lastSeen = max(memory.items[index].lastSeen, day)
            guard revision > memory.items[index].revision else { return }
            memory.items[index].take(evidence)
            memory.items[index].revision = revision
        } else {
            var entry = RememberedItem(origin: origin(of: evidence, record))
            entry.take(evidence)
            entry.revision = max(1, revision)
            entry.lastSeen = day
            // As if the feed had shown it last: the next poll finds out.
            entry.isCurrent = true
            places[record] = memory.items.count
            origins.insert(entry.origin)
            memory.items.append(entry)
            recalled += 1
        }
        // The digest is of what the feed sent, which the record does not have.
        memory.items[places[record]!].digest = 0
        if let page, let link = item.url ?? item.externalURL,
            let address = PageAddress(of: record, page: page, link: link, parameters: parameters)
        {
            memory.items[places[record]!].page = address.key
        }
    }

    /// The number that the record's id was made from. It cannot be had from the id; but those that an item like this gets are
    /// few, and one of them is it.
    private mutating func origin(of evidence: ItemEvidence, _ record: RecordID) -> UInt64 {
        for first in PollDecider.origins(of: evidence) {
            var origin = first
            for _ in 0..<8 {
                if RecordID(feed: feed, origin: origin) == record { return origin }
                origin = TextSketch.mix(origin &+ 1)
            }
        }
        renamed += 1
        var origin = TextSketch.mix(record.low)
        while origins.contains(origin) { origin = TextSketch.mix(origin &+ 1) }
        return origin
    }
}
