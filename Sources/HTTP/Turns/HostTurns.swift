import Basics

/// Whose turn it is: one state machine for all hosts. Asked "may this go now, else when?", told what began, ended and was
/// refused. Does nothing itself, and reads no clock: a clock that is set back never makes anyone wait longer than the rules
/// say.
///
/// What it holds of a host is forgotten as soon as it no longer matters; refusals and learnt paces are its durable part.
public struct HostTurns: Sendable {
    public enum Answer: Sendable, Hashable {
        case go
        /// As many requests as may be are under way: ask again when one has ended.
        case busy
        /// The time between two requests has not passed.
        case wait(until: Timestamp)
        /// The site has refused before at a faster pace.
        case paced(until: Timestamp)
        /// The site refused.
        case held(until: Timestamp, by: RefusalScope)
    }

    private struct Host {
        /// Seconds since 1970 at which the last request of a lane began or ended.
        var feedTouched = -Double.infinity
        var pageTouched = -Double.infinity
        var feeds: UInt16 = 0
        var pages: UInt16 = 0
        /// Seconds between two pages, as the site's robots.txt wishes.
        var crawlDelay: Float = 0
        /// The longest own delay, in seconds, of those who asked it.
        var ownDelay: Float = 0
    }

    /// Requests to a domain by the hour, kept for an hour or two.
    private struct Activity {
        var hour: Int32 = 0
        var count: Int32 = 0
        var before: Int32 = 0
    }

    public var settings: HostTurnsSettings
    private var hosts: [UInt64: Host] = [:]
    private var activity: [UInt64: Activity] = [:]
    private var standing: [Refusal.Key: Refusal] = [:]
    private var paces: [String: DomainPace] = [:]
    /// Domains where one document was forbidden lately, and which.
    private var forbidden: [String: (document: String, at: Timestamp)] = [:]
    private var sweepAt = HostTurns.sweepSize

    private static let sweepSize = 1024
    /// Seconds that a refusal which is over is remembered: a new one counts on from it.
    private static let memory = 7 * 86_400.0
    /// Refusals and paces kept at most; the ones that end soonest go first.
    static let durableLimit = 100_000

    public init(_ settings: HostTurnsSettings = .init()) { self.settings = settings }

    /// What is refused now or was lately, for those who want to see.
    public var refusals: [Refusal] { standing.values.sorted { $0.until < $1.until } }

    /// The refusal that holds longest among those that concern a requester; nil where none does.
    public func refusal(holding requester: Requester, at now: Timestamp) -> Refusal? {
        HostTurns.keys(of: requester).compactMap { standing[$0] }.filter { $0.until > now }.max { $0.until < $1.until }
    }

    /// Requests a second that a requester's domain is asked at most, learnt from its refusals; nil where nothing was learnt.
    public func pace(of requester: Requester) -> Double? { paces[requester.domain]?.rate }

    /// Hosts and domains of which something is held in memory.
    public var heldCount: Int { hosts.count + activity.count + standing.count + paces.count }
}

// Asking.
extension HostTurns {
    public mutating func ask(_ requester: Requester, at now: Timestamp) -> Answer {
        if let refusal = refusal(of: requester, at: now) {
            return .held(until: refusal.until, by: refusal.scope)
        }
        let host = known(requester, at: now)
        if isBusy(host, requester.lane) { return .busy }
        let delay = delay(of: requester, host)
        let touched = requester.lane == .feed ? host.feedTouched : host.pageTouched
        let free = touched + delay
        if free > now.secondsSince1970 + 1e-6 {
            return .wait(until: now + (free - now.secondsSince1970))
        }
        let pause = paces[requester.domain]?.wait(at: now) ?? 0
        return pause > 0 ? .paced(until: now + pause) : .go
    }

    /// What is held of a host. Where the clock was set back, what lies ahead of it is as if it were now.
    private mutating func known(_ requester: Requester, at now: Timestamp) -> Host {
        guard var host = hosts[requester.hostKey] else { return Host() }
        let time = now.secondsSince1970
        if host.feedTouched > time || host.pageTouched > time {
            host.feedTouched = min(host.feedTouched, time)
            host.pageTouched = min(host.pageTouched, time)
            hosts[requester.hostKey] = host
        }
        return host
    }

    private func delay(of requester: Requester, _ host: Host) -> Double {
        let own = requester.delay ?? (requester.lane == .feed ? settings.feedDelay : settings.pageDelay)
        return requester.lane == .feed ? own : max(own, Double(host.crawlDelay))
    }

    private func isBusy(_ host: Host, _ lane: Requester.Lane) -> Bool {
        Int(host.feeds) + Int(host.pages) >= settings.requestsAtOnce
            || (lane == .feed
                ? Int(host.feeds) >= settings.feedsAtOnce : Int(host.pages) >= settings.pagesAtOnce)
    }

