import Basics
import HTTP
import Ledger

/// Requests whose redirects lead to another host wait here until that host may be asked, as everyone waits who asks it.
final class VisitDesk: Sendable {
    /// Whose request it is.
    enum Owner: Hashable, Sendable {
        case feed(FeedKey)
        case article(OwedKey)
        case include(String)
    }

    /// The wish to go on to another host.
    struct Visit: Sendable {
        let number: Int
        let owner: Owner
        /// Whose turn the request began with.
        let origin: Requester
        let url: WebURL
        /// Seconds between two pages, as the host's robots.txt wishes.
        let crawlDelay: Double?
    }

    /// Waits for a host's turn; nil: it may be asked now.
    typealias Pass = @Sendable (_ url: WebURL, _ crawlDelay: Double?) async -> FetchError?

    /// A request that goes from host to host: whose turn it has, and what a site on the way asked for.
    final class Journey: Sendable {
        private struct Place {
            var url: WebURL
            var refusal: ArticleFetch.Refusal?
        }

        private let pass: Pass
        private let place: Monitor<Place>

        init(_ pass: @escaping Pass, from url: WebURL) {
            self.pass = pass
            place = Monitor(Place(url: url))
        }

        /// Whether the turn that it has is one at the origin of `url`.
        func isAt(_ url: WebURL) -> Bool { place.withLock { $0.url.origin } == url.origin }

        /// Waits for a turn there; what keeps it from going, else nil.
        func go(to url: WebURL, crawlDelay: Double? = nil) async -> FetchError? {
            if let refusal = await pass(url, crawlDelay) { return refusal }
            place.withLock { $0 = Place(url: url) }
            return nil
        }

        /// Of the site where it is.
        func note(_ refusal: ArticleFetch.Refusal) { place.withLock { $0.refusal = refusal } }

        var refusal: ArticleFetch.Refusal? { place.withLock { $0.refusal } }
    }

    private struct State {
        var waiting: [Int: CheckedContinuation<FetchError?, Never>] = [:]
        var number = 0
        var isClosed = false
    }

    private let state = Monitor(State())
    private let tell: AsyncStream<MillEvent>.Continuation

    init(tell: AsyncStream<MillEvent>.Continuation) {
        self.tell = tell
    }

    func pass(_ owner: Owner, from origin: Requester) -> Pass {
        { url, crawlDelay in await self.wait(owner, origin, url, crawlDelay) }
    }

    func answer(_ number: Int, _ refusal: FetchError?) {
        state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(returning: refusal)
    }

    /// Nobody goes on to another host any more.
    func close() {
        let waiting = state.withLock { state in
            state.isClosed = true
            defer { state.waiting = [:] }
            return Array(state.waiting.values)
        }
        for continuation in waiting { continuation.resume(returning: .shutDown) }
    }

    private func wait(
        _ owner: Owner, _ origin: Requester, _ url: WebURL, _ crawlDelay: Double?
    ) async -> FetchError? {
        await withCheckedContinuation { continuation in
            let number = state.withLock { state -> Int? in
                guard !state.isClosed else { return nil }
                state.number += 1
                state.waiting[state.number] = continuation
                return state.number
            }
            guard let number else { return continuation.resume(returning: .shutDown) }
            tell.yield(
                .visit(Visit(number: number, owner: owner, origin: origin, url: url, crawlDelay: crawlDelay)))
        }
    }
}
