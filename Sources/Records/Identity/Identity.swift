import Basics

/// One item once, and a change told as a change: decides by all evidence, weighed by what has proved steady in the
/// feed.
///
/// Pure: the same arguments give the same outcome. A poll of which every digest is among `memory.knownDigests` need
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
        var current: [UInt64: RememberedItem] = [:]
        for item in memory.items where item.isCurrent {
            if item.isHeld || item.churn > 0 { return nil }
            current[item.digest] = item
        }
        guard Set(poll.map(\.digest)).count == current.count else { return nil }
        var decisions: [ItemDecision] = []
        for item in poll {
            guard let known = current[item.digest] else { return nil }
            decisions.append(.known(RecordID(feed: feed.id, origin: known.origin)))
        }
        return decisions
    }
}
