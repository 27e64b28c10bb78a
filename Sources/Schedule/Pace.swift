#if canImport(Glibc)
    import Glibc
#endif

/// How fast a feed publishes, learnt from arrivals: fading rates of several memories, the hours, and what follows what.
/// Times are seconds since 1970.
struct Pace: Equatable, Sendable {
    /// All is known up to here; 0 before anything is.
    var known: Double = 0
    /// The latest arrival; 0 before the first.
    var lastArrival: Double = 0
    /// Counts of items that fade, one for each memory of the model, and the days of observation that fade with them.
    /// An hour counts into the days as much as items are usual in it.
    var items = [Float](repeating: 0, count: PaceModel.memories)
    var days = [Float](repeating: 0, count: PaceModel.memories)
    /// Whether the latest arrival followed another one closely.
    var isInBurst = false
    var habit = GapHabit()
    var profile = HourProfile()
    /// The time to which profile and habit have been faded.
    var profileFaded: Double = 0

    /// Takes in a first document: the dates of its items, ascending, and how many it shows.
    ///
    /// The oldest item of a long one only begins the time that is counted; a short one is taken to show all that there
    /// was for some weeks.
    mutating func begin(with times: [Double], shown: Int, at now: Double, model: PaceModel = .standard) {
        if shown >= model.shortDocument, let oldest = times.first {
            advance(to: oldest, model: model)
            lastArrival = oldest
            profile.note(oldest)
            for time in times.dropFirst() { note(time, model: model) }
        } else {
            let start = now - model.shortDocumentDays * 86_400
            advance(to: max(1, min(times.first ?? start, start)), model: model)
            for time in times { note(time, model: model) }
        }
        advance(to: now, model: model)
    }

    /// An item came. Times before `known` count as then.
    mutating func note(_ time: Double, model: PaceModel = .standard) {
        advance(to: time, model: model)
        if lastArrival > 0 {
            let gap = (known - lastArrival) * rates(model: model)[1] / 86_400
            habit.came[GapHabit.index(GapHabit.bin(gap), inBurst: isInBurst)] += 1
            isInBurst = gap < model.shortGap
        }
        for index in items.indices { items[index] += 1 }
        lastArrival = known
        profile.note(known)
    }

    /// Time has passed without an item.
    mutating func advance(to time: Double, model: PaceModel = .standard) {
        guard known > 0 else {
            known = time
            profileFaded = time
            return
        }
        guard time > known else { return }
        let hours = HourFactors(profile, model: model)
        expose(to: time, hours, model: model)
        fade(to: time, hours, model: model)
        known = time
        let days = (time - profileFaded) / 86_400
        guard days >= 1 else { return }
        profile.decay(by: exp(-days / model.profileMemory))
        habit.decay(by: exp(-days / model.profileMemory))
        profileFaded = time
    }

    /// The clock was set back: what lies ahead of it counts as now.
    mutating func rewind(to time: Double) {
        known = min(known, time)
        lastArrival = min(lastArrival, time)
        profileFaded = min(profileFaded, time)
    }
}

extension Pace {
    /// Items a day by each memory, longest first, the longest shrunk to what is usual among feeds, each other to the
    /// next longer one.
    func rates(model: PaceModel = .standard) -> [Double] {
        var rate = model.prior.rate(items: Double(items[0]), days: Double(days[0]))
        return items.indices.map { index in
            guard index > 0 else { return rate }
            let weight = model.weightDays[index] + model.weightItems[index] / rate
            rate = (Double(items[index]) + rate * weight) / (Double(days[index]) + weight)
            return rate
        }
    }

    /// Items a day over the next days.
    func perDay(model: PaceModel = .standard) -> Double { rates(model: model)[2] }

    /// Items a day that `rates` come to, `elapsed` seconds on: what the shorter memories add fades.
    static func perDay(_ rates: [Double], after elapsed: Double, model: PaceModel) -> Double {
        var sum = rates[0]
        for index in 1..<rates.count {
            let age = elapsed / 86_400 / model.memory[index]
            // Shorter memories have faded too; of what is left then no digit would change.
            if age > 40 { break }
            sum += (rates[index] - rates[index - 1]) * exp(-age)
        }
        return sum
    }

    /// How many times as likely as pace and hours say an item is at `time`, if none came since the last one known.
    /// `usual`: items a day.
    func sequel(at time: Double, usual: Double, model: PaceModel = .standard) -> Double {
        guard lastArrival > 0 else { return 1 }
        let bin = GapHabit.bin((time - lastArrival) * usual / 86_400)
        return habit.factor(bin, inBurst: isInBurst, model: model)
    }

    /// Counts for the habit the items that pace and hours let expect from `known` to `time`, by the time since the
    /// last one.
    private mutating func expose(to time: Double, _ hours: HourFactors, model: PaceModel) {
        guard lastArrival > 0 else { return }
        let rates = rates(model: model)
        let usual = rates[1] / 86_400
        // A long absence is walked in longer strides.
        let stride = max(3600, (time - known) / 200)
        var from = known
        var bin = GapHabit.bin((from - lastArrival) * usual)
        while from < time {
            let end = bin == GapHabit.bins - 1 ? time : lastArrival + GapHabit.ends[bin] / usual
            let to = min(max(end, from + 1), from + stride, time)
            let middle = (from + to) / 2
            let perDay = Self.perDay(rates, after: middle - known, model: model)
            habit.expected[GapHabit.index(bin, inBurst: isInBurst)] +=
                Float(perDay / 86_400 * hours(middle) * (to - from))
            from = to
            while bin < GapHabit.bins - 1, from >= lastArrival + GapHabit.ends[bin] / usual { bin += 1 }
        }
    }

    /// Fades the counts of each memory, and adds the days up to `time`.
    private mutating func fade(to time: Double, _ hours: HourFactors, model: PaceModel) {
        let steps = min(max(1, Int((time - known) / 3600)), 72)
        let step = (time - known) / Double(steps)
        let factors = (0..<steps).map { hours(known + (Double($0) + 0.5) * step) }
        for (index, memory) in model.memory.enumerated() {
            let kept = exp(-step / 86_400 / memory)
            let gained = memory * (1 - kept)
            var (items, days) = (Double(items[index]), Double(days[index]))
            for factor in factors {
                items *= kept
                days = days * kept + gained * factor
            }
            self.items[index] = Float(items)
            self.days[index] = Float(days)
        }
    }
}
