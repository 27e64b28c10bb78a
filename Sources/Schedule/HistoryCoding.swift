import Basics

// A history as bytes, for the ledger. The first is the version. Version 1, which is still read, had the habit in bins of
// twice the width.
extension PollHistory {
    private static let version: UInt8 = 2

    public var encoded: [UInt8] {
        var out = PackedWriter()
        out.byte(Self.version)
        out.byte((isGone ? 1 : 0) | (pace.isInBurst ? 2 : 0) | (hasGap ? 4 : 0) | (validators.rawValue << 3))
        write(lastPolls, to: &out)
        for time in [lastSuccess, freshUntil, refusedUntil, failingSince, outageAt] { Self.write(time, to: &out) }
        for count in [shown, overlap, gaps, failuresInARow, Int(failure?.rawValue ?? 0)] { out.integer(Int64(count)) }
        out.integer(Int64(wishes.ttl))
        out.integer(Int64(wishes.updatePeriod))
        out.integer(Int64(wishes.skipHours))
        out.byte(wishes.skipDays)
        pace.write(to: &out)
        return out.bytes
    }

    public init(encoded bytes: [UInt8]) throws(HistoryError) {
        self.init()
        var input = PackedReader(bytes)
        let version = try input.byte()
        guard version == Self.version || version == 1 else { throw .version(version) }
        let flags = try input.byte()
        isGone = flags & 1 != 0
        hasGap = flags & 4 != 0
        guard let validators = PollObservation.Validators(rawValue: flags >> 3) else { throw .malformed }
        self.validators = validators
        lastPolls = try Self.readPolls(from: &input)
        lastSuccess = try Self.readTime(from: &input)
        freshUntil = try Self.readTime(from: &input)
        refusedUntil = try Self.readTime(from: &input)
        failingSince = try Self.readTime(from: &input)
        outageAt = try Self.readTime(from: &input)
        shown = try input.count()
        overlap = try input.count()
        gaps = try input.count()
        failuresInARow = try input.count()
        let failure = try input.count(255)
        self.failure = FailureClass(rawValue: UInt8(failure))
        guard failure == 0 || self.failure != nil else { throw .malformed }
        wishes = FeedWishes(
            ttl: Double(try input.count()), updatePeriod: Double(try input.count()),
            skipHours: UInt32(try input.count()),
            skipDays: try input.byte())
        pace = try Pace(from: &input, version: version)
        pace.isInBurst = flags & 2 != 0
    }
}

extension PollHistory {
    private func write(_ polls: [Poll], to out: inout PackedWriter) {
        out.byte(UInt8(polls.count))
        var before: Int64 = 0
        for poll in polls {
            out.integer(poll.at.seconds - before)
            before = poll.at.seconds
            switch poll.result {
            case .unchanged: out.byte(0)
            case .failed(let failure): out.byte(failure.rawValue)
            case .gone: out.byte(0xFE)
            case .read(let new):
                out.byte(0xFF)
                out.integer(Int64(new))
            }
        }
    }

    private static func readPolls(from input: inout PackedReader) throws(HistoryError) -> [Poll] {
        let count = Int(try input.byte())
        guard count <= pollsKept else { throw .malformed }
        var polls: [Poll] = []
        var seconds: Int64 = 0
        for _ in 0..<count {
            seconds = try time(seconds, plus: try input.integer())
            let kind = try input.byte()
            let result: Poll.Result
            switch kind {
            case 0: result = .unchanged
            case 0xFE: result = .gone
            case 0xFF: result = .read(new: try input.count())
            default:
                guard let failure = FailureClass(rawValue: kind) else { throw .malformed }
                result = .failed(failure)
            }
            polls.append(Poll(at: Timestamp(seconds: seconds), result: result))
        }
        return polls
    }

    /// nil is 0, the first second of 1970 counts as nil.
    private static func write(_ time: Timestamp?, to out: inout PackedWriter) { out.integer(time?.seconds ?? 0) }

    private static func readTime(from input: inout PackedReader) throws(HistoryError) -> Timestamp? {
        let seconds = try time(0, plus: try input.integer())
        return seconds == 0 ? nil : Timestamp(seconds: seconds)
    }

    private static func time(_ base: Int64, plus seconds: Int64) throws(HistoryError) -> Int64 {
        guard abs(seconds.clamped) <= 1 << 40, abs(base) <= 1 << 41 else { throw .malformed }
        return base + seconds
    }
}

extension Int64 {
    /// So that its absolute value exists.
    fileprivate var clamped: Int64 { Swift.max(self, -Int64.max) }
}

extension Pace {
    func write(to out: inout PackedWriter) {
        for time in [known, lastArrival, profileFaded] { out.integer(Int64(time)) }
        for index in items.indices {
            out.float(items[index])
            out.float(days[index])
        }
        out.counts(habit.came)
        out.counts(habit.expected)
        out.counts(profile.day)
        out.counts(profile.week)
    }

    init(from input: inout PackedReader, version: UInt8) throws(HistoryError) {
        self.init()
        known = Double(try input.count(1 << 40))
        lastArrival = Double(try input.count(1 << 40))
        profileFaded = Double(try input.count(1 << 40))
        for index in items.indices {
            items[index] = try input.float()
            days[index] = try input.float()
        }
        let habitCounts = version == 1 ? GapHabit.bins : 2 * GapHabit.bins
        if let counts = try input.counts(habitCounts) {
            habit.came = version == 1 ? GapHabit.halved(counts) : counts
        }
        if let counts = try input.counts(habitCounts) {
            habit.expected = version == 1 ? GapHabit.halved(counts) : counts
        }
        let (day, week) = (try input.counts(HourProfile.dayBins), try input.counts(HourProfile.weekBins))
        // Of one that has faded to nothing there is nothing to read.
        if day != nil || week != nil {
            profile.day = day ?? Array(repeating: 0, count: HourProfile.dayBins)
            profile.week = week ?? Array(repeating: 0, count: HourProfile.weekBins)
        }
    }
}

extension GapHabit {
    /// Counts by bins of twice the width, twelve after long gaps and twelve after short ones, as counts by these bins.
    fileprivate static func halved(_ counts: [Float]) -> [Float] {
        var halves = [Float](repeating: 0, count: 2 * bins)
        for (place, count) in counts.enumerated() {
            let (burst, bin) = place.quotientAndRemainder(dividingBy: bins / 2)
            // The first bin has kept its end; each other was the two that now begin where it began.
            for half in bin == 0 ? [0] : [2 * bin - 1, 2 * bin] {
                halves[burst * bins + half] += bin == 0 ? count : count / 2
            }
        }
        return halves
    }
}
