import Basics
import Glibc
import HTTP
import Schedule

/// What asking for a feed came to.
struct FetchedFeed: Sendable {
    enum Outcome: Sendable {
        /// 304, or the very bytes of the last document.
        case unchanged
        case document([UInt8], hash: String)
        case gone
        case failed(PollFailure)
        /// Feedmill itself broke it off, being told to end: the feed is still due.
        case abandoned
    }

    var outcome: Outcome
    /// The address that was asked first, and the one that answered.
    var asked: WebURL
    var url: WebURL
    var status: Int?
    var contentType: String?
    /// Nil for a file.
    var response: HTTPResponse?
    var fetchedAt: Timestamp
    var retryAfter: Double?
    /// It was asked for without validators to find out whether the answers of 304 are true.
    var isProbe = false
}

/// Asks for one feed: one request, conditional where the server gave the means.
struct FeedFetch {
    let feed: FeedSettings
    /// The configured one.
    let url: WebURL
    let services: Services
    let limits: HTTPSettings
    /// Whose turn it is; nil where nobody gives turns.
    let turn: Requester?
    let visits: VisitDesk.Pass?

    init(_ feed: FeedSettings, at url: WebURL, services: Services, turn: Requester?, visits: VisitDesk.Pass?) {
        self.feed = feed
        self.url = url
        self.services = services
        self.turn = turn
        self.visits = visits
        limits = feed.http
    }

    func callAsFunction(_ exchange: FeedExchange, usualGap: Double?) async -> FetchedFeed {
        url.scheme == "file" ? await file(exchange) : await http(exchange, usualGap: usualGap)
    }
}

extension FeedFetch {
    private func http(_ exchange: FeedExchange, usualGap: Double?) async -> FetchedFeed {
        let begun = services.clock.now()
        let address = exchange.moves.address(configured: url, at: begun, rules: feed.polling.moveRules)
        let isProbe =
            feed.polling.probeAlwaysUnchanged && exchange.validators.probe.isDue(at: begun, usualGap: usualGap)
        let isWhole = isProbe || isWantedWhole(exchange)
        var request = HTTPRequest(
            feed: feed, configured: url, at: address, validators: isWhole ? nil : exchange.validators)
        request.passage = visits.map { HTTPRequest.passage($0) }
        let result: Result<HTTPResponse, FetchError> =
            if let refusal = await otherTurn(at: address) { .failure(refusal) } else {
                await services.http.send(request)
            }
        let now = services.clock.now()
        var fetched = FetchedFeed(outcome: .unchanged, asked: address, url: address, fetchedAt: now, isProbe: isProbe)
        switch result {
        case .failure(let error):
            fetched.outcome = error.isOfOurEnd ? .abandoned : .failed(PollFailure(error))
            if case .hostRefuses(let until) = error { fetched.retryAfter = until - now }
        case .success(let response):
            fetched.response = response
            fetched.url = response.url
            fetched.status = response.status
            fetched.contentType = response.headers["Content-Type"]
            fetched.outcome = outcome(response, exchange, isConfigured: address == url)
            if response.status >= 400 {
                fetched.retryAfter = RetryAfter.seconds(in: response.headers, now: now, cap: feed.polling.retryAfterCap)
            }
        }
        return fetched
    }

    /// Waits for the turn at a host that the feed did not wait for: it is looked for where it was, or has been given another address.
    private func otherTurn(at address: WebURL) async -> FetchError? {
        guard let turn, let visits, !turn.isAt(address) else { return nil }
        return await visits(address, nil)
    }

    /// - Parameter isConfigured: the configured address was asked, not one where the feed is believed to be.
    private func outcome(
        _ response: HTTPResponse, _ exchange: FeedExchange, isConfigured: Bool
    ) -> FetchedFeed.Outcome {
        switch response.status {
        case 304 where response.wasConditional: return .unchanged
        case 200, 203, 226: return document(response.body, exchange)
        // Behind a temporary redirect, or where the feed moved to, it says nothing of the configured address.
        case 410 where isConfigured && (response.hops.isEmpty || response.permanentTarget == response.url): return .gone
        default: return .failed(PollFailure(status: response.status))
        }
    }

    private func document(_ body: [UInt8], _ exchange: FeedExchange) -> FetchedFeed.Outcome {
        guard !body.isEmpty else {
            return .failed(PollFailure(code: "empty-body", message: "the answer has no body", kind: .unusable))
        }
        let hash = SHA256.hex(body)
        return hash == exchange.documentHash && !isWantedWhole(exchange) ? .unchanged : .document(body, hash: hash)
    }

