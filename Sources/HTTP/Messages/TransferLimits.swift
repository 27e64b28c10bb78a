/// The bounds of one request. Meeting one is an error that names it.
public struct TransferLimits: Sendable, Hashable {
    /// For the whole, redirects included; in seconds.
    public var timeout: Double
    /// For looking up the name, connecting and the TLS handshake of one hop; in seconds.
    public var connectTimeout: Double
    /// A transfer that brings fewer bytes a second than this …
    public var lowSpeed: Int
    /// … for so many seconds is given up. 0: none.
    public var lowSpeedTime: Int
    /// Of the body, decoded; in bytes.
    public var bodySize: Int
    /// A longer one is cut there, and is no error.
    public var cutsBody = false
    public var headerCount: Int
    /// Of all header fields of one answer; in bytes.
    public var headerSize: Int

    public init(
        timeout: Double = 30, connectTimeout: Double = 10, lowSpeed: Int = 64, lowSpeedTime: Int = 10,
        bodySize: Int = 16 << 20, headerCount: Int = 256, headerSize: Int = 64 << 10
    ) {
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.lowSpeed = lowSpeed
        self.lowSpeedTime = lowSpeedTime
        self.bodySize = bodySize
        self.headerCount = headerCount
        self.headerSize = headerSize
    }
}
