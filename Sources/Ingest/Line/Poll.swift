import Basics
import Feeds
import HTTP
import Ledger
import Logging
import Records
import Schedule
import Workers

/// One poll of one feed, from its address to the ledger: asked, parsed, compared with what is known, and written as one.
/// Decides nothing by itself; each decision is a pure function of another target.
struct Poll {
    /// What the daemon has to know of a poll that is over.
    struct Report: Sendable {
        let feed: FeedKey
        let name: String
        /// As it was configured.
        let address: String
        /// Nil: not polled again (gone).
        var nextDue: Timestamp?
        /// What the poll made owed.
        var tickets: [OwedTicket] = []
        var outcome: Outcome
        var status: Int?
        var retryAfter: Double?
        /// Where the feed is asked from now on, if not at its configured address.
        var movedTo: WebURL?
        var bytes = 0
        /// `PollHistory.weight` before and after, for the budget.
        var demand: (old: Double?, new: Double?)
        var new = 0
        var revised = 0
        /// The ledger could not be written: nothing of the poll counts, and the feed is to be polled again.
        var ledgerError: LedgerError?
    }

    enum Outcome: Sendable {
        case unchanged, read, gone
        case failed(PollFailure)
        case ownOutage

        /// Nil where the feed could be had.
        var failureCode: String? {
            switch self {
            case .unchanged, .read: nil
            case .gone: "http-410"
            case .failed(let failure): failure.code
            case .ownOutage: "own-outage"
            }
        }
    }

    let feed: FeedSettings
    /// `feed.url`, which is parsed each time that it is asked for.
    let url: WebURL
    let key: FeedKey
    let configuration: Configuration
    let services: Services
    /// The prices of the daemon's budget, where there is one.
    let budget: Budget?
    /// Told how a host answered; true where our own network is down.
    let isOutage: @Sendable (_ host: String, _ failed: Bool) async -> Bool
    /// Whose turn it is; nil for a file.
    let turn: Requester?
    /// Waits for the turn at another host; nil for a file.
    let visits: VisitDesk.Pass?

    func callAsFunction() async -> Report {
        do throws(LedgerError) {
            let state = try await services.ledger.state(of: key)
            return try await run(state)
        } catch {
            return Report(
                feed: key, name: feed.id, address: feed.address, outcome: .ownOutage, demand: (nil, nil),
                ledgerError: error)
        }
    }
}

extension Poll {
    /// The state of a poll on its way, and what it comes to.
    private struct Course {
        var state: FeedState
        var exchange: FeedExchange
        var history: PollHistory
        var memory: FeedMemory?
        var addresses: [PageAddress] = []
        var owed: [NewlyOwed] = []
        var events: [LedgerEvent] = []
        var new = 0
        var revised = 0
    }

    private func run(_ initial: FeedState) async throws(LedgerError) -> Report {
        var course = Course(
            state: initial, exchange: FeedExchange(bytes: initial.exchange),
            history: PollHistory())
        do throws(HistoryError) {
            if !initial.history.isEmpty { course.history = try PollHistory(encoded: initial.history) }
        } catch {
            course.events.append(
                LedgerEvent(at: services.clock.now(), feed: feed.id, code: error.code, message: error.message))
        }
        if !course.exchange.take(address: feed.address) { course.history.addressChanged() }
        // A record of the feed was lost: its item is in the document, whether that has changed or not.
        if !initial.missing.isEmpty { course.exchange.forgetDocument() }
        let demand = course.history.weight
        let pace = course.history.itemsPerDay
        let fetched = await FeedFetch(feed, at: url, services: services, turn: turn, visits: visits)(
            course.exchange, usualGap: pace > 0 ? 86_400 / pace : nil)
        guard let outcome = try await digest(fetched, &course) else {
            return Report(
                feed: key, name: feed.id, address: feed.address, nextDue: fetched.fetchedAt, outcome: .ownOutage,
                demand: (demand, course.history.weight))
        }
        let due = settle(outcome, fetched, &course)
        let commit = PollCommit(
            feed: key, address: feed.address, state: course.state, memory: course.memory?.encoded,
            addresses: course.addresses,
            missing: course.state.missing, owed: course.owed, events: course.events)
        let tickets = try await services.commits.commit(commit)
        log(outcome, course, before: initial)
        return Report(
            feed: key, name: feed.id, address: feed.address, nextDue: due, tickets: tickets, outcome: outcome,
            status: fetched.status,
            retryAfter: fetched.retryAfter, movedTo: course.exchange.moves.believed,
            bytes: Int(fetched.response?.wireBytes ?? 0),
            demand: (demand, course.history.weight), new: course.new, revised: course.revised)
    }

