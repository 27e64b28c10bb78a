import Basics

/// What the last address asked answered, and the way there.
public struct HTTPResponse: Sendable {
    /// One redirect on the way.
    public struct Hop: Sendable, Hashable {
        public let status: Int
        public let from: WebURL
        public let to: WebURL

        public init(status: Int, from: WebURL, to: WebURL) {
            self.status = status
            self.from = from
            self.to = to
        }
    }

    /// Microseconds from the start of the last hop to each event; 0 where it did not take place.
    public struct Timings: Sendable, Hashable {
        public var lookup: Int64 = 0
        public var connect: Int64 = 0
        public var handshake: Int64 = 0
        public var firstByte: Int64 = 0
        public var total: Int64 = 0

        public init() {}
    }

    public let status: Int
    public let headers: HTTPHeaders
    /// Decoded.
    public let body: [UInt8]
    /// The address that this answer is from, without credentials and fragment.
    public let url: WebURL
    /// The redirects that led there; empty where `url` is the one that was asked for.
    public let hops: [Hop]
    /// Bytes of header fields and body that came over the wire, redirects included.
    public let wireBytes: Int64
    public let timings: Timings
    /// Whether the request carried validators, so that a 304 makes sense.
    public let wasConditional: Bool
    /// Whether it went over a connection that was there already.
    public let reusedConnection: Bool

    public init(
        status: Int, headers: HTTPHeaders = .init(), body: [UInt8] = [], url: WebURL, hops: [Hop] = [],
        wireBytes: Int64 = 0, timings: Timings = .init(), wasConditional: Bool = false,
        reusedConnection: Bool = false
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
        self.hops = hops
        self.wireBytes = wireBytes
        self.timings = timings
        self.wasConditional = wasConditional
        self.reusedConnection = reusedConnection
    }

    /// The validators of this answer, as they came: none where it gave none.
    public var validators: Validators {
        Validators(etag: headers.opaque("ETag"), lastModified: headers.opaque("Last-Modified"))
    }

    /// Where permanent redirects alone lead: the last address before the first temporary one. Nil where the first hop is
    /// temporary, or there is none.
    public var permanentTarget: WebURL? {
        hops.prefix { RedirectPolicy.isPermanent($0.status) }.last?.to
    }
}
