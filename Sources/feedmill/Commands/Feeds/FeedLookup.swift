import Basics
import Feeds
import HTTP
import Ingest

/// Finds the feeds at an address: the one that is there, those that the page there names, or one where feeds usually are.
/// Each that it gives was asked for, and is a feed.
struct FeedLookup: Sendable {
    struct Found: Sendable {
        let url: String
        let title: String?
    }

    /// Why there is none.
    struct Failure: CodedError {
        let code: String
        let message: String
    }

    /// Candidates that are asked for at most.
    private static let limit = 12

    let visitor: Visitor
    let progress: Progress
    /// How many are wanted; no more are asked for than it takes to find them.
    let wanted: Int

    func feeds(at url: WebURL) async -> Result<[Found], Failure> {
        progress.show("asking \(url.host ?? "")")
        let response: HTTPResponse
        switch await visitor.document(at: url, purpose: .any) {
        case .failure(let error): return .failure(Failure(code: error.code, message: error.message))
        case .success(let answer) where answer.status != 200:
            return .failure(
                Failure(code: "http-\(answer.status)", message: "the server answered \(answer.status)"))
        case .success(let answer): response = answer
        }
        let page: FencedReader.Found
        switch await visitor.reader.feeds(in: response) {
        case .failure(let error): return .failure(Failure(code: error.code, message: error.message))
        case .success(let found): page = found
        }
        if let own = page.own { return .success([Found(url: lasting(url, response), title: own.title)]) }
        var found = await readable(page.candidates.filter { !$0.origin.isGuess }, atMost: wanted)
        if found.isEmpty {
            found = await readable(page.candidates.filter(\.origin.isGuess) + page.guesses, atMost: 1)
        }
        guard found.isEmpty else { return .success(found) }
        return .failure(
            Failure(
                code: "no-feed",
                message: "no feed is there, none is named there, and none is where feeds usually are"))
    }

    /// Those that are feeds; one after the other, with the pause that their host is owed.
    private func readable(_ candidates: [FeedCandidate], atMost limit: Int) async -> [Found] {
        var found: [Found] = []
        for (place, candidate) in candidates.prefix(FeedLookup.limit).enumerated() where found.count < limit {
            guard let url = WebURL(candidate.url), url.isHTTP else { continue }
            progress.show("looking for a feed", "\(place + 1) of \(candidates.count): \(candidate.url)")
            await SystemClock().sleep(seconds: visitor.configuration.polling.delayPerHost)
            guard case .success(let response) = await visitor.document(at: url, purpose: .feed), response.status == 200,
                case .success(let page) = await visitor.reader.feeds(in: response), let own = page.own
            else { continue }
            let address = lasting(url, response)
            guard !found.contains(where: { $0.url == address }) else { continue }
            found.append(Found(url: address, title: own.title ?? candidate.title))
        }
        return found
    }

    /// The address to keep: the one that was asked, or where it has moved for good.
    private func lasting(_ url: WebURL, _ response: HTTPResponse) -> String {
        response.permanentTarget?.description ?? url.description
    }
}
