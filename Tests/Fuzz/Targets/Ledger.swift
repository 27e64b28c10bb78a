import Basics
import Records
import Schedule

@testable import Ingest
@testable import Ledger

extension FuzzTarget {
    /// Any bytes as what a damaged disk gives back of the ledger. The first byte chooses which column; what is read is used.
    static let ledger = FuzzTarget(name: "Ledger") { bytes in
        let rest = Array(bytes.dropFirst())
        let now = Timestamp(seconds: 1_800_000_000)
        switch (bytes.first ?? 0) % 7 {
        case 0:
            guard let memory = FeedMemory(decoding: rest) else { return }
            try require(isStable(memory.encoded) { FeedMemory(decoding: $0)?.encoded ?? [] }, "a feed's memory changes")
            _ = memory.recordIDs(feed: "f")
            let poll = [ItemEvidence(knownDigest: 7), ItemEvidence(ItemFacts(id: "a", title: "The bridge opens"))]
            let outcome = Identity.decide(
                poll, feed: FeedFacts(id: "f", url: "https://f.example/"), memory: memory, now: now)
            try require(outcome.decisions.count == poll.count, "\(outcome.decisions.count) decisions on two items")
        case 1:
            guard let history = try? PollHistory(encoded: rest) else { return }
            // Counts are kept roughly, so they need not come back to the last bit.
            try require((try? PollHistory(encoded: history.encoded)) != nil, "a feed's history is read but once")
            let due = nextPoll(history, PollSettings(), now: now, random: 0.5)
            try require(due.at.map { $0 < now + 1e9 } ?? true, "due at \(due.at!): \(due.reason)")
        case 2:
            guard let payload = try? OwedPayload(bytes: rest) else { return }
            try require(isStable(payload.bytes) { try OwedPayload(bytes: $0).bytes }, "what is owed changes")
            if isWhole(payload) { try requireJSON(record(of: payload).dropLast()) }
        case 3:
            guard let article = ClusterArticle(decoding: rest) else { return }
            try require(isStable(article.encoded) { ClusterArticle(decoding: $0)?.encoded ?? [] }, "a cluster changes")
        case 4:
            var block = rest
            let isNew = PostingBlock.insert(9, under: 7, into: &block, from: 3, limit: 4)
            var found: [UInt32] = []
            block.withUnsafeBytes { PostingBlock.find(7, in: $0, limit: 4, into: &found) }
            // What was there already stays in its place, and is found all the same.
            try require(isNew ? found.first == 9 : found.contains(9), "what was posted is not found")
        case 5:
            guard let state = (try? JSONValue(parsing: rest)).flatMap({ IncludeState($0) }) else { return }
            _ = state.complaint(at: now)
            try requireJSON(state.encoded.dropLast())
        default:
            let exchange = FeedExchange(bytes: rest)
            try require(FeedExchange(bytes: exchange.bytes) == exchange, "a feed's exchange changes")
        }
    }

    /// JSON is kept as bytes: those that are none by now are no fault of who reads them.
    private static func isWhole(_ payload: OwedPayload) -> Bool {
        guard case .item(let item) = payload else { return true }
        guard String(validating: item.json, as: UTF8.self) != nil else { return false }
        return (try? JSONValue(parsing: item.json)).map { if case .object = $0 { true } else { false } } ?? false
    }

    /// The line that would be spooled.
    private static func record(of payload: OwedPayload) -> [UInt8] {
        let ready: Deliverer.Ready =
            switch payload {
            case .item(let item): Deliverer.Ready(item, key: OwedKey(1), article: ArticleResult(status: "not-wanted"))
            case .event(let event): Deliverer.Ready(event, key: OwedKey(1))
            }
        return ready.line(Passport(sequence: 1, cluster: nil), Timestamp(seconds: 1_800_000_000))
    }
}
