/// `[polling]`: when feeds are asked, and what refusals and moves mean.
public struct PollingSettings: Equatable, Sendable {
    public var minInterval = 600.0
    /// Nil: a day, or a week for a feed that has long been silent.
    public var maxInterval: Double?
    /// Least time between two polls of a feed whose server sends validators, unless it publishes faster.
    public var gapWithValidators = 3600.0
    /// The same where every poll costs the server the whole feed.
    public var gapWithoutValidators = 4 * 3600.0
    public var delayPerHost = 1.0
    public var requestsPerDay: Int?
    /// Share of the interval by which a poll may be put off.
    public var jitter = 0.1
    /// Time over which feeds are spread that all fell due while the daemon was away.
    public var catchUp = 3600.0
    public var maxAgeCap = 24 * 3600.0
    public var retryAfterCap = 7 * 86400.0
    public var refusalScope = RefusalScope.domain
    /// First wait after a refusal that names no time; it doubles.
    public var refusalDelay = 4 * 3600.0
    /// Nil: a feed that answered 410 is never asked again.
    public var goneRecheck: Double?
    public var moveSightings = 10
    public var moveAfter = 3 * 86400.0
    public var moveRecheck = 30 * 86400.0
    public var probeAlwaysUnchanged = true

    public init() {}
}

/// What a refusal (403, 429, 503) stands for.
public enum RefusalScope: String, CaseIterable, Sendable {
    case feed, host
    /// The registrable domain, by the public suffix list.
    case domain
}
