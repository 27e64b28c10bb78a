/// Which format a document is in, by its root.
enum FormatDetection {
    /// Nil for a root that is no feed's. `namespaces` are all that the root declares, in lower case.
    static func format(root: Element?, version: String?, namespaces: String, hasAddress: Bool) -> FeedFormat? {
        switch root {
        case .rss: return rss(version)
        case .rdf:
            if namespaces.contains("my.netscape.com/rdf/simple/0.9")
                || namespaces.contains("channel.netscape.com/rdf/simple/0.9")
            {
                return .rss090
            }
            return namespaces.contains("purl.org/net/rss1.1") ? .rss11 : .rss10
        case .channel:
            if namespaces.contains("purl.org/net/rss1.1") { return .rss11 }
            if hasAddress || namespaces.contains("cdf") { return .cdf }
            return namespaces.contains("purl.org/rss/1.0") ? .rss10 : .cdf
        case .feed, .item:
            if namespaces.contains("www.w3.org/2005/atom") { return .atom10 }
            if namespaces.contains("purl.org/atom/ns") || version == "0.3" { return .atom03 }
            return root == .item ? .rss : version == "1.0" ? .atom10 : .atom
        case .urlSet: return .newsSitemap
        default: return nil
        }
    }

    private static func rss(_ version: String?) -> FeedFormat {
        guard let version else { return .rss }
        switch version.prefix(4) {
        case "0.90": return .rss090
        case "0.91": return .rss091
        case "0.92": return .rss092
        case "0.93": return .rss093
        case "0.94": return .rss094
        case "1.0": return .rss10
        default: return version.hasPrefix("2") ? .rss20 : .rss
        }
    }
}
