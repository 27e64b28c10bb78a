import Basics
import HTTP
import Ledger
import Logging
import Schedule
import Spool

// How a mill begins, takes a new configuration, and ends.
extension Mill {
    /// A ledger that is older than the spool: it goes on behind the spool's last number, and says so, for what it does not know
    /// of is delivered again.
    static func catchUp(
        _ ledger: some Ledger, with highest: UInt64, at now: Timestamp, _ log: Logger
    ) async throws(LedgerError) {
        let known = try await ledger.summary(now: now).sequence
        guard highest > known else { return }
        try await ledger.raiseSequence(beyond: highest)
        let event = LedgerEvent(
            at: now, feed: nil, code: "ledger-behind",
            message:
                "the spool holds records up to number \(highest), and the ledger knows of \(known): it is new, or a copy of "
                + "before; what it does not know of is delivered again, under the same ids")
        try await ledger.add([event])
        log.warning("\(event.message)", metadata: ["code": "\(event.code)"])
    }

    /// What is known is taken up: feeds with their due times, refusals, and all that is owed.
    func begin() async throws {
        let now = services.clock.now()
        if let bytes = try await services.ledger.note("turns", in: "daemon"), let json = try? JSONValue(parsing: bytes)
        {
            turns.turns.restore(json, at: now)
        }
        configuration = await includingKept(configuration)
        try await synchronise(with: configuration, at: now)
        await takeIncludes(at: now, options.once ? .once(all: options.all) : .start)
        enqueue(try await services.ledger.owed(), at: now)
        if let budget { try await weigh(into: budget) }
        writeNote()
        publish()
        environment.notify?.ready(status: Plain.count(feeds.count, "feed"))
        services.log.info(
            "started", metadata: ["feeds": "\(feeds.count)", "owed": "\(pending)", "version": "\(Feedmill.version)"])
    }

    /// What the feeds ask of the budget is known from their histories.
    private func weigh(into initial: Budget) async throws(LedgerError) {
        var budget = initial
        if let bytes = try await services.ledger.note("budget", in: "daemon"), let json = try? JSONValue(parsing: bytes)
        {
            budget.resume(json)
        }
        for (row, state) in try await services.ledger.states() where feeds[row.key] != nil {
            budget.changeDemand(from: nil, to: (try? PollHistory(encoded: state.history))?.weight)
        }
        self.budget = budget
    }

    /// Another number of requests a day: the feeds stay weighed, and nothing is spent.
    private func renewBudget(for new: Configuration) async throws(LedgerError) {
        guard new.polling.requestsPerDay != configuration.polling.requestsPerDay else { return }
        guard let wanted = new.budget else {
            budget = nil
            return
        }
        if let known = budget {
            budget = known.renewed(requestsPerDay: wanted.requestsPerDay)
        } else {
            try await weigh(into: wanted)
        }
    }

    /// What feeds that went or came back ask of the budget. Before any is there, all are weighed together.
    private func weighChanged(
        from old: [FeedKey: FeedSettings], to new: [FeedKey: FeedSettings]
    ) async throws(LedgerError) {
        guard var budget, !old.isEmpty else { return }
        for (keys, isCome) in [(old.keys.filter { new[$0] == nil }, false), (new.keys.filter { old[$0] == nil }, true)]
        {
            for key in keys {
                let weight = (try? PollHistory(encoded: await services.ledger.state(of: key).history))?.weight
                budget.changeDemand(from: isCome ? nil : weight, to: isCome ? weight : nil)
            }
        }
        self.budget = budget
    }

    /// Makes the ledger's feeds those of a configuration, and gives each its time.
    func synchronise(with configuration: Configuration, at now: Timestamp) async throws(LedgerError) {
        let rows = try await services.ledger.synchronise(configuration.feeds.map { ($0.id, $0.address) }, now: now)
        var feeds: [FeedKey: FeedSettings] = [:]
        feeds.reserveCapacity(rows.count)
        var times: [(key: FeedKey, due: Timestamp)] = []
        for row in rows {
            guard let feed = configuration.feed(id: row.name) else { continue }
            feeds[row.key] = feed
            guard !feed.paused, let time = firstTime(of: row, feed, at: now) else { continue }
            times.append((row.key, time))
        }
        let paused = Set(rows.map(\.key).filter { feeds[$0]?.paused == true })
        // All that may fail comes before anything changes here.
        try await services.ledger.pause(paused)
        try await weighChanged(from: self.feeds, to: feeds)
        let replanned = try await replan(rows, feeds, at: now)
        for key in self.feeds.keys where feeds[key] == nil {
            due.remove(key)
            moved[key] = nil
            damagedFeeds.remove(key)
        }
        for row in rows { moved[row.key] = row.movedTo.flatMap { WebURL($0) } }
        self.feeds = feeds
        for (key, time) in times where pollsInFlight[key] == nil { due.put(key, due: time) }
        for (key, time) in replanned where pollsInFlight[key] == nil { due.put(key, due: time) }
        for key in paused { due.remove(key) }
        if !options.once { spreadDueFeeds(from: now) }
    }

    /// Feeds that are planned anew together; the others are with their next poll. The loop stands still meanwhile.
    private static let replannedAtOnce = 50_000

    /// New times for feeds whose interval is another than the one that their next poll was planned by.
    private func replan(
        _ rows: [FeedRow], _ new: [FeedKey: FeedSettings], at now: Timestamp
    ) async throws(LedgerError) -> [(key: FeedKey, due: Timestamp)] {
        var times: [(key: FeedKey, due: Timestamp)] = []
        for row in rows where !options.once && row.condition == .healthy && times.count < Mill.replannedAtOnce {
            guard let feed = new[row.key], let next = row.nextDue, let last = row.lastPolled,
                isPlannedOtherwise(feed, wait: next - last, before: feeds[row.key])
            else { continue }
            let state = try await services.ledger.state(of: row.key)
            guard let history = try? PollHistory(encoded: state.history), history.lastPoll != nil else { continue }
            let plan = feed.nextPoll(history, budget, now: now, random: services.random())
            if let due = plan.at { times.append((row.key, max(due, now))) }
        }
        return times
    }

