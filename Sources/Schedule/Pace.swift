#if canImport(Glibc)
    import Glibc
#endif

/// How fast a feed publishes, learnt from arrivals: three decaying rates, the hours, and the bursts. Times are seconds since 1970.
struct Pace: Equatable, Sendable {
    /// A count of items that fades, and the days of observation that fade with it.
    struct Rate: Equatable, Sendable {
        var items: Double = 0
        var days: Double = 0

        mutating func advance(days elapsed: Double, memory: Double) {
            let kept = exp(-elapsed / memory)
            items *= kept
            days = days * kept + memory * (1 - kept)
        }
    }

    /// All is known up to here; 0 before anything is.
    var known: Double = 0
    /// The latest arrival; 0 before the first.
    var lastArrival: Double = 0
    var long = Rate()
    var middle = Rate()
    var recent = Rate()
    /// Arrivals faded by the model's `burstTime` and `spellTime`.
    var burst: Double = 0
    var spell: Double = 0
    var profile = HourProfile()
    /// The time to which the profile has been faded.
    var profileFaded: Double = 0

    /// Time has passed without an item.
    mutating func advance(to time: Double, model: PaceModel = .standard) {
        guard known > 0 else {
            known = time
            profileFaded = time
            return
        }
        let elapsed = time - known
        guard elapsed > 0 else { return }
        let days = elapsed / 86_400
        long.advance(days: days, memory: model.longMemory)
        middle.advance(days: days, memory: model.middleMemory)
        recent.advance(days: days, memory: model.recentMemory)
        burst *= exp(-elapsed / model.burstTime)
        spell *= exp(-elapsed / model.spellTime)
        known = time
        let faded = (time - profileFaded) / 86_400
        guard faded >= 1 else { return }
        profile.decay(by: exp(-faded / model.profileMemory))
        profileFaded = time
    }

    /// An item came. Times before `known` count as now.
    mutating func note(_ time: Double, model: PaceModel = .standard) {
        advance(to: time, model: model)
        long.items += 1
        middle.items += 1
        recent.items += 1
        burst += 1
        spell += 1
        lastArrival = max(lastArrival, time)
        profile.note(time)
    }

    /// Items a day, as the memories together have it: each shrunk to the longer one.
    func perDay(model: PaceModel = .standard) -> Double {
        let slow = (long.items + model.priorRate * model.priorDays) / (long.days + model.priorDays)
        let medium = (middle.items + slow * model.middleWeight) / (middle.days + model.middleWeight)
        return (recent.items + medium * model.recentWeight) / (recent.days + model.recentWeight)
    }

    /// Items a second expected at `time` ≥ `known`, given what is known and nothing since.
    func intensity(at time: Double, perDay: Double, model: PaceModel = .standard) -> Double {
        let elapsed = time - known
        let ground = perDay / 86_400 * profile.factor(at: time, model: model)
        let sequel =
            burst * exp(-elapsed / model.burstTime) * model.burstShare / model.burstTime
            + spell * exp(-elapsed / model.spellTime) * model.spellShare / model.spellTime
        return ground * (1 - model.burstShare - model.spellShare) + sequel
    }
}
