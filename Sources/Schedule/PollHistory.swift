import Basics

/// What was observed of one feed, as far as it bears on when to ask again. A few hundred bytes, whatever the feed's
/// age.
public struct PollHistory: Equatable, Sendable {
    /// One poll of the last few.
    public struct Poll: Equatable, Sendable {
        public enum Result: Equatable, Sendable {
            /// A document, with so many new items.
            case read(new: Int)
            case unchanged
            case failed(FailureClass)
            case gone
        }

        public var at: Timestamp
        public var result: Result

        public init(at: Timestamp, result: Result) {
            self.at = at
            self.result = result
        }
    }

    /// How many polls are kept in `lastPolls`, and how many arrivals of one poll are learnt from.
    static let pollsKept = 8
    static let arrivalsLearnt = 1000

    /// The latest polls, oldest first; those made while our own network was down are not among them.
    public internal(set) var lastPolls: [Poll] = []
    /// The last poll that got an answer: a document or "unchanged".
    public internal(set) var lastSuccess: Timestamp?
    /// Items of the last document, and how many of them were known before.
    public internal(set) var shown = 0
    public internal(set) var overlap = 0
    /// The last document held no item that was known, although the one before held some: items may have rolled off
    /// its end unseen (`items-missed`). And how often that was so. A document of one item tells nothing of the kind.
    public internal(set) var hasGap = false
    public internal(set) var gaps = 0
    public internal(set) var validators: PollObservation.Validators = .notNeeded
    /// Until then the last answer is fresh; until then the server asked us to stay away.
    public internal(set) var freshUntil: Timestamp?
    public internal(set) var refusedUntil: Timestamp?
    public internal(set) var wishes = FeedWishes()
    /// The failures since the last success: the class of the latest, how many in a row of that class, since when.
    public internal(set) var failure: FailureClass?
    public internal(set) var failuresInARow = 0
    public internal(set) var failingSince: Timestamp?
    public internal(set) var isGone = false
    /// Our own network was down at the last attempt.
    public internal(set) var outageAt: Timestamp?
    var pace = Pace()

    public init() {}

    public var lastPoll: Timestamp? { lastPolls.last?.at }

    /// When the latest item came; nil before the first.
    public var lastArrival: Timestamp? { pace.lastArrival > 0 ? Timestamp(pace.lastArrival) : nil }

    /// Items a day, as now believed.
    public var itemsPerDay: Double { pace.perDay() }

    /// How this feed weighs in a budget: the square root of its items a second.
    public var demand: Double { (pace.perDay() / 86_400).squareRoot() }

    /// The same; nil before the feed was polled, for then nothing is known of it.
    public var weight: Double? { lastPoll == nil ? nil : demand }

    /// Takes in what a poll brought that ended at `instant`; times are kept to whole seconds, rounded up. An instant
    /// before the last poll's (the clock was set back) is taken as it is.
    public mutating func observe(_ poll: PollObservation, at instant: Timestamp) {
        let time = Timestamp(seconds: instant.seconds + (instant.nanoseconds > 0 ? 1 : 0))
        if poll.outcome == .ownOutage {
            outageAt = time
            return
        }
        outageAt = nil
        pace.rewind(to: time.secondsSince1970)
        noteServer(poll, at: time)
        switch poll.outcome {
        case .read:
            learn(poll, at: time)
            succeed(at: time, .read(new: poll.arrivals.count))
        case .unchanged:
            pace.advance(to: time.secondsSince1970)
            if shown > 0 { overlap = shown }
            succeed(at: time, .unchanged)
        case .failed(let failure): fail(failure, at: time)
        case .gone:
            isGone = true
            append(Poll(at: time, result: .gone))
        case .ownOutage: break
        }
    }

    /// The feed is asked at another address from now on: what the old one answered says nothing of the new one. How often items
    /// come is kept.
    public mutating func addressChanged() {
        forgetFailures()
        freshUntil = nil
        refusedUntil = nil
        outageAt = nil
    }
}

extension PollHistory {
    private mutating func noteServer(_ poll: PollObservation, at time: Timestamp) {
        freshUntil = poll.freshness.flatMap { $0 > 0 && $0.isFinite ? time + min($0, 1e9).rounded(.up) : nil }
        refusedUntil = poll.retryAfter.flatMap { $0 > 0 && $0.isFinite ? time + min($0, 1e9).rounded(.up) : nil }
        if let given = poll.validators { validators = given }
        if let wishes = poll.wishes { self.wishes = wishes }
    }

    private mutating func forgetFailures() {
        failure = nil
        failuresInARow = 0
        failingSince = nil
        isGone = false
    }

    private mutating func succeed(at time: Timestamp, _ result: Poll.Result) {
        forgetFailures()
        lastSuccess = time
        append(Poll(at: time, result: result))
    }

    private mutating func fail(_ failure: FailureClass, at time: Timestamp) {
        failuresInARow = self.failure == failure ? failuresInARow + 1 : 1
        self.failure = failure
        failingSince = failingSince ?? time
        append(Poll(at: time, result: .failed(failure)))
    }

    private mutating func append(_ poll: Poll) {
        if lastPolls.count >= Self.pollsKept { lastPolls.removeFirst(lastPolls.count - Self.pollsKept + 1) }
        lastPolls.append(poll)
    }

    private mutating func learn(_ poll: PollObservation, at time: Timestamp) {
        if let shown = poll.shown {
            hasGap = lastSuccess != nil && self.shown > 0 && shown > 1 && poll.arrivals.count >= shown
            if hasGap { gaps += 1 }
            self.shown = shown
            overlap = max(0, shown - poll.arrivals.count)
        }
        let now = time.secondsSince1970
        let times = arrivalTimes(poll, at: now)
        if lastSuccess == nil {
            pace.begin(with: times, shown: max(poll.shown ?? 0, times.count), at: now)
        } else {
            for time in times { pace.note(time) }
            pace.advance(to: now)
        }
    }

    /// When the new items came, ascending. At the first poll their own dates are all there is; later a date is believed
    /// only where it lies between the last answer and this one, and the others are spread evenly over that time.
    private func arrivalTimes(_ poll: PollObservation, at now: Double) -> [Double] {
        let arrivals = poll.arrivals.prefix(Self.arrivalsLearnt)
        guard let last = lastSuccess?.secondsSince1970, last < now else {
            return arrivals.compactMap { ($0.published?.seconds).map(Double.init) }.filter { $0 <= now && $0 > 0 }
                .sorted()
        }
        var times: [Double] = []
        var undated = 0
        for arrival in arrivals {
            if let date = (arrival.published?.seconds).map(Double.init), date > last, date <= now {
                times.append(date)
            } else {
                undated += 1
            }
        }
        for index in 0..<undated {
            times.append((last + (now - last) * (Double(index) + 0.5) / Double(undated)).rounded())
        }
        return times.sorted()
    }
}
