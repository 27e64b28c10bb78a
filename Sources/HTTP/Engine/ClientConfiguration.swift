/// What holds for all requests of a client.
public struct ClientConfiguration: Sendable {
    /// feedmill's own, in the User-Agent field.
    public var version: String
    /// A URL or mail address of the operator, shown to the sites in the User-Agent field.
    public var contact: String?
    /// For requests whose choice is `.configured`. The environment's `http_proxy` is never read.
    public var proxy: Proxy?
    /// The hosts that are reached without it.
    public var proxyExceptions: ProxyExceptions
    /// Transfers at one time; the others wait in order.
    public var maximumInFlight: Int
    /// Connections kept for later requests.
    public var maximumIdleConnections: Int
    /// Seconds after which an idle connection is not used again, and is closed.
    public var idleTime: Int
    /// Seconds for which a looked-up name is remembered. Short: libcurl walks through all of them after each transfer (8,000
    /// make it ten times as dear), and a host that is asked again soon has a connection that is kept.
    public var nameTime: Int
    /// Over TLS, HTTP/3 (RFC 9114) is tried first, and where it does not answer at once, HTTP/2 and HTTP/1.1 beside it. Has an effect
    /// only where libcurl was built with it.
    public var triesHTTP3: Bool
    /// The trusted authorities, in PEM.
    public var authorities: String
    /// Addresses for a host, in place of what the system's name service says; nil leaves it to that. Asked on the client's
    /// thread at each hop, so it must not block. An empty list is a host without an address.
    public var resolve: (@Sendable (_ host: String, _ port: UInt16) -> [String]?)?

    public init(
        version: String, contact: String? = nil, proxy: Proxy? = nil,
        proxyExceptions: ProxyExceptions = .init(),
        maximumInFlight: Int = 64, maximumIdleConnections: Int = 2000, idleTime: Int = 60,
        nameTime: Int = 10, triesHTTP3: Bool = false,
        authorities: String = "/etc/ssl/certs/ca-certificates.crt",
        resolve: (@Sendable (_ host: String, _ port: UInt16) -> [String]?)? = nil
    ) {
        self.version = version
        self.contact = contact
        self.proxy = proxy
        self.proxyExceptions = proxyExceptions
        self.maximumInFlight = maximumInFlight
        self.maximumIdleConnections = maximumIdleConnections
        self.idleTime = idleTime
        self.nameTime = nameTime
        self.triesHTTP3 = triesHTTP3
        self.authorities = authorities
        self.resolve = resolve
    }

    /// `feedmill/VERSION (+CONTACT)`. What cannot stand in a header field is left out of it.
    public var userAgent: String {
        let contact = (contact ?? "").unicodeScalars.filter {
            $0.isASCII && $0.value > 0x20 && $0 != "(" && $0 != ")"
        }
        return "feedmill/\(version)"
            + (contact.isEmpty ? "" : " (+\(String(String.UnicodeScalarView(contact))))")
    }
}
