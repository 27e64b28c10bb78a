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

    /// Asks for a site's robots.txt; gives the site's word, where it asks to be left alone.
    /// - Parameter visits: waits for the turn at a host to which a redirect leads.
    @discardableResult
    func ask(
        _ address: WebURL, settings: HTTPSettings, proxies: ProxyRules, visits: VisitDesk.Pass? = nil
    ) async -> ArticleFetch.Refusal? {
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
            return response.status == 403 ? nil : ArticleFetch.Refusal(response, at: clock.now())
        case .failure:
            cache.failed(address, at: clock.now())
            return nil
        }
    }
}
