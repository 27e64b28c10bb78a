import Basics

/// What `proxy` says.
public enum ProxyChoice: Equatable, Sendable {
    /// Nothing: `http_proxy`, `https_proxy` and `all_proxy` of the environment, as curl reads them.
    case environment
    /// `"direct"`: none, whatever the environment says.
    case direct
    case through(Proxy)
    /// One that this process may not know: nothing can be asked.
    case withheld
}

/// A proxy: HTTP or SOCKS.
public struct Proxy: Equatable, Sendable {
    /// Without user and password; its scheme is http, https, socks4, socks4a, socks5 or socks5h.
    public let url: WebURL
    /// Decoded.
    public let user: Secret?
    public let password: Secret?

    static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

    /// A name that leads nowhere (RFC 6761, 6.4).
    static let nowhere = Proxy("http://withheld.invalid")

    /// Nil for text that names no proxy.
    public init?(_ text: String) {
        guard let url = WebURL(text.contains("://") ? text : "http://" + text), Self.schemes.contains(url.scheme),
            let host = url.host, !host.isEmpty, url.path.isEmpty || url.path == "/", url.query == nil,
            url.fragment == nil
        else { return nil }
        func decoded(_ text: String) -> Secret? {
            text.isEmpty ? nil : Secret(String(decoding: PercentEncoding.decode(text.utf8), as: UTF8.self))
        }
        self.url = url.withoutCredentials
        user = decoded(url.username)
        password = decoded(url.password)
    }
}
