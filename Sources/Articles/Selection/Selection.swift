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

    /// Keeps or drops a block, unless a rule has spoken of it before.
    mutating func set(_ index: Int, _ isKept: Bool, _ reason: Reason) {
        guard kept[index] != isKept, reasons[index] == nil else { return }
        kept[index] = isKept
        reasons[index] = reason
    }

    /// Drops a block for good.
    mutating func drop(_ index: Int, _ reason: Reason) {
        guard reasons[index] == nil else { return }
        kept[index] = false
        reasons[index] = reason
    }

    func keptWords(of page: Page, in range: Range<Int>) -> Int {
        range.reduce(0) { $0 + (kept[$1] ? Int(page.blocks[$1].statistics.words) : 0) }
    }

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
        case list
        case box
        case hidden
        case post
        case standfirst
    }
}
