import Basics

/// Who wants to ask, and whom.
public struct Requester: Sendable, Hashable {
    public enum Lane: Sendable, Hashable {
        case feed, page
    }

    /// With the port where it is not the scheme's own.
    public let host: String
    /// As `RegistrableDomain.of` gives it.
    public let domain: String
    /// What names the document: a feed's id, a page's address.
    public let document: String
    public let lane: Lane
    /// Seconds, in place of the settings' delay: the feed's own.
    public let delay: Double?
    let hostKey: UInt64
    let domainKey: UInt64

    public init(host: String, domain: String, document: String, lane: Lane, delay: Double? = nil) {
        self.host = host
        self.domain = domain
        self.document = document
        self.lane = lane
        self.delay = delay
        hostKey = Hash64.of(host)
        domainKey = Hash64.of(domain)
    }

    public init(url: WebURL, document: String, lane: Lane, delay: Double? = nil) {
        self.init(
            host: Requester.host(of: url), domain: RegistrableDomain.of(url.host ?? ""), document: document, lane: lane,
            delay: delay)
    }

    /// Whether a turn of this requester is one at the host of `url`.
    public func isAt(_ url: WebURL) -> Bool { host == Requester.host(of: url) }

    private static func host(of url: WebURL) -> String { (url.host ?? "") + (url.port.map { ":\($0)" } ?? "") }
}
