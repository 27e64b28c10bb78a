/// How a site is treated, unless it says otherwise.
public struct HostTurnsSettings: Sendable, Hashable {
    /// Seconds from the end of one request to a host to the beginning of the next, for feeds and for pages.
    public var feedDelay: Double
    public var pageDelay: Double
    /// At one time, to one host.
    public var feedsAtOnce: Int
    public var pagesAtOnce: Int
    public var requestsAtOnce: Int
    /// For how much of a site a refusal counts.
    public var scope: RefusalScope
    /// Seconds to wait after a refusal that names no time; doubled each time it is repeated.
    public var firstWait: Double
    /// Seconds; no refusal lasts longer.
    public var longestWait: Double

    public init(
        feedDelay: Double = 1, pageDelay: Double = 5, feedsAtOnce: Int = 1, pagesAtOnce: Int = 1,
        requestsAtOnce: Int = 2,
        scope: RefusalScope = .domain, firstWait: Double = 4 * 3600,
        longestWait: Double = RetryAfter.longest
    ) {
        self.feedDelay = feedDelay
        self.pageDelay = pageDelay
        self.feedsAtOnce = feedsAtOnce
        self.pagesAtOnce = pagesAtOnce
        self.requestsAtOnce = requestsAtOnce
        self.scope = scope
        self.firstWait = firstWait
        self.longestWait = longestWait
    }
}

/// For how much of a site a refusal counts: the one document, all of its host, or all hosts of its registrable domain.
public enum RefusalScope: String, Sendable, Hashable {
    case feed, host, domain
}
