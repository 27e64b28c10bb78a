import Articles
import Basics
import HTTP
import Ledger
import Records
import Workers

/// What became of the article of one owed record.
struct ArticleResult: Sendable {
    /// `article.status` of the record.
    var status: String
    var fetchedAt: Timestamp?
    var httpStatus: Int?
    var error: Failure?
    /// Further members of the article's object, without braces.
    var members: [UInt8] = []
    var cluster: ClusterFingerprint?
    /// Where the page says that it stands.
    var canonicalURL: String?
    /// Files of site rules that name a body and did not find it.
    var missedRules: [String] = []

    struct Failure: Equatable, Sendable {
        var code: String
        var message: String
    }

    /// Feedmill itself broke it off, being told to end: it counts for nothing.
    var wasAbandoned = false
    /// No worker could be started: the page has not been read.
    var lacksWorker = false

    /// A document that came back from no worker.
    static func failed(_ error: WorkerError) -> ArticleResult {
        var result = ArticleResult(status: "failed")
        result.error = Failure(code: error.code, message: error.message)
        result.wasAbandoned = error == .shutDown
        result.lacksWorker = !error.blamesDocument && error != .shutDown
        return result
    }
}

/// One try at the article of one item: what robots.txt says, the page, its further parts, and what a worker makes of them.
struct ArticleFetch {
    enum Step: Sendable {
        case done(ArticleResult)
        /// robots.txt was asked for; the page has its turn after it.
        case again
        /// In vain, and perhaps not for ever; `until`: what the site asks for.
        case retry(ArticleResult, until: Timestamp?)
    }

    /// The site's word to be passed on to whoever gives turns.
    struct Refusal: Sendable {
        let status: Int
        let retryAfter: Double?

        /// Nil for an answer that asks for nothing of the kind.
        init?(_ response: HTTPResponse, at now: Timestamp) {
            status = response.status
            retryAfter = response.status >= 400 ? RetryAfter.seconds(in: response.headers, now: now) : nil
            guard HostTurns.isRefusal(status, retryAfter: retryAfter) else { return nil }
        }
    }

    struct Outcome: Sendable {
        var step: Step
        var refusal: Refusal?
        /// Seconds between two pages, as the site's robots.txt wishes.
        var crawlDelay: Double?
    }

    let url: WebURL
    let item: [UInt8]
    let settings: EffectiveSettings
    let rules: SiteRuleBook
    let services: Services
    let robots: RobotsDesk
    let journey: VisitDesk.Journey

    func callAsFunction() async -> Outcome {
        var outcome = await run()
        if outcome.refusal == nil { outcome.refusal = journey.refusal }
        return outcome
    }

    private func run() async -> Outcome {
        guard settings.articles.robotsTxt else { return await fetchPage() }
        switch await robots.decision(for: url) {
        case .allowed:
            var outcome = await fetchPage()
            outcome.crawlDelay = await crawlDelay(of: url)
            return outcome
        case .refused:
            return Outcome(
                step: .done(
                    failure("robots-disallowed", "robots-disallowed", "robots.txt of the site does not allow it")))
        case .ask(let address):
            let answer = await ask(address)
            if let obstacle = answer.obstacle {
                return Outcome(step: .done(failure(obstacle, at: services.clock.now())))
            }
            return Outcome(step: .again, refusal: answer.refusal, crawlDelay: await crawlDelay(of: url))
        case .wait(let until):
            return Outcome(
                step: .retry(
                    failure("failed", "robots-unreachable", "robots.txt of the site cannot be had"), until: until))
        }
    }
}

extension ArticleFetch {
    private func crawlDelay(of url: WebURL) async -> Double? {
        guard case .allowed(let delay?) = await robots.decision(for: url) else { return nil }
        return min(delay, settings.articles.crawlDelayCap)
    }

