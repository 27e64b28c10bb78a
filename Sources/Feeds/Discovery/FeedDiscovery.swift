import Basics

/// Finds the feeds of a page in its bytes: a pure function that fetches nothing. What is at the addresses it gives is
/// for its caller to see.
public struct FeedDiscovery: Sendable {
    /// Likeliest first, each address once.
    public private(set) var candidates: [FeedCandidate] = []
    /// Addresses that nothing in the page speaks for, in the order in which they are worth asking.
    public private(set) var guesses: [FeedCandidate] = []
    /// How many feeds were left out, because nothing tells what their addresses are relative to, or the document's own.
    public private(set) var unresolved = 0

    /// - Parameters:
    ///   - url: the page's own address. Without it the page's own word counts (`base`, `link rel=canonical`, `og:url`).
    ///   - storedAt: where the document lies; stands for the address of a feed that does not tell its own.
    ///   - linkFields: the `Link` fields of the answer.
    ///   - maximum: of candidates.
    public init(
        in page: [UInt8], url: String? = nil, contentType: String? = nil, storedAt: String? = nil,
        linkFields: [String] = [], maximum: Int = 50
    ) {
        let address = url.flatMap { WebURL($0) }
        if let document = try? FeedDocument(parsing: page, url: url, contentType: contentType) {
            if let url = url ?? document.feed.feedURL ?? storedAt {
                candidates = [
                    FeedCandidate(
                        url: url, title: document.feed.title, language: document.feed.language, origin: .document)
                ]
            } else {
                unresolved = 1
            }
            return
        }
        let facts = PageFacts(page, contentType: contentType)
        let canonical = facts.canonical.flatMap { WebURL($0, base: address) }.flatMap { $0.isHTTP ? $0 : nil }
        var search = CandidateSearch(
            page: address ?? canonical,
            base: facts.base.flatMap { WebURL($0, base: address ?? canonical) } ?? address ?? canonical, facts: facts)
        for field in linkFields { search.add(LinkHeader(field).links) }
        search.add(facts.links)
        search.addFeeds(ofSite: canonical, scripts: PageScripts(page: page))
        candidates = search.ranked(maximum: maximum)
        unresolved = search.unresolved
        if let page = search.page {
            let known = Set(candidates.map(\.url))
            guesses = WellKnownPaths.urls(near: page).map(\.description).filter { !known.contains($0) }.map {
                FeedCandidate(url: $0, origin: .wellKnownPath)
            }
        }
    }
}
