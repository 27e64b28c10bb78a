import Basics
import Feeds
import HTTP

/// Finds the feeds of a page on the web: asks for the page, and where that names none, for the few addresses where
/// feeds usually are, one after the other, until one is a feed. What the web sends is read in a fenced worker.
public struct FeedSearch: Sendable {
    let settings: EffectiveSettings
    let clock: any Clock
    private let reader: FencedReader

    /// - Parameters:
    ///   - configuration: how requests are made; the defaults where there is none.
    ///   - executable: what becomes a worker when it is started as one.
    public init(
        _ configuration: Configuration? = nil, environment: [String: String] = [:], clock: any Clock = SystemClock(),
        executable: String = "/proc/self/exe"
    ) {
        reader = FencedReader(executable: executable)
        settings = configuration?.effective ?? EffectiveSettings(Settings(), environment: environment)
        self.clock = clock
    }

    /// The candidates, likeliest first; none where there is no feed. Throws where the page cannot be had.
    public func callAsFunction(_ url: WebURL) async throws -> [FeedCandidate] {
        let client = HTTPClient(settings.http.clientConfiguration())
        let answer = await client.send(request(url, .page))
        let found: Result<[FeedCandidate], PollFailure> =
            switch answer {
            case .failure(let error): .failure(PollFailure(error))
            case .success(let response): await candidates(response, client)
            }
        await client.shutdown()
        await reader.close()
        return try found.get()
    }
}

extension FeedSearch {
    private func candidates(
        _ response: HTTPResponse, _ client: HTTPClient
    ) async -> Result<[FeedCandidate], PollFailure> {
        let page: FencedReader.Found
        switch await reader.feeds(in: response) {
        case .failure(let error): return .failure(PollFailure(error))
        case .success(let found): page = found
        }
        let certain = page.candidates.filter { !$0.origin.isGuess }
        if !certain.isEmpty { return .success(certain) }
        // A feed that moved leaves such an answer, and the site may have it elsewhere; any other refusal is heard.
        guard response.status < 400 || response.status == 404 || response.status == 410 else {
            return .failure(PollFailure(status: response.status))
        }
        return .success(await ask(page.candidates + page.guesses, client))
    }

    /// The first that is a feed, at the address that it was found at.
    private func ask(_ guesses: [FeedCandidate], _ client: HTTPClient) async -> [FeedCandidate] {
        for guess in guesses {
            guard let url = WebURL(guess.url) else { continue }
            await clock.sleep(seconds: settings.polling.delayPerHost)
            guard case .success(let response) = await client.send(request(url, .feed)),
                response.status != 429, response.status != 503
            else { return [] }
            if response.status == 200, case .success(let found) = await reader.feeds(in: response),
                var feed = found.own
            {
                feed.origin = guess.origin
                return [feed]
            }
        }
        return []
    }

    private func request(_ url: WebURL, _ purpose: HTTPRequest.Purpose) -> HTTPRequest {
        var request = HTTPRequest(url: url, purpose: purpose)
        request.apply(settings.http, bodySize: settings.http.maxPageSize, proxies: settings.proxies)
        return request
    }
}
