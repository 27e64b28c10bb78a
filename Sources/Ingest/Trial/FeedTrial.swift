import Basics
import Feeds
import HTTP
import Records
import Schedule

/// A poll that leaves no trace: one feed is asked as the daemon would ask for it, read, and one of its articles fetched;
/// nothing is compared with the ledger, and nothing is written. What comes is parsed in this process, without the fence.
public struct FeedTrial: Sendable {
    let feed: FeedSettings
    let visitor: Visitor
    let clock: any Clock
    /// Told what is being done, in a few words.
    let progress: @Sendable (String) -> Void

    public init(
        _ feed: FeedSettings, visitor: Visitor, clock: any Clock = SystemClock(),
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.feed = feed
        self.visitor = visitor
        self.clock = clock
        self.progress = progress
    }

    public func callAsFunction() async -> TrialReport {
        let configuration = visitor.configuration
        var report = TrialReport(
            at: clock.now(), feed: feed, isConfigured: configuration.feed(id: feed.id)?.address == feed.address)
        progress("asking for the feed")
        let answer = feed.url.scheme == "file" ? file() : await ask(&report)
        var history = PollHistory()
        switch answer {
        case .failure(let failure):
            report.failure = TrialReport.Failure(code: failure.code, message: failure.message)
            history.observe(
                PollObservation(outcome: failure.code == "http-410" ? .gone : .failed(failure.kind)), at: clock.now())
        case .success(let fetched): await read(fetched, &history, &report)
        }
        report.due = feed.nextPoll(history, nil, now: clock.now(), random: 0.5)
        return report
    }
}

/// What was had of a feed.
private struct Fetched {
    let body: [UInt8]
    let url: WebURL
    /// Nil for a file.
    let response: HTTPResponse?
}

extension FeedTrial {
    private func file() -> Result<Fetched, PollFailure> {
        let path = String(decoding: PercentEncoding.decode(feed.url.path.utf8), as: UTF8.self)
        return FeedFetch.read(path, limit: feed.http.maxFeedSize).map {
            Fetched(body: $0, url: feed.url, response: nil)
        }
    }

    private func ask(_ report: inout TrialReport) async -> Result<Fetched, PollFailure> {
        let request = HTTPRequest(feed: feed, configured: feed.url, at: feed.url, validators: nil)
        var exchange = TrialReport.Exchange(url: feed.address)
        exchange.requestHeaders = shown(request)
        defer { report.exchange = exchange }
        switch await visitor.http.send(request) {
        case .failure(let error): return .failure(PollFailure(error))
        case .success(let response):
            exchange.take(response)
            switch response.status {
            case 200, 203, 226:
                guard !response.body.isEmpty else {
                    return .failure(
                        PollFailure(code: "empty-body", message: "the answer has no body", kind: .unusable))
                }
                exchange.conditionalStatus = await askAgain(response)
                return .success(Fetched(body: response.body, url: response.url, response: response))
            case 410:
                return .failure(
                    PollFailure(code: "http-410", message: "the feed is gone for good (410)", kind: .notFound))
            default: return .failure(PollFailure(status: response.status))
            }
        }
    }

    /// Whether the server honours the validators that it gave.
    private func askAgain(_ response: HTTPResponse) async -> Int? {
        guard !response.validators.isEmpty else { return nil }
        var validators = ValidatorStore()
        validators.received(response.validators, status: 200, from: response.url)
        progress("asking again, with its validators")
        await clock.sleep(seconds: feed.polling.delayPerHost)
        let request = HTTPRequest(feed: feed, configured: feed.url, at: feed.url, validators: validators)
        guard case .success(let second) = await visitor.http.send(request) else { return nil }
        return second.status
    }

    /// What the request says of itself; the values of the operator's own headers may be secret.
    private func shown(_ request: HTTPRequest) -> [(name: String, value: String)] {
        let own = request.fields.map { ($0.name, "(as configured)") }
        return [
            ("User-Agent", visitor.configuration.http.clientConfiguration().userAgent),
            ("Accept", request.purpose.accept),
        ]
            + own
    }
}

extension FeedTrial {
    private func read(_ fetched: Fetched, _ history: inout PollHistory, _ report: inout TrialReport) async {
        let contentType = fetched.response?.headers["Content-Type"]
        let bounds = visitor.configuration.limits
        var limits = FeedLimits()
        limits.maximumItems = bounds.maxItems
        limits.maximumTextLength = bounds.maxTextSize
        limits.xml.maximumDepth = bounds.maxDepth
        let now = clock.now()
        do throws(FeedError) {
            let document = try FeedDocument(
                parsing: fetched.body, url: fetched.url.description, contentType: contentType, limits: limits)
            report.document = document
            history.observe(observation(of: document, fetched, at: now), at: now)
            identify(document, fetched, &report)
            report.article = await article(of: document)
        } catch {
            report.failure = TrialReport.Failure(code: error.code, message: error.message)
            history.observe(PollObservation(outcome: .failed(.unusable)), at: now)
        }
    }

    private func observation(of document: FeedDocument, _ fetched: Fetched, at now: Timestamp) -> PollObservation {
        var observation = PollObservation(outcome: .read)
        observation.arrivals = document.items.map { PollObservation.Arrival(published: $0.datePublished) }
        observation.shown = document.items.count
        observation.wishes = WorkerLine.facts(of: document).wishes
        if let response = fetched.response {
            observation.freshness = Freshness(response.headers, now: now).lifetime
            observation.validators = response.validators.isEmpty ? .missing : .given
        }
        return observation
    }

    private func identify(_ document: FeedDocument, _ fetched: Fetched, _ report: inout TrialReport) {
        let outcome = Identity.decide(
            document.items.map { ItemEvidence($0) },
            feed: FeedFacts(id: feed.id, url: fetched.url.description, homePageURL: document.feed.homePageURL),
            memory: FeedMemory(), policy: feed.identity.recordsPolicy, now: report.at)
        report.identity = outcome.memory.map { "\($0.policy); policy \(feed.identity.policy.rawValue)" }
        report.repeated = outcome.decisions.count - Set(outcome.decisions.map(\.id)).count
    }
}

extension TrialReport.Exchange {
    fileprivate mutating func take(_ response: HTTPResponse) {
        hops = response.hops
        url = response.url.withoutCredentials.description
        status = response.status
        wireBytes = Int(response.wireBytes)
        bytes = response.body.count
        seconds = Double(response.timings.total) / 1e6
        permanentURL = response.permanentTarget?.withoutCredentials.description
        let telling: Set<String> = [
            "content-type", "content-encoding", "etag", "last-modified", "cache-control", "expires", "age",
            "retry-after", "link", "server",
        ]
        responseHeaders = response.headers.fields.filter { telling.contains($0.name.asciiLowercased) }
    }
}
