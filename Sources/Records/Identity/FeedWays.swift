/// How a feed names its items, as this poll and those before show it: which names are of one item, which are of
/// several, and which kinds of names change from poll to poll.
struct FeedWays {
    private var inPoll: [UInt64: Int] = [:]
    private var inMemory: [UInt64: Int] = [:]
    private let commonID: Set<UInt64>
    private let commonLink: Set<UInt64>
    private(set) var learnt: LearntPolicy

    /// Items known for sure whose name of a kind is the one they had, and those that have another now.
    private(set) var idsKept = 0
    private(set) var idsRenewed = 0
    private(set) var linksKept = 0
    private(set) var linksRenewed = 0
    private(set) var datesKept = 0
    private(set) var datesMoved = 0

    init(learnt: LearntPolicy, feed: FeedFacts) {
        self.learnt = learnt
        let pages = [feed.url, feed.homePageURL].compactMap { $0.flatMap { CanonicalURL($0) } }
        let keys = Set(pages.map { ItemKey.of(LinkKeys($0).full) })
        commonID = keys
        commonLink = keys
    }

    mutating func countInPoll(_ name: UInt64, _ count: Int) { inPoll[name, default: 0] += count }
    mutating func countInMemory(_ name: UInt64) { inMemory[name, default: 0] += 1 }

    mutating func observeUnchanged(_ item: RememberedItem) {
        if item.idKey != 0 { idsKept += 1 }
        if item.link != 0 { linksKept += 1 }
        if item.published != 0 { datesKept += 1 }
    }

    /// Looks at the pairs of which two kinds of evidence say that they are one, how the third fares.
    mutating func observe(_ pairs: [(ItemEvidence, RememberedItem)]) {
        for (item, old) in pairs {
            let names = Names(item)
            let sameID = item.idKey != 0 && item.idKey == old.idKey && isSingle(.id, names)
            let sameLink = item.link.full != 0 && item.link.full == old.link && isSingle(.link, names)
            let sameText = item.text.length >= 80 && item.text.calm == old.calm && isSingle(.text, names)
            let sameTitle = item.titleKey != 0 && item.titleKey == old.titleKey && isSingle(.title, names)
            let sameDate =
                names.date % 86_400 != 0 && names.date == old.published && isSingle(.date, names)
            let others = [sameText, sameTitle, sameDate].count { $0 }
            if item.idKey != 0, old.idKey != 0 {
                if sameID { idsKept += 1 } else if others + (sameLink ? 1 : 0) >= 2 { idsRenewed += 1 }
            }
            if item.link.full != 0, old.link != 0 {
                if sameLink { linksKept += 1 } else if others + (sameID ? 1 : 0) >= 2 { linksRenewed += 1 }
            }
            if names.date != 0, old.published != 0, sameID || sameLink || sameText || sameTitle {
                if names.date == old.published { datesKept += 1 } else { datesMoved += 1 }
            }
        }
    }

    /// The name is of one item alone, in the poll and in the memory.
    func isSingle(_ kind: Names.Kind, _ names: Names) -> Bool {
        guard let name = names.tagged(kind) else { return false }
        if kind == .id && commonID.contains(names.id)
            || kind == .link && commonLink.contains(names.link)
        {
            return false
        }
        return inPoll[name, default: 0] <= 1 && inMemory[name, default: 0] <= 1
    }

    /// The address that was the item's page is the link of this item alone, and of no other that is remembered.
    func isItsPage(_ names: Names) -> Bool {
        guard isSingle(.page, names), let link = names.tagged(.link) else { return false }
        return inMemory[link, default: 0] == 0
    }

    /// Another id says that it is another item: only where items keep theirs.
    var idsAreSteady: Bool { idsKept > 0 && idsKept >= idsRenewed }
    var idsAreRenewed: Bool { !idsAreSteady && (idsRenewed > 0 || learnt.ids == .renewed) }
    var linksAreSteady: Bool { linksKept > 0 && linksKept >= linksRenewed }
    var linksAreRenewed: Bool { !linksAreSteady && (linksRenewed > 0 || learnt.links == .renewed) }
    /// Dates that differ for the same items say nothing.
    var datesMove: Bool { datesKept == 0 && (datesMoved >= 2 || learnt.dates == .renewed) }

    /// What this poll adds to what was learnt.
    mutating func learn(_ poll: [ItemEvidence], speakers: [Int]) {
        learnt.polls += 1
        let items = speakers.map { poll[$0] }.filter { !$0.isDigestAlone }
        FeedWays.learn(
            &learnt.ids, has: items.contains { $0.idKey != 0 }, kept: idsKept, renewed: idsRenewed,
            isShared: FeedWays.repeats(items.map(\.idKey)))
        FeedWays.learn(
            &learnt.links, has: items.contains { $0.link.full != 0 }, kept: linksKept,
            renewed: linksRenewed,
            isShared: FeedWays.repeats(items.map(\.link.full)))
        FeedWays.learn(
            &learnt.dates, has: items.contains { RememberedItem.seconds($0) != 0 }, kept: datesKept,
            renewed: datesMoved,
            isShared: false)
    }

    private static func learn(
        _ trust: inout LearntPolicy.Trust, has: Bool, kept: Int, renewed: Int, isShared: Bool
    ) {
        if isShared {
            trust = .shared
        } else if renewed > kept {
            if trust != .shared { trust = .renewed }
        } else if has || kept > 0, trust == .absent || (trust == .renewed && kept > 0) {
            trust = .steady
        }
    }

    private static func repeats(_ keys: [UInt64]) -> Bool {
        var seen: Set<UInt64> = []
        return keys.contains { $0 != 0 && !seen.insert($0).inserted }
    }
}
