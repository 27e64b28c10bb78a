import Basics
import HTTP
import Ledger
import Workers

/// One turn of an owed record at its article: what came of it goes to the spool, or the record waits for another turn.
struct ArticleTurn: Sendable {
    let ticket: OwedTicket
    let requester: Requester
    /// Nil where its host is not asked.
    let startedAt: Timestamp?
    /// Nil where the feed has left the configuration meanwhile.
    let feed: FeedSettings?
    let configuration: Configuration
    let rules: SiteRuleBook
    let services: Services
    let robots: RobotsDesk
    let visits: VisitDesk.Pass
    let deliverer: Deliverer
    let isOnce: Bool

    func callAsFunction() async -> ArticleReport {
        await withItem { item, url in
            let fetch = ArticleFetch(
                url: url, item: item.json, settings: feed?.effective ?? configuration.effective,
                rules: rules, services: services, robots: robots,
                journey: VisitDesk.Journey(visits, from: url))
            let outcome = await fetch()
            var report =
                switch outcome.step {
                case .done(let result): await deliver(item, result, outcome.refusal)
                case .again: report(.again, outcome.refusal)
                case .retry(let result, let until): await retry(item, result, until: until, outcome.refusal)
                }
            report.crawlDelay = outcome.crawlDelay
            return report
        }
    }

    /// The site is not to be asked before `until`.
    func refused(until: Timestamp) async -> ArticleReport {
        await withItem { item, _ in
            var result = ArticleResult(status: "rate-limited")
            result.error = ArticleResult.Failure(
                code: "host-refuses", message: "the site asked to be left alone until \(until)")
            return await retry(item, result, until: until, nil, wasAsked: false)
        }
    }

    /// What becomes of a record that needs no article.
    enum Plain: Sendable {
        case ready(Deliverer.Ready)
        /// It is owed no more, or feedmill is ending: it is delivered by the next run.
        case nothing
        /// It cannot be read.
        case damaged
    }

    static func plain(_ ticket: OwedTicket, _ services: Services) async throws(LedgerError) -> Plain {
        try await plain(ticket, try await payload(ticket, services), services)
    }

    /// The same of a record that was read already, with others.
    static func plain(
        _ ticket: OwedTicket, _ record: OwedRecord?, _ services: Services
    ) async throws(LedgerError) -> Plain {
        try await plain(ticket, record.flatMap { try? OwedPayload(bytes: $0.payload) }, services)
    }

    private static func plain(
        _ ticket: OwedTicket, _ payload: OwedPayload?, _ services: Services
    ) async throws(LedgerError) -> Plain {
        switch payload {
        case .item(let item)?:
            let article = await article(of: item, services)
            if article.wasAbandoned { return .nothing }
            return .ready(Deliverer.Ready(item, key: ticket.key, article: article))
        case .event(let event)?: return .ready(Deliverer.Ready(event, key: ticket.key))
        case nil: return try await isOwed(ticket, services) ? .damaged : .nothing
        }
    }

    /// Whether there is something that cannot be read.
    private static func isOwed(_ ticket: OwedTicket, _ services: Services) async throws(LedgerError) -> Bool {
        do throws(LedgerError) {
            return try await services.ledger.isOwed(ticket.key)
        } catch {
            guard error.isDamage else { throw error }
            return true
        }
    }

    /// Nil where there is none that can be read: a row may be gone, or damaged, or lie on pages that are.
    private static func payload(_ ticket: OwedTicket, _ services: Services) async throws(LedgerError) -> OwedPayload? {
        do throws(LedgerError) {
            guard let record = try await services.ledger.record(ticket.key) else { return nil }
            return try? OwedPayload(bytes: record.payload)
        } catch {
            guard error.isDamage else { throw error }
            return nil
        }
    }
}

extension ArticleTurn {
    /// An item that leads nowhere may still carry its article with it.
    private static func article(of item: OwedItem, _ services: Services) async -> ArticleResult {
        guard item.article == .noLink else { return ArticleResult(status: "not-wanted") }
        let request = PageTask.Request(pages: [], item: item.json)
        var reply = await services.workers.run(request.bytes)
        // The machine has no room for a process now; the record can wait.
        for _ in 0..<10 {
            guard case .failure(let error) = reply, !error.blamesDocument, error != .shutDown else { break }
            await services.clock.sleep(seconds: 1)
            reply = await services.workers.run(request.bytes)
        }
        switch reply.map({ try? PageTask.Reply(bytes: $0) }) {
        case .success(.article(let found)):
            return ArticleResult(status: "ok", members: found.members, cluster: found.cluster)
        case .success(.failed): return ArticleResult(status: "no-link")
        case .success(nil): return .failed(.replyMalformed)
        case .failure(let error): return .failed(error)
        }
    }

    private func withItem(_ body: (OwedItem, WebURL) async -> ArticleReport) async -> ArticleReport {
        do throws(LedgerError) {
            guard case .item(let item)? = try await ArticleTurn.payload(ticket, services),
                case .fetch(let address) = item.article, let url = WebURL(address)
            else {
                return report(try await ArticleTurn.isOwed(ticket, services) ? .damaged : .delivered, nil)
            }
            return await body(item, url)
        } catch {
            return report(.failed(code: error.code, message: error.message), nil)
        }
    }

    /// Another turn later, as often as is allowed; then the record goes without its article.
    private func retry(
        _ item: OwedItem, _ result: ArticleResult, until: Timestamp?, _ refusal: ArticleFetch.Refusal?,
        wasAsked: Bool = true
    ) async -> ArticleReport {
        // What feedmill itself broke off counts for nothing.
        if result.wasAbandoned {
            return report(.postponed(until: services.clock.now()), refusal)
        }
        let now = services.clock.now()
        let settings = (feed?.effective ?? configuration.effective).articles
        // A turn that its host did not give is no try.
        let attempts = ticket.attempts + (wasAsked ? 1 : 0)
        let pause = !wasAsked ? 0 : isOnce ? 2 : 60 * Double(1 << min(2 * attempts - 2, 12))
        let next = max(until ?? now, now + pause)
        let patience = isOnce ? now + 5 : item.firstSeen + settings.maxWait
        guard attempts < (isOnce ? 2 : settings.attempts), next <= patience else {
            return await deliver(item, result, refusal)
        }
        do throws(LedgerError) {
            try await services.ledger.postpone(ticket.key, attempts: attempts, until: next)
        } catch {
            return report(.failed(code: error.code, message: error.message), refusal)
        }
        var report = report(.postponed(until: next), refusal)
        report.ticket.attempts = attempts
        report.ticket.notBefore = next
        return report
    }

    private func deliver(
        _ item: OwedItem, _ result: ArticleResult, _ refusal: ArticleFetch.Refusal?
    ) async -> ArticleReport {
        if result.wasAbandoned {
            return report(.postponed(until: services.clock.now()), refusal)
        }
        let parameters = (feed?.effective ?? configuration.effective).identity.parameters
        await deliverer.take(Deliverer.Ready(item, key: ticket.key, article: result, parameters: parameters))
        var report = report(.delivered, refusal)
        report.status = result.status
        report.httpStatus = result.httpStatus
        report.missedRules = result.missedRules
        return report
    }

    private func report(_ end: ArticleReport.End, _ refusal: ArticleFetch.Refusal?) -> ArticleReport {
        ArticleReport(
            ticket: ticket, requester: requester, startedAt: startedAt, end: end, refusal: refusal, status: nil)
    }
}
