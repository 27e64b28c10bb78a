import Basics

/// Where a link leads: also one that goes by way of a feed reader, or has a scheme that is meant for one.
struct FeedReference {
    let url: WebURL
    /// Whether the link itself says that a feed is there.
    let isSubscription: Bool

    /// Nil for what is no address of the web, and for a relative one without `base`.
    init?(_ href: String, base: WebURL?) {
        let scheme = FeedReference.readersScheme(of: href)
        let plain = scheme.map { FeedReference.plain(href.dropFirst($0.utf8.count + 1), $0, base) } ?? href
        guard let target = WebURL(plain, base: base), target.isHTTP else { return nil }
        let embedded = FeedReference.embedded(in: target)
        url = (embedded ?? target).withoutFragment
        isSubscription = scheme != nil || embedded != nil
    }

    /// `feed` of `feed:https://…`; nil for a scheme that is not a feed reader's.
    private static func readersScheme(of href: String) -> String? {
        href.firstIndex(of: ":").map { String(href[..<$0]).asciiLowercased }.flatMap { schemes.contains($0) ? $0 : nil }
    }

    /// What stands behind the scheme, as an address that can be asked.
    private static func plain(_ rest: Substring, _ scheme: String, _ base: WebURL?) -> String {
        let target = rest.drop { $0 == "/" }
        if target.hasPrefix("http:") || target.hasPrefix("https:") { return String(target) }
        return (scheme == "feeds" || base?.scheme == "https" ? "https://" : "http://") + target
    }

    /// What `url` tells a feed reader to subscribe to.
    private static func embedded(in url: WebURL) -> WebURL? {
        guard let host = url.host, readers.contains(where: { host == $0 || host.hasSuffix("." + $0) }) else {
            return nil
        }
        let text = String(decoding: PercentEncoding.decode(url.description.utf8), as: UTF8.self)
        return ["feed/http", "url=http", "feed=http"].lazy.compactMap { mark in
            text.firstRange(of: mark).flatMap { WebURL("http" + text[$0.upperBound...]) }
        }.first
    }

    private static let schemes: Set<String> = ["feed", "feeds", "rss", "pcast", "itpc", "podcast"]
    private static let readers = [
        "feedly.com", "inoreader.com", "newsblur.com", "theoldreader.com", "netvibes.com", "overcast.fm",
        "add.my.yahoo.com", "feeder.co",
    ]
}
