import Basics
import HTTP
import Ledger
import Records
import Schedule
import Spool

// The loop: one event after the other, and after each what can be begun.
extension Mill {
    func loop(_ group: inout DiscardingTaskGroup) async {
        if let interval = environment.watchdogInterval, let notify = environment.notify {
            let watch = LifeWatch(
                stages: stages, clock: services.clock, interval: interval, log: services.log, sign: notify.watchdog)
            group.addTask { await watch.run() }
        }
        if let path = configuration.settings.metrics.textfile, !options.once {
            let file = MetricsFile(path: path, interval: configuration.settings.metrics.textfileInterval)
            let (services, metrics) = (services, metrics)
            group.addTask { await file.keepWriting(metrics, services) }
        }
        if !options.once {
            let (clock, tell) = (services.clock, tell)
            group.addTask { for await _ in clock.settings() { tell.yield(.ping {}) } }
        }
        var iterator = events.makeAsyncIterator()
        while true {
            let now = services.clock.now()
            checkClock(now)
            if !isStopping { begin(at: now, &group) }
            if !isStopping { passOn(&group) }
            if isStopping || (options.once && isIdle) { break }
            setAlarm(now, &group)
            guard let event = await iterator.next() else { break }
            await handle(event, &group)
        }
    }

    /// What can be begun now is begun.
    private func begin(at now: Timestamp, _ group: inout DiscardingTaskGroup) {
        lookAtSpool(now, &group)
        keepHouse(now, &group)
        survey(now, &group)
        sweep(now, &group)
        queueIncludes(at: now)
        if canPoll {
            while let key = due.popFirst(dueBy: now) { queue(key, at: now) }
            while pollsInFlight.count < configuration.http.connections, let key = localFeeds.popFirst() {
                poll(key, requester: nil, at: now, &group)
            }
        }
        while let key = postponed.popFirst(dueBy: now) {
            if let ticket = tickets.removeValue(forKey: key) { requeue(ticket, at: now) }
        }
        while hasRoom, let step = turns.next(at: now) {
            switch step {
            case .start(.feed(let key), let requester):
                poll(key, requester: requester, at: now, &group)
            case .start(.article(let ticket), let requester):
                fetch(ticket, requester, at: now, &group)
            case .start(.include(let address), let requester):
                fetchInclude(address, requester, at: now, &group)
            case .start(.visit(let visit), let requester): begin(visit, requester)
            case .postpone(.feed(let key), _, let until):
                waiting.remove(key)
                if options.once { summary.postponed += 1 } else { due.put(key, due: until) }
            case .postpone(.article(let ticket), let requester, let until):
                refused(ticket, requester, until: until, at: now, &group)
            case .postpone(.include(let address), _, let until):
                includes.ended(address, next: options.once ? nil : until)
            case .postpone(.visit(let visit), _, let until): refuse(visit, until: until)
            }
        }
    }

    private var hasRoom: Bool {
        pollsInFlight.count + articlesInFlight.count - visitsWaiting < configuration.http.connections
            && pause?.code != "spool-full"
    }

    /// Not while the spool may be full, either: a look is on its way then.
    private var canPoll: Bool { pause == nil && !level.wantsLook && pending < configuration.limits.maxPending }

    /// Nothing is under way, and nothing can be begun before time passes.
    private var isIdle: Bool {
        pollsInFlight.isEmpty && articlesInFlight.isEmpty && handOvers == 0 && pending == 0 && turns.count == 0
            && localFeeds.isEmpty && due.isEmpty && postponed.isEmpty && includes.isIdle
            || pause != nil && pollsInFlight.count + articlesInFlight.count == visitsWaiting
    }

    private func queue(_ key: FeedKey, at now: Timestamp) {
        guard let feed = feeds[key], !feed.paused, pollsInFlight[key] == nil, waiting.insert(key).inserted else {
            return
        }
        let url = moved[key] ?? feed.url
        if url.scheme == "file" {
            localFeeds.append(key)
        } else {
            turns.add(.feed(key), Requester(url: url, document: feed.id, lane: .feed), at: now)
        }
    }

    /// A record has its turn: at the host of its article, or to be handed over as it is where it leads to none.
    func requeue(_ ticket: OwedTicket, at now: Timestamp) {
        guard let address = ticket.articleURL, let url = WebURL(address) else { return handOver.append(ticket) }
        let own = feeds[ticket.feed]?.articles.delayPerHost ?? configuration.articles.delayPerHost
        let requester = Requester(url: url, document: address, lane: .page, delay: own)
        turns.add(.article(ticket), requester, at: now)
    }

