import Basics

/// What in a link's type, address and labels says that it leads to a feed.
enum FeedSigns {
    enum TypeSign {
        /// A type of feeds alone.
        case feed
        /// Any kind of document.
        case xml, json
    }

    static func sign(ofType type: String) -> TypeSign? {
        switch type {
        case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
            "application/x-rss+xml", "application/x-atom+xml", "application/x.atom+xml", "application/x-rss",
            "application/rss", "application/atom", "text/rss+xml", "text/atom+xml", "text/rss", "text/atom":
            .feed
        case "text/xml", "application/xml": .xml
        case "application/json": .json
        default: nil
        }
    }

    /// What other machines read: interfaces, not feeds.
    static func isInterface(_ url: WebURL) -> Bool {
        let text = url.requestTarget.asciiLowercased
        return ["wp-json", "rest_route=", "oembed", "opensearch", "sitemap", "jsonapi", "xmlrpc"].contains(
            where: text.contains)
    }

    /// In lower case, cut at everything that is no letter and no digit.
    static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}

extension FeedSigns {
    /// Whether the address is one that feeds have.
    static func isFeed(_ url: WebURL) -> Bool {
        if hasFeedQuery(url) { return true }
        let segments = url.path.asciiLowercased.split(separator: "/").map(String.init)
        guard let last = segments.last else { return false }
        let (stem, suffix) = parts(last)
        if isPage(suffix) { return false }
        if ["rss", "atom", "rdf"].contains(suffix) || last == "index.xml" { return true }
        if suffix.isEmpty, pathWords.contains(stem) { return true }
        if suffixes.contains(suffix) {
            let words = words(stem)
            if words.contains(where: pathWords.contains), suffix != "json" || words.count == 1 { return true }
        }
        let folders = segments.dropLast()
        if folders.contains(where: {
            ["rss", "rss2", "atom"].contains($0) || suffix == "xml" && pathWords.contains($0)
        }) {
            return true
        }
        return ["feeds.", "feed.", "rss."].contains { url.host?.hasPrefix($0) == true }
    }

    /// Whether it is a page, a picture or a program, whatever its label says.
    static func isOtherFile(_ url: WebURL) -> Bool {
        url.path.asciiLowercased.split(separator: "/").last.map { isPage(parts(String($0)).suffix) } ?? false
    }

    private static func parts(_ segment: String) -> (stem: String, suffix: String) {
        guard let dot = segment.lastIndex(of: ".") else { return (segment, "") }
        return (String(segment[..<dot]), String(segment[segment.index(after: dot)...]))
    }

    private static func isPage(_ suffix: String) -> Bool {
        [
            "html", "htm", "xhtml", "pdf", "png", "gif", "jpg", "jpeg", "svg", "webp", "ico", "css", "js", "mp3", "zip",
        ].contains(suffix)
    }

    private static func hasFeedQuery(_ url: WebURL) -> Bool {
        (url.query ?? "").asciiLowercased.split(separator: "&").contains { parameter in
            let pair = parameter.split(separator: "=", maxSplits: 1).map(String.init)
            guard let name = pair.first else { return false }
            if ["rss", "rss2", "atom"].contains(name) { return true }
            guard pair.count == 2, ["feed", "format", "type", "output", "alt", "view"].contains(name) else {
                return false
            }
            return ["feed", "rss", "rss2", "atom", "rdf", "rss_2.0", "rss2.0", "rss_200"].contains(pair[1])
        }
    }

    private static let pathWords: Set<String> = [
        "feed", "feeds", "rss", "rss2", "rss20", "atom", "atom10", "rdf", "rssfeed", "rssfeeds", "newsfeed", "jsonfeed",
    ]
    private static let suffixes = ["xml", "json", "php", "aspx", "asp", "ashx", "cfm", "jsp", "cgi", "gne"]
}

extension FeedSigns {
    /// Whether the link's words say that it is a feed, or its marks: classes, and names of pictures. An article that
    /// speaks of feeds has more words in its title than a link to one.
    static func isFeed(labels: [String], marks: [String] = []) -> Bool {
        labels.contains { label in
            let words = words(label)
            guard words.count <= 5 else { return false }
            if words.contains(where: plainWords.contains) || joinedWords.contains(where: label.contains) { return true }
            return words.contains(where: shortWords.contains)
                && (words.count <= 2 || words.contains(where: subscribeWords.contains))
        } || marks.contains { words($0).contains { $0 == "rss" || $0 == "rssfeed" } }
    }

    /// They mean a feed wherever they stand.
    private static let plainWords: Set<String> = [
        "rss", "rss2", "rssfeed", "newsfeed", "webfeed", "jsonfeed", "фид", "פיד", "syöte", "flöde", "hírcsatorna",
    ]
    /// The same, where words are not parted by spaces, or take endings.
    private static let joinedWords = ["フィード", "피드", "订阅源", "訂閱源", "خلاصات"]
    /// They mean a feed where nothing much stands beside them.
    private static let shortWords: Set<String> = ["feed", "feeds", "atom", "xml", "rdf", "flux"]
    private static let subscribeWords: Set<String> = [
        "subscribe", "abonnieren", "abonner", "abonnez", "suscribirse", "suscríbete", "iscriviti", "assinar", "assine",
        "abonneren", "prenumerera", "abonner", "abonnér", "subskrybuj", "подписаться", "подписка",
    ]
}
