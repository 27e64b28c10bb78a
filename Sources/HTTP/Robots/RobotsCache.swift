import Basics

/// What is known of the robots.txt of many sites, for a day at most (RFC 9309, 2.3 and 2.4). Says whether a page may be asked
/// for, and when robots.txt itself must be asked first.
public struct RobotsCache: Sendable {
    public enum Decision: Sendable, Hashable {
        /// `delay`: the site's crawl-delay, in seconds.
        case allowed(delay: Double?)
        case refused
        /// robots.txt is to be asked first, at this address.
        case ask(WebURL)
        /// The site cannot be asked for robots.txt just now, so nothing of it is fetched before that time.
        case wait(until: Timestamp)
    }

    private struct Entry {
        var rules: RobotsTxt?
        /// When what is known is to be asked for again.
        var until: Timestamp
        /// Since when robots.txt cannot be had.
        var failingSince: Timestamp?
        var failures = 0
    }

    private var entries: [String: Entry] = [:]
    /// Bytes that the rules of all take.
    private var cost = 0
    private let limit: Int
    private let costLimit: Int
    private let longest: Double

    /// For so many sites at most, rules of so many bytes of memory, and so many seconds.
    public init(limit: Int = 10_000, costLimit: Int = 16 << 20, longest: Double = 86_400) {
        self.limit = limit
        self.costLimit = costLimit
        self.longest = longest
    }

    public var count: Int { entries.count }

    public func decision(for url: WebURL, at now: Timestamp) -> Decision {
        guard let origin = url.origin, let address = WebURL(origin + "/robots.txt") else {
            return .refused
        }
        guard let entry = entries[origin], now < entry.until, now >= entry.until + -2 * longest else {
            return .ask(address)
        }
        if let rules = entry.rules {
            return rules.allows(url) ? .allowed(delay: rules.crawlDelay) : .refused
        }
        return .wait(until: entry.until)
    }

    /// Takes the answer to a question for robots.txt. 2xx: its rules; 4xx: all is allowed; 429, 5xx and all else: nothing is
    /// until it can be had; rules that are known stay good for another day, and after 30 days without it all is allowed.
    public mutating func received(_ response: HTTPResponse, for url: WebURL, at now: Timestamp) {
        switch response.status {
        case 200..<300: store(RobotsTxt(parsing: response.body), response.headers, url, now)
        case 400..<500 where response.status != 429: store(RobotsTxt(), response.headers, url, now)
        default: failed(url, retryAfter: RetryAfter.seconds(in: response.headers, now: now), at: now)
        }
    }

    /// Takes that robots.txt could not be had.
    public mutating func failed(_ url: WebURL, retryAfter: Double? = nil, at now: Timestamp) {
        guard let origin = url.origin else { return }
        var entry = entries[origin] ?? Entry(until: now)
        let since = entry.failingSince ?? now
        entry.failingSince = since
        let pause = min(max(300 * Double(1 << min(entry.failures, 8)), retryAfter ?? 0), longest)
        entry.failures += 1
        if now - since > 30 * 86_400 { entry.rules = RobotsTxt() }
        if entry.rules != nil, now - since > longest, now - since <= 30 * 86_400 { entry.rules = nil }
        entry.until = now + pause
        insert(entry, origin)
    }

    private mutating func store(
        _ rules: RobotsTxt, _ headers: HTTPHeaders, _ url: WebURL, _ now: Timestamp
    ) {
        guard let origin = url.origin else { return }
        let fresh = Freshness(headers, now: now).lifetime ?? longest
        insert(Entry(rules: rules, until: now + min(max(fresh, 3600), longest)), origin)
    }

    private mutating func insert(_ entry: Entry, _ origin: String) {
        let added = entry.rules?.cost ?? 0
        cost -= entries.removeValue(forKey: origin)?.rules?.cost ?? 0
        while !entries.isEmpty, entries.count >= limit || cost + added > costLimit { makeRoom() }
        entries[origin] = entry
        cost += added
    }

    /// Drops the quarter that would be asked for again soonest.
    private mutating func makeRoom() {
        entries.dropLowestQuarter(by: \.until)
        cost = entries.values.reduce(0) { $0 + ($1.rules?.cost ?? 0) }
    }
}
