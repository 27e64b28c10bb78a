import Basics
import HTTP
import Ledger
import Spool

// What the loop makes of each event.
extension Mill {
    func handle(_ event: MillEvent, _ group: inout DiscardingTaskGroup) async {
        switch event {
        case .time(let number) where number == alarm: (wokenFor, wakeAt) = (wakeAt, nil)
        case .time: break
        case .ping(let answer):
            answer()
            return
        case .polled(let report, let requester, let start): await polled(report, requester, startedAt: start)
        case .article(let report): await article(report)
        case .included(let report): await included(report)
        case .visit(let visit): queue(visit)
        case .outage(let since): outage(since: since)
        case .handedOver(let tickets):
            handOvers -= 1
            for ticket in tickets { follow(ticket) }
        case .owedDamaged(let ticket): _ = await setAside(ticket)
        case .delivered(let keys, let bytes): delivered(keys: keys, bytes: bytes)
        case .deliveryFailed(let code, let message):
            isDeliveryFailing = isDeliveryFailing || code.hasPrefix("spool-")
            halt(code, message)
        case .looked(let found): looked(found)
        case .surveyed(let survey): surveyed(survey)
        case .swept(let outcome, let isOver): swept(outcome, isOver: isOver)
        case .reload(let configuration): await take(configuration)
        case .refusedConfiguration(let errors):
            configurationErrors = errors
            for error in errors { services.log.error("\(error)", metadata: ["code": "configuration"]) }
            writeNote()
        case .stop: isStopping = true
        }
        if let progress = environment.progress {
            summary.waiting = due.count + waiting.count + pollsInFlight.count
            progress(summary)
        }
        publish()
        if turnsChanged { await saveTurns() }
    }

    /// For those who watch.
    func publish() {
        let now = services.clock.now()
        let (polls, articles, counters) = (pollsInFlight.count, articlesInFlight.count, services.workers.counters)
        let (summary, feeds, pending, pause, startedAt) = (summary, feeds.count, pending, pause, startedAt)
        let lag = due.nextDue.map { max(0, now - $0) } ?? 0
        let answers = services.http.answers
        metrics.withLock { metrics in
            metrics.summary = summary
            metrics.workers = counters
            metrics.answers = answers
            metrics.configuredFeeds = feeds
            metrics.pollsInFlight = polls
            metrics.articlesInFlight = articles
            metrics.owed = pending
            metrics.lag = lag
            metrics.pause = pause?.code
            metrics.startedAt = startedAt
        }
    }

    private func polled(_ report: Poll.Report, _ requester: Requester?, startedAt start: Timestamp) async {
        let now = services.clock.now()
        pollsInFlight[report.feed] = nil
        metrics.withLock { $0.pollSeconds.observe(now - start) }
        if let requester = lastTurn(of: .feed(report.feed), from: requester) {
            ended(requester, status: report.status, retryAfter: report.retryAfter, startedAt: start, at: now)
        }
        if let error = report.ledgerError { return await unwritten(report, error, at: now) }
        damagedFeeds.remove(report.feed)
        let isOfToday = feeds[report.feed]?.address == report.address
        if isOfToday { moved[report.feed] = report.movedTo }
        ledgerRefusals = 0
        summary.polled += 1
        summary.new += report.new
        summary.revised += report.revised
        summary.receivedBytes += report.bytes
        var counts = WorkCounts()
        counts.polls = 1
        switch report.outcome {
        case .unchanged: counts.unchanged = 1
        case .failed, .gone, .ownOutage: counts.failed = 1
        case .read: break
        }
        if let code = report.outcome.failureCode { tellFailure(of: report.name, code) }
        summary.unchanged += counts.unchanged
        summary.failed += counts.failed
        count(counts, at: now)
        budget?.changeDemand(from: report.demand.old, to: report.demand.new)
        if !options.once, let feed = feeds[report.feed], !feed.paused {
            // What one address answered says nothing of the one that the feed has been given meanwhile.
            if let next = isOfToday ? report.nextDue : now { due.put(report.feed, due: next) }
        }
        enqueue(report.tickets, at: now)
    }

