import Basics
import HTTP

// Turns at the hosts to which redirects lead.
extension Mill {
    /// A redirect leads to another host: the turn at the one before is over, and the request waits for the next.
    func queue(_ visit: VisitDesk.Visit) {
        let now = services.clock.now()
        if let requester = visiting[visit.owner] ?? visit.origin { turns.ended(requester, at: now) }
        visiting[visit.owner] = .some(nil)
        visitsWaiting += 1
        let requester = Requester(
            url: visit.url, document: visit.origin.document, lane: visit.origin.lane, delay: visit.origin.delay)
        if let delay = visit.crawlDelay { turns.turns.noteCrawlDelay(delay, of: requester) }
        turns.add(.visit(visit), requester, at: now)
    }

    func begin(_ visit: VisitDesk.Visit, _ requester: Requester) {
        visitsWaiting -= 1
        visiting[visit.owner] = requester
        visits.answer(visit.number, nil)
    }

    func refuse(_ visit: VisitDesk.Visit, until: Timestamp) {
        visitsWaiting -= 1
        visits.answer(visit.number, .hostRefuses(until: until))
    }

    /// Whose turn a request that is over has at the end: of the host that it began with, or of the last one that it was led
    /// to; nil where it has none any more.
    func lastTurn(of owner: VisitDesk.Owner, from origin: Requester?) -> Requester? {
        if let last = visiting.removeValue(forKey: owner) { return last }
        return origin
    }
}
