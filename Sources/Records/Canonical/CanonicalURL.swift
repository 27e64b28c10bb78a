import Basics

/// One address for one page, by rules that keep it working: it can be requested, and shown.
///
/// 1. Parsed and serialised as the WHATWG URL Standard has it: case of scheme and host, IDN in ASCII, the scheme's
///    own port and dot segments gone.
/// 2. Percent-encoding as RFC 3986, 6.2.2: hexadecimal digits in upper case, unreserved characters decoded.
/// 3. No user name, password, or fragment (but for `#!` and `#/`, which single-page sites route by).
/// 4. No parameter of `TrackingParameters`, no `;jsessionid=`, no empty query, no trailing dot of the host.
///
/// Scheme, `www.`, the order of parameters and the trailing slash stay, since a server may tell them apart.
public struct CanonicalURL: Hashable, Sendable, CustomStringConvertible {
    public let url: WebURL

    public init(_ url: WebURL, parameters: TrackingParameters = .init()) {
        var result = url.withoutCredentials
        let fragment = url.fragment ?? ""
        result.fragment = fragment.hasPrefix("!") || fragment.hasPrefix("/") ? fragment : nil
        // A name that ends in several is none; without them it could be an address.
        if let host = result.host, host.utf8.count > 1, host.hasSuffix("."), !host.hasSuffix("..") {
            result.host = String(host.dropLast())
        }
        if !url.hasOpaquePath {
            result.path = CanonicalURL.respelt(CanonicalURL.withoutSessions(url.path))
            // What was respelt can be a dot segment, that goes as others do.
            if result.path != url.path, let read = WebURL(result.description) { result.path = read.path }
            result.query = CanonicalURL.query(url.query, host: result.host ?? "", parameters)
        }
        self.url = result
    }

    /// Nil for text that is no absolute URL.
    public init?(_ text: String, parameters: TrackingParameters = .init()) {
        guard let url = WebURL(text) else { return nil }
        self.init(url, parameters: parameters)
    }

    public var description: String { url.description }
}

extension CanonicalURL {
    /// The address of a page after it was fetched: the first of its claims (`rel=canonical`, `og:url`) that is plausible,
    /// else the final URL after redirects.
    ///
    /// A claim is plausible where it is http(s), no home page (unless the page is one), no address that says it is a
    /// template, an error or a log-in, and on the same site or another spelling of the same path. Sites that claim one
    /// address for all their pages are the reason for the rule.
    public static func ofPage(
        fetched: WebURL, claims: [String], parameters: TrackingParameters = .init()
    ) -> CanonicalURL {
        let plausible = claims.lazy.compactMap { WebURL($0, base: fetched) }.first { isPlausible($0, for: fetched) }
        return CanonicalURL(plausible ?? fetched, parameters: parameters)
    }

    static func isPlausible(_ claim: WebURL, for fetched: WebURL) -> Bool {
        guard claim.isHTTP, let host = claim.host, let own = fetched.host, host.contains("."),
            claim.username.isEmpty
        else { return false }
        let isHome = claim.path == "/" && claim.query == nil
        if isHome { return fetched.path == "/" && fetched.query == nil }
        if claim.path.contains("%7B") || claim.path.contains("{") || claim.path.contains("undefined") {
            return false
        }
        let last = claim.path.split(separator: "/").last.map { String($0).asciiLowercased } ?? ""
        if ["404", "404.html", "login", "signin", "error", "consent", "null"].contains(last) {
            return false
        }
        return isSameSite(host, own)
            || LinkKeys(CanonicalURL(claim)).slug == LinkKeys(CanonicalURL(fetched)).slug
    }

    /// One is the other, or both lie below one name that neither is a public suffix by its looks.
    private static func isSameSite(_ a: String, _ b: String) -> Bool {
        func tail(_ host: String) -> [Substring] {
            let labels = host.split(separator: ".")
            let count =
                labels.count >= 3 && labels[labels.count - 2].utf8.count <= 3
                    && labels.last!.utf8.count == 2 ? 3 : 2
            return labels.suffix(count)
        }
        return tail(a) == tail(b)
    }

    private static func query(_ query: String?, host: String, _ parameters: TrackingParameters)
        -> String?
    {
        guard let query, !query.isEmpty else { return nil }
        let kept = query.split(separator: "&").filter { field in
            let mark = field.firstIndex(of: "=") ?? field.endIndex
            var name = String(decoding: PercentEncoding.decode(field[..<mark].utf8), as: UTF8.self)
            if name.hasPrefix("amp;") { name.removeFirst(4) }
            let value = mark == field.endIndex ? "" : String(field[field.index(after: mark)...])
            return !parameters.drops(name: name, value: value, host: host)
        }
        return kept.isEmpty ? nil : respelt(kept.joined(separator: "&"))
    }

    private static func withoutSessions(_ path: String) -> String {
        guard path.utf8.contains(0x3B) else { return path }
        return path.split(separator: "/", omittingEmptySubsequences: false).map { segment in
            let parts = segment.split(separator: ";", omittingEmptySubsequences: false)
            return (parts.prefix(1) + parts.dropFirst().filter { !TrackingParameters.isPathSession($0) })
                .joined(separator: ";")
        }.joined(separator: "/")
    }

    /// RFC 3986, 6.2.2.1 and 6.2.2.2.
    private static func respelt(_ text: String) -> String {
        guard text.utf8.contains(0x25) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        // Behind a percent sign that begins no escape, a character that was decoded could make one of it.
        var firstFree = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count {
                let decoded = PercentEncoding.decode(bytes[index..<(index + 3)])
                if decoded.count == 1 {
                    if isUnreserved(decoded[0]), result.count >= firstFree {
                        result.append(decoded[0])
                    } else {
                        result.append(0x25)
                        result += bytes[(index + 1)...(index + 2)].map { $0 >= 0x61 ? $0 - 0x20 : $0 }
                    }
                    index += 3
                    continue
                }
            }
            result.append(bytes[index])
            if bytes[index] == 0x25 { firstFree = result.count + 2 }
            index += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x7E
    }
}