    /// The operator wants the items that were held back.
    private func isWantedWhole(_ exchange: FeedExchange) -> Bool {
        exchange.holdsItems && feed.identity.flood == .deliver
    }

    private func file(_ exchange: FeedExchange) async -> FetchedFeed {
        let path = String(decoding: PercentEncoding.decode(url.path.utf8), as: UTF8.self)
        let limit = limits.maxFeedSize
        let result = await services.files.run { FeedFetch.read(path, limit: limit) }
        var fetched = FetchedFeed(outcome: .unchanged, asked: url, url: url, fetchedAt: services.clock.now())
        switch result {
        case .success(let bytes): fetched.outcome = document(bytes, exchange)
        case .failure(let failure): fetched.outcome = .failed(failure)
        }
        return fetched
    }

    static func read(_ path: String, limit: Int) -> Result<[UInt8], PollFailure> {
        do throws(FileReadError) {
            return .success(try SystemFiles().read(path, limit: limit))
        } catch {
            return .failure(
                PollFailure(
                    code: error.code, message: error.message, kind: error.code == "file-missing" ? .notFound : .unusable
                ))
        }
    }
}

extension HTTPRequest {
    /// For a feed's document; the feed's own headers go to its own origin alone.
    init(feed: FeedSettings, configured: WebURL, at address: WebURL, validators: ValidatorStore?) {
        self.init(url: address, purpose: .feed, validators: validators)
        apply(feed.http, bodySize: feed.http.maxFeedSize, proxies: feed.effective.proxies)
        if address.origin == configured.origin {
            fields = feed.headers.map { HTTPRequest.Field(name: $0.name, value: $0.value.revealed) }
        }
    }

    /// A redirect to another host waits for its turn there.
    static func passage(_ visits: @escaping VisitDesk.Pass) -> Passage {
        { from, to in from.origin == to.origin ? nil : await visits(to, nil) }
    }

    /// Bounds, ways and permissions as the configuration has them.
    mutating func apply(_ settings: HTTPSettings, bodySize: Int, proxies: ProxyRules) {
        limits = TransferLimits(
            timeout: settings.timeout, connectTimeout: settings.connectTimeout, bodySize: bodySize,
            headerSize: settings.maxHeaderSize)
        redirects = RedirectPolicy(limit: settings.maxRedirects, allowsDowngrade: settings.allowInsecureRedirects)
        addresses = AddressPolicy(
            allowsAll: settings.allowPrivateAddresses,
            exceptions: settings.allowAddresses.compactMap { AddressPolicy.Exception($0) })
        proxy = .chosen { proxies.proxy(for: $0).flatMap { HTTP.Proxy($0.address) } }
    }
}

extension Proxy {
    /// With user and password: for the client alone, never shown.
    var address: String {
        guard let user, let host = url.host else { return url.description }
        func encoded(_ secret: Secret) -> String { PercentEncoding.component.encode(secret.revealed.utf8) }
        let credentials = encoded(user) + (password.map { ":" + encoded($0) } ?? "")
        return "\(url.scheme)://\(credentials)@\(host)" + (url.port.map { ":\($0)" } ?? "")
    }
}

extension FeedSettings {
    /// When the feed is polled next, by its own settings and the prices of the budget, where there is one.
    func nextPoll(_ history: PollHistory, _ budget: Budget?, now: Timestamp, random: Double) -> Due {
        let settings = polling.pollSettings(interval: interval)
        return Schedule.nextPoll(history, budget?.applied(to: settings) ?? settings, now: now, random: random)
    }
}

extension PollingSettings {
    var moveRules: MoveWatch.Rules {
        MoveWatch.Rules(sightings: moveSightings, span: moveAfter, retest: moveRecheck)
    }

    /// - Parameter interval: the feed's own.
    func pollSettings(interval: Double?) -> PollSettings {
        var settings = PollSettings()
        settings.minInterval = minInterval
        settings.maxInterval = maxInterval
        settings.interval = interval
        settings.validatedFloor = gapWithValidators
        settings.unvalidatedFloor = gapWithoutValidators
        settings.freshnessCap = maxAgeCap
        settings.retryAfterCap = retryAfterCap
        settings.goneInterval = goneRecheck
        settings.jitter = jitter
        return settings
    }
}