    /// The refusal that holds longest among those that concern it.
    private mutating func refusal(of requester: Requester, at now: Timestamp) -> Refusal? {
        guard !standing.isEmpty else { return nil }
        var longest: Refusal?
        for key in HostTurns.keys(of: requester) {
            guard var refusal = standing[key] else { continue }
            if now < refusal.since {
                // The clock was set back: what is left to wait is not more than it was.
                refusal.until = now + (refusal.until - refusal.since)
                refusal.since = now
                standing[key] = refusal
            }
            if refusal.until > now, longest.map({ $0.until < refusal.until }) ?? true {
                longest = refusal
            }
        }
        return longest
    }

    private static func keys(of requester: Requester) -> [Refusal.Key] {
        [
            .init(scope: .feed, name: requester.document), .init(scope: .host, name: requester.host),
            .init(scope: .domain, name: requester.domain),
        ]
    }
}

// Being told.
extension HostTurns {
    public mutating func started(_ requester: Requester, at now: Timestamp) {
        touch(requester, at: now, 1)
        count(requester, at: now)
        paces[requester.domain]?.took(at: now)
        sweep(at: now)
    }

    public mutating func ended(_ requester: Requester, at now: Timestamp) {
        touch(requester, at: now, -1)
    }

    /// The site wishes so many seconds between two pages; to be told with each, for it is forgotten where nothing goes there.
    public mutating func noteCrawlDelay(_ seconds: Double, of requester: Requester) {
        hosts[requester.hostKey, default: Host()].crawlDelay = Float(seconds)
    }

    /// A good answer to a request that began at `start`: what was refused before that is forgiven.
    public mutating func succeeded(
        _ requester: Requester, startedAt start: Timestamp, at now: Timestamp
    ) {
        if !standing.isEmpty {
            for key in HostTurns.keys(of: requester)
            where standing[key].map({ $0.until <= start }) ?? false {
                standing[key] = nil
            }
        }
        if paces[requester.domain]?.recover(at: now) == true { paces[requester.domain] = nil }
    }

    /// Whether a status tells us to keep away for a while: 429, 403, and any other error with a Retry-After.
    public static func isRefusal(_ status: Int, retryAfter: Double?) -> Bool {
        status == 429 || status == 403 || status >= 400 && retryAfter != nil
    }

    /// A refusal, as `isRefusal` has it. `retryAfter` in seconds, nil where none could be read.
    /// `jitter` in 0 ... 1 lengthens the wait by up to a tenth. Gives the time until which nothing goes.
    @discardableResult
    public mutating func refused(
        _ requester: Requester, status: Int, retryAfter: Double?, jitter: Double, at now: Timestamp
    ) -> Timestamp {
        let scope = scope(of: requester, status: status, hasTime: retryAfter != nil, at: now)
        let name =
            switch scope {
            case .feed: requester.document
            case .host: requester.host
            case .domain: requester.domain
            }
        let key = Refusal.Key(scope: scope, name: name)
        var refusal =
            standing[key]
            ?? Refusal(scope: scope, name: name, status: status, since: now, until: now, count: 0)
        // Answers to what was under way when the first refusal came say nothing new.
        let isNew = refusal.until <= now || refusal.count == 0
        if isNew { refusal.count += 1 }
        let until = now + wait(retryAfter, count: refusal.count, jitter: jitter)
        refusal.status = status
        refusal.until = max(isNew ? until : refusal.until, until)
        refusal.since = now
        standing[key] = refusal
        if scope != .feed, isNew { slowDown(requester, at: now) }
        if standing.count > HostTurns.durableLimit { standing.dropLowestQuarter(by: \.until) }
        sweep(at: now)
        return refusal.until
    }

    private func wait(_ retryAfter: Double?, count: Int, jitter: Double) -> Double {
        let asked = retryAfter.flatMap { $0 > 0 ? $0 : nil }
        let own = settings.firstWait * Double(1 << min(count - 1, 16))
        return min(asked ?? own, settings.longestWait) * (1 + 0.1 * min(max(jitter, 0), 1))
    }

    /// One forbidden document concerns itself; a second one of the same domain within an hour shows a site that has had
    /// enough of us.
    private mutating func scope(
        of requester: Requester, status: Int, hasTime: Bool, at now: Timestamp
    ) -> RefusalScope {
        guard status == 403 || status == 401, !hasTime else { return settings.scope }
        let last = forbidden[requester.domain]
        forbidden[requester.domain] = (requester.document, now)
        guard let last, last.document != requester.document, now - last.at < 3600 else { return .feed }
        return settings.scope
    }

