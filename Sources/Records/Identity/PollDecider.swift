/// One poll on its way through matching, flood control and revisions; holds the new memory as it forms.
struct PollDecider {
    private let poll: [ItemEvidence]
    private let feed: FeedFacts
    private let policy: IdentityPolicy
    private let limits: IdentityLimits
    private let today: UInt16
    private var memory: FeedMemory
    private let speaker: [Int]
    private var matching: PollMatching
    private var decisions: [Int: ItemDecision] = [:]
    /// Item of the poll -> item of the memory.
    private var placed: [Int: Int] = [:]
    private var events: [IdentityEvent] = []

    init(
        _ poll: [ItemEvidence], _ feed: FeedFacts, _ memory: FeedMemory, _ policy: IdentityPolicy,
        _ limits: IdentityLimits, _ today: UInt16
    ) {
        self.poll = poll
        self.feed = feed
        self.memory = memory
        self.policy = policy
        self.limits = limits
        self.today = today
        speaker = PollFolding(poll, memory: memory).speaker
        let speakers = poll.indices.filter { [speaker] in speaker[$0] == $0 }
        matching = PollMatching(poll, speakers: speakers, memory: memory, feed: feed, policy: policy)
    }

    mutating func decide() -> IdentityOutcome {
        let held = newlyHeld()
        noteMissed(held: held.count)
        noteRenamed(held: held.count)
        revise()
        placed = matching.matches
        for index in matching.speakers where matching.matches[index] == nil {
            placed[index] = remember(poll[index], isHeld: held.contains(index), as: index)
        }
        let current = Set(placed.values)
        learn()
        noteRepetitions()
        for index in memory.items.indices { settle(index, isCurrent: current.contains(index)) }
        memory.trim(limit: limits.items, slimAfter: limits.slimAfterDays, today: today)
        let decisions = poll.indices.map { index in
            let own = self.decisions[speaker[index]]!
            return speaker[index] == index ? own : .known(own.id)
        }
        return IdentityOutcome(decisions: decisions, events: events, memory: memory)
    }
}

extension PollDecider {
    /// The unknown items that look like old ones, where most of the poll is unknown and most of that looks old.
    private func newlyHeld() -> Set<Int> {
        guard policy.flood == .hold, policy.identifyBy == .auto, !memory.items.isEmpty else {
            return []
        }
        let unknown = matching.speakers.filter { matching.matches[$0] == nil }
        let renamed = renamedCount
        guard unknown.count + renamed >= limits.flood,
            (unknown.count + renamed) * 2 >= matching.speakers.count
        else {
            return []
        }
        let thin = unknown.filter { index in
            (matching.leftovers[index] ?? []).contains {
                PairScore.isThin(poll[index], memory.items[$0], matching.ways)
            }
        }
        let old = thin.count + renamed
        return old >= limits.flood && old * 2 >= unknown.count + renamed ? Set(thin) : []
    }

    private var renamedCount: Int {
        matching.matches.count { poll[$0.key].idKey != 0 && isRenamed($0.key, $0.value) }
    }

    /// What is held is old, and was not missed.
    private mutating func noteMissed(held: Int) {
        let before = memory.items.indices.filter { memory.items[$0].isCurrent }
        guard !before.isEmpty, matching.speakers.count >= 2 else { return }
        let shared = Set(matching.matches.values)
        guard !before.contains(where: { shared.contains($0) }) else { return }
        let unknown = matching.speakers.count - matching.matches.count - held
        if unknown > 0 { events.append(.itemsMissed(known: before.count, new: unknown)) }
    }

    /// Ten or more recognised under new names are worth a word, as any held one is.
    private mutating func noteRenamed(held: Int) {
        let renamed = renamedCount
        guard held > 0 || (renamed >= 10 && renamed * 2 >= matching.speakers.count) else { return }
        events.append(.floodHeld(matched: renamed, held: held))
        memory.learnt.floods += 1
    }

    private func isRenamed(_ index: Int, _ old: Int) -> Bool {
        let (item, old) = (poll[index], memory.items[old])
        guard !item.isDigestAlone else { return false }
        return item.idKey != old.idKey || item.link.host != old.host
    }

    private mutating func remember(_ item: ItemEvidence, isHeld: Bool, as index: Int) -> Int {
        var entry = RememberedItem(origin: origin(of: item))
        if item.isDigestAlone { entry.digest = item.digest } else { entry.take(item) }
        entry.isHeld = isHeld
        memory.items.append(entry)
        let id = RecordID(feed: feed.id, origin: entry.origin)
        decisions[index] = isHeld ? .held(id) : .new(id)
        return memory.items.count - 1
    }

    /// From the id where it is the item's own, else from all that it has; never that of another item.
    private func origin(of item: ItemEvidence) -> UInt64 {
        let names = Names(item)
        let candidates = PollDecider.origins(of: item)
        var origin = names.id != 0 && matching.ways.isSingle(.id, names) ? candidates[0] : candidates[1]
        while memory.items.contains(where: { $0.origin == origin }) {
            origin = TextSketch.mix(origin &+ 1)
        }
        return origin
    }

    /// What an item's record may be named from: its id alone, and all that it has.
    static func origins(of item: ItemEvidence) -> [UInt64] {
        let names = Names(item)
        let own = TextSketch.mix(names.id)
        var all = own
        for name in [names.link, names.title, item.text.exact, names.date, item.isDigestAlone ? item.digest : 0] {
            all = TextSketch.mix(all &+ name)
        }
        return [own, all]
    }

