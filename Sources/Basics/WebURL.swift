/// An absolute URL as the WHATWG URL Standard parses and serialises it.
///
/// Special schemes (http, https, ws, wss, ftp, file) get the standard's mending: back slashes, tabs and line feeds, IPv4 in
/// all its spellings, IDNA to ASCII by UTS 46. Two values are equal when they are written the same.
public struct WebURL: Hashable, Sendable {
    /// Lower case, without the colon.
    public var scheme: String
    /// Percent-encoded; empty where there is none.
    public var username = ""
    public var password = ""
    /// In ASCII; IPv6 in brackets. Nil where the URL has no authority, empty for `file:///`.
    public var host: String?
    /// Nil where it is the scheme's own.
    public var port: UInt16?
    /// With its leading slash, dot segments resolved; what follows the colon where the path is opaque (`mailto:a@b`).
    public var path: String
    /// Without the question mark.
    public var query: String?
    /// Without the number sign.
    public var fragment: String?
    public var hasOpaquePath = false

    init(scheme: String, path: String = "") {
        self.scheme = scheme
        self.path = path
    }

    /// Nil for text that is no absolute URL.
    public init?(_ text: String) {
        self.init(text, base: nil)
    }

    /// A URL reference resolved against `base`; nil where the standard says failure.
    public init?(_ reference: String, base: WebURL?) {
        var parser = URLParser(reference, base: base)
        guard let url = parser.parse() else { return nil }
        self = url
    }

    /// The URL that a reference in a document at this URL names.
    public func resolving(_ reference: String) -> WebURL? { WebURL(reference, base: self) }

    public var isHTTP: Bool { scheme == "http" || scheme == "https" }

    /// The port that a connection goes to; nil where the scheme has none.
    public var effectivePort: UInt16? { port ?? WebURL.defaultPort(of: scheme) }

    /// Scheme, host and port, as RFC 6454 writes an origin; nil where there is no host.
    public var origin: String? {
        guard let host, !host.isEmpty else { return nil }
        return "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "")
    }

    /// Path and query as a request line carries them.
    public var requestTarget: String { path + (query.map { "?" + $0 } ?? "") }

    public var withoutFragment: WebURL {
        var copy = self
        copy.fragment = nil
        return copy
    }

    /// Without user name and password: for logs, records and everything else that is shown.
    public var withoutCredentials: WebURL {
        var copy = self
        copy.username = ""
        copy.password = ""
        return copy
    }

    static func isSpecial(_ scheme: String) -> Bool { scheme == "file" || defaultPort(of: scheme) != nil }

    static func defaultPort(of scheme: String) -> UInt16? {
        switch scheme {
        case "http", "ws": 80
        case "https", "wss": 443
        case "ftp": 21
        default: nil
        }
    }
}

extension WebURL: CustomStringConvertible {
    /// The URL serialised.
    public var description: String {
        var text = scheme + ":"
        if let host {
            text += "//"
            if !username.isEmpty || !password.isEmpty {
                text += username + (password.isEmpty ? "" : ":" + password) + "@"
            }
            text += host + (port.map { ":\($0)" } ?? "")
        } else if !hasOpaquePath, path.hasPrefix("//") {
            text += "/."
        }
        text += path
        if let query { text += "?" + query }
        if let fragment { text += "#" + fragment }
        return text
    }
}

extension String {
    /// Whether an address, whole or not, ends in a name that pictures have.
    public var namesPicture: Bool {
        let path = asciiLowercased.prefix { $0 != "?" && $0 != "#" }
        return [".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif"].contains(where: path.hasSuffix)
    }
}
