/// `[articles]`: fetching the pages that items link to.
public struct ArticleSettings: Equatable, Sendable {
    public var fetch = true
    public var robotsTxt = true
    public var delayPerHost = 5.0
    public var crawlDelayCap = 120.0
    /// Absolute.
    public var siteRules: String?
    /// Pages fetched of the items that a new feed already holds, newest first.
    public var backfill = 20
    /// Pages joined to one article.
    public var maxParts = 10
    public var attempts = 4
    /// How long a record waits for its article before it goes without.
    public var maxWait = 6 * 3600.0

    public init() {}
}
