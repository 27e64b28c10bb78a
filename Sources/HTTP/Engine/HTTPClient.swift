import Basics
import CLibCurl

/// Fetches documents over HTTP: one libcurl multi handle on a thread of its own, which sleeps while nothing is asked.
///
/// It knows no cache and no host's turn: who may be asked when is `HostTurns`' business. It follows redirects hop by hop,
/// each checked by the request's policies, and gives back what the last address answered, whatever the status.
public final class HTTPClient: Sendable {
    private let inbox: Inbox
    private let counts = Monitor(AnswerCounts())

    /// Whether libcurl was built with HTTP/3.
    static let hasHTTP3 = fm_has_http3() != 0

    /// How requests have ended so far.
    public var answers: AnswerCounts { counts.withLock { $0 } }

    public init(_ configuration: ClientConfiguration) {
        inbox = Inbox()
        TransferLoop.start(configuration, inbox: inbox)
    }

    deinit {
        inbox.post(.stop(nil))
    }

    /// Takes another configuration, for all requests that are begun from now on.
    public func take(_ configuration: ClientConfiguration) { inbox.post(.configure(configuration)) }

    /// The answer, or why there is none. Ends with `.cancelled` soon after the calling task is cancelled.
    public func send(_ request: HTTPRequest) async -> Result<HTTPResponse, FetchError> {
        let ticket = Ticket()
        return await withTaskCancellationHandler {
            await withUnsafeContinuation { continuation in
                start(request, ticket: ticket) { continuation.resume(returning: $0) }
            }
        } onCancel: {
            ticket.cancel(through: inbox)
        }
    }

    /// The same without a task: `done` is called once, on the client's thread, and must return at once.
    public func send(
        _ request: HTTPRequest, done: @escaping @Sendable (Result<HTTPResponse, FetchError>) -> Void
    ) {
        start(request, ticket: Ticket(), done: done)
    }

    /// Has the client's thread call `done` when it comes to it: at once, unless it is stuck. Never, after `shutdown`.
    public func ping(_ done: @escaping @Sendable () -> Void) { inbox.post(.answer(done)) }

    /// Gives up what is in flight and what waits (`.shutDown`), closes all connections and ends the thread. Later requests
    /// fail the same way.
    public func shutdown() async {
        await withUnsafeContinuation { continuation in
            inbox.post(.stop { continuation.resume() })
        }
    }

    private func start(
        _ request: HTTPRequest, ticket: Ticket,
        done: @escaping @Sendable (Result<HTTPResponse, FetchError>) -> Void
    ) {
        let counts = counts
        inbox.post(
            .start(
                Transfer(request, ticket: ticket) { result in
                    counts.withLock { $0.add(result) }
                    done(result)
                }))
    }
}
