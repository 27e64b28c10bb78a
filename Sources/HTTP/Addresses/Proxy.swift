import Basics

/// A proxy, as its address says: `http`, `https`, `socks4`, `socks4a`, `socks5` or `socks5h`, perhaps with credentials.
public struct Proxy: Sendable, Hashable {
    /// As libcurl takes it. Holds the password: never shown.
    let address: String
    /// Scheme, host and port, for messages.
    public let name: String

    /// Nil for text that is no address of such a kind.
    public init?(_ text: String) {
        guard let url = WebURL(text), let host = url.host, !host.isEmpty,
            ["http", "https", "socks4", "socks4a", "socks5", "socks5h"].contains(url.scheme)
        else { return nil }
        name = "\(url.scheme)://\(host)" + (url.effectivePort.map { ":\($0)" } ?? "")
        let user =
            url.username.isEmpty
            ? "" : url.username + (url.password.isEmpty ? "" : ":" + url.password) + "@"
        let port = url.effectivePort ?? (url.scheme.hasPrefix("socks") ? 1080 : 80)
        // The proxy looks up the names, whichever way it is written: what is looked up here would have to be judged here.
        let scheme = ["socks4": "socks4a", "socks5": "socks5h"][url.scheme] ?? url.scheme
        address = "\(scheme)://\(user)\(host):\(port)"
    }
}

/// Which proxy a request takes.
public enum ProxyChoice: Sendable {
    /// The client's, unless its exceptions name the host.
    case configured
    /// Asked for each hop; nil: the request goes straight to its host.
    case chosen(@Sendable (WebURL) -> Proxy?)
}

/// Hosts that are reached without the proxy, as `NO_PROXY` lists them: `example.org` and all below it, `.example.org` and
/// `*.example.org` for the same, an address, a range (`10.0.0.0/8`), `host:port`, or `*` for all.
public struct ProxyExceptions: Sendable, Hashable {
    private var names: [(name: String, port: UInt16?)] = []
    private var ranges: [AddressRange] = []
    private var isAll = false

    /// From the entries of a list; each may itself be a list with commas or spaces.
    public init(_ entries: [String] = []) {
        for entry in entries.flatMap({ $0.split { $0 == "," || $0.isWhitespace } }) {
            add(String(entry))
        }
    }

    public func contains(_ url: WebURL) -> Bool {
        guard !isAll, let host = url.host else { return isAll }
        if !ranges.isEmpty, let address = IPAddress(host),
            ranges.contains(where: { $0.contains(address) })
        {
            return true
        }
        let bare = host.hasSuffix(".") ? String(host.dropLast()) : host
        return names.contains { entry in
            (entry.port == nil || entry.port == url.effectivePort)
                && (bare == entry.name || bare.hasSuffix("." + entry.name))
        }
    }

    private mutating func add(_ entry: String) {
        if entry == "*" {
            isAll = true
        } else if let range = AddressRange(entry) {
            ranges.append(range)
        } else {
            var name = entry.asciiLowercased
            var port: UInt16?
            if let colon = name.lastIndex(of: ":"), let number = UInt16(name[name.index(after: colon)...]) {
                port = number
                name = String(name[..<colon])
            }
            if name.hasPrefix("*") { name.removeFirst() }
            if name.hasPrefix(".") { name.removeFirst() }
            if !name.isEmpty { names.append((name, port)) }
        }
    }

    public static func == (a: ProxyExceptions, b: ProxyExceptions) -> Bool {
        a.isAll == b.isAll && a.ranges == b.ranges && a.names.elementsEqual(b.names) { $0 == $1 }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(isAll)
        hasher.combine(ranges)
        for entry in names { hasher.combine(entry.name) }
    }
}