    private mutating func settle(_ index: Int, isCurrent: Bool) {
        if isCurrent || memory.items[index].isCurrent { memory.items[index].lastSeen = today }
        memory.items[index].isCurrent = isCurrent
    }

    /// So that they are known by their digest next time, as those are that speak for them.
    private mutating func noteRepetitions() {
        memory.repetitions = [:]
        for index in poll.indices where speaker[index] != index && poll[index].digest != poll[speaker[index]].digest {
            guard let old = placed[speaker[index]] else { continue }
            memory.repetitions[poll[index].digest] = memory.items[old].origin
        }
    }

    private mutating func learn() {
        let polls = memory.learnt
        var ways = matching.ways
        ways.learn(poll, speakers: matching.speakers)
        memory.learnt.polls = polls.polls &+ 1
        (memory.learnt.ids, memory.learnt.links, memory.learnt.dates) = (
            ways.learnt.ids, ways.learnt.links, ways.learnt.dates
        )
    }
}

extension PollDecider {
    /// Decides of every item that is known whether a reader would notice a change.
    private mutating func revise() {
        let matches = matching.matches.sorted { $0.key < $1.key }
        let moved = matches.count { isRenamed($0.key, $0.value) }
        let isMove = moved >= 2 && moved * 2 >= matches.count
        var revisions: [Int: Revision] = [:]
        for (index, old) in matches where !poll[index].isDigestAlone {
            let revision = Revision(
                of: memory.items[old], by: poll[index], isMoved: isRenamed(index, old),
                tellsAll: policy.revisions == .all)
            if !revision.changes.isEmpty || revision.isCut { revisions[index] = revision }
        }
        quietFeed(&revisions, known: matches.count, isMove: isMove)
        for (index, old) in matches {
            decisions[index] = settleKnown(index, old, revisions[index])
        }
    }

    /// What changes in nearly all items at once, by the same words or at every poll, is the feed's furniture; what changes a
    /// little in a move is its publishing system's hand. Neither is a story's.
    private mutating func quietFeed(_ revisions: inout [Int: Revision], known: Int, isMove: Bool) {
        let texts = revisions.values.count { $0.changes.contains(.content) }
        let titles = revisions.values.count { $0.changes.contains(.title) }
        func isMass(_ count: Int) -> Bool { count >= 3 && count * 4 >= known * 3 }
        // Numbers, which are all one in a sketch, may each have grown by a digit.
        let differences = revisions.values.compactMap { revision in
            revision.difference.flatMap { revision.likeness < 1 || abs($0) >= 8 ? $0 : nil }
        }
        let isOneHand = isMass(PollDecider.commonest(differences))
        if isMass(texts) || isMass(titles) {
            memory.learnt.restlessness = min(memory.learnt.restlessness + 1, 12)
        } else if known >= 3 {
            memory.learnt.restlessness = max(memory.learnt.restlessness - 1, 0)
        }
        guard policy.revisions == .auto else { return }
        for (index, revision) in revisions {
            let isLike = revision.likeness >= 0.5
            let isRespelt = isMove && texts * 2 >= known && abs(revision.difference ?? 0) < PollDecider.respelling
            if isLike && (isOneHand || isRespelt) || (memory.learnt.isRestless && isMass(texts)) {
                revisions[index]?.drop(.content)
            }
            if isMass(titles), isMove && isLike || memory.learnt.isRestless { revisions[index]?.drop(.title) }
        }
    }

    /// By less, in bytes, a text changes that is only taken over into another publishing system: not by a paragraph.
    private static let respelling = 64

    /// How often the number that stands there most often does.
    private static func commonest(_ numbers: [Int]) -> Int {
        numbers.reduce(into: [:]) { $0[$1, default: 0] += 1 }.values.max() ?? 0
    }

    private mutating func settleKnown(_ index: Int, _ old: Int, _ revision: Revision?) -> ItemDecision {
        let id = RecordID(feed: feed.id, origin: memory.items[old].origin)
        var entry = memory.items[old]
        defer {
            if !poll[index].isDigestAlone { entry.take(poll[index], isCut: revision?.isCut ?? false) }
            memory.items[old] = entry
        }
        if entry.isHeld {
            guard policy.flood == .deliver else { return .held(id) }
            entry.isHeld = false
            return .new(id)
        }
        guard let revision, !revision.changes.isEmpty, policy.revisions != .none else {
            return .known(id)
        }
        guard policy.revisions == .all || !quiets(&entry, poll[index], revision) else {
            return .known(id)
        }
        entry.revision += 1
        return .revised(id, revision: entry.revision, changes: revision.changes)
    }

    /// An item that changes again and again, and does not grow, is quieted; each day of calm forgives two changes. To
    /// go back to the text before, or to change in numbers alone, is a sign of a machine.
    private func quiets(_ entry: inout RememberedItem, _ item: ItemEvidence, _ revision: Revision)
        -> Bool
    {
        let days = Int(today) - Int(entry.changedOn)
        let churn = max(0, Int(entry.churn) - 2 * max(0, days))
        let isReturn =
            entry.previous != 0 && entry.previous == item.text.calm && revision.changes.contains(.content)
        let isNumbers = revision.changes == [.content] && item.text.sketch == entry.sketch
        if revision.changes.contains(.content) { entry.previous = entry.calm }
        if revision.isGrowth && !isReturn { return false }
        entry.changedOn = today
        entry.churn = UInt8(min(20, churn + (isReturn ? 5 : isNumbers ? 2 : 1)))
        return churn >= limits.restlessChanges
    }
}
