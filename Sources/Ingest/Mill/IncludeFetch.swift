import Basics
import HTTP
import Workers

/// One request for an OPML document at an address of `include`: conditional where the server gave the means, bounded and
/// routed as a feed's is. What came is kept before anyone goes by it.
struct IncludeFetch: Sendable {
    /// How it ended.
    struct Report: Sendable {
        var state: IncludeState
        let requester: Requester
        let startedAt: Timestamp
        var status: Int?
        var retryAfter: Double?
        /// The copy is another than before.
        var isNew = false
    }

    let address: WebURL
    let state: IncludeState
    let requester: Requester
    let settings: EffectiveSettings
    /// Seconds between two requests for a list that is well.
    let interval: Double
    let store: IncludeStore
    let services: Services
    /// Waits for the turn at a host to which a redirect leads.
    let visits: VisitDesk.Pass

    func callAsFunction() async -> Report {
        var report = Report(state: state, requester: requester, startedAt: services.clock.now())
        var request = HTTPRequest(url: address, purpose: .any, validators: state.hasCopy ? state.validators : nil)
        request.apply(settings.http, bodySize: settings.http.maxFeedSize, proxies: settings.proxies)
        request.passage = HTTPRequest.passage(visits)
        let result = await services.http.send(request)
        let now = services.clock.now()
        report.state.askedAt = now
        switch result {
        case .failure(let error):
            // What feedmill broke off itself says nothing of the list.
            guard error != .shutDown, error != .cancelled else { return Report(report, state) }
            fail(code: error.code, error.message, at: now, &report)
        case .success(let response):
            report.status = response.status
            if response.status >= 400 {
                report.retryAfter = RetryAfter.seconds(
                    in: response.headers, now: now, cap: settings.polling.retryAfterCap)
            }
            await take(response, at: now, &report)
        }
        return await keep(report, copy: nil)
    }
}

extension IncludeFetch.Report {
    /// As if nothing had been asked.
    fileprivate init(_ report: Self, _ state: IncludeState) {
        self = report
        self.state = state
    }
}

extension IncludeFetch {
    private func take(_ response: HTTPResponse, at now: Timestamp, _ report: inout Report) async {
        switch response.status {
        case 304 where response.wasConditional:
            report.state.validators.received(response.validators, status: 304, from: response.url)
            succeed(at: now, &report)
        case 200, 203, 226: await read(response, at: now, &report)
        default:
            let failure = PollFailure(status: response.status)
            fail(code: failure.code, "the server answered \(response.status)", at: now, &report)
        }
    }

    private func read(_ response: HTTPResponse, at now: Timestamp, _ report: inout Report) async {
        let hash = SHA256.hex(response.body)
        guard hash != state.hash else {
            report.state.validators.received(response.validators, status: 200, from: response.url)
            return succeed(at: now, &report)
        }
        let reply = await services.workers.run(ListTask.Request(document: response.body).bytes)
        switch reply.map({ try? ListTask.Reply(bytes: $0) }) {
        case .failure(let error): fail(code: error.code, error.message, at: now, &report)
        case .success(nil):
            fail(code: WorkerError.replyMalformed.code, WorkerError.replyMalformed.message, at: now, &report)
        case .success(.failed(let error)?): fail(code: error.code, error.message, at: now, &report)
        case .success(.list(feeds: 0)?) where state.feeds > 0:
            // More often a mishap than a wish: whoever means it takes the address out of `include`.
            fail(code: "include-empty", "the list names no feed any more", at: now, &report)
        case .success(.list(let feeds)?):
            report.state.feeds = feeds
            report.state.hash = hash
            report.state.validators.received(response.validators, status: 200, from: response.url)
            report.isNew = true
            succeed(at: now, &report)
            report = await keep(report, copy: response.body)
        }
    }

    /// On the disk, on the thread for files. A list that cannot be kept is not gone by.
    private func keep(_ report: Report, copy: [UInt8]?) async -> Report {
        var report = report
        let (store, kept) = (store, report.state)
        do throws(FileWriteError) {
            try await services.files.run { () throws(FileWriteError) in try store.keep(kept, copy: copy) }
        } catch {
            report.isNew = false
            report.state = state
            report.state.askedAt = kept.askedAt
            fail(code: error.code, error.message, at: kept.askedAt ?? services.clock.now(), &report)
        }
        return report
    }

    private func succeed(at now: Timestamp, _ report: inout Report) {
        report.state.succeeded(at: now, next: interval * (1 + settings.polling.jitter * services.random()))
    }

    private func fail(code: String, _ message: String, at now: Timestamp, _ report: inout Report) {
        report.state.failed(
            IncludeState.Failure(code: code, message: message), at: now, interval: interval,
            retryAfter: report.retryAfter)
    }
}
