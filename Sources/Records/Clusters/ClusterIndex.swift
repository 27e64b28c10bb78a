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

    /// Where an article belongs; it is kept, so that later ones are compared with it. A revision of a record that is
    /// known stays where it was.
    public mutating func place(
        _ fingerprint: ClusterFingerprint, record: RecordID, now: Timestamp
    ) throws -> ClusterPlace {
        let day = ClusterIndex.day(of: now)
        let tag = UInt32(truncatingIfNeeded: record.low)
        let candidates = try candidates(for: fingerprint, day: day)
        if let own = candidates.first(where: { $0.article.record == tag }) {
            var article = own.article
            article.sketch = fingerprint.sketch
            try store.replace(own.number, with: article, addingKeys: fingerprint.anchors)
            return ClusterPlace(
                id: article.cluster, size: try store.size(of: article.cluster), isFirst: false)
        }
        let match = LikenessSearch.best(fingerprint, candidates.map(\.article), settings)
        let cluster = match?.cluster ?? ClusterID(startedBy: record)
        let article = ClusterArticle(
            cluster: cluster, record: tag, day: day, sketch: fingerprint.sketch)
        _ = try store.insert(article, under: fingerprint.anchors)
        guard match != nil else { return ClusterPlace(id: cluster, size: 1, isFirst: true) }
        let size = try store.size(of: cluster) + 1
        try store.setSize(size, of: cluster)
        return ClusterPlace(id: cluster, size: size, isFirst: false)
    }

    /// Forgets what lies before the window.
    public mutating func expire(now: Timestamp) throws {
        try store.expire(before: firstDay(ClusterIndex.day(of: now)))
    }
}

extension ClusterIndex {
    private static func day(of now: Timestamp) -> UInt16 { UInt16(clamping: now.seconds / 86_400) }

    private func firstDay(_ day: UInt16) -> UInt16 {
        day > settings.windowDays ? day - settings.windowDays : 0
    }

    /// The articles that share a key with the text, those with most keys in common first.
    private mutating func candidates(
        for fingerprint: ClusterFingerprint, day: UInt16
    ) throws -> [(number: UInt32, article: ClusterArticle)] {
        var shared: [UInt32: Int] = [:]
        for numbers in try store.postings(for: fingerprint.probes, limit: settings.postingsOfKey) {
            for number in numbers { shared[number, default: 0] += 1 }
        }
        let numbers = shared.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
            .prefix(settings.candidates).map(\.key)
        let articles = try store.articles(Array(numbers))
        let first = firstDay(day)
        return zip(numbers, articles).compactMap { number, article in
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
    /// The article began the cluster.
    public let isFirst: Bool

    public init(id: ClusterID, size: Int, isFirst: Bool) {
        self.id = id
        self.size = size
        self.isFirst = isFirst
    }
}