    private func fetchPage() async -> Outcome {
        let result = await get(url)
        let now = services.clock.now()
        switch result {
        case .failure(let error):
            let step = failure(error, at: now)
            if case .hostRefuses(let until) = error { return Outcome(step: .retry(step, until: until)) }
            return Outcome(step: isPassing(error) ? .retry(step, until: nil) : .done(step))
        case .success(let response):
            let refusal = Refusal(response, at: now)
            if response.status == 200 || response.status == 203 { return await read(response, at: now) }
            return Outcome(
                step: await judge(response, until: refusal?.retryAfter.map { now + $0 }, at: now), refusal: refusal)
        }
    }

    private func status(of error: FetchError) -> String {
        switch error {
        case .tooLarge: "too-large"
        case .robotsDisallowed: "robots-disallowed"
        case .hostRefuses: "rate-limited"
        default: "failed"
        }
    }

    /// A redirect is followed if robots.txt of where it leads allows it, and when that host has its turn.
    private func passage(from: WebURL, to target: WebURL) async -> FetchError? {
        let host = target.host ?? ""
        if settings.articles.robotsTxt {
            if case .ask(let address) = await robots.decision(for: target) {
                if let refusal = await journey.go(to: address) { return refusal }
                // Others may have asked meanwhile.
                if case .ask = await robots.decision(for: target) {
                    let answer = await ask(address)
                    if let obstacle = answer.obstacle { return obstacle }
                    if let refusal = answer.refusal { journey.note(refusal) }
                }
            }
            switch await robots.decision(for: target) {
            case .allowed: break
            case .refused: return .robotsDisallowed(host: host)
            case .ask, .wait: return .robotsUnreachable(host: host)
            }
        }
        return from.origin == target.origin && journey.isAt(target)
            ? nil : await journey.go(to: target, crawlDelay: await crawlDelay(of: target))
    }

    private func ask(_ address: WebURL) async -> RobotsDesk.Answer {
        await robots.ask(
            address, settings: settings.http, proxies: settings.proxies,
            visits: { url, delay in await journey.go(to: url, crawlDelay: delay) })
    }

    private func get(_ url: WebURL) async -> Result<HTTPResponse, FetchError> {
        var request = HTTPRequest(url: url, purpose: .page)
        request.passage = { from, to in await passage(from: from, to: to) }
        request.siteFields = rules.requestFields
        request.apply(settings.http, bodySize: settings.http.maxPageSize, proxies: settings.proxies)
        return await services.http.send(request)
    }

    /// Whether the same may go well a little later.
    private func isPassing(_ error: FetchError) -> Bool {
        switch error {
        case .unknownHost, .connectTimeout, .connectRefused, .unreachable, .timeout, .tooSlow, .truncated,
            .connectionReset,
            .proxyFailed, .outOfResources, .tlsFailed, .robotsUnreachable:
            true
        default: false
        }
    }

    /// An answer that should be the page. One whose further parts fail now has another try; after the last it goes as far as it
    /// came, and at once where the site says no: what is there might not be had again.
    private func read(_ response: HTTPResponse, at now: Timestamp) async -> Outcome {
        if let kind = response.headers["Content-Type"], !ArticleFetch.isPage(kind) {
            let message = "the link leads to \(kind.prefix(80))"
            return Outcome(step: .done(failure("not-html", "not-html", message, at: now, response.status)))
        }
        let (result, missing) = await extract(response, at: now)
        if result.lacksWorker { return Outcome(step: .retry(result, until: nil)) }
        return switch missing {
        case nil: Outcome(step: .done(result))
        case .refused(let refusal): Outcome(step: .done(result), refusal: refusal)
        case .failed: Outcome(step: .retry(result, until: nil))
        }
    }

    private func judge(_ response: HTTPResponse, until: Timestamp?, at now: Timestamp) async -> Step {
        let status = response.status
        switch status {
        case 404, 410:
            return .done(failure("gone", "http-\(status)", "the page is not there (\(status))", at: now, status))
        case 402: return .done(failure("paywalled", "http-402", "the site asks for payment", at: now, status))
        case 429:
            return .retry(
                failure("rate-limited", "http-429", "the site was asked too often", at: now, status), until: until)
        case 503 where until != nil:
            return .retry(
                failure("rate-limited", "http-503", "the site asked to come back later", at: now, status), until: until)
        case 500...599:
            return .retry(
                failure("failed", "http-\(status)", "the server answered \(status)", at: now, status), until: until)
        case 401, 403: return .done(await wall(response, at: now))
        default: return .done(failure("failed", "http-\(status)", "the server answered \(status)", at: now, status))
        }
    }

