import Basics
import Markup

/// A feed that a page names, or may have.
public struct FeedCandidate: Hashable, Sendable {
    /// How it was found, surest first.
    public enum Origin: String, Sendable {
        /// The document itself is a feed.
        case document
        /// `<link rel="alternate">` of a feed's type.
        case linkElement = "link-element"
        /// A link in the page that looks like a feed's.
        case bodyLink = "body-link"
        /// A path where feeds usually are; whether there is one must be asked.
        case wellKnownPath = "well-known-path"
    }

    public var url: String
    public var title: String?
    /// As the page gives it.
    public var mimeType: String?
    public var origin: Origin
    /// Larger is likelier to be the page's main feed.
    public var rank: Int
}

/// Finds the feeds of a page in its bytes: a pure function that fetches nothing. What is at the addresses it gives is for its caller
/// to see.
public enum FeedDiscovery {
    /// The candidates, likeliest first, each address once, at most `maximum`. `url` is the page's own.
    public static func candidates(
        in page: [UInt8], url: String, contentType: String? = nil, maximum: Int = 50
    ) -> [FeedCandidate] {
        guard let address = WebURL(url) else { return [] }
        if let feed = try? FeedDocument(parsing: page, url: url, contentType: contentType) {
            return [FeedCandidate(url: url, title: feed.feed.title, mimeType: nil, origin: .document, rank: 1000)]
        }
        var found = named(in: page, address, contentType)
        found += wellKnown(address)
        var seen: Set<String> = []
        // A stable sort, so that the page's order decides between equals.
        return found.enumerated().sorted { ($1.element.rank, $0.offset) < ($0.element.rank, $1.offset) }.map(\.element)
            .filter { seen.insert($0.url).inserted }.prefix(maximum).map { $0 }
    }

    private static func named(in page: [UInt8], _ address: WebURL, _ contentType: String?) -> [FeedCandidate] {
        let content = page.withUnsafeBytes { bytes in (try? DecodedText(bytes, contentType: contentType))?.content ?? []
        }
        let (links, reference) = content.withUnsafeBufferPointer { HTMLLinks.scan($0) }
        let base = reference.flatMap { WebURL($0, base: address) } ?? address
        return links.compactMap { link in
            guard let url = WebURL(link.href, base: base), url.isHTTP, let rank = rank(link, url) else { return nil }
            return FeedCandidate(
                url: url.withoutFragment.description, title: link.title.nonEmpty, mimeType: link.type.nonEmpty,
                origin: link.isElement ? .linkElement : .bodyLink, rank: rank - penalty(link, url))
        }
    }

    /// Nil for a link that is none of a feed.
    private static func rank(_ link: HTMLLink, _ url: WebURL) -> Int? {
        let rels = link.rel.split(separator: " ")
        if link.isElement {
            guard rels.contains("alternate") || rels.contains("feed") else { return nil }
            if let rank = typeRank(link.type) { return 500 + rank }
            return rels.contains("feed") ? 500 : nil
        }
        if let rank = typeRank(link.type) { return 300 + rank }
        let path = url.path.asciiLowercased
        let words = link.title.asciiLowercased
        if [".rss", ".atom", ".rdf", "/rss.xml", "/atom.xml", "/feed.xml", "/feed.json", "/index.xml"].contains(
            where: path.hasSuffix)
        {
            return 250
        }
        let segments = path.split(separator: "/")
        if let last = segments.last, ["feed", "feeds", "rss", "atom", "rss2", "rdf"].contains(String(last)) {
            return 220
        }
        if let host = url.host, host.hasPrefix("feeds.") || host.hasPrefix("feed.") || host.hasPrefix("rss.") {
            return 200
        }
        if let query = url.query?.asciiLowercased,
            query.contains("feed=") || query.contains("format=feed") || query.contains("type=rss")
        {
            return 200
        }
        let named = words.split { !$0.isLetter }
        if path.hasSuffix(".xml"), named.contains("rss") || named.contains("atom") || named.contains("feed") {
            return 210
        }
        return nil
    }

    private static func typeRank(_ type: String) -> Int? {
        switch type.split(separator: ";").first.map({ String($0).trimmed }) {
        case "application/atom+xml": 9
        case "application/rss+xml", "text/rss", "application/rss": 8
        case "application/feed+json": 7
        case "application/rdf+xml", "application/x.atom+xml", "application/x-atom+xml", "text/rss+xml": 6
        case "application/json" where type.contains("feed"): 5
        default: nil
        }
    }

    /// Comments, tags and search results are feeds too, but not the page's.
    private static func penalty(_ link: HTMLLink, _ url: WebURL) -> Int {
        let text = (link.title + " " + url.path + " " + (url.query ?? "")).asciiLowercased
        if text.contains("comment") || text.contains("kommentar") || text.contains("commentaire")
            || text.contains("comentario")
        {
            return 100
        }
        if text.contains("/tag/") || text.contains("/category/") || text.contains("search") || text.contains("podcast")
        {
            return 50
        }
        return 0
    }

    private static func wellKnown(_ address: WebURL) -> [FeedCandidate] {
        guard address.isHTTP else { return [] }
        let paths = [
            "/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed/", "/feed.json", "/?feed=rss2",
            "/blog/feed", "/feeds/posts/default",
        ]
        return paths.enumerated().compactMap { index, path in
            guard let url = WebURL(path, base: address) else { return nil }
            return FeedCandidate(
                url: url.description, title: nil, mimeType: nil, origin: .wellKnownPath, rank: 50 - index)
        }
    }
}