    /// What an answer means, and what it changes in what is known; nil where it means nothing.
    private func digest(_ fetched: FetchedFeed, _ course: inout Course) async throws(LedgerError) -> Outcome? {
        // Whatever a host answers shows that our network is there.
        if fetched.response != nil { _ = await isOutage(fetched.asked.host ?? "", false) }
        switch fetched.outcome {
        case .unchanged:
            observe(fetched, bodyChanged: false, &course)
            course.history.observe(observation(.unchanged, fetched, course), at: fetched.fetchedAt)
            return .unchanged
        case .gone:
            course.history.observe(observation(.gone, fetched, course), at: fetched.fetchedAt)
            return .gone
        case .failed(let failure):
            return await fail(failure, fetched, &course)
        case .abandoned: return nil
        case .document(let body, let hash):
            return try await read(body, hash: hash, fetched, &course)
        }
    }

    private func fail(_ failure: PollFailure, _ fetched: FetchedFeed, _ course: inout Course) async -> Outcome {
        if !failure.hasAskedNobody, let host = fetched.asked.host, !host.isEmpty,
            await isOutage(host, failure.isOfTheNetwork)
        {
            course.history.observe(observation(.ownOutage, fetched, course), at: fetched.fetchedAt)
            return .ownOutage
        }
        if let change = course.exchange.moves.observed(
            .nothing, asking: fetched.asked, configured: url, at: fetched.fetchedAt, rules: feed.polling.moveRules)
        {
            tell(change, &course)
        }
        course.history.observe(observation(.failed(failure.kind), fetched, course), at: fetched.fetchedAt)
        return .failed(failure)
    }

    private func read(
        _ body: [UInt8], hash: String, _ fetched: FetchedFeed, _ course: inout Course
    ) async throws(LedgerError) -> Outcome? {
        if course.exchange.deadlyHash == hash, course.exchange.deaths >= configuration.workers.crashes {
            let failure = PollFailure(
                code: "quarantined",
                message: "this document killed its parser \(course.exchange.deaths) times; it is not parsed again",
                kind: .unusable)
            return await fail(failure, fetched, &course)
        }
        guard var memory = try await memory() else {
            let failure = PollFailure(
                code: "memory-damaged",
                message:
                    "what the ledger remembers of the feed's items cannot be read; put back a backup of ledger.sqlite, or "
                    + "stop the daemon and run `feedmill ledger rebuild`, or `feedmill feeds forget \(feed.id)`: then all "
                    + "that the feed holds is delivered again",
                kind: .unusable)
            return await fail(failure, fetched, &course)
        }
        course.addresses = try await services.ledger.pageAddresses(of: key)
        memory.note(course.addresses, feed: feed.id)
        memory.unlearn(Set(course.state.missing.map(\.record)), feed: feed.id)
        switch await parse(body, fetched, known: memory.knownDigests(feed.identity.recordsPolicy)) {
        case .failure(.shutDown): return nil
        case .failure(let error):
            if error.blamesDocument {
                course.exchange.deaths = course.exchange.deadlyHash == hash ? course.exchange.deaths + 1 : 1
                course.exchange.deadlyHash = hash
            }
            return await fail(PollFailure(error), fetched, &course)
        case .success(.failed(let error)):
            return await fail(PollFailure(code: error.code, message: error.message, kind: .unusable), fetched, &course)
        case .success(.feed(let facts, let items)):
            take(items, facts, memory, hash: hash, fetched, &course)
            return .read
        }
    }

    /// Nil where it cannot be read: to begin afresh would deliver the feed's whole archive.
    private func memory() async throws(LedgerError) -> FeedMemory? {
        do throws(LedgerError) {
            guard let bytes = try await services.ledger.memory(of: key) else { return FeedMemory() }
            return FeedMemory(decoding: bytes)
        } catch {
            // Pages of this row alone may be damaged.
            guard error.isDamage else { throw error }
            return nil
        }
    }

