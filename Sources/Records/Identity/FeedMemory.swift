import Basics

/// All that is remembered of the items that a feed has ever carried: some fifty bytes an item. It outlives the
/// records, and it may lie for months while the feed is out of the configuration: the ledger keeps `encoded` and
/// gives it back.
public struct FeedMemory: Hashable, Sendable {
    var items: [RememberedItem] = []
    /// Items that stood in the last poll for a second time, otherwise written: their digests, and whose they are.
    var repetitions: [UInt64: UInt64] = [:]
    var learnt = LearntPolicy()

    public init() {}

    /// How many items are remembered.
    public var count: Int { items.count }

    /// What the feed's ways proved to be; `status --feed` shows it.
    public var policy: LearntPolicy { learnt }

    /// The ids of the records that came from the items that are remembered.
    public func recordIDs(feed: String) -> [RecordID] {
        items.map { RecordID(feed: feed, origin: $0.origin) }
    }

    /// The digests of the items that stood in the feed at the last poll: a worker makes evidence of no item whose
    /// digest is among them. Not those that are held where the operator wants them: they are needed whole.
    public func knownDigests(_ policy: IdentityPolicy = .init()) -> KnownDigests {
        let wanted = policy.flood == .deliver
        let held = wanted ? Set(items.lazy.filter(\.isHeld).map(\.origin)) : []
        let current = items.lazy.filter { $0.isCurrent && !held.contains($0.origin) }.map(\.digest)
        return KnownDigests(Set(current).union(repetitions.lazy.filter { !held.contains($0.value) }.map(\.key)))
    }

    /// The item that each of some digests is known as; of several with one digest, the one that stood in the last poll.
    func indicesByDigest(among wanted: Set<UInt64>) -> [UInt64: Int] {
        var found: [UInt64: Int] = [:]
        var byOrigin: [UInt64: Int] = [:]
        for (index, item) in items.enumerated() {
            if !repetitions.isEmpty { byOrigin[item.origin] = index }
            if item.digest != 0, wanted.contains(item.digest), found[item.digest] == nil || item.isCurrent {
                found[item.digest] = index
            }
        }
        for (digest, origin) in repetitions where wanted.contains(digest) && found[digest] == nil {
            found[digest] = byOrigin[origin]
        }
        return found
    }

    /// Takes in what another memory of the same feed knows besides, as where a feed's address was in the configuration
    /// twice.
    public mutating func merge(_ other: FeedMemory) {
        let known = Set(items.map(\.origin))
        for var item in other.items where !known.contains(item.origin) {
            item.isCurrent = false
            items.append(item)
        }
    }

    /// Takes in where the pages of its items said that they stand.
    public mutating func note(_ addresses: [PageAddress], feed: String) {
        guard !addresses.isEmpty else { return }
        let keys = Dictionary(addresses.map { ($0.record, $0.key) }) { $1 }
        for index in items.indices {
            guard let key = keys[RecordID(feed: feed, origin: items[index].origin)] else { continue }
            items[index].page = key == items[index].link ? 0 : key
        }
    }

    /// These records were made and never delivered: an item is new when the feed shows it again, or, where an earlier revision
    /// was delivered, changed.
    public mutating func unlearn(_ records: Set<RecordID>, feed: String) {
        guard !records.isEmpty else { return }
        let missing = items.indices.filter { records.contains(RecordID(feed: feed, origin: items[$0].origin)) }
        for index in missing { items[index].unlearn() }
        let new = Set(missing.filter { items[$0].revision == 0 }.map { items[$0].origin })
        items.removeAll { new.contains($0.origin) }
        repetitions = repetitions.filter { !new.contains($0.value) }
    }

    /// Drops the items that were seen last before all others where there are more than `limit`, those of the present document
    /// aside, and what only items
    /// lately seen are compared by where that was more than `days` ago.
    mutating func trim(limit: Int, slimAfter days: UInt16, today: UInt16) {
        for index in items.indices
        where !items[index].isCurrent && Int(items[index].lastSeen) + Int(days) < Int(today) {
            items[index].slim()
        }
        let limit = max(limit, items.count { $0.isCurrent })
        guard items.count > limit else { return }
        let kept = items.indices.sorted {
            (items[$0].isCurrent ? 1 : 0, items[$0].lastSeen, $0) > (
                items[$1].isCurrent ? 1 : 0, items[$1].lastSeen, $1
            )
        }.prefix(limit).sorted()
        items = kept.map { items[$0] }
        let origins = Set(items.map(\.origin))
        repetitions = repetitions.filter { origins.contains($0.value) }
    }
}

extension FeedMemory {
    /// 1 had no `RememberedItem.page`.
    private static let version: UInt8 = 2

    /// As the ledger keeps it.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(FeedMemory.version)
        learnt.encode(into: &writer)
        writer.write(varint: items.count)
        for item in items { item.encode(into: &writer) }
        writer.write(varint: repetitions.count)
        for (digest, origin) in repetitions.sorted(by: { $0.key < $1.key }) {
            writer.write(digest, bytes: 6)
            writer.write(origin)
        }
        return writer.bytes
    }

    /// Nil where the bytes are damaged or from a later version: the caller must not begin afresh in silence.
    public init?(decoding bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do throws(ByteReadingError) {
            let version = try reader.read(UInt8.self)
            guard (1...FeedMemory.version).contains(version) else { return nil }
            learnt = try LearntPolicy(&reader)
            for _ in 0..<(try reader.readVarint()) { items.append(try RememberedItem(&reader, hasPages: version >= 2)) }
            for _ in 0..<(try reader.readVarint()) {
                repetitions[try reader.read(bytes: 6)] = try reader.read(UInt64.self)
            }
        } catch {
            return nil
        }
        guard reader.isAtEnd else { return nil }
    }
}