    /// A single run tells at its end which feeds failed.
    private func tellFailure(of feed: String, _ code: String) {
        guard options.once, summary.failures.count < MillSummary.failuresNamed else { return }
        summary.failures.append(MillSummary.Failure(feed: feed, code: code))
    }

    /// Nothing of a poll counts, for the ledger could not be read or written. Where its pages are damaged, that may be of this
    /// feed alone: the others go on as long as few have met it.
    private func unwritten(_ report: Poll.Report, _ error: LedgerError, at now: Timestamp) async {
        let delay: Double
        if error.isDamage, feeds[report.feed] != nil { damagedFeeds.insert(report.feed) }
        if error.isDamage, damagedFeeds.count <= max(1, feeds.count / 20) {
            (summary.polled, summary.failed) = (summary.polled + 1, summary.failed + 1)
            tellFailure(of: report.name, error.code)
            delay = 3600
            services.log.error("\(error.message)", metadata: ["feed": "\(report.name)", "code": "\(error.code)"])
            try? await services.ledger.add([
                LedgerEvent(at: now, feed: report.name, code: error.code, message: error.message)
            ])
        } else {
            halt(error.code, error.message)
            // The site has answered for nothing: it is not asked again and again.
            ledgerRefusals = min(ledgerRefusals + 1, 5)
            delay = Double(1 << ledgerRefusals)
        }
        if !options.once, feeds[report.feed] != nil { due.put(report.feed, due: now + delay) }
    }

    /// A host's turn is over; it may ask to be left alone.
    func ended(
        _ requester: Requester, status: Int?, retryAfter: Double?, startedAt start: Timestamp, at now: Timestamp
    ) {
        turns.ended(requester, at: now)
        switch status {
        case .some(let status) where status == 429 || status == 403 || (status >= 400 && retryAfter != nil):
            turns.turns.refused(requester, status: status, retryAfter: retryAfter, jitter: services.random(), at: now)
            turnsChanged = true
        case .some(200..<400): turns.turns.succeeded(requester, startedAt: start, at: now)
        default: break
        }
    }

    private func outage(since: Timestamp?) {
        outageSince = since
        let message =
            since == nil
            ? "the network is there again" : "our own network is down: no feed's failure counts until a host answers"
        services.log.notice("\(message)", metadata: ["code": "own-outage"])
        writeNote()
    }

    private func article(_ report: ArticleReport) async {
        let now = services.clock.now()
        articlesInFlight[report.ticket.key] = nil
        if let delay = report.crawlDelay { turns.turns.noteCrawlDelay(delay, of: report.requester) }
        let origin = report.startedAt == nil ? nil : report.requester
        if let requester = lastTurn(of: .article(report.ticket.key), from: origin) {
            turns.ended(requester, at: now)
            if let refusal = report.refusal {
                turns.turns.refused(
                    requester, status: refusal.status, retryAfter: refusal.retryAfter, jitter: services.random(),
                    at: now)
                turnsChanged = true
            } else if let start = report.startedAt, let status = report.httpStatus, (200..<400).contains(status) {
                turns.turns.succeeded(requester, startedAt: start, at: now)
            }
        }
        if let status = report.status { summary.articles[status, default: 0] += 1 }
        for rule in report.missedRules { await missed(rule, report, at: now) }
        switch report.end {
        case .delivered: follow(report.ticket)
        case .again: requeue(report.ticket, at: now)
        case .postponed(let until): wait(report.ticket, until: until)
        case .damaged: if await setAside(report.ticket) { follow(report.ticket) }
        case .failed(let code, let message):
            halt(code, message)
            wait(report.ticket, until: now + 10)
        }
    }

