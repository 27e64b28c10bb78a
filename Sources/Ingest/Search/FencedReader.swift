import Basics
import Feeds
import HTTP
import Workers

/// Reads what the web sent in one fenced worker, for commands that ask the web without a mill.
public final class FencedReader: Sendable {
    /// The feeds of a document: those that it names, or itself; and addresses that are worth asking besides.
    public struct Found: Sendable {
        public let candidates: [FeedCandidate]
        public let guesses: [FeedCandidate]

        /// What the document tells of itself, where it is a feed.
        public var own: FeedCandidate? { candidates.first.flatMap { $0.origin == .document ? $0 : nil } }
    }

    private let workers: WorkerPool

    /// - Parameter executable: what becomes a worker when it is started as one.
    public init(executable: String = "/proc/self/exe") {
        workers = WorkerPool(WorkerPool.Configuration(workers: 1, executable: executable))
    }

    public func feeds(in response: HTTPResponse) async -> Result<Found, WorkerError> {
        let request = SearchTask.Request(
            url: response.url.description, contentType: response.headers["Content-Type"],
            linkFields: response.headers.all("Link"), document: response.body)
        return await workers.run(request.bytes).flatMap { bytes in
            guard let reply = try? SearchTask.Reply(bytes: bytes) else { return .failure(.replyMalformed) }
            return .success(Found(candidates: reply.candidates, guesses: reply.guesses))
        }
    }

    func article(_ request: PageTask.Request) async -> Result<PageTask.Reply, WorkerError> {
        await workers.run(request.bytes).flatMap { bytes in
            guard let reply = try? PageTask.Reply(bytes: bytes) else { return .failure(.replyMalformed) }
            return .success(reply)
        }
    }

    /// Ends the worker; nothing can be read afterwards.
    public func close() async { await workers.shutDown() }
}
