import Markup

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
        case headingWithoutText = "heading-without-text"
        case fallback
        case siteRule = "site-rule"
    }
}

extension Selection {
    /// Keeps what stands in the elements that a site rule names, in place of what was kept. False, and nothing changed, where there is
    /// no text in them.
    mutating func narrow(to bodies: [HTMLNode], of page: Page, prunesBelow bound: Float) -> Bool {
        var inside = [Bool](repeating: false, count: kept.count)
        for body in bodies {
            var node: HTMLNode? = body
            while let current = node {
                if current.isText, current.mark > 0, current.mark <= inside.count { inside[current.mark - 1] = true }
                node = current.successor(within: body)
            }
        }
        let chosen = inside.indices.filter { inside[$0] && scores[$0] >= bound }
        let words = chosen.reduce(0) { $0 + Int(page.blocks[$1].statistics.words) }
        guard words > 0 else { return false }
        kept = [Bool](repeating: false, count: kept.count)
        for index in inside.indices { reasons[index] = .siteRule }
        for index in chosen { kept[index] = true }
        return true
    }
}