    /// A site rule did not find the body that it names. It is counted each time, and told once for each reading of the rules.
    private func missed(_ rule: String, _ report: ArticleReport, at now: Timestamp) async {
        summary.missedRules[rule, default: 0] += 1
        guard missedRules.insert(rule).inserted else { return }
        let feed = feeds[report.ticket.feed]?.id ?? ""
        let message = "the site rule \(rule) finds no body on a page of its host; the site may have changed"
        services.log.notice("\(message)", metadata: ["feed": "\(feed)", "code": "site-rule-missed"])
        try? await services.ledger.add([
            LedgerEvent(at: now, feed: feed, code: "site-rule-missed", message: message)
        ])
    }

    /// Owed records find their way: to their article, or straight to the spool; revisions of one record one after the other.
    func enqueue(_ tickets: [OwedTicket], at now: Timestamp) {
        pending += tickets.count
        for ticket in tickets {
            if successors[ticket.recordID] != nil {
                successors[ticket.recordID]?.append(ticket)
            } else {
                successors[ticket.recordID] = Queue()
                send(ticket, at: now)
            }
        }
    }

    private func send(_ ticket: OwedTicket, at now: Timestamp) {
        if let time = ticket.notBefore, time > now, !options.once {
            // No article waits longer than that; where one would, the clock was ahead when the time was written.
            let longest = (feeds[ticket.feed]?.effective ?? configuration.effective).articles.maxWait
            wait(ticket, until: min(time, now + longest))
        } else {
            requeue(ticket, at: now)
        }
    }

    private func wait(_ ticket: OwedTicket, until: Timestamp) {
        tickets[ticket.key] = ticket
        postponed.put(ticket.key, due: until)
    }

    /// A record is on its way: the next revision of it may follow.
    private func follow(_ ticket: OwedTicket) {
        guard let next = successors[ticket.recordID]?.popFirst() else {
            successors[ticket.recordID] = nil
            return
        }
        send(next, at: services.clock.now())
    }

    /// What is owed and cannot be read holds up nobody: its feed is told, and the item is taken from it again. False where the
    /// ledger does not take it now: it has another turn.
    private func setAside(_ ticket: OwedTicket) async -> Bool {
        let now = services.clock.now()
        let feed = feeds[ticket.feed]
        let event = LedgerEvent(
            at: now, feed: feed?.id, code: "owed-damaged",
            message:
                "an owed record (\(ticket.recordID)) cannot be read; it is set aside, and its item is taken from the feed again"
        )
        do throws(LedgerError) {
            try await services.ledger.setAside(ticket, event: event)
        } catch {
            halt(error.code, error.message)
            wait(ticket, until: now + 10)
            return false
        }
        pending -= 1
        services.log.error("\(event.message)", metadata: ["feed": "\(feed?.id ?? "")", "code": "\(event.code)"])
        if let feed, !feed.paused, !options.once, pollsInFlight[ticket.feed] == nil, !waiting.contains(ticket.feed) {
            due.put(ticket.feed, due: now)
        }
        return true
    }

    private func delivered(keys: Int, bytes: Int) {
        pending -= keys
        summary.delivered += keys
        summary.deliveredBytes += bytes
        level.delivered(bytes: bytes)
        var counts = WorkCounts()
        counts.records = keys
        count(counts, at: services.clock.now())
        isDeliveryFailing = false
        if !isRoomMissing { resume() }
    }

    /// Records that need no article go to the spool in their order, by a few tasks, so that few are in memory at a time.
    func passOn(_ group: inout DiscardingTaskGroup) {
        while handOvers < 2, !handOver.isEmpty {
            var batch: [OwedTicket] = []
            while batch.count < 256, let ticket = handOver.popFirst() { batch.append(ticket) }
            passOn(batch, &group)
        }
    }

    private func passOn(_ batch: [OwedTicket], _ group: inout DiscardingTaskGroup) {
        handOvers += 1
        let (services, deliverer, tell) = (services, deliverer, tell)
        group.addTask {
            var rest = batch[...]
            while !rest.isEmpty, !Task.isCancelled {
                do throws(LedgerError) {
                    rest = try await PlainHandOver.pass(rest, services, deliverer, tell)
                } catch {
                    if Task.isCancelled { break }
                    tell.yield(.deliveryFailed(code: error.code, message: error.message))
                    await services.clock.sleep(seconds: 5)
                }
            }
            tell.yield(.handedOver(batch))
        }
    }
}