    private func parse(
        _ body: [UInt8], _ fetched: FetchedFeed, known: KnownDigests
    ) async -> Result<FeedTask.Reply, WorkerError> {
        let limits = configuration.limits
        let request = FeedTask.Request(
            url: fetched.url.description, contentType: fetched.contentType, maximumItems: limits.maxItems,
            maximumDepth: limits.maxDepth, maximumText: limits.maxTextSize, known: known,
            parameters: feed.identity.parameters, document: body)
        return await services.workers.run(request.bytes).flatMap { bytes in
            guard let reply = try? FeedTask.Reply(bytes: bytes, to: request) else { return .failure(.replyMalformed) }
            return .success(reply)
        }
    }
}

// MARK: - Taking in what the feed holds

extension Poll {
    private func take(
        _ items: [FeedTask.Item], _ facts: FeedTask.Facts, _ memory: FeedMemory, hash: String, _ fetched: FetchedFeed,
        _ course: inout Course
    ) {
        let now = fetched.fetchedAt
        let isFirst = course.state.lastSucceeded == nil
        // Each record repeats them.
        course.state.title = facts.title.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(1_000))) }
        course.state.homePageURL = facts.homePageURL.flatMap { $0.utf8.count <= 8_192 ? $0 : nil }
        let outcome = Identity.decide(
            items.map(\.evidence),
            feed: FeedFacts(id: feed.id, url: fetched.url.description, homePageURL: facts.homePageURL), memory: memory,
            policy: feed.identity.recordsPolicy, now: now)
        course.memory = outcome.memory ?? (course.state.missing.isEmpty ? nil : memory)
        let changed = zip(items, outcome.decisions).filter { $1.isDelivered && !$0.json.isEmpty }
        let wanted = articlesWanted(changed.map(\.0), isFirst: isFirst)
        for (place, (item, decision)) in changed.enumerated() {
            course.owed.append(
                owed(
                    item, decision, wantsArticle: wanted.contains(place), isFirst: isFirst, hash: hash, fetched,
                    course.state))
            if case .new = decision { course.new += 1 } else { course.revised += 1 }
        }
        for event in outcome.events { tell(event.code, event.message, event.details, since: now, &course) }
        if !changed.isEmpty { course.state.lastNews = now }
        let bodyChanged = course.exchange.documentHash != hash
        // What is missing at its end comes with the next answer, if that is asked for whole.
        course.exchange.documentHash = facts.endsEarly ? nil : hash
        course.exchange.holdsItems = outcome.decisions.contains { $0.isHeld }
        course.exchange.deadlyHash = nil
        course.exchange.deaths = 0
        let wasTrusted = !course.exchange.validators.probe.isConvicted
        observe(
            fetched, bodyChanged: bodyChanged, isWhole: !facts.endsEarly,
            sharesItems: outcome.decisions.contains { $0.isRemembered } || isFirst,
            &course)
        var observation = observation(.read, fetched, course)
        observation.arrivals = zip(items, outcome.decisions).compactMap { item, decision in
            guard case .new = decision else { return nil }
            return PollObservation.Arrival(published: item.evidence.published)
        }
        // What answers of 304 had hidden came over weeks, not since the last of them.
        if wasTrusted, course.exchange.validators.probe.isConvicted { observation.arrivals = [] }
        observation.shown = items.count
        observation.wishes = facts.wishes
        course.history.observe(observation, at: now)
    }

    /// Places, among the items to be delivered, of those whose articles are fetched: all, but of a feed that is new only the
    /// latest, for its archive is no news.
    private func articlesWanted(_ items: [FeedTask.Item], isFirst: Bool) -> Set<Int> {
        guard feed.articles.fetch else { return [] }
        guard isFirst, items.count > feed.articles.backfill else { return Set(items.indices) }
        let latest = items.indices.sorted { a, b in
            let (left, right) = (items[a].evidence.published, items[b].evidence.published)
            return (left ?? Timestamp(seconds: 0), b) > (right ?? Timestamp(seconds: 0), a)
        }
        return Set(latest.prefix(feed.articles.backfill))
    }

    private func owed(
        _ item: FeedTask.Item, _ decision: ItemDecision, wantsArticle: Bool, isFirst: Bool, hash: String,
        _ fetched: FetchedFeed, _ state: FeedState
    ) -> NewlyOwed {
        var (revision, changes) = (1, [ItemChange]())
        if case .revised(_, let number, let what) = decision { (revision, changes) = (number, what) }
        let link = item.url.flatMap { WebURL($0) }.flatMap { $0.isHTTP ? $0.withoutFragment : nil }
        let article: OwedItem.Article =
            if let link { wantsArticle ? .fetch(url: link.description) : .notWanted } else {
                feed.articles.fetch ? .noLink : .notWanted
            }
        let payload = OwedPayload.item(
            OwedItem(
                recordID: decision.id, revision: revision, changes: changes, firstSeen: fetched.fetchedAt,
                isBackfill: isFirst, feed: feedOfRecord(state),
                fetch: RecordFetch(
                    url: fetched.url.withoutCredentials.description, httpStatus: fetched.status,
                    fetchedAt: fetched.fetchedAt, contentSHA256: hash),
                article: article, json: item.json, cluster: item.evidence.clusterFingerprint))
        var articleURL: String?
        if case .fetch(let url) = article { articleURL = url }
        return NewlyOwed(
            feed: key, recordID: decision.id.description, revision: revision, articleURL: articleURL,
            payload: payload.bytes)
    }

    private func feedOfRecord(_ state: FeedState) -> RecordFeed {
        RecordFeed(
            id: feed.id, url: feed.address, title: state.title ?? feed.title, homePageURL: state.homePageURL,
            tags: feed.tags)
    }

    /// Notes validators and redirects of an answer.
    private func observe(
        _ fetched: FetchedFeed, bodyChanged: Bool, isWhole: Bool = true, sharesItems: Bool = true,
        _ course: inout Course
    ) {
        guard let response = fetched.response else { return }
        if isWhole {
            course.exchange.validators.received(response.validators, status: response.status, from: response.url)
        }
        // Without validators, and no probe: the operator wanted the document whole, and it says nothing of them.
        if response.wasConditional || response.status != 200 || fetched.isProbe {
            course.exchange.validators.probe.observed(
                status: response.status, wasConditional: response.wasConditional, bodyChanged: bodyChanged,
                at: fetched.fetchedAt)
        }
        let sighting: MoveWatch.Sighting =
            response.permanentTarget.map { sharesItems ? .permanent($0) : .elsewhere($0) } ?? .inPlace
        if let change = course.exchange.moves.observed(
            sighting, asking: fetched.asked, configured: url, at: fetched.fetchedAt, rules: feed.polling.moveRules)
        {
            tell(change, &course)
        }
    }

    private func observation(
        _ outcome: PollObservation.Outcome, _ fetched: FetchedFeed, _ course: Course
    ) -> PollObservation {
        var observation = PollObservation(outcome: outcome, retryAfter: fetched.retryAfter)
        guard let response = fetched.response else { return observation }
        switch outcome {
        case .read, .unchanged:
            observation.freshness = Freshness(response.headers, now: fetched.fetchedAt).lifetime
            // Validators that were found out to be worth nothing are none.
            let isCostly = response.validators.isEmpty && response.status != 304
            observation.validators = isCostly || course.exchange.validators.probe.isConvicted ? .missing : .given
        default: break
        }
        return observation
    }
}

