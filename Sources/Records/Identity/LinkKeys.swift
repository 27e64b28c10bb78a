import Basics

/// What an address says of which item it leads to, at three depths: the whole of it, without the site, and its last
/// name alone. Hashes; 0 where the address has no such part.
struct LinkKeys: Hashable, Sendable {
    /// How surely an address names one item.
    enum Specificity: UInt8, Sendable {
        /// A home page, or nothing.
        case none
        /// A page that may show another thing tomorrow: `/latest`, `/news/`.
        case page
        /// A path or parameter that looks made for one item: long, numbered, or dated.
        case item
    }

    var full: UInt64 = 0
    /// Path and query.
    var path: UInt64 = 0
    /// The last name in the path, without its ending; 0 where it is too short to say anything.
    var slug: UInt64 = 0
    var host: UInt64 = 0
    var specificity = Specificity.none

    init() {}

    /// Neither scheme, `www.`, trailing slash, index page, order of parameters nor the spelling of escapes counts.
    /// `given`: as the feed has it; a numbered place in a page, as of one comment, counts.
    init(_ address: CanonicalURL, given: String = "") {
        let url = address.url
        guard !url.hasOpaquePath, let name = url.host else { return }
        let site =
            (name.hasPrefix("www.") ? String(name.dropFirst(4)) : name)
            + (url.port.map { ":\($0)" } ?? "")
        let segments = LinkKeys.segments(url.path)
        let query = LinkKeys.query(url.query)
        let place = LinkKeys.place(given)
        let target =
            segments.joined(separator: "/") + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
            + ((url.fragment ?? place).map { "#" + $0 } ?? "")
        host = Hash64.of(site)
        full = Hash64.of(site + "/" + target)
        guard !target.isEmpty else { return }
        path = Hash64.of(target)
        specificity = place != nil || LinkKeys.isMadeForOne(segments, query) ? .item : .page
        let last = LinkKeys.withoutEnding(segments.last ?? "")
        if last.utf8.count >= 8
            || (last.utf8.count >= 4 && last.utf8.contains { (0x30...0x39).contains($0) })
        {
            slug = Hash64.of(last.asciiLowercased)
        }
    }

    /// `c12` of `https://bugs.example/912#c12`; not `comments`, nor the `xtor=RSS-1` of a tracker.
    private static func place(_ address: String) -> String? {
        guard let mark = address.utf8.lastIndex(of: 0x23) else { return nil }
        let name = address.utf8[mark...].dropFirst()
        let isName = name.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E }
        guard isName, name.count <= 40, name.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
        return String(name)
    }

    private static func segments(_ path: String) -> [String] {
        // A slash that is written as an escape parts nothing (RFC 3986, 2.2).
        var segments = path.split(separator: "/").map { segment in
            guard segment.utf8.contains(0x25) else { return String(segment).nfc }
            let decoded = String(decoding: PercentEncoding.decode(segment.utf8), as: UTF8.self).nfc
            return decoded.utf8.contains(0x2F) ? decoded.replacing("/", with: "%2F") : decoded
        }
        if let last = segments.last?.asciiLowercased, indexPages.contains(last) {
            segments.removeLast()
        }
        return segments
    }

    private static func query(_ query: String?) -> [String] {
        guard let query else { return [] }
        return query.split(separator: "&").map { field in
            let field = field.hasPrefix("amp;") ? field.dropFirst(4) : field
            return String(
                decoding: PercentEncoding.decode(field.utf8.map { $0 == 0x2B ? 0x20 : $0 }), as: UTF8.self
            )
            .nfc
        }.sorted()
    }

    private static func isMadeForOne(_ segments: [String], _ query: [String]) -> Bool {
        if query.contains(where: { $0.utf8.contains(0x3D) && $0.utf8.last != 0x3D }) { return true }
        return segments.contains { segment in
            let bytes = withoutEnding(segment).utf8
            return bytes.count >= 16 || bytes.count { $0 == 0x2D || $0 == 0x5F } >= 2
                || bytes.count { (0x30...0x39).contains($0) } >= 3 || bytes.contains { $0 >= 0x80 }
        }
    }

    private static func withoutEnding(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), name.utf8.distance(from: dot, to: name.endIndex) <= 6
        else {
            return name
        }
        return String(name[..<dot])
    }

    private static let indexPages: Set<String> = [
        "index.html", "index.htm", "index.php", "default.aspx", "default.asp", "index.xhtml",
        "index.jsp",
    ]
}
