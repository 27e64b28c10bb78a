import Basics

/// Finds out a server that answers 304 whatever happens. It speaks only with evidence: weeks of nothing but 304, from a
/// server that never yet told a change to a conditional request, for a feed that by its own pace should have published many
/// times over. Then one request goes without validators; an innocent server is left alone for twice as long each time.
public struct ValidatorProbe: Sendable, Hashable {
    /// Answers of 304 in a row, and since when.
    private(set) var streak = 0
    private(set) var since: Timestamp?
    /// A conditional request was once answered by 200 with another body: the validators work.
    private(set) var isProven = false
    /// Probes that found nothing.
    private(set) var acquittals = 0
    private(set) var lastProbe: Timestamp?
    /// A probe brought another body than the one that the 304s stood for.
    public private(set) var isConvicted = false

    /// Three weeks.
    static let shortestStreak: Double = 21 * 86_400
    /// So many of the feed's own gaps.
    static let silentGaps = 10.0

    public init() {}

    /// Whether the next request should be unconditional. `usualGap`: seconds between two items of the feed, nil where
    /// unknown (then there is no evidence). A convicted server is always asked unconditionally; how rarely is for the
    /// schedule, which treats it as one without validators.
    public func isDue(at now: Timestamp, usualGap: Double?) -> Bool {
        if isConvicted { return true }
        guard !isProven, streak >= 20, let since, let usualGap, usualGap > 0 else { return false }
        let patience = max(ValidatorProbe.shortestStreak, ValidatorProbe.silentGaps * usualGap)
        guard now - since >= patience else { return false }
        return lastProbe.map { now - $0 >= patience * Double(1 << min(acquittals, 6)) } ?? true
    }

    /// Takes an answer. `wasConditional`: the request carried validators. `bodyChanged`: a 200 brought a body other than
    /// the last one.
    public mutating func observed(
        status: Int, wasConditional: Bool, bodyChanged: Bool, at now: Timestamp
    ) {
        switch (status, wasConditional) {
        case (304, _):
            streak += 1
            since = since ?? now
        case (200, true):
            if bodyChanged { isProven = true }
            restart()
        case (200, false):
            if streak > 0, since != nil { judged(bodyChanged, now) }
        default: break
        }
    }

    private mutating func judged(_ bodyChanged: Bool, _ now: Timestamp) {
        lastProbe = now
        if bodyChanged {
            isConvicted = true
            restart()
        } else {
            acquittals += 1
        }
    }

    private mutating func restart() {
        streak = 0
        since = nil
    }
}

extension ValidatorProbe {
    /// Nil where there is nothing to be kept.
    var json: JSONValue? {
        guard self != ValidatorProbe() else { return nil }
        var members = [
            JSONValue.Member(key: "streak", value: .number(Double(streak))),
            .init(key: "acquittals", value: .number(Double(acquittals))),
            .init(key: "proven", value: .bool(isProven)),
            .init(key: "convicted", value: .bool(isConvicted)),
        ]
        if let since { members.append(.init(key: "since", value: .string(since.description))) }
        if let lastProbe { members.append(.init(key: "last", value: .string(lastProbe.description))) }
        return .object(members)
    }

    init(json: JSONValue) {
        streak = max(0, json["streak"]?.integer ?? 0)
        acquittals = max(0, json["acquittals"]?.integer ?? 0)
        isProven = json["proven"]?.bool ?? false
        isConvicted = json["convicted"]?.bool ?? false
        since = json["since"]?.string.flatMap { Timestamp(rfc3339: $0) }
        lastProbe = json["last"]?.string.flatMap { Timestamp(rfc3339: $0) }
    }
}