    private func poll(_ key: FeedKey, requester: Requester?, at now: Timestamp, _ group: inout DiscardingTaskGroup) {
        waiting.remove(key)
        // Nothing that it brought could be kept now: it waits as those do that were not in line yet.
        let isHalted = pause != nil
        guard !isHalted, let feed = feeds[key], !feed.paused else {
            if let requester { turns.ended(requester, at: now) }
            if isHalted { due.put(key, due: now) }
            return
        }
        pollsInFlight[key] = now
        budget?.spend(at: now)
        let outage = outage
        let poll = Poll(
            feed: feed, url: feed.url, key: key, configuration: configuration, services: services, budget: budget,
            isOutage: { host, failed in await outage.observed(host: host, failed: failed) },
            turn: requester, visits: requester.map { visits.pass(.feed(key), from: $0) })
        let tell = tell
        group.addTask {
            let report = await poll()
            tell.yield(.polled(report, requester, startedAt: now))
        }
    }

    private func fetch(
        _ ticket: OwedTicket, _ requester: Requester, at now: Timestamp, _ group: inout DiscardingTaskGroup
    ) {
        articlesInFlight[ticket.key] = now
        let turn = articleTurn(ticket, requester, at: now)
        let tell = tell
        group.addTask { tell.yield(.article(await turn())) }
    }

    /// A site that wants no more of us: its articles wait for it, or go without where that is too long.
    private func refused(
        _ ticket: OwedTicket, _ requester: Requester, until: Timestamp, at now: Timestamp,
        _ group: inout DiscardingTaskGroup
    ) {
        articlesInFlight[ticket.key] = now
        let turn = articleTurn(ticket, requester, at: nil)
        let tell = tell
        group.addTask { tell.yield(.article(await turn.refused(until: until))) }
    }

    private func articleTurn(_ ticket: OwedTicket, _ requester: Requester, at start: Timestamp?) -> ArticleTurn {
        ArticleTurn(
            ticket: ticket, requester: requester, startedAt: start, feed: feeds[ticket.feed],
            configuration: configuration,
            rules: rules, services: services, robots: robots,
            visits: visits.pass(.article(ticket.key), from: requester),
            deliverer: deliverer, isOnce: options.once)
    }

    /// When something can be begun, or is to be looked after, that nothing else wakes the loop for.
    var nextTime: Timestamp? {
        var times: [Timestamp] = [
            postponed.nextDue, hasRoom ? turns.wakeTime : nil, lookAgainAt, includes.nextDue, noteDue, surveyTime,
        ].compactMap { $0 }
        if canPoll, let next = due.nextDue { times.append(next) }
        if !options.once {
            times.append(housekeepingDue)
            if !isSweeping && isRetentionWanted { times.append(sweepDue) }
        }
        return times.min()
    }

    /// Sleeps until something is due, unless an event comes before.
    private func setAlarm(_ now: Timestamp, _ group: inout DiscardingTaskGroup) {
        guard let next = nextTime else {
            wakeAt = nil
            return
        }
        // Its age is not to be taken for a fault.
        if next > awakeBy, !options.once { writeNote() }
        // One sleeper is enough, if it wakes early enough.
        if let wakeAt, wakeAt <= next, wakeAt > now { return }
        wakeAt = next
        alarm += 1
        let (clock, tell, number) = (services.clock, tell, alarm)
        group.addTask {
            await clock.sleep(seconds: max(0.001, next - now))
            tell.yield(.time(alarm: number))
        }
    }

    private func checkClock(_ now: Timestamp) {
        let expected = wokenFor ?? wakeAt
        wokenFor = nil
        switch clockWatch.look(now: now, uptime: services.clock.uptime(), expected: expected) {
        case .steady: return
        case .jumped(let seconds):
            services.log.notice("the clock jumped by \(Int(seconds)) s", metadata: ["code": "clock-jumped"])
            if seconds < 0 { moveTimes(by: seconds, at: now) }
            awakeBy = awakeBy + seconds
            noteDue = now
        case .slept(let seconds):
            services.log.notice("woken \(Int(seconds)) s late", metadata: ["code": "slept"])
        }
        wakeAt = nil
        spreadDueFeeds(from: now)
    }
}

extension Mill {
    /// The clock was set back: what was planned by it comes as soon as it would have come.
    private func moveTimes(by seconds: Double, at now: Timestamp) {
        turns.clockWasSet(at: now)
        for key in due.keys { due.put(key, due: due.due(of: key)! + seconds) }
        for key in postponed.keys { postponed.put(key, due: postponed.due(of: key)! + seconds) }
        includes.moveTimes(by: seconds)
        housekeepingDue = housekeepingDue + seconds
        surveyDue = surveyDue + seconds
        sweepDue = sweepDue + seconds
        noteDue = noteDue.map { $0 + seconds }
        lookAgainAt = lookAgainAt.map { $0 + seconds }
    }
}
