/// The directives of a rule that are switched on or off; nil where the rule does not say.
public struct SiteRuleOptions: Sendable, Equatable {
    /// Blocks of the body that look like no content are left out; by default they are.
    public internal(set) var prunes: Bool?
    /// Where the rule finds no title or no body, they are looked for without it; by default they are. What says no also keeps the rules for
    /// all sites from counting.
    public internal(set) var detectsOnFailure: Bool?
    /// A next page is looked for where the rule does not name it; by default it is.
    public internal(set) var detectsNextPage: Bool?
    /// Linked data of the page is passed over.
    public internal(set) var skipsLinkedData: Bool?
    /// The page's lead image is put before a content that has none.
    public internal(set) var insertsImage: Bool?
    /// Notes in the body are never pruned.
    public internal(set) var keepsFootnotes: Bool?
    /// Readers' comments in the body go in any case (true), or are never pruned (false).
    public internal(set) var stripsComments: Bool?
    /// The paths are written for a page whose `b` and `i` are `strong` and `em`, as Tidy leaves them.
    public internal(set) var tidies: Bool?

    /// What these do not say, `other` may.
    mutating func fill(from other: SiteRuleOptions) {
        prunes = prunes ?? other.prunes
        detectsOnFailure = detectsOnFailure ?? other.detectsOnFailure
        detectsNextPage = detectsNextPage ?? other.detectsNextPage
        skipsLinkedData = skipsLinkedData ?? other.skipsLinkedData
        insertsImage = insertsImage ?? other.insertsImage
        keepsFootnotes = keepsFootnotes ?? other.keepsFootnotes
        stripsComments = stripsComments ?? other.stripsComments
        tidies = tidies ?? other.tidies
    }
}