    /// A refusal with a page: a bot check is told from a plain no.
    private func wall(_ response: HTTPResponse, at now: Timestamp) async -> ArticleResult {
        let plain = failure(
            "failed", "http-\(response.status)", "the server answered \(response.status)", at: now, response.status)
        guard !response.body.isEmpty else { return plain }
        let result = await extract(response, at: now).result
        return result.wasAbandoned || ["challenge", "consent-wall", "paywalled"].contains(result.status)
            ? result : plain
    }

    static func isPage(_ contentType: String) -> Bool {
        let kind = contentType.prefix { $0 != ";" }.asciiWords
        return kind.isEmpty || kind.hasPrefix("text/html") || kind.hasPrefix("application/xhtml")
            || kind == "text/plain"
            || kind == "application/xml" || kind == "text/xml" || kind == "application/octet-stream"
    }

    private func failure(_ error: FetchError, at time: Timestamp, _ httpStatus: Int? = nil) -> ArticleResult {
        var result = failure(status(of: error), error.code, error.message, at: time, httpStatus)
        result.wasAbandoned = error.isOfOurEnd
        return result
    }

    private func failure(
        _ status: String, _ code: String, _ message: String, at time: Timestamp? = nil, _ httpStatus: Int? = nil
    ) -> ArticleResult {
        ArticleResult(
            status: status, fetchedAt: time, httpStatus: httpStatus,
            error: ArticleResult.Failure(code: code, message: message))
    }
}

extension ArticleFetch {
    /// Why a further part cannot be had now.
    private enum MissingPart {
        case failed
        /// Its site wants to be left alone.
        case refused(Refusal?)
    }

    /// What asking for a further part came to.
    private enum Further {
        case part(HTTPResponse)
        case missing(MissingPart)
        /// There is none that may be had.
        case none
    }

    /// The article in a page, with its further parts where it has some; `missing` where one of them could not be had.
    private func extract(
        _ response: HTTPResponse, at now: Timestamp
    ) async -> (result: ArticleResult, missing: MissingPart?) {
        do throws(FetchError) {
            return try await extractWhole(response, at: now)
        } catch {
            return (failure(error, at: now, response.status), nil)
        }
    }

    /// Throws where feedmill is told to end before it has all parts: half an article is none.
    private func extractWhole(
        _ response: HTTPResponse, at now: Timestamp
    ) async throws(FetchError) -> (result: ArticleResult, missing: MissingPart?) {
        var pages = [page(response)]
        var reply = await work(pages)
        var missing: MissingPart?
        if let whole = ArticleFetch.singlePage(reply) {
            switch try await further(whole, after: pages[0], named: isSinglePageNamed) {
            case .part(let single):
                let page = page(single)
                let found = await work([page])
                if case .success(.article) = found { (pages, reply) = ([page], found) }
            case .missing(.refused(let refusal)):
                return (result(reply, response, of: pages, at: now), .refused(refusal))
            case .missing(.failed): missing = .failed
            case .none: break
            }
        }
        guard case .success(.article(var last)) = reply else {
            return (result(reply, response, of: pages, at: now), missing)
        }
        parts: while pages.count < settings.articles.maxParts, let next = last.nextPageURL,
            !pages.contains(where: { $0.url == next })
        {
            switch try await further(next, after: pages[pages.count - 1], named: isNextPageNamed) {
            case .part(let response):
                let part = page(response)
                guard !pages.contains(where: { $0.url == part.url }),
                    case .success(.article(let found)) = await work([part])
                else { break parts }
                pages.append(part)
                last = found
            case .missing(let part):
                missing = part
                break parts
            case .none: break parts
            }
        }
        if pages.count > 1 { reply = await work(pages) }
        return (result(reply, response, of: pages, at: now), missing)
    }

