import Basics

@testable import HTTP

extension HTTPClient {
    /// A client for tests: version 9.9, nobody's contact.
    static func forTests(_ change: (inout ClientConfiguration) -> Void = { _ in }) -> HTTPClient {
        var configuration = ClientConfiguration(version: "9.9")
        change(&configuration)
        return HTTPClient(configuration)
    }
}

/// A request to a server on loopback, which is allowed to it.
func request(_ url: String, _ change: (inout HTTPRequest) -> Void = { _ in }) -> HTTPRequest {
    var request = HTTPRequest(
        url: WebURL(url)!, purpose: .feed, addresses: AddressPolicy(allowsAll: true))
    change(&request)
    return request
}

extension Result where Success == HTTPResponse, Failure == FetchError {
    var code: String? {
        guard case .failure(let error) = self else { return nil }
        return error.code
    }

    var response: HTTPResponse? { try? get() }
    var text: String? { response.map { String(decoding: $0.body, as: UTF8.self) } }
}

/// The instant of an RFC 3339 date.
func time(_ text: String) -> Timestamp { Timestamp(rfc3339: text)! }

let noon = time("2026-03-01T12:00:00Z")
