/// A `ClusterStore` in memory: for tests, and to measure by.
public struct MemoryClusterStore: ClusterStore {
    private var keys: [UInt64: [UInt32]] = [:]
    private var kept: [UInt32: ClusterArticle] = [:]
    private var sizes: [ClusterID: Int] = [:]
    private var next: UInt32 = 1

    public init() {}

    public var count: Int { kept.count }

    public func postings(for keys: [UInt64], limit: Int) -> FoundPostings {
        var found = FoundPostings()
        for key in keys {
            found.numbers += (self.keys[key] ?? []).suffix(limit)
            found.endKey()
        }
        return found
    }

    public func articles(_ numbers: [UInt32]) -> [ClusterArticle?] { numbers.map { kept[$0] } }

    public mutating func insert(_ article: ClusterArticle, under keys: [UInt64]) -> UInt32 {
        let number = next
        next += 1
        kept[number] = article
        for key in keys { self.keys[key, default: []].append(number) }
        return number
    }

    public mutating func replace(
        _ number: UInt32, with article: ClusterArticle, addingKeys keys: [UInt64]
    ) {
        kept[number] = article
        for key in keys where self.keys[key]?.contains(number) != true {
            self.keys[key, default: []].append(number)
        }
    }

    public func size(of cluster: ClusterID) -> Int { sizes[cluster] ?? 1 }

    public mutating func grow(_ cluster: ClusterID, on day: UInt16) -> Int {
        sizes[cluster, default: 1] += 1
        return size(of: cluster)
    }

    public mutating func expire(before day: UInt16) {
        kept = kept.filter { $0.value.day >= day }
        keys = keys.compactMapValues { numbers in
            let left = numbers.filter { kept[$0] != nil }
            return left.isEmpty ? nil : left
        }
    }
}
