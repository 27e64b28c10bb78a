import Basics

/// Gathers the candidates of one page, and puts them in order.
struct CandidateSearch {
    /// The page's own address, where it is known.
    let page: WebURL?
    /// What relative addresses are resolved against.
    let base: WebURL?
    let facts: PageFacts
    private(set) var unresolved = 0
    private var found: [(candidate: FeedCandidate, rank: FeedRank)] = []

    init(page: WebURL?, base: WebURL?, facts: PageFacts) {
        self.page = page
        self.base = base
        self.facts = facts
    }

    mutating func add(_ links: [PageLink]) {
        for link in links {
            guard let reference = FeedReference(link.href, base: base) else {
                // Whether it is a feed's can be told from anywhere.
                if base == nil, let there = FeedReference(link.href, base: CandidateSearch.nowhere),
                    strength(link, there) != nil
                {
                    unresolved += 1
                }
                continue
            }
            guard let strength = strength(link, reference) else { continue }
            let origin: FeedCandidate.Origin =
                switch link.place {
                case .header: .linkHeader
                case .element: .linkElement
                case .body: .bodyLink
                }
            add(
                FeedCandidate(
                    url: reference.url.description, title: link.title, mimeType: link.type.nonEmpty,
                    language: link.language, origin: origin), reference.url, strength)
        }
    }

    /// What is known of the site and of the program that made the page, and what the page's scripts call the feed.
    mutating func addFeeds(ofSite canonical: WebURL?, scripts: PageScripts) {
        // What a page calls its address counts where it is on the same site, or nothing else is known.
        let own = canonical.flatMap { $0.host?.withoutService == page?.host?.withoutService ? $0 : nil }
        let site = SiteFeeds(facts: facts, scripts: scripts)
        for feed in site.feeds(of: [page, own].compactMap { $0 }) {
            let origin: FeedCandidate.Origin = feed.isCertain ? .siteKnowledge : .generator
            add(FeedCandidate(url: feed.url.description, origin: origin), feed.url)
        }
        for text in CandidateSearch.dataKeys.flatMap({ scripts.values(of: $0) }) {
            guard let url = FeedReference(text, base: nil)?.url else { continue }
            add(FeedCandidate(url: url.description, origin: .pageData), url)
        }
    }

    /// Likeliest first, each address once; the page's order decides between equals.
    func ranked(maximum: Int) -> [FeedCandidate] {
        var seen: Set<String> = []
        return found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
            .map(\.element.candidate)
            .filter { seen.insert($0.url.hasSuffix("/") ? String($0.url.dropLast()) : $0.url).inserted }
            .prefix(maximum).map { $0 }
    }

    private mutating func add(_ candidate: FeedCandidate, _ url: WebURL, _ strength: Int = 0) {
        let rank = FeedRank(candidate, url: url, page: page, language: facts.language, strength: strength)
        found.append((candidate, rank))
    }

    /// Keys under which podcasts' pages and others name their feed.
    private static let dataKeys = ["feedUrl", "feed_url", "rssUrl", "rss_url", "rssFeedUrl", "rss_feed_url"]
    private static let nowhere = WebURL("http://nowhere.invalid/")
}

extension CandidateSearch {
    /// How surely the link leads to a feed, the smaller the surer; nil for a link that does not.
    private func strength(_ link: PageLink, _ reference: FeedReference) -> Int? {
        if FeedSigns.isInterface(reference.url) { return nil }
        if reference.isSubscription { return 0 }
        return link.place == .body ? bodyStrength(link, reference.url) : isNamed(link, reference.url) ? 0 : nil
    }

    private func isNamed(_ link: PageLink, _ url: WebURL) -> Bool {
        let isAlternate = link.rels.contains { ["alternate", "alternative", "feed", "service.feed"].contains($0) }
        guard isAlternate || link.rels.isEmpty, !link.rels.contains("stylesheet") else { return false }
        switch FeedSigns.sign(ofType: link.type) {
        case .feed: return true
        case .xml: return isAlternate
        case .json: return isAlternate && (FeedSigns.isFeed(url) || FeedSigns.isFeed(labels: [link.title ?? ""]))
        case nil: return link.type.isEmpty && (link.rels.contains("feed") || isAlternate && FeedSigns.isFeed(url))
        }
    }

    private func bodyStrength(_ link: PageLink, _ url: WebURL) -> Int? {
        if FeedSigns.sign(ofType: link.type) == .feed { return 0 }
        if url == page?.withoutFragment || FeedSigns.isOtherFile(url) { return nil }
        if FeedSigns.isFeed(url) { return 1 }
        return FeedSigns.isFeed(labels: link.labels, marks: link.marks) ? 2 : nil
    }
}