// MARK: - What comes of it

extension Poll {
    /// Brings the feed's state up to date and finds its next time.
    private func settle(_ outcome: Outcome, _ fetched: FetchedFeed, _ course: inout Course) -> Timestamp? {
        let now = fetched.fetchedAt
        course.state.lastPolled = now
        switch outcome {
        case .read, .unchanged: succeed(at: now, &course)
        case .failed(let failure): fail(failure, at: now, &course)
        case .gone:
            if course.state.condition != .gone {
                tell(
                    "feed-gone", "the server says that the feed is gone for good (410); it is not asked any more",
                    since: now, &course)
            }
            course.state.condition = .gone
            course.state.failingSince = course.state.failingSince ?? now
            course.state.error = FeedState.Failure(
                code: "http-410",
                message: "the server answered 410 (gone); remove the feed, or look for its new address")
        case .ownOutage: break
        }
        let due = feed.nextPoll(course.history, budget, now: now, random: services.random())
        course.exchange.reason = due.reason.description
        course.state.movedTo = course.exchange.moves.believed?.withoutCredentials.description
        course.state.nextDue = due.at
        course.state.history = course.history.encoded
        course.state.exchange = course.exchange.bytes
        return due.at
    }

    private func succeed(at now: Timestamp, _ course: inout Course) {
        if course.exchange.toldFailing {
            let since = course.state.failingSince ?? now
            tell("feed-recovered", "the feed answers again, after \(Plain.span(now - since))", since: since, &course)
        }
        course.exchange.failures = 0
        course.exchange.toldFailing = false
        course.state.condition = .healthy
        course.state.lastSucceeded = now
        course.state.failingSince = nil
        course.state.error = nil
    }

