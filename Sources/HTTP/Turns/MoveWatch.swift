import Basics

/// Whether a feed has moved for good. Permanent redirects (301, 308) are believed after many sightings over days, and only
/// while what lies at their end is a feed that shares items with the one that is known. The configured address stays what
/// it is, and is asked again once a month.
public struct MoveWatch: Sendable, Hashable {
    /// What a poll of the configured address, or of the believed one, came to.
    public enum Sighting: Sendable, Hashable {
        /// Permanent redirects led to this address, and there was a feed with items that are known.
        case permanent(WebURL)
        /// The address answered itself, by 200 or 304, or by a temporary redirect.
        case inPlace
        /// Permanent redirects led to this address, where a feed lies that shares no item with the one that is known.
        case elsewhere(WebURL)
        /// No answer that says anything: errors, 404, 5xx …
        case nothing
    }

    public enum Change: Sendable, Hashable {
        case moved(WebURL)
        /// The believed address no longer holds; the configured one is asked again.
        case movedBack
    }

    public struct Rules: Sendable, Hashable {
        public var sightings: Int
        /// Seconds from the first to the last of them.
        public var span: Double
        /// Seconds after which the configured address is asked again.
        public var retest: Double
        /// Failures at the believed address in a row after which it is given up.
        public var failures: Int

        public init(
            sightings: Int = 10, span: Double = 3 * 86_400, retest: Double = 30 * 86_400,
            failures: Int = 5
        ) {
            self.sightings = sightings
            self.span = span
            self.retest = retest
            self.failures = failures
        }
    }

    /// The configured address that led there: where the operator writes another, all this says nothing.
    private(set) var source: WebURL?
    private(set) var target: WebURL?
    private(set) var sightings = 0
    private(set) var firstSeen: Timestamp?
    private(set) var believedAt: Timestamp?
    private(set) var testedAt: Timestamp?
    private(set) var failures = 0
    /// Where another feed lies than the one that is known: its items become known too, and must not vouch for it later.
    private(set) var stranger: WebURL?

    public init() {}

    /// The address that is asked in place of the configured one; nil where that is the configured one.
    public var believed: WebURL? { believedAt == nil ? nil : target }

    /// The address to ask now: the believed one, but the configured one when its monthly test is due.
    public func address(configured: WebURL, at now: Timestamp, rules: Rules = .init()) -> WebURL {
        guard let believed, let testedAt, now - testedAt < rules.retest, source == nil || source == configured else {
            return configured
        }
        return believed
    }

    /// Takes what a poll of `asked` came to, at `now`.
    public mutating func observed(
        _ sighting: Sighting, asking asked: WebURL, configured: WebURL, at now: Timestamp,
        rules: Rules = .init()
    ) -> Change? {
        if let source, source != configured { self = MoveWatch() }
        if believedAt != nil, asked != configured { return atBelieved(sighting, at: now, rules) }
        switch sighting {
        case .permanent(let address) where address == stranger: return nil
        case .permanent(let address):
            let change = seen(address, at: now, rules)
            source = configured
            return change
        case .inPlace, .elsewhere:
            let wasBelieved = believedAt != nil
            self = MoveWatch()
            if case .elsewhere(let address) = sighting { stranger = address }
            return wasBelieved ? .movedBack : nil
        case .nothing:
            if believedAt != nil { testedAt = now }
            return nil
        }
    }

    private mutating func seen(_ address: WebURL, at now: Timestamp, _ rules: Rules) -> Change? {
        if address != target {
            let wasBelieved = believedAt != nil
            self = MoveWatch()
            target = address
            sightings = 1
            firstSeen = now
            return wasBelieved ? .movedBack : nil
        }
        sightings += 1
        if believedAt != nil {
            testedAt = now
            return nil
        }
        guard sightings >= rules.sightings, let firstSeen, now - firstSeen >= rules.span else {
            return nil
        }
        believedAt = now
        testedAt = now
        return .moved(address)
    }

    private mutating func atBelieved(_ sighting: Sighting, at now: Timestamp, _ rules: Rules)
        -> Change?
    {
        switch sighting {
        case .inPlace, .permanent:
            failures = 0
            return nil
        case .elsewhere, .nothing:
            failures += 1
            guard failures >= rules.failures else { return nil }
            self = MoveWatch()
            return .movedBack
        }
    }
}

extension MoveWatch {
    /// Nil where nothing has been seen.
    public var json: JSONValue? {
        if let stranger { return .object([.init(key: "stranger", value: .string(stranger.description))]) }
        guard let target else { return nil }
        var members = [
            JSONValue.Member(key: "target", value: .string(target.description)),
            .init(key: "sightings", value: .number(Double(sightings))),
            .init(key: "failures", value: .number(Double(failures))),
        ]
        if let source { members.append(.init(key: "source", value: .string(source.description))) }
        for (key, time) in [("first", firstSeen), ("believed", believedAt), ("tested", testedAt)] {
            if let time { members.append(.init(key: key, value: .string(time.description))) }
        }
        return .object(members)
    }

    /// What `json` gave; nothing seen, where it is not understood.
    public init(json: JSONValue) {
        stranger = json["stranger"]?.string.flatMap { WebURL($0) }
        guard let target = json["target"]?.string.flatMap({ WebURL($0) }) else { return }
        func time(_ key: String) -> Timestamp? { json[key]?.string.flatMap { Timestamp(rfc3339: $0) } }
        self.target = target
        source = json["source"]?.string.flatMap { WebURL($0) }
        sightings = max(0, json["sightings"]?.integer ?? 0)
        failures = max(0, json["failures"]?.integer ?? 0)
        firstSeen = time("first")
        believedAt = time("believed")
        testedAt = time("tested") ?? believedAt
    }
}
