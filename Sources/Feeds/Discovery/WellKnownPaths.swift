import Basics

/// Where pages that name no feed often have one.
enum WellKnownPaths {
    /// In the order in which they are worth asking: near the page first, then the site's.
    static func urls(near page: WebURL) -> [WebURL] {
        let directory = page.resolving(".")?.path ?? "/"
        let near = directory == "/" ? [] : ["feed", "index.xml"].map { directory + $0 }
        return (near + site).compactMap { WebURL($0, base: page) }
    }

    private static let site = [
        "/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml", "/feed.json", "/blog/feed",
    ]
}
