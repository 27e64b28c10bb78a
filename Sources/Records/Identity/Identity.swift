import Basics

/// One item once, and a change told as a change: decides by all evidence, weighed by what has proved steady in the feed.
///
/// Pure: the same arguments give the same outcome. A poll of which every digest is among `memory.knownDigests` need not be
/// decided at all.
public enum Identity {
    /// What the items of one poll are. `poll` holds all items of the document, in its order.
    public static func decide(
        _ poll: [ItemEvidence], feed: FeedFacts, memory: FeedMemory, policy: IdentityPolicy = .init(),
        limits: IdentityLimits = .init(), now: Timestamp
    ) -> IdentityOutcome {
        guard !poll.isEmpty else { return IdentityOutcome(decisions: [], events: [], memory: nil) }
        let today = UInt16(clamping: now.seconds / 86_400)
        var decider = PollDecider(poll, feed, memory, policy, limits, today)
        return decider.decide()
    }
}
