import Spool

/// `[ledger]`: what is remembered, and for how long.
public struct LedgerSettings: Equatable, Sendable {
    public var remember = 30 * 86400.0

    public init() {}
}

/// `[spool]`: the directory of records.
public struct SpoolSettings: Equatable, Sendable {
    public var maxSize = 10 << 30
    public var minFree = 256 << 20
    public var batch = 1
    public var batchDelay = 1.0
    public var compress = SpoolCompression.none
    /// Nil: what a consumer moved to `cur/` is never touched.
    public var keepConsumed: Double?
    public var keepConsumedSize: Int?

    public init() {}
}

/// `[identity]`: what makes two items one, and two articles one story.
public struct IdentitySettings: Equatable, Sendable {
    public var policy = IdentityPolicy.learnt
    public var revisions = RevisionPolicy.noticeable
    public var flood = FloodPolicy.hold
    /// Parameters of addresses that say nothing of what is shown, beside those that feedmill knows.
    public var dropParameters: [String] = []
    /// Parameters that say what is shown, whatever feedmill takes them for.
    public var keepParameters: [String] = []
    /// How long an article can be joined by others that tell the same story; 0: no clusters.
    public var clusterWindow = 14 * 86400.0

    public init() {}

    /// What the operator says of a feed's items, in place of what is learnt; nil where that is nothing.
    public var pins: String? {
        var pins: [String] = []
        if policy != .learnt { pins.append("by \(policy.rawValue)") }
        if revisions != .noticeable { pins.append("revisions \(revisions.rawValue)") }
        if flood != .hold { pins.append("flood \(flood.rawValue)") }
        if !dropParameters.isEmpty { pins.append("without " + dropParameters.joined(separator: ", ")) }
        if !keepParameters.isEmpty { pins.append("with " + keepParameters.joined(separator: ", ")) }
        return pins.isEmpty ? nil : pins.joined(separator: "; ")
    }
}

/// Which changes of an item become revisions.
public enum RevisionPolicy: String, CaseIterable, Sendable {
    /// Those that a reader would notice; none of an item that changes all the time.
    case noticeable = "auto"
    /// Every change of a visible character.
    case all
    case none
}

/// What becomes of many old items under new names, where too little tells them from new ones.
public enum FloodPolicy: String, CaseIterable, Sendable {
    case hold, deliver
}

/// Which of an item's marks names it.
public enum IdentityPolicy: String, CaseIterable, Sendable {
    /// Whatever has proved stable in the feed.
    case learnt = "auto"
    case id, url, title
    /// Title, date and text together.
    case content
}
