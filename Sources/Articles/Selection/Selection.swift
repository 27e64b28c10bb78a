/// Which blocks of a page are its content, and why.
struct Selection {
    /// For each block of the page.
    var kept: [Bool]
    /// How likely each block is content, 0 ... 1.
    var scores: [Float]
    /// What overruled the score, where something did.
    var reasons: [Int: Reason] = [:]
    var type = PageType.article
    /// 0 ... 1
    var confidence: Float = 0

    /// A rule that came after the scores.
    enum Reason: String {
        case title
        case head
        case duplicate
        case refrain
        case headingWithoutText = "heading-without-text"
        case fallback
        case siteRule = "site-rule"
        case template
        case listing
        case caption
        case heading
        case note
    }
}
