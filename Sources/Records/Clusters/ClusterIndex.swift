import Basics

/// Finds the story that an article tells among those of the last days: an article that tells it in nearly the same
/// words shares its cluster. Articles come one by one; what was said of an earlier one is never taken back.
public struct ClusterIndex<Store: ClusterStore> {
    public private(set) var store: Store
    public let settings: ClusterSettings

    public init(store: Store, settings: ClusterSettings = .init()) {
        self.store = store
        self.settings = settings
    }

    /// The cluster of the story that an article tells, which is not kept; nil where it tells one of its own.
    package mutating func find(_ fingerprint: ClusterFingerprint, record: RecordID, now: Timestamp) throws -> ClusterID?
    {
        try search(fingerprint, record, now).cluster
    }

    /// Keeps an article as one that tells a story of its own, without looking for others.
    package mutating func keep(_ fingerprint: ClusterFingerprint, record: RecordID, now: Timestamp) throws {
        try insert(fingerprint, ClusterID(startedBy: record), record, now)
    }

    /// Where an article belongs; it is kept, so that later ones are compared with it. A revision of a record that is
    /// known stays where it was.
    public mutating func place(
        _ fingerprint: ClusterFingerprint, record: RecordID, now: Timestamp
    ) throws -> ClusterPlace {
        let found = try search(fingerprint, record, now)
        if let own = found.own {
            var article = own.article
            article.sketch = fingerprint.sketch
            try store.replace(own.number, with: article, addingKeys: fingerprint.anchors)
            return ClusterPlace(
                id: article.cluster, size: try store.size(of: article.cluster),
                isFirst: article.cluster == ClusterID(startedBy: record))
        }
        let cluster = found.cluster ?? ClusterID(startedBy: record)
        try insert(fingerprint, cluster, record, now)
        guard found.cluster != nil else { return ClusterPlace(id: cluster, size: 1, isFirst: true) }
        let size = try store.grow(cluster, on: ClusterIndex.day(of: now))
        return ClusterPlace(id: cluster, size: size, isFirst: false)
    }

    /// Forgets what lies before the window.
    public mutating func expire(now: Timestamp) throws {
        try store.expire(before: firstDay(ClusterIndex.day(of: now)))
    }
}

extension ClusterIndex {
    private static func day(of now: Timestamp) -> UInt16 { UInt16(clamping: now.seconds / 86_400) }

    private static func tag(of record: RecordID) -> UInt32 { UInt32(truncatingIfNeeded: record.low) }

    private mutating func insert(
        _ fingerprint: ClusterFingerprint, _ cluster: ClusterID, _ record: RecordID, _ now: Timestamp
    ) throws {
        let article = ClusterArticle(
            cluster: cluster, record: ClusterIndex.tag(of: record), day: ClusterIndex.day(of: now),
            sketch: fingerprint.sketch)
        _ = try store.insert(article, under: fingerprint.anchors)
    }

    private typealias Kept = (number: UInt32, article: ClusterArticle)

    /// What is kept of the record itself, and the cluster that it belongs to.
    private mutating func search(
        _ fingerprint: ClusterFingerprint, _ record: RecordID, _ now: Timestamp
    ) throws -> (own: Kept?, cluster: ClusterID?) {
        let tag = ClusterIndex.tag(of: record)
        let numbers = try likeliest(for: fingerprint)
        let first = firstDay(ClusterIndex.day(of: now))
        // Of a revision it is nearly always the likeliest.
        var candidates = try kept(numbers.prefix(1), since: first)
        if candidates.first?.article.record != tag { candidates += try kept(numbers.dropFirst(), since: first) }
        if let own = candidates.first(where: { $0.article.record == tag }) { return (own, own.article.cluster) }
        return (nil, LikenessSearch.best(fingerprint, candidates.map(\.article), settings)?.cluster)
    }

    private func firstDay(_ day: UInt16) -> UInt16 {
        day > settings.windowDays ? day - settings.windowDays : 0
    }

    /// The articles that share a key with the text, the likeliest first: by the number of keys in common, each of which
    /// counts the less the more articles have it; of those that share as much the newest.
    private mutating func likeliest(for fingerprint: ClusterFingerprint) throws -> [UInt32] {
        let found = try store.postings(for: fingerprint.probes, limit: settings.postingsOfKey)
        var tally = KeyTally(capacity: found.numbers.count)
        for numbers in found.byKey {
            for number in numbers { tally.add(number, oneOf: numbers.count) }
        }
        return tally.most(settings.candidates)
    }

    /// Those of some articles that were seen on a day or later.
    private mutating func kept(_ numbers: ArraySlice<UInt32>, since first: UInt16) throws -> [Kept] {
        zip(numbers, try store.articles(Array(numbers))).compactMap { number, article in
            guard let article, article.day >= first else { return nil }
            return (number, article)
        }
    }
}

/// `cluster` of a record.
public struct ClusterPlace: Hashable, Sendable {
    public let id: ClusterID
    /// How many articles the cluster has had, this one among them.
    public let size: Int
    /// The article began the cluster; of a revision of it too.
    public let isFirst: Bool

    public init(id: ClusterID, size: Int, isFirst: Bool) {
        self.id = id
        self.size = size
        self.isFirst = isFirst
    }
}