    private static func singlePage(_ reply: Result<PageTask.Reply, WorkerError>) -> String? {
        switch reply {
        case .success(.article(let article)): article.singlePageURL
        case .success(.failed(let failure)): failure.singlePageURL
        case .failure: nil
        }
    }

    private func page(_ response: HTTPResponse) -> PageTask.Page {
        PageTask.Page(
            url: response.url.description, contentType: response.headers["Content-Type"],
            robotsTags: response.headers.all("X-Robots-Tag"), rules: rules.rules(for: response.url)?.files ?? [],
            document: response.body)
    }

    private func work(_ pages: [PageTask.Page]) async -> Result<PageTask.Reply, WorkerError> {
        let request = PageTask.Request(pages: pages, item: item, parameters: settings.identity.parameters)
        return await services.workers.run(request.bytes).flatMap { bytes in
            guard let reply = try? PageTask.Reply(bytes: bytes) else { return .failure(.replyMalformed) }
            return .success(reply)
        }
    }

    private func isSinglePageNamed(_ rule: SiteRuleSet) -> Bool {
        !rule.singlePageLink.isEmpty || !rule.singlePageLinkInFeed.isEmpty
    }

    private func isNextPageNamed(_ rule: SiteRuleSet) -> Bool { !rule.nextPageLink.isEmpty }

    /// Asks for a further part, in the manner of the first: robots.txt is heard, and the host has its pause. It is on the host of the
    /// page that leads to it, unless the operator's rule for that page says where it is.
    private func further(
        _ address: String, after page: PageTask.Page, named isNamed: (SiteRuleSet) -> Bool
    ) async throws(FetchError) -> Further {
        guard let from = WebURL(page.url), let part = WebURL(address)?.withoutFragment, part.isHTTP,
            part.description != page.url, part.host == from.host || rules.rules(for: from).map(isNamed) ?? false
        else { return .none }
        let isHere = journey.isAt(part)
        if let refusal = await passage(from: from, to: part) { return try without(refusal) }
        if isHere {
            await services.clock.sleep(
                seconds: max(await crawlDelay(of: part) ?? 0, settings.articles.delayPerHost))
        }
        switch await get(part) {
        case .failure(let error): return try without(error)
        case .success(let response):
            if let refusal = Refusal(response, at: services.clock.now()) { return .missing(.refused(refusal)) }
            if (500...599).contains(response.status) { return .missing(.failed) }
            return response.status == 200 && ArticleFetch.isPage(response.headers["Content-Type"] ?? "")
                ? .part(response) : .none
        }
    }

    private func without(_ error: FetchError) throws(FetchError) -> Further {
        if error.isOfOurEnd { throw error }
        if case .hostRefuses = error { return .missing(.refused(nil)) }
        return isPassing(error) ? .missing(.failed) : .none
    }

    private func result(
        _ reply: Result<PageTask.Reply, WorkerError>, _ response: HTTPResponse, of pages: [PageTask.Page],
        at now: Timestamp
    ) -> ArticleResult {
        // Of what a worker names, the rules that the pages had.
        let rules = Set(pages.flatMap { $0.rules.map(\.name) })
        switch reply {
        case .success(.article(let article)):
            return ArticleResult(
                status: "ok", fetchedAt: now, httpStatus: response.status, members: article.members,
                cluster: article.cluster, canonicalURL: article.canonicalURL,
                missedRules: article.missedRules.filter(rules.contains))
        case .success(.failed(let found)):
            var result = failure(found.status, found.code, found.message, at: now, response.status)
            result.members = found.members
            result.missedRules = found.missedRules.filter(rules.contains)
            return result
        case .failure(let error):
            var result = ArticleResult.failed(error)
            (result.fetchedAt, result.httpStatus) = (now, response.status)
            return result
        }
    }
}

extension Substring {
    fileprivate var asciiWords: String { String(self).trimmed.asciiLowercased }
}
