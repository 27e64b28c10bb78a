import Basics
import HTTP
import Records

extension FuzzTarget {
    /// Any text as an address: what is written of it reads as itself, its canonical form is canonical, and the host's spelling
    /// changes nothing of what may be reached. A line feed parts a reference from the address that it is resolved against.
    static let address = FuzzTarget(name: "Address") { bytes in
        let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        let text = String(decoding: parts[0], as: UTF8.self)
        let base =
            parts.count > 1 ? WebURL(String(decoding: parts[1], as: UTF8.self)) : WebURL("https://example.org/a/b?c#d")
        for url in [WebURL(text), WebURL(text, base: base)].compactMap({ $0 }) {
            try require(WebURL(url.description) == url, "\(url) does not read as itself")
            try require(WebURL(url.description, base: base) == url, "\(url) is another beside a base")
            try require(
                url.description.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } || url.hasOpaquePath, "\(url) is not ASCII")
            let canonical = CanonicalURL(url)
            try require(CanonicalURL(canonical.url) == canonical, "\(canonical) is not canonical")
            try require(CanonicalURL(canonical.description) == canonical, "\(canonical) does not read as itself")
            try require(
                canonical.url.username.isEmpty && canonical.url.password.isEmpty, "\(canonical) tells a password")
            if url.isHTTP { try requireOneVerdict(url) }
        }
    }

    /// The policy refuses a host under all its spellings or under none, and never lets an address through that is not public.
    private static func requireOneVerdict(_ url: WebURL) throws(FuzzFinding) {
        let policy = AddressPolicy()
        guard let host = url.host, let refusal = policy.refusal(of: url) else {
            guard let host = url.host, let address = IPAddress(host) else { return }
            try require(
                policy.allows(address, host: host, port: url.effectivePort ?? 0), "\(host) is let through but once")
            return
        }
        let encoded = host.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        for spelling in host.hasPrefix("[") ? [host.uppercased()] : [host.uppercased(), encoded] {
            guard let other = WebURL("\(url.scheme)://\(spelling):\(url.effectivePort ?? 80)/") else {
                throw FuzzFinding(description: "\(spelling) is no host, \(host) is")
            }
            try require(policy.refusal(of: other)?.code == refusal.code, "\(spelling) is not refused as \(host) is")
        }
    }
}
