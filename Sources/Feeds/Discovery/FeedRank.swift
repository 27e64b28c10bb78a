import Basics

/// A candidate's place among the others: compared part by part, the smaller first.
struct FeedRank: Comparable {
    let parts: [Int]

    init(_ candidate: FeedCandidate, url: WebURL, page: WebURL?, language: String?, strength: Int = 0) {
        let segments = FeedRank.segments(url)
        let section = FeedRank.section(segments)
        let pageSegments = page.map(FeedRank.segments) ?? []
        let isOfSection = !section.isEmpty && pageSegments.starts(with: section)
        let isBody = candidate.origin == .bodyLink
        // What is known of a site has its own order.
        let isLink = isBody || candidate.origin == .linkElement || candidate.origin == .linkHeader
        parts = [
            FeedRank.isComments(candidate, segments) ? 1 : 0,
            FeedRank.tier(candidate.origin),
            isLink && !isOfSection && segments.contains(where: FeedRank.partWords.contains) ? 1 : 0,
            FeedRank.isForeign(candidate.language, language) ? 1 : 0,
            isBody && !FeedRank.isSameHost(url, page) ? 1 : 0,
            isLink && isOfSection ? -section.count : 0,
            isBody ? strength : 0,
            isBody ? segments.count : 0,
        ]
    }

    static func < (a: FeedRank, b: FeedRank) -> Bool { a.parts.lexicographicallyPrecedes(b.parts) }
}

extension FeedRank {
    private static func tier(_ origin: FeedCandidate.Origin) -> Int {
        switch origin {
        case .document: 0
        case .linkHeader, .linkElement: 1
        case .siteKnowledge: 2
        case .pageData: 3
        case .bodyLink: 4
        case .generator: 5
        case .wellKnownPath: 6
        }
    }

    private static func segments(_ url: WebURL) -> [String] {
        url.path.asciiLowercased.split(separator: "/").map(String.init)
    }

    /// The part of the site that the feed is of: its path without what is of the feed alone.
    private static func section(_ segments: [String]) -> [String] {
        var section = segments[...]
        while let last = section.last, last.contains(".") || ["feed", "feeds", "rss", "rss2", "atom"].contains(last) {
            section.removeLast()
        }
        return Array(section)
    }

    private static func isComments(_ candidate: FeedCandidate, _ segments: [String]) -> Bool {
        segments.flatMap(FeedSigns.words).contains { ["comments", "comment", "kommentare"].contains($0) }
            || FeedSigns.words(candidate.title ?? "").contains(where: commentWords.contains)
            || ["コメント", "评论", "評論", "댓글"].contains { candidate.title?.contains($0) == true }
    }

    /// Whether both are known and name different languages, regions apart.
    private static func isForeign(_ language: String?, _ page: String?) -> Bool {
        guard let language = language.map(primary), let page = page.map(primary) else { return false }
        return !language.isEmpty && !page.isEmpty && language != page
    }

    private static func primary(_ language: String) -> String {
        String(language.trimmed.asciiLowercased.prefix { $0 != "-" && $0 != "_" })
    }

    private static func isSameHost(_ url: WebURL, _ page: WebURL?) -> Bool {
        guard let host = url.host, let page = page?.host?.withoutService else { return true }
        return host == page || host.hasSuffix("." + page) || page.hasSuffix("." + host)
    }

    private static let commentWords: Set<String> = [
        "comment", "comments", "kommentar", "kommentare", "kommentarer", "commentaire", "commentaires", "comentario",
        "comentarios", "comentário", "comentários", "commenti", "reacties", "komentarze", "komentáře", "комментарии",
        "yorumlar",
    ]
    /// Folders of feeds that have some of the posts alone: a tag's, an author's, a search's.
    private static let partWords: Set<String> = [
        "tag", "tags", "tagged", "category", "categories", "kategorie", "categorie", "categoria", "author", "authors",
        "autor", "auteur", "search", "label", "labels",
    ]
}

extension String {
    /// A host without the label that says how it is shown, which sites' tables leave out.
    var withoutService: String {
        for label in ["www.", "m.", "mobile.", "old.", "np."] where hasPrefix(label) {
            return String(dropFirst(label.count))
        }
        return self
    }
}