    private mutating func slowDown(_ requester: Requester, at now: Timestamp) {
        if paces[requester.domain] != nil {
            paces[requester.domain]?.refused(at: now)
        } else {
            paces[requester.domain] = DomainPace(observed: requestsOfLastHour(requester, at: now), at: now)
            if paces.count > HostTurns.durableLimit { paces.dropLowestQuarter(by: \.changed) }
        }
    }

    /// As many as the counts by the hour show: of the hour before, the part that is less than an hour ago.
    private func requestsOfLastHour(_ requester: Requester, at now: Timestamp) -> Int {
        let (hour, second) = now.seconds.quotientAndRemainderFlooring(by: 3600)
        guard let seen = activity[requester.domainKey] else { return 0 }
        let share = 1 - Double(second) / 3600
        let count =
            switch Int64(seen.hour) {
            case hour: Double(seen.count) + share * Double(seen.before)
            case hour - 1: share * Double(seen.count)
            default: 0.0
            }
        return Int(count.rounded(.up))
    }

    private mutating func touch(_ requester: Requester, at now: Timestamp, _ step: Int) {
        var host = hosts[requester.hostKey] ?? Host()
        switch requester.lane {
        case .feed:
            host.feedTouched = now.secondsSince1970
            host.feeds = UInt16(clamping: Int(host.feeds) + step)
        case .page:
            host.pageTouched = now.secondsSince1970
            host.pages = UInt16(clamping: Int(host.pages) + step)
        }
        if let own = requester.delay { host.ownDelay = max(host.ownDelay, Float(own)) }
        hosts[requester.hostKey] = host
    }

    private mutating func count(_ requester: Requester, at now: Timestamp) {
        let hour = Int32(clamping: now.seconds / 3600)
        var seen = activity[requester.domainKey] ?? Activity(hour: hour)
        if seen.hour != hour {
            seen = Activity(hour: hour, count: 0, before: seen.hour == hour - 1 ? seen.count : 0)
        }
        seen.count += 1
        activity[requester.domainKey] = seen
    }

    /// Forgets what no longer matters, whenever the tables have doubled since the last time.
    private mutating func sweep(at now: Timestamp) {
        guard hosts.count + activity.count + standing.count >= sweepAt else { return }
        let longest = max(settings.feedDelay, settings.pageDelay, RobotsTxt.longestDelay)
        let time = now.secondsSince1970
        hosts = hosts.filter { _, host in
            let touched = max(host.feedTouched, host.pageTouched)
            return host.feeds + host.pages > 0 || touched > time - max(longest, Double(host.ownDelay))
        }
        let hour = Int32(clamping: now.seconds / 3600)
        activity = activity.filter { $0.value.hour >= hour - 1 }
        forbidden = forbidden.filter { now - $0.value.at < 3600 }
        standing = standing.filter { now - $0.value.until < HostTurns.memory }
        sweepAt = max(HostTurns.sweepSize, 2 * (hosts.count + activity.count + standing.count))
    }
}

// The durable part.
extension HostTurns {
    /// `{"refusals":[…],"paces":[{"domain","rate","changed"}]}`, in a fixed order.
    public var json: JSONValue {
        let paces = paces.sorted { $0.key < $1.key }.map { domain, pace in
            JSONValue.object([
                .init(key: "domain", value: .string(domain)), .init(key: "rate", value: .number(pace.rate)),
                .init(key: "changed", value: .string(pace.changed.description)),
            ])
        }
        let refusals = standing.values.sorted { ($0.until, $0.name) < ($1.until, $1.name) }.map(\.json)
        return .object([
            .init(key: "refusals", value: .array(refusals)), .init(key: "paces", value: .array(paces)),
        ])
    }

    /// Takes up again what `json` gave; what is not understood is left out. Nothing lasts longer than the longest wait
    /// from `now`.
    public mutating func restore(_ json: JSONValue, at now: Timestamp) {
        for value in json["refusals"]?.array ?? [] {
            guard var refusal = Refusal(json: value) else { continue }
            guard now - refusal.until < HostTurns.memory else { continue }
            // Written while the clock was ahead: it counts from now.
            let ahead = max(0, refusal.since - now)
            refusal.since = min(refusal.since, now)
            refusal.until = min(refusal.until + -ahead, now + settings.longestWait * 1.1)
            standing[refusal.key] = refusal
        }
        for value in json["paces"]?.array ?? [] {
            guard let domain = value["domain"]?.string, let rate = value["rate"]?.number,
                let changed = value["changed"]?.string.flatMap({ Timestamp(rfc3339: $0) })
            else { continue }
            paces[domain] = DomainPace(rate: rate, changed: changed)
        }
    }
}
