/// How requests ended, by class of status: each request counts once, by what the last address of its redirects answered.
public struct AnswerCounts: Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case success = "2xx"
        /// What was asked for is as it was: the price of a poll that costs next to nothing.
        case notModified = "304"
        case redirect = "3xx"
        case clientError = "4xx"
        case serverError = "5xx"
        /// No answer, or none that could be read to its end.
        case none
    }

    private var counts: [Kind: Int] = [:]

    public init() {}

    public subscript(_ kind: Kind) -> Int { counts[kind] ?? 0 }

    /// What feedmill itself broke off does not count.
    mutating func add(_ result: Result<HTTPResponse, FetchError>) {
        switch result {
        case .failure(.cancelled), .failure(.shutDown): return
        case .failure: counts[.none, default: 0] += 1
        case .success(let response): counts[AnswerCounts.kind(of: response.status), default: 0] += 1
        }
    }

    static func kind(of status: Int) -> Kind {
        switch status {
        case 200..<300: .success
        case 304: .notModified
        case 300..<400: .redirect
        case 400..<500: .clientError
        case 500..<600: .serverError
        default: .none
        }
    }
}
