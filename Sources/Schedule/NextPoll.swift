import Basics

/// When to ask a feed again, from what was observed of it.
///
/// The wait begins from a wish (learnt from the pace, or the feed's own interval, or the distance that failures ask
/// for), is held within the operator's bounds, and is then lengthened by what the server and the feed ask. Jitter
/// never shortens a wait below a bound or somebody's wish. `random` is a number from 0 up to 1, the same for the same
/// poll.
public func nextPoll(_ history: PollHistory, _ settings: PollSettings, now: Timestamp, random: Double) -> Due {
    NextPoll(history: history, settings: settings, now: now, random: min(max(random, 0), 1)).due()
}

/// The steps of `nextPoll`.
struct NextPoll {
    let history: PollHistory
    let settings: PollSettings
    let now: Timestamp
    let random: Double
    var model = PaceModel.standard

    func due() -> Due {
        guard let last = history.lastPoll ?? history.outageAt else {
            return Due(at: now, reason: DueReason(wish: .neverPolled, wished: 0, wait: 0))
        }
        // A poll in the future means that the clock was set back: count from now.
        let anchor = min(last, now)
        if history.isGone { return gone(after: anchor) }
        if let outage = history.outageAt { return afterOutage(min(outage, now)) }
        var reason = wish(from: anchor)
        let floor = lengthen(&reason, from: anchor)
        reason.wait = jittered(reason, floor: floor)
        return skip(Due(at: anchor + reason.wait, reason: reason), anchor)
    }

    private func gone(after anchor: Timestamp) -> Due {
        guard let interval = settings.goneInterval else {
            return Due(at: nil, reason: DueReason(wish: .gone, wished: 0, wait: 0))
        }
        let wait = interval * (1 + settings.jitter * random)
        return Due(at: anchor + wait, reason: DueReason(wish: .gone, wished: interval, wait: wait))
    }

    private func afterOutage(_ anchor: Timestamp) -> Due {
        let wait = settings.minInterval * (1 + settings.jitter * random)
        return Due(
            at: anchor + wait, reason: DueReason(wish: .ownOutage, wished: settings.minInterval, wait: wait))
    }
}

extension NextPoll {
    /// The wait before anyone lengthens it, within the operator's bounds.
    private func wish(from anchor: Timestamp) -> DueReason {
        if let interval = settings.interval {
            return backedOff(DueReason(wish: .interval, wished: interval, wait: interval), from: anchor)
        }
        return backedOff(learnt(from: anchor), from: anchor)
    }

    private func backedOff(_ usual: DueReason, from anchor: Timestamp) -> DueReason {
        guard let failure = history.failure else { return usual }
        let lasting = max(0, anchor - (history.failingSince ?? anchor))
        let wait = Backoff.wait(after: failure, inARow: history.failuresInARow, lasting: lasting)
        // A first refusal that names its time is taken at its word.
        guard history.refusedUntil == nil || history.failuresInARow > 1 else { return usual }
        // Of a feed that never answered no pace is known: the failure alone decides.
        guard wait > usual.wait || (history.lastSuccess == nil && settings.interval == nil) else { return usual }
        return DueReason(wish: .failure(failure, inARow: history.failuresInARow), wished: wait, wait: wait)
    }

    private var ceiling: Double {
        if let max = settings.maxInterval { return Swift.max(max, settings.minInterval) }
        let quiet = history.lastArrival.map { now - $0 > settings.dormantAfter } ?? true
        return max(quiet ? settings.dormantCeiling : settings.ceiling, settings.minInterval)
    }

    /// What the pace asks for, shortened where items could roll off the document's end.
    private func learnt(from anchor: Timestamp) -> DueReason {
        let plan = PollPlan(
            history.pace, from: anchor.secondsSince1970, price: settings.price, bounds: settings.minInterval...ceiling,
            model: model)
        let perDay = history.pace.perDay(model: model)
        var reason = DueReason(
            wish: .pace(perDay: perDay, expected: plan.forecast.items(within: plan.gap), price: settings.price),
            wished: plan.gap, wait: plan.gap)
        if plan.gap >= ceiling { reason.changes.append(DueReason.Change(rule: .maxInterval, wait: plan.gap)) }
        if let safe = window(plan.forecast, perDay: perDay), safe < reason.wait {
            reason.wait = safe
            reason.changes = [DueReason.Change(rule: .window, wait: safe)]
        }
        return reason
    }

