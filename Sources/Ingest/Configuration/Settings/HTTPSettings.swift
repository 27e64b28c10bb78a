/// `[http]`: how requests are made.
public struct HTTPSettings: Equatable, Sendable {
    public var contact: String?
    public var proxy = ProxyChoice.environment
    /// Host names, `.suffix`es, addresses and CIDR blocks that are reached without a proxy; `*` is all.
    public var noProxy: [String] = []
    public var timeout = 30.0
    public var connectTimeout = 10.0
    public var maxFeedSize = 16 << 20
    public var maxPageSize = 16 << 20
    public var maxHeaderSize = 256 << 10
    public var maxRedirects = 5
    public var connections = 64
    public var connectionsPerHost = 2
    public var keepAlive = 60.0
    public var http3 = false
    public var allowPrivateAddresses = false
    /// Host names, addresses and CIDR blocks.
    public var allowAddresses: [String] = []
    public var allowInsecureRedirects = false
    /// Absolute.
    public var caFile: String?

    public init() {}
}