    private func fail(_ failure: PollFailure, at now: Timestamp, _ course: inout Course) {
        course.exchange.failures += 1
        course.state.condition = .failing
        course.state.failingSince = course.state.failingSince ?? now
        course.state.error = FeedState.Failure(code: failure.code, message: failure.message)
        if course.exchange.failures >= configuration.events.failingAfter, !course.exchange.toldFailing {
            course.exchange.toldFailing = true
            tell(
                "feed-failing", "\(failure.message) [\(failure.code)]", since: course.state.failingSince ?? now, &course
            )
        }
    }

    private func tell(_ change: MoveWatch.Change, _ course: inout Course) {
        let now = services.clock.now()
        switch change {
        case .moved(let url):
            tell(
                "feed-moved",
                "the feed has moved for good to \(url.withoutCredentials); put that address into the configuration",
                since: now, &course)
        case .movedBack:
            tell(
                "feed-moved", "the feed is no longer where it had moved to; its configured address is asked again",
                since: now, &course)
        }
    }

    /// Every event is kept for `status`; those that the configuration names become records.
    private func tell(
        _ code: String, _ message: String, _ details: JSONValue? = nil, since: Timestamp, _ course: inout Course
    ) {
        let now = services.clock.now()
        course.events.append(LedgerEvent(at: now, feed: feed.id, code: code, message: message))
        guard let kind = EventKind(rawValue: code), configuration.events.spool.contains(kind) else { return }
        let id = RecordID(feed: feed.id, origin: Hash64.of("event \(code) \(now)"))
        let event = OwedEvent(
            recordID: id, feed: feedOfRecord(course.state), code: code, message: message, since: since,
            details: details?.encoded ?? [])
        course.owed.append(
            NewlyOwed(
                feed: key, recordID: id.description, revision: 1, articleURL: nil,
                payload: OwedPayload.event(event).bytes))
    }

    /// News is logged when there is some; a failure when it begins, when it has lasted so long that the feed counts as failing,
    /// and when it ends: never at each poll.
    private func log(_ outcome: Outcome, _ course: Course, before: FeedState) {
        let log = services.log
        for event in course.events {
            var fields: Logger.Metadata = ["feed": "\(feed.id)", "code": "\(event.code)"]
            let isFailing = event.code == EventKind.feedFailing.rawValue
            if isFailing, let code = course.state.error?.code { fields["error"] = "\(code)" }
            log.log(level: isFailing ? .warning : .notice, "\(event.message)", metadata: fields)
        }
        switch outcome {
        case .failed(let failure) where before.error == nil:
            log.info("\(failure.message)", metadata: ["feed": "\(feed.id)", "code": "\(failure.code)"])
        case .failed(let failure):
            log.debug("still: \(failure.message)", metadata: ["feed": "\(feed.id)", "code": "\(failure.code)"])
        case .read where course.new + course.revised > 0:
            log.info("news", metadata: ["feed": "\(feed.id)", "new": "\(course.new)", "revised": "\(course.revised)"])
        default:
            log.debug("polled", metadata: ["feed": "\(feed.id)"])
        }
        if before.error != nil, course.state.error == nil,
            !course.events.contains(where: { $0.code == "feed-recovered" })
        {
            log.info("the feed answers again", metadata: ["feed": "\(feed.id)", "code": "answers-again"])
        }
    }
}

extension ItemDecision {
    /// Whether a record comes of it.
    var isDelivered: Bool {
        switch self {
        case .new, .revised: true
        case .known, .held: false
        }
    }

    /// Whether it waits for the operator's word.
    var isHeld: Bool {
        if case .held = self { true } else { false }
    }

    /// Whether the item was there before this poll.
    var isRemembered: Bool {
        switch self {
        case .revised, .known: true
        case .new, .held: false
        }
    }
}
