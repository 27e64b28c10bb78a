import Basics

/// One item once, and a change told as a change: decides by all evidence, weighed by what has proved steady in the
/// feed.
///
/// Pure: the same arguments give the same outcome. A poll of which every digest is among `memory.knownDigests()` need
/// not be decided at all.
public enum Identity {
    /// What the items of one poll are. `poll` holds all items of the document, in its order.
    public static func decide(
        _ poll: [ItemEvidence], feed: FeedFacts, memory: FeedMemory, policy: IdentityPolicy = .init(),
        limits: IdentityLimits = .init(), now: Timestamp
    ) -> IdentityOutcome {
        guard !poll.isEmpty else { return IdentityOutcome(decisions: [], events: [], memory: nil) }
        if let decisions = unchanged(poll, feed, memory) {
            return IdentityOutcome(decisions: decisions, events: [], memory: nil)
        }
        let today = UInt16(clamping: now.seconds / 86_400)
        var decider = PollDecider(poll, feed, memory, policy, limits, today)
        return decider.decide()
    }

    /// Where the poll holds what the one before held, and nothing is to be unlearnt.
    private static func unchanged(_ poll: [ItemEvidence], _ feed: FeedFacts, _ memory: FeedMemory)
        -> [ItemDecision]?
    {
        guard memory.learnt.restlessness == 0 else { return nil }
        let current = memory.items.indices.filter { memory.items[$0].isCurrent }
        guard !current.contains(where: { memory.items[$0].isHeld || memory.items[$0].churn > 0 }) else { return nil }
        let known = memory.indicesByDigest(among: Set(poll.map(\.digest)))
        let found = poll.compactMap { known[$0.digest] }
        guard found.count == poll.count, Set(found) == Set(current) else { return nil }
        let decisions = found.map { ItemDecision.known(RecordID(feed: feed.id, origin: memory.items[$0].origin)) }
        return decisions
    }
}
