import Basics

/// One document to be had by GET, with all that bounds and permits it. A value: sending it changes nothing in it.
public struct HTTPRequest: Sendable {
    /// What the document is wanted for: decides the Accept field.
    public enum Purpose: Sendable, Hashable {
        case feed, page, robots, any
    }

    /// A header field that the operator configured.
    public struct Field: Sendable, Hashable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The configured address: http or https. A user name and password in it go, as Basic credentials (RFC 7617), to its
    /// own origin alone.
    public var url: WebURL
    public var purpose: Purpose
    /// What makes the request conditional, by address: each address gets its own and no other's.
    public var validators: ValidatorStore?
    /// Sent to the origin of `url` alone, also when a redirect leads elsewhere and back.
    public var fields: [Field]
    /// Further fields for an address, a redirect's target too: those of a name that `fields` gives there do not go.
    public var siteFields: SiteFields?
    public var limits: TransferLimits
    public var proxy: ProxyChoice
    public var redirects: RedirectPolicy
    /// Asked before each redirect is followed; it may take its time, which does not count against the limits. An error
    /// forbids it; nil lets it be followed.
    public var passage: Passage?
    public var addresses: AddressPolicy

    public typealias SiteFields = @Sendable (WebURL) -> [Field]
    public typealias Passage = @Sendable (_ from: WebURL, _ to: WebURL) async -> FetchError?

    public init(
        url: WebURL, purpose: Purpose = .any, validators: ValidatorStore? = nil, fields: [Field] = [],
        limits: TransferLimits = .init(), proxy: ProxyChoice = .configured,
        redirects: RedirectPolicy = .init(),
        addresses: AddressPolicy = .init()
    ) {
        self.url = url
        self.purpose = purpose
        self.validators = validators
        self.fields = fields
        self.limits = limits
        self.proxy = proxy
        self.redirects = redirects
        self.addresses = addresses
    }
}

extension HTTPRequest.Purpose {
    /// RFC 9110, 12.5.1. Feed types first where a feed is wanted.
    public var accept: String {
        switch self {
        case .feed:
            "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
                + "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"
        case .page: "text/html, application/xhtml+xml, application/xml;q=0.5, */*;q=0.1"
        case .robots: "text/plain, */*;q=0.1"
        case .any: "*/*"
        }
    }
}
