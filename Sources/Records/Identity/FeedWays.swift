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
    private var reassigned: Set<Names.Kind> = []

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

    /// Looks at the pairs of which two kinds of evidence say that they are one, how the third fares. That title and text
    /// are the same and all else is new shows it only where it is so of half the poll, or of the whole poll before and this
    /// one has more: else it is the next of a series.
    mutating func observe(_ pairs: [(ItemEvidence, RememberedItem)], pollCount: Int, countBefore: Int) {
        var alike: [(Names, Names)] = []
        for (item, old) in pairs {
            let (names, oldNames) = (Names(item), Names(old))
            func isSame(_ kind: Names.Kind) -> Bool { agrees(kind, names, oldNames) && isSingle(kind, names) }
            let (sameID, sameLink) = (isSame(.id), isSame(.link))
            let (sameText, sameTitle) = (isSame(.text), isSame(.title))
            let sameDate =
                names.date % 86_400 != 0 && (isSame(.date) || isSame(.dated) || isSame(.datedText))
            let hasWords = sameTitle || (sameText && item.text.length >= 80) || isSame(.dated) || isSame(.datedText)
            let isDated = hasWords && sameDate
            if sameID || sameLink || isDated {
                count(
                    names, oldNames, sameID: sameID, sameLink: sameLink,
                    idIsRenewed: isDated || (sameLink && (hasWords || sameDate)),
                    linkIsRenewed: isDated || (sameID && (hasWords || sameDate)))
            } else if isAlike(names, oldNames) || (sameText && hasLostTitle(item, oldNames)) {
                alike.append((names, oldNames))
            }
        }
        let hasNames = alike.contains { $0.0.id != 0 || $0.0.link != 0 }
        let isHalf = alike.count >= 3 && alike.count * 2 >= pollCount
        let isAllBefore = alike.count >= countBefore && pollCount > alike.count
        guard !hasNames || isHalf || isAllBefore else { return }
        for (names, old) in alike {
            count(names, old, sameID: false, sameLink: false, idIsRenewed: true, linkIsRenewed: true)
        }
    }

    /// A new publishing system gives the names of its items out anew: three items at least, and half of those whose old name
    /// of a kind there is, have the title and the text of another one.
    mutating func observeReassignments(_ pairs: [(item: Int, names: Names, old: Names)]) {
        var found: Set<Int> = []
        for (item, names, old) in pairs where isAlike(names, old) { found.insert(item) }
        for kind in [Names.Kind.id, .link] {
            let named = pairs.filter { agrees(kind, $0.names, $0.old) && isSingle(kind, $0.names) }
            let wrong = named.count {
                $0.names.title != $0.old.title && $0.names.text != $0.old.text && found.contains($0.item)
            }
            if wrong >= 3, wrong * 2 >= named.count { reassigned.insert(kind) }
        }
    }

    /// That names of this kind are the same says nothing at this poll.
    func areReassigned(_ kind: Names.Kind) -> Bool { reassigned.contains(kind) }

    private mutating func count(
        _ names: Names, _ old: Names, sameID: Bool, sameLink: Bool, idIsRenewed: Bool, linkIsRenewed: Bool
    ) {
        if names.id != 0, old.id != 0 {
            if sameID { idsKept += 1 } else if idIsRenewed { idsRenewed += 1 }
        }
        if names.link != 0, old.link != 0 {
            if sameLink { linksKept += 1 } else if linkIsRenewed { linksRenewed += 1 }
        }
        if names.date != 0, old.date != 0 {
            if names.date == old.date { datesKept += 1 } else { datesMoved += 1 }
        }
    }

    /// Title and text are the same, as far as there are any, and with the attachments they are of one item alone.
    private func isAlike(_ names: Names, _ old: Names) -> Bool {
        names.title == old.title && names.text == old.text
            && [.title, .text, .attachments].contains { agrees($0, names, old) && isSingle($0, names) }
    }

    /// A publishing system without titles; the text is long enough to stand for both.
    private func hasLostTitle(_ item: ItemEvidence, _ old: Names) -> Bool {
        (item.titleKey == 0) != (old.title == 0) && item.text.length >= TextPrint.telling
    }

    private func agrees(_ kind: Names.Kind, _ names: Names, _ old: Names) -> Bool {
        names[kind] != 0 && names[kind] == old[kind]
    }

    /// The two have this name, and no other item has it, or none has it with the same date.
    func isShared(_ kind: Names.Kind, by names: Names, and old: Names) -> Bool {
        guard agrees(kind, names, old) else { return false }
        if isSingle(kind, names) { return true }
        let together: [Names.Kind] =
            switch kind {
            case .title: [.dated]
            case .text: [.datedText]
            case .date: [.dated, .datedText]
            default: []
            }
        return !datesMove && together.contains { agrees($0, names, old) && isSingle($0, names) }
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
    /// Neither id nor link tells this item from others: it has none, or they change by themselves.
    func isUnnamed(_ names: Names, _ old: Names) -> Bool {
        (names.id == 0 || old.id == 0 || idsAreRenewed) && (names.link == 0 || old.link == 0 || linksAreRenewed)
    }

    /// Dates that differ for the same items say nothing.
    var datesMove: Bool { datesKept == 0 && (datesMoved >= 2 || learnt.dates == .renewed) }

    /// What this poll adds to what was learnt.
    mutating func learn(_ poll: [ItemEvidence], speakers: [Int]) {
        learnt.polls &+= 1
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
