/// Why a feed is due when it is: what was wished, and what lengthened or shortened it. Its `description` is the
/// arithmetic in words, as `status --feed` and `explain` print it.
public struct DueReason: Equatable, Sendable {
    /// What the wait began from.
    public enum Wish: Equatable, Sendable {
        case neverPolled
        case gone
        case ownOutage
        /// The feed's own `interval` setting.
        case interval
        /// Learnt: a pace of items a day now believed, how many are expected by the poll, and what a request may cost
        /// (seconds).
        case pace(perDay: Double, expected: Double, price: Double)
        case failure(FailureClass, inARow: Int)
    }

    /// A rule that changed the wait.
    public enum Rule: String, Equatable, Sendable, CaseIterable {
        case minInterval = "min-interval"
        case maxInterval = "max-interval"
        /// A polite distance for a server with validators, and for one without.
        case validatedFloor = "validated-floor"
        case unvalidatedFloor = "unvalidated-floor"
        /// The document's end is near: items could roll off unseen.
        case window
        case freshness
        case feedPeriod = "feed-period"
        case retryAfter = "retry-after"
        case skipped
    }

    /// One change: to so many seconds after the last poll, by that rule.
    public struct Change: Equatable, Sendable {
        public var rule: Rule
        public var wait: Double
    }

    public var wish: Wish
    /// Seconds from the last poll that were wished.
    public var wished: Double
    /// In the order in which they were made.
    public var changes: [Change] = []
    /// Seconds from the last poll in the end, jitter included.
    public var wait: Double

    /// The code of what decided: the last rule's, else the wish's.
    public var code: String {
        if let last = changes.last { return last.rule.rawValue }
        return switch wish {
        case .neverPolled: "never-polled"
        case .gone: "gone"
        case .ownOutage: "own-outage"
        case .interval: "interval"
        case .pace: "pace"
        case .failure: "failure"
        }
    }
}

extension DueReason: CustomStringConvertible {
    public var description: String {
        switch wish {
        case .neverPolled: return "never asked before: at once"
        case .gone where wait == 0: return "gone (410): not asked again"
        default: break
        }
        let changed = changes.map { "; " + Self.words($0) }.joined()
        return "\(begun): \(Self.words(wished))\(changed); with jitter \(Self.words(wait)) after the last poll"
    }

    private var begun: String {
        switch wish {
        case .neverPolled, .gone: "gone (410)"
        case .ownOutage: "our own network is down"
        case .interval: "the feed's own interval"
        case .pace(let perDay, let expected, let price):
            "some \(Self.figure(perDay)) item\(Self.figure(perDay) == "1" ? "" : "s") a day, \(Self.figure(expected)) expected by then, a request worth "
                + "\(Self.words(price)) of an item's waiting"
        case .failure(let failure, let inARow): "\(failure.words), \(inARow) in a row"
        }
    }

    private static func words(_ change: Change) -> String {
        let wait = words(change.wait)
        return switch change.rule {
        case .minInterval: "lengthened to min_interval, \(wait)"
        case .maxInterval: "shortened to max_interval, \(wait)"
        case .validatedFloor: "lengthened to \(wait), for the feed publishes no faster"
        case .unvalidatedFloor: "lengthened to \(wait), for each poll costs the server the whole document"
        case .window: "shortened to \(wait), lest items roll off the document's end"
        case .freshness: "lengthened to \(wait), for so long the answer is fresh (max-age or Expires)"
        case .feedPeriod: "lengthened to \(wait), as the feed asks (ttl or updatePeriod)"
        case .retryAfter: "lengthened to \(wait), as the server asks (Retry-After)"
        case .skipped: "moved to \(wait), past the hours or days that the feed skips"
        }
    }

    /// `2 d 3 h`, `1 h 52 min`, `40 s`.
    static func words(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds < 1e12 else { return "for ever" }
        let whole = Int(seconds.rounded())
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 {
            return whole % 60 == 0 || whole >= 600 ? "\(whole / 60) min" : "\(whole / 60) min \(whole % 60) s"
        }
        let (big, unit, small, smallUnit) =
            whole < 86_400
            ? (whole / 3600, "h", whole % 3600 / 60, "min") : (whole / 86_400, "d", whole % 86_400 / 3600, "h")
        return small == 0 ? "\(big) \(unit)" : "\(big) \(unit) \(small) \(smallUnit)"
    }

    /// Three figures at most.
    static func figure(_ number: Double) -> String {
        let scale = number >= 100 ? 1.0 : number >= 10 ? 10 : 100
        let rounded = (number * scale).rounded() / scale
        return rounded == rounded.rounded() && abs(rounded) < 1e15 ? "\(Int(rounded))" : "\(rounded)"
    }
}
