/// Which item of a poll is which item of the memory. Candidates are found by any name that they share; all that is
/// known of a pair is weighed, and the best pairs are taken first, each item once.
struct PollMatching {
    let poll: [ItemEvidence]
    let memory: [RememberedItem]
    let policy: IdentityPolicy
    /// Indices of the items of the poll that speak for themselves.
    let speakers: [Int]
    /// Item of the poll -> item of the memory.
    private(set) var matches: [Int: Int] = [:]
    /// Pairs that have something in common, with items that found no match.
    private(set) var leftovers: [Int: [Int]] = [:]
    private(set) var ways: FeedWays

    init(
        _ poll: [ItemEvidence], speakers: [Int], memory: FeedMemory, feed: FeedFacts,
        policy: IdentityPolicy
    ) {
        self.poll = poll
        self.memory = memory.items
        self.policy = policy
        self.speakers = speakers
        ways = FeedWays(learnt: memory.learnt, feed: feed)
        matchByDigest(memory)
        let open = speakers.filter { matches[$0] == nil && !poll[$0].isDigestAlone }
        guard !open.isEmpty else { return }
        let pairs = candidates(for: open)
        ways.observe(
            pairs.map { (poll[$0.item], self.memory[$0.old]) }, pollCount: speakers.count,
            countBefore: memory.items.count(where: \.isCurrent))
        ways.observeReassignments(
            pairs.map { (item: $0.item, names: Names(poll[$0.item]), old: Names(self.memory[$0.old])) })
        take(pairs)
    }
}

extension PollMatching {
    struct Pair: Hashable {
        let item: Int
        let old: Int
    }

    private mutating func matchByDigest(_ memory: FeedMemory) {
        let known = memory.indicesByDigest(among: Set(speakers.map { poll[$0].digest }))
        var taken: Set<Int> = []
        for index in speakers {
            guard let old = known[poll[index].digest], taken.insert(old).inserted else { continue }
            matches[index] = old
            ways.observeUnchanged(memory.items[old])
        }
        matchRecalled(memory, &taken)
    }

    /// Items that were recalled from records have no digest: one that would be named as it was, from all that it has, is the
    /// same.
    private mutating func matchRecalled(_ memory: FeedMemory, _ taken: inout Set<Int>) {
        var recalled: [UInt64: Int] = [:]
        for (index, item) in memory.items.enumerated() where item.digest == 0 && item.isCurrent {
            recalled[item.origin] = index
        }
        guard !recalled.isEmpty else { return }
        for index in speakers where matches[index] == nil && !poll[index].isDigestAlone {
            guard let old = recalled[PollDecider.origins(of: poll[index])[1]], taken.insert(old).inserted else {
                continue
            }
            matches[index] = old
            ways.observeUnchanged(memory.items[old])
        }
    }

    /// Counts how often the names of the open items occur, in the poll and in the memory, and pairs those that share
    /// one.
    private mutating func candidates(for open: [Int]) -> [Pair] {
        var wanted: [UInt64: [Int]] = [:]
        for index in open {
            let names = Names(poll[index])
            for kind in Names.Kind.allCases {
                if let name = names.tagged(kind) { wanted[name, default: []].append(index) }
            }
        }
        for name in wanted { ways.countInPoll(name.key, name.value.count) }
        let taken = Set(matches.values)
        var pairs: Set<Pair> = []
        for (old, item) in memory.enumerated() {
            let names = Names(item)
            for kind in Names.Kind.allCases {
                guard let name = names.tagged(kind), let items = wanted[name] else { continue }
                ways.countInMemory(name)
                if taken.contains(old) {
                    ways.countInPoll(name, 1)
                } else if items.count <= 32 {
                    for index in items { pairs.insert(Pair(item: index, old: old)) }
                }
            }
        }
        return pairs.union(likePairs(open, taken, pairs)).sorted {
            ($0.item, $0.old) < ($1.item, $1.old)
        }
    }

    /// Items that share no name with any: those whose text is like one that stood in the feed at the last poll.
    private func likePairs(_ open: [Int], _ taken: Set<Int>, _ pairs: Set<Pair>, limit: Int = 250_000)
        -> [Pair]
    {
        let named = Set(pairs.map(\.item))
        let nameless = open.filter { !named.contains($0) && poll[$0].text.length >= 80 }
        let olds = memory.indices.filter {
            memory[$0].isCurrent && !taken.contains($0) && memory[$0].length >= 80
        }
        guard nameless.count * olds.count <= limit else { return [] }
        return nameless.flatMap { item in
            olds.filter { poll[item].text.sketch.similarity(to: memory[$0].sketch) >= 0.75 }
                .map { Pair(item: item, old: $0) }
        }
    }

    private mutating func take(_ pairs: [Pair]) {
        var scored: [(score: Double, pair: Pair)] = []
        for pair in pairs {
            let score = score(pair)
            if score >= PairScore.threshold { scored.append((score, pair)) }
        }
        var taken = Set(matches.values)
        for (_, pair) in scored.sorted(by: { $0.score > $1.score })
        where matches[pair.item] == nil && !taken.contains(pair.old) {
            matches[pair.item] = pair.old
            taken.insert(pair.old)
        }
        for pair in pairs where matches[pair.item] == nil && !taken.contains(pair.old) {
            leftovers[pair.item, default: []].append(pair.old)
        }
    }

    private func score(_ pair: Pair) -> Double {
        let (item, old) = (poll[pair.item], memory[pair.old])
        let isNameless = item.idKey == 0 && item.link.full == 0
        switch isNameless && policy.identifyBy != .text ? .auto : policy.identifyBy {
        case .auto: return PairScore.of(item, old, ways)
        case .id:
            let isSame =
                item.idKey != 0
                ? item.idKey == old.idKey : item.link.full != 0 && item.link.full == old.link
            return isSame ? 10 : 0
        case .link:
            let isSame =
                item.link.full != 0
                ? item.link.full == old.link : item.idKey != 0 && item.idKey == old.idKey
            return isSame ? 10 : 0
        case .text:
            let isSame = item.titleKey == old.titleKey && item.text.calm == old.calm
            return isSame ? 10 : 0
        }
    }
}
