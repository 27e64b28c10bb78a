import Basics

/// What the address of a page hints of its kind: words of paths that sites of all languages share.
enum PageAddress {
    private static let words: [[String]] = [
        ["blog", "news", "article", "articles", "story", "post", "posts", "artikel", "noticias"],
        [
            "forum", "forums", "thread", "threads", "viewtopic", "showthread", "topic", "community", "discussion",
            "questions", "comments", "discussions",
        ],
        ["product", "products", "shop", "p", "dp", "item", "buy", "store", "produkt"],
        ["collections", "collection", "category", "categories", "c", "shop"],
        [
            "docs", "doc", "documentation", "reference", "api", "guide", "manual", "wiki", "help", "learn", "latest",
            "stable",
        ],
        ["tag", "tags", "archive", "archives", "list", "search", "best", "top", "directory"],
        ["services", "service", "solutions", "about", "platform", "features", "pricing", "company"],
    ]

    static let count = words.count + 5

    static func features(_ url: WebURL?) -> [UInt8] {
        let path = url?.path ?? ""
        let parts = path.split(separator: "/").map { String($0).asciiLowercased }
        let words = Set(
            parts.flatMap { $0.split(whereSeparator: { $0 == "-" || $0 == "." || $0 == "_" }).map(String.init) })
        var row = PageAddress.words.map { list in
            FeatureScale.flag(list.contains { words.contains($0) || parts.contains($0) })
        }
        let host = url?.host ?? ""
        row.append(UInt8(min(parts.count, 20)))
        let last = parts.last ?? ""
        row.append(UInt8(min(last.utf8.count(where: { $0 == 0x2D || $0 == 0x5F }), 40)))
        row.append(
            FeatureScale.share(path.utf8.count(where: { $0 >= 0x30 && $0 <= 0x39 }), of: max(1, path.utf8.count)))
        let hostKind: UInt8 =
            host.hasPrefix("docs.") || host.hasPrefix("developer.") || host.holds("readthedocs")
            ? 1
            : host.hasPrefix("forum") || host.hasPrefix("community.") || host.hasPrefix("discuss")
                ? 2
                : host.hasPrefix("shop.") || host.hasPrefix("store.") ? 3 : host.hasPrefix("blog.") ? 4 : 0
        row.append(hostKind)
        row.append(FeatureScale.flag(url?.query != nil))
        return row
    }
}
