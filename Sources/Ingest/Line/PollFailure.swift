import Basics
import HTTP
import Schedule
import Workers

/// Why a poll brought nothing: what is kept in the ledger, shown by `status`, counted and logged once.
struct PollFailure: CodedError, Equatable {
    let code: String
    let message: String
    /// What it means for the next poll.
    let kind: FailureClass
    /// Whether our own network may be to blame.
    var isOfTheNetwork = false
    /// Whether it came without anybody being asked.
    var hasAskedNobody = false

    init(code: String, message: String, kind: FailureClass) {
        self.code = code
        self.message = message
        self.kind = kind
    }

    init(_ error: FetchError) {
        let kind: FailureClass =
            switch error {
            case .unknownHost: .unknownHost
            case .hostRefuses: .rateLimited
            case .tooLarge, .tooManyHeaders, .headersTooLarge, .redirectLoop, .tooManyRedirects, .redirectRefused,
                .privateAddress, .portRefused, .badURL, .badEncoding, .notHTTP:
                .unusable
            default: .connection
            }
        self.init(code: error.code, message: error.message, kind: kind)
        isOfTheNetwork = error.isOfTheNetwork
        hasAskedNobody = error.hasAskedNobody
    }

    init(_ error: WorkerError) {
        self.init(code: error.code, message: error.message, kind: .unusable)
    }

    /// An answer that is neither a document, nor 304, nor 410.
    init(status: Int) {
        let kind: FailureClass =
            switch status {
            case 429: .rateLimited
            case 401, 402, 403, 407, 451: .refused
            case 400..<500: .notFound
            case 500..<600: .serverError
            default: .unusable
            }
        self.init(
            code: "http-\(status)", message: "the server answered \(status)\(PollFailure.advice[status] ?? "")",
            kind: kind)
    }

    private static let advice = [
        401: " (unauthorized); check the feed's Authorization header",
        403: " (forbidden)",
        404: " (not found); look for the feed's new address with `feedmill discover`",
        429: " (too many requests)",
        500: " (internal server error)",
        503: " (service unavailable)",
    ]
}
