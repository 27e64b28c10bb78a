import Basics
import HTTP

/// What sites' robots.txt say, shared by all articles: one question to a site at a time.
actor RobotsDesk {
    private var cache: RobotsCache
    private let http: HTTPClient
    private let clock: any Clock

    init(http: HTTPClient, clock: any Clock, cache: RobotsCache = RobotsCache()) {
        self.http = http
        self.clock = clock
        self.cache = cache
    }

    func decision(for url: WebURL) -> RobotsCache.Decision { cache.decision(for: url, at: clock.now()) }

    /// What came of asking for a robots.txt, beside what it says.
    struct Answer: Sendable {
        /// The site's word, where it asks to be left alone.
        var refusal: ArticleFetch.Refusal?
        /// The site's address is one that is not asked.
        var obstacle: FetchError?
    }

    /// Asks for a site's robots.txt.
    /// - Parameter visits: waits for the turn at a host to which a redirect leads.
    @discardableResult
    func ask(
        _ address: WebURL, settings: HTTPSettings, proxies: ProxyRules, visits: VisitDesk.Pass? = nil
    ) async -> Answer {
        var request = HTTPRequest(url: address, purpose: .robots)
        if let visits {
            request.passage = { from, to in from.host == to.host ? nil : await visits(to, nil) }
        }
        request.apply(settings, bodySize: RobotsTxt.sizeLimit + 1, proxies: proxies)
        request.limits.cutsBody = true
        switch await http.send(request) {
        case .success(let response):
            cache.received(response, for: address, at: clock.now())
            // Whoever forbids robots.txt has no rules; a 403 says nothing more.
            return Answer(refusal: response.status == 403 ? nil : ArticleFetch.Refusal(response, at: clock.now()))
        case .failure(let error) where error.isOfTheAddress: return Answer(obstacle: error)
        case .failure:
            cache.failed(address, at: clock.now())
            return Answer()
        }
    }
}