    /// The longest wait in which hardly more items come than the document shows: those expected and three deviations
    /// of their number, whose variance is twice that of items that come singly. That a feed rests by night is not
    /// relied upon. At once, if the last document showed none that was known; half the last wait, if few.
    private func window(_ forecast: Forecast, perDay: Double) -> Double? {
        let shown = Double(history.shown)
        guard shown > 0 else { return nil }
        let root = ((18 + 4 * shown).squareRoot() - 18.0.squareRoot()) / 2
        let safe = min(forecast.time(until: root * root) ?? .infinity, root * root / perDay * 86_400)
        guard case .read(let new)? = history.lastPolls.last?.result, new > 0, history.lastPolls.count > 1 else {
            return safe
        }
        if history.hasGap { return settings.minInterval }
        guard Double(history.overlap) < shown / 3 else { return safe }
        let last = history.lastPolls[history.lastPolls.count - 1].at - history.lastPolls[history.lastPolls.count - 2].at
        return min(safe, max(last / 2, settings.minInterval))
    }

    /// Lengthens the wait for the operator's, the server's and the feed's sake. Gives the floor that jitter must keep.
    private func lengthen(_ reason: inout DueReason, from anchor: Timestamp) -> Double {
        var floor = 0.0
        func raise(_ wait: Double, _ rule: DueReason.Rule) {
            floor = max(floor, wait)
            guard wait > reason.wait else { return }
            reason.wait = wait
            reason.changes.append(DueReason.Change(rule: rule, wait: wait))
        }
        raise(settings.minInterval, .minInterval)
        let fresh = history.freshUntil.map { max(0, $0 - anchor) } ?? 0
        if settings.interval == nil { raiseCourtesy(raise, fresh: fresh, from: anchor) }
        raise(min(fresh, settings.freshnessCap), .freshness)
        raise(min(history.wishes.period, settings.freshnessCap), .feedPeriod)
        if let until = history.refusedUntil {
            raise(min(max(0, until - anchor), settings.retryAfterCap), .retryAfter)
        }
        if case .failure = reason.wish { floor = max(floor, reason.wished) }
        if case .interval = reason.wish { floor = max(floor, reason.wished) }
        return floor
    }

    /// D12 and D13: a polite distance, unless the feed publishes faster than that or the server's freshness is shorter.
    private func raiseCourtesy(_ raise: (Double, DueReason.Rule) -> Void, fresh: Double, from anchor: Timestamp) {
        let (polite, rule): (Double, DueReason.Rule)
        switch history.validators {
        case .notNeeded: return
        case .given: (polite, rule) = (settings.validatedFloor, .validatedFloor)
        case .missing: (polite, rule) = (settings.unvalidatedFloor, .unvalidatedFloor)
        }
        guard polite > 0, fresh <= 0 || fresh >= polite else { return }
        let forecast = Forecast(
            history.pace, from: anchor.secondsSince1970, step: polite / 16, points: 17, model: model)
        // That an item is due by habit makes no fast feed.
        let isFaster = history.pace.perDay(model: model) * polite > 86_400 || forecast.items(within: polite) >= 2
        raise(isFaster ? forecast.time(until: 1) ?? polite : polite, rule)
    }

    /// Around the wish where it was learnt, mostly by little; on the early side of the document's end, on the late side
    /// of every bound and of everybody's wish.
    private func jittered(_ reason: DueReason, floor: Double) -> Double {
        let jitter = settings.jitter
        let side = 2 * random - 1
        let isUrgent = reason.changes.last?.rule == .window
        let moved = reason.wait * (1 + jitter * (isUrgent ? -random : side * side * side))
        let roof = max(settings.maxInterval ?? .infinity, floor * (1 + jitter * random))
        return min(max(moved, floor * (1 + jitter * random)), roof)
    }

    private func skip(_ due: Due, _ anchor: Timestamp) -> Due {
        guard let at = due.at else { return due }
        let allowed = history.wishes.allowed(from: at)
        guard allowed > at else { return due }
        var due = due
        due.reason.wait = allowed - anchor
        due.reason.changes.append(DueReason.Change(rule: .skipped, wait: due.reason.wait))
        due.at = allowed + 600 * random
        due.reason.wait += 600 * random
        return due
    }
}