    /// Whether a wait was planned by other settings: those that are known, or such as would not have allowed it.
    private func isPlannedOtherwise(_ feed: FeedSettings, wait: Double, before: FeedSettings?) -> Bool {
        if let before { return before.interval != feed.interval || before.polling != feed.polling }
        guard let longest = feed.interval ?? feed.polling.maxInterval else { return false }
        return wait > max(longest, feed.polling.minInterval) * 1.2
    }

    /// When a feed that just came is due; nil: not in this run, or never.
    private func firstTime(of row: FeedRow, _ feed: FeedSettings, at now: Timestamp) -> Timestamp? {
        if row.condition == .gone, row.nextDue == nil {
            guard let interval = feed.polling.goneRecheck else { return nil }
            let next = max(now, (row.lastPolled ?? now) + interval)
            return options.once && next > now && !options.all ? nil : next
        }
        // In a single run, what was there before the feeds changed has had its time already.
        if options.once, feeds[row.key] != nil { return due.due(of: row.key) }
        if options.once { return options.all || (row.nextDue ?? now) <= now ? now : nil }
        if let known = due.due(of: row.key), feeds[row.key]?.address == feed.address { return known }
        guard let next = row.nextDue, let last = row.lastPolled else { return row.nextDue ?? now }
        // Where the clock was set back meanwhile, the wait counts from now.
        return min(next, now + max(0, next - last))
    }

    /// Feeds that are all due at once are spread over a while, those of one host apart from each other.
    func spreadDueFeeds(from now: Timestamp) {
        due.spread(
            from: now, over: configuration.polling.catchUp, seed: UInt64(services.random() * 0x1p53))
    }

    /// With the lists as they were last had.
    private func includingKept(_ configuration: Configuration) async -> Configuration {
        await services.files.run { configuration.includingKept() }
    }

    func take(_ given: Configuration) async {
        environment.notify?.reloading(uptime: services.clock.monotonic())
        let new = await includingKept(given)
        let difference = ConfigurationDifference(from: configuration, to: new)
        do {
            try await synchronise(with: new, at: services.clock.now())
            try await renewBudget(for: new)
            configuration = new
            refusedByLedger = nil
            listsAreNew = false
            services.http.take(new.http.clientConfiguration(resolve: environment.resolve))
            environment.taken?(new)
            let directory = new.articles.siteRules
            rules = await services.files.run { SiteRuleBook(directory: directory) }
            missedRules = []
            turns.turns.settings = new.turnsSettings
            level.limit = new.spool.maxSize
            configurationErrors = []
            await takeIncludes(
                at: services.clock.now(), options.once ? .once(all: options.all) : .reload)
            services.log.notice(
                "configuration read again",
                metadata: [
                    "added": "\(difference.added.count)", "removed": "\(difference.removed.count)",
                    "changed": "\(difference.changed.count)",
                ])
            for key in difference.keysNeedingRestart {
                services.log.warning(
                    "\(key) takes effect when feedmill starts again", metadata: ["code": "restart-needed"])
            }
        } catch {
            services.log.error("the configuration could not be taken: \(error)", metadata: ["code": "reload-failed"])
            configurationErrors = ["\(error)"]
            if !error.isDamage {
                refusedByLedger = given
                halt(error.code, error.message)
            }
        }
        writeNote()
        environment.notify?.ready(status: Plain.count(feeds.count, "feed"))
    }

    /// No more is begun; what is in flight is abandoned where it does not end by itself: it is still owed, or still due.
    func abandon() async {
        environment.notify?.stopping()
        visits.close()
        await services.http.shutdown()
        await services.workers.shutDown()
    }

    /// After all tasks have ended.
    func end() async {
        summary.owed = (try? await services.ledger.summary(now: services.clock.now()).owed) ?? pending
        if options.once { summary.waiting = due.count + waiting.count + pollsInFlight.count }
        summary.obstacle = pause.map { "\($0.message) [\($0.code)]" }
        await saveTurns()
        await Mill.save(budget, in: services.ledger)
        // What is still owed may have come into the spool since the last word of it.
        spoolBound = pending == 0 ? level.atMost.map { DaemonNote.SpoolBound(path: spool.path, bytes: $0) } : nil
        writeNote()
        metricsServer?.stop()
        await services.ledger.close()
        services.log.info("stopped", metadata: ["delivered": "\(summary.delivered)", "owed": "\(summary.owed)"])
    }

    /// What of the budget was spent ahead of time outlives the daemon.
    static func save(_ budget: Budget?, in ledger: any Ledger) async {
        if let budget { try? await ledger.keep([("budget", budget.saved.encoded)], in: "daemon") }
    }

    func saveTurns() async {
        guard turnsChanged else { return }
        turnsChanged = false
        try? await services.ledger.keep([("turns", turns.turns.json.encoded)], in: "daemon")
    }

    func writeNote() {
        let now = services.clock.now()
        noteDue = nil
        awakeBy = max(nextTime ?? now, now + environment.surveyInterval)
        var note = DaemonNote(
            processID: environment.processID, version: Feedmill.version, startedAt: startedAt,
            writtenAt: now,
            pause: pause, configurationErrors: configurationErrors)
        note.awakeBy = awakeBy
        note.rates = rates
        note.outageSince = outageSince
        note.spool = sighting
        note.spoolBound = spoolBound
        noteFile.write(note)
    }
}
