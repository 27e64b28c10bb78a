import Basics

/// Why a document could not be had: one case for each thing that an operator would do next. A status such as 404 is no
/// `FetchError`: that is an answer, in `HTTPResponse.status`. No message holds a query, a header or a password.
public enum FetchError: CodedError, Hashable {
    case unknownHost(String)
    /// Looking up the name, connecting and the TLS handshake took longer than `limits.connectTimeout`.
    case connectTimeout(host: String)
    case connectRefused(host: String)
    /// No route to the address, or no such network.
    case unreachable(host: String)
    /// The whole, redirects included, took longer than `seconds`.
    case timeout(seconds: Double)
    /// Fewer than `bytesPerSecond` came over some seconds.
    case tooSlow(bytesPerSecond: Int)
    /// More than `limit` bytes of body, decoded.
    case tooLarge(limit: Int)
    case tooManyHeaders(limit: Int)
    case headersTooLarge(limit: Int)
    case tlsExpired(host: String)
    case tlsUntrusted(host: String)
    case tlsWrongHost(host: String)
    /// The handshake failed for another reason, given in the words of the TLS library.
    case tlsFailed(host: String, reason: String)
    case redirectLoop(host: String)
    case tooManyRedirects(limit: Int)
    /// From https to http, or to no http address at all.
    case redirectRefused(reason: String)
    /// The address lies in a range that `AddressPolicy` refuses.
    case privateAddress(host: String, address: String)
    /// The port belongs to another protocol (mail, ssh …).
    case portRefused(UInt16)
    case badURL(String)
    /// A Content-Encoding that was not offered, or a body that is not what it says.
    case badEncoding
    /// The connection ended before the body did.
    case truncated
    case connectionReset(host: String)
    case proxyFailed(reason: String)
    /// What came is not HTTP.
    case notHTTP(host: String)
    /// No file descriptor or memory was left.
    case outOfResources
    /// The site that a redirect leads to asked to be left alone.
    case hostRefuses(until: Timestamp)
    /// robots.txt of the site that a redirect leads to does not allow it, or cannot be had.
    case robotsDisallowed(host: String)
    case robotsUnreachable(host: String)
    case cancelled
    case shutDown
    /// Anything else that libcurl reports, with its code (CURLE_*).
    case failed(code: Int, reason: String)

    public var code: String {
        switch self {
        case .unknownHost: "unknown-host"
        case .connectTimeout: "connect-timeout"
        case .connectRefused: "connect-refused"
        case .unreachable: "unreachable"
        case .timeout: "timeout"
        case .tooSlow: "too-slow"
        case .tooLarge: "too-large"
        case .tooManyHeaders: "too-many-headers"
        case .headersTooLarge: "headers-too-large"
        case .tlsExpired: "tls-expired"
        case .tlsUntrusted: "tls-untrusted"
        case .tlsWrongHost: "tls-wrong-host"
        case .tlsFailed: "tls-failed"
        case .redirectLoop: "redirect-loop"
        case .tooManyRedirects: "too-many-redirects"
        case .redirectRefused: "redirect-refused"
        case .privateAddress: "private-address"
        case .portRefused: "port-refused"
        case .badURL: "bad-url"
        case .badEncoding: "bad-encoding"
        case .truncated: "truncated"
        case .connectionReset: "connection-reset"
        case .proxyFailed: "proxy-failed"
        case .notHTTP: "not-http"
        case .outOfResources: "out-of-resources"
        case .hostRefuses: "host-refuses"
        case .robotsDisallowed: "robots-disallowed"
        case .robotsUnreachable: "robots-unreachable"
        case .cancelled: "cancelled"
        case .shutDown: "shut-down"
        case .failed: "fetch-failed"
        }
    }

    public var message: String {
        switch self {
        case .unknownHost(let host): "no address is known for \(host); check the name in the URL"
        case .connectTimeout(let host): "no connection to \(host) in time"
        case .connectRefused(let host): "\(host) refused the connection"
        case .unreachable(let host): "no route to \(host)"
        case .timeout(let seconds): "not done within \(seconds.brief) s; raise timeout to wait longer"
        case .tooSlow(let rate): "fewer than \(rate) bytes came a second"
        case .tooLarge(let limit): "more than \(limit) bytes; raise the size limit to take it"
        case .tooManyHeaders(let limit): "more than \(limit) header fields in one answer"
        case .headersTooLarge(let limit): "more than \(limit) bytes of header fields in one answer"
        case .tlsExpired(let host):
            "the certificate of \(host) has expired, or is not valid yet; check this machine's clock"
        case .tlsUntrusted(let host):
            "the certificate of \(host) is not signed by an authority that is trusted here"
        case .tlsWrongHost(let host): "the certificate is not one for \(host)"
        case .tlsFailed(let host, let reason): "no TLS connection to \(host): \(reason)"
        case .redirectLoop(let host): "\(host) redirects in a circle"
        case .tooManyRedirects(let limit): "more than \(limit) redirects in a row"
        case .redirectRefused(let reason): "a redirect was not followed: \(reason)"
        case .privateAddress(let host, let address):
            "\(host) is at \(address), which is not a public address; allow it for this feed if it is meant"
        case .portRefused(let port):
            "port \(port) is not one for HTTP; allow the host for this feed if it is meant"
        case .badURL(let reason): "the URL cannot be fetched: \(reason)"
        case .badEncoding:
            "the body is not in the Content-Encoding that it claims, or in one that was not asked for"
        case .truncated: "the connection ended before the body did"
        case .connectionReset(let host): "\(host) ended the connection"
        case .proxyFailed(let reason): "the proxy failed: \(reason)"
        case .notHTTP(let host): "what \(host) sent is not HTTP"
        case .outOfResources: "no file descriptor or memory was left; raise the limit of open files"
        case .hostRefuses(let until): "the site asked to be left alone until \(until)"
        case .robotsDisallowed(let host): "robots.txt of \(host) does not allow it"
        case .robotsUnreachable(let host): "robots.txt of \(host) cannot be had"
        case .cancelled: "given up before it was done"
        case .shutDown: "feedmill is ending"
        case .failed(let code, let reason): "libcurl error \(code): \(reason)"
        }
    }

    /// It was not asked for the sake of its address, and never will be.
    public var isOfTheAddress: Bool {
        switch self {
        case .privateAddress, .portRefused, .badURL: true
        default: false
        }
    }

    /// True where feedmill broke it off, being told to end.
    public var isOfOurEnd: Bool { self == .shutDown || self == .cancelled }

    /// True where nobody was asked: the address, or what its host asked for before, forbids it.
    public var hasAskedNobody: Bool {
        if case .hostRefuses = self { true } else { isOfTheAddress }
    }

    /// True where this machine's own network may be at fault: what `OutageWatch` counts.
    public var isOfTheNetwork: Bool {
        switch self {
        case .unknownHost, .connectTimeout, .connectRefused, .unreachable, .timeout, .connectionReset,
            .proxyFailed:
            true
        default: false
        }
    }
}

extension Double {
    /// Without `.0`.
    fileprivate var brief: String {
        self == rounded() && abs(self) < 1e15 ? String(Int64(self)) : String(self)
    }
}
