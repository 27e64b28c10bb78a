import Basics

/// Which redirects are followed, and how far. Pure: takes an answer, gives the next address or the refusal.
public struct RedirectPolicy: Sendable, Hashable {
    /// Hops after the first request.
    public var limit: Int
    /// Whether https may lead to http.
    public var allowsDowngrade: Bool

    public init(limit: Int = 5, allowsDowngrade: Bool = false) {
        self.limit = limit
        self.allowsDowngrade = allowsDowngrade
    }

    /// Whether the status tells the client to go elsewhere (RFC 9110, 15.4): 301, 302, 303, 307, 308.
    public static func isRedirect(_ status: Int) -> Bool {
        status == 301 || status == 302 || status == 303 || status == 307 || status == 308
    }

    /// Whether the status says that the old address is to be forgotten.
    public static func isPermanent(_ status: Int) -> Bool { status == 301 || status == 308 }

    /// The address that `location` names, seen from `url`; `visited` are all addresses asked so far, that one included.
    public func next(_ location: String, from url: WebURL, visited: [WebURL]) -> Result<
        WebURL, FetchError
    > {
        guard var target = url.resolving(location)?.withoutFragment.withoutCredentials else {
            return .failure(.redirectRefused(reason: "its Location is no address"))
        }
        guard target.isHTTP, let host = target.host, !host.isEmpty else {
            return .failure(.redirectRefused(reason: "it leads to \(target.scheme.prefix(20)):"))
        }
        guard allowsDowngrade || url.scheme != "https" || target.scheme == "https" else {
            return .failure(.redirectRefused(reason: "it leads from https to http"))
        }
        if visited.contains(where: { $0.withoutFragment.withoutCredentials == target }) {
            return .failure(.redirectLoop(host: host))
        }
        if visited.count > limit { return .failure(.tooManyRedirects(limit: limit)) }
        if target.path.isEmpty { target.path = "/" }
        return .success(target)
    }
}