// Room on the disk.
extension Mill {
    /// That there is room again is shown by a look alone; that a disk takes records, by the next delivery too.
    private var isRoomMissing: Bool { pause?.code == "spool-full" || pause?.code == "spool-disk-low" }

    func halt(_ code: String, _ message: String) {
        guard pause?.code != code else { return }
        let now = services.clock.now()
        pause = DaemonNote.Pause(code: code, message: message, since: pause?.since ?? now)
        services.log.error("paused: \(message)", metadata: ["code": "\(code)"])
        environment.notify?.status("paused: \(message)")
        lookAgainAt = now + 1
        writeNote()
    }

    func resume() {
        guard pause != nil else { return }
        pause = nil
        if let given = refusedByLedger ?? (listsAreNew ? configuration : nil) { tell.yield(.reload(given)) }
        services.log.notice("polling goes on", metadata: ["code": "resumed"])
        environment.notify?.status(Plain.count(feeds.count, "feed"))
        writeNote()
    }

    func lookAtSpool(_ now: Timestamp, _ group: inout DiscardingTaskGroup) {
        // A time for the next look, once set, is kept: a full spool is not looked at over and over.
        guard !isLooking, lookAgainAt.map({ $0 <= now }) ?? level.wantsLook else { return }
        isLooking = true
        lookAgainAt = nil
        let (path, tell, services, isPaused, counts) = (spool.path, tell, services, pause != nil, level.wantsLook)
        let delivered = level.delivered
        group.addTask {
            // What cannot be read tells of no limit; it shows when records are to be delivered.
            let freeBytes = await services.files.run { SpoolReader(path: path)?.freeBytes } ?? .max
            let bytes = counts ? await Mill.census(of: path, on: services.files)?.bytes ?? 0 : nil
            let ledgerError = isPaused ? await Mill.trial(of: services.ledger, at: now) : nil
            tell.yield(
                .looked(
                    DiskSighting(bytes: bytes, delivered: delivered, freeBytes: freeBytes, ledgerError: ledgerError)))
        }
    }

    /// Writes something of no account; nil where the ledger takes it.
    private static func trial(of ledger: any Ledger, at now: Timestamp) async -> LedgerError? {
        do throws(LedgerError) {
            try await ledger.keep([("trial", JSONValue.string("\(now)").encoded)], in: "daemon")
            return nil
        } catch {
            return error
        }
    }

    private func looked(_ found: DiskSighting) {
        isLooking = false
        if let bytes = found.bytes { level.looked(bytes: bytes, since: found.delivered) }
        let now = services.clock.now()
        if level.isFull {
            halt(
                "spool-full",
                "\(Plain.size(level.atMost ?? 0)) wait in the spool, more than [spool] max_size; polling goes on when consumers have taken some"
            )
        } else if found.freeBytes < configuration.spool.minFree {
            halt(
                "spool-disk-low",
                "\(Plain.size(found.freeBytes)) are free on the spool's disk, less than [spool] min_free")
        } else if let error = found.ledgerError {
            halt(error.code, error.message)
        } else if !isDeliveryFailing {
            resume()
        }
        // What was short is soon over; what lasts is not looked at over and over.
        lookAgainAt = pause.map { now + min(max(1, now - $0.since), 10) }
    }

    /// Once an hour: what is old is forgotten.
    func keepHouse(_ now: Timestamp, _ group: inout DiscardingTaskGroup) {
        guard now >= housekeepingDue else { return }
        housekeepingDue = now + 3600
        let (services, configuration, budget) = (services, configuration, budget)
        group.addTask {
            await Mill.save(budget, in: services.ledger)
            try? await services.ledger.forget(retiredBefore: now + -configuration.ledger.remember)
            if let clusters = configuration.delivererSettings.clusters {
                try? await services.ledger.expireClusters(clusters, now: now)
            }
        }
    }
}
