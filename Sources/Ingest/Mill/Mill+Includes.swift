import Basics
import HTTP
import Ledger

// Lists at addresses: asked for in their hosts' turn, and kept in step.
extension Mill {
    /// Takes up the addresses of the configuration; what is kept of others is removed.
    func takeIncludes(at now: Timestamp, _ mode: IncludeDesk.Mode) async {
        let (configuration, store) = (configuration, configuration.includeStore())
        let states = await services.files.run {
            store.prune(keeping: configuration.remoteIncludes)
            return configuration.remoteIncludes.map { store.state(of: $0) }
        }
        includes.take(
            states, at: now, mode: mode, fresh: configuration.polling.minInterval,
            interval: configuration.settings.includeInterval)
    }

    /// Those that are due wait for their hosts' turn.
    func queueIncludes(at now: Timestamp) {
        while let address = includes.popFirst(dueBy: now) {
            guard let url = WebURL(address) else { continue }
            turns.add(.include(address), Requester(url: url, document: address, lane: .feed), at: now)
        }
    }

    func fetchInclude(
        _ address: String, _ requester: Requester, at now: Timestamp, _ group: inout DiscardingTaskGroup
    ) {
        guard let state = includes.states[address], let url = WebURL(address) else {
            turns.ended(requester, at: now)
            includes.ended(address, next: nil)
            return
        }
        let fetch = IncludeFetch(
            address: url, state: state, requester: requester, settings: configuration.effective,
            interval: configuration.settings.includeInterval, store: configuration.includeStore(), services: services,
            visits: visits.pass(.include(address), from: requester))
        let tell = tell
        group.addTask { tell.yield(.included(await fetch())) }
    }

    func included(_ report: IncludeFetch.Report) async {
        let now = services.clock.now()
        let address = report.state.address
        if let requester = lastTurn(of: .include(address), from: report.requester) {
            ended(
                requester, status: report.status, retryAfter: report.retryAfter, startedAt: report.startedAt, at: now)
        }
        let before = includes.states[address]
        if report.state.error != nil { summary.failedLists += 1 }
        includes.ended(address, state: report.state, next: options.once ? nil : report.state.nextDue)
        var events: [LedgerEvent] = []
        if let error = report.state.error, before?.error?.code != error.code {
            services.log.warning(
                "include: \(address): \(error.message)", metadata: ["code": "\(error.code)"])
            events.append(event(code: "include-failing", "\(address): \(error.message) [\(error.code)]", at: now))
        } else if report.state.error == nil, before?.error != nil {
            services.log.notice("include: \(address): the list can be had again", metadata: ["code": "recovered"])
            events.append(event(code: "include-recovered", "\(address): the list can be had again", at: now))
        }
        if report.isNew { listsAreNew = true }
        if listsAreNew, let change = await goByLists(address, at: now) { events.append(change) }
        if !events.isEmpty { try? await services.ledger.add(events) }
    }

    /// Reads all copies again: feeds come and go as the lists have them.
    private func goByLists(_ address: String, at now: Timestamp) async -> LedgerEvent? {
        let old = configuration
        let new = await services.files.run { old.includingKept() }
        let difference = ConfigurationDifference(from: old, to: new)
        do throws(LedgerError) {
            if !difference.isEmpty { try await synchronise(with: new, at: now) }
        } catch {
            halt(error.code, error.message)
            return nil
        }
        listsAreNew = false
        guard !difference.isEmpty else { return nil }
        configuration = new
        let (added, removed) = (difference.added.count, difference.removed.count)
        services.log.notice(
            "include: \(address) has changed",
            metadata: ["code": "include-changed", "added": "\(added)", "removed": "\(removed)"])
        environment.notify?.status(Plain.count(feeds.count, "feed"))
        return event(code: "include-changed", "\(address): \(added) feeds came, \(removed) went", at: now)
    }

    private func event(code: String, _ message: String, at now: Timestamp) -> LedgerEvent {
        LedgerEvent(at: now, feed: nil, code: code, message: message)
    }
}
