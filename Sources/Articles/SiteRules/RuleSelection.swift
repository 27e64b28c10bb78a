import Markup

extension Selection {
    /// Blocks below this score are dropped from a body that a site rule names, unless it says not to prune.
    private static let pruneBound: Float = 0.2

    /// Keeps what stands in the elements that a site rule names, in place of what was kept. False, and nothing changed, where there is
    /// no text in them.
    mutating func narrow(to bodies: [HTMLNode], of page: Page, under options: SiteRuleOptions) -> Bool {
        var inside = [Bool](repeating: false, count: kept.count)
        for body in bodies {
            var node: HTMLNode? = body
            while let current = node {
                if current.isText, current.mark > 0, current.mark <= inside.count { inside[current.mark - 1] = true }
                node = current.successor(within: body)
            }
        }
        let chosen = inside.indices.filter { inside[$0] && belongs($0, page, options) }
        let words = chosen.reduce(0) { $0 + Int(page.blocks[$1].statistics.words) }
        guard words > 0 else { return false }
        kept = [Bool](repeating: false, count: kept.count)
        for index in inside.indices { reasons[index] = .siteRule }
        for index in chosen { kept[index] = true }
        return true
    }

    private func belongs(_ block: Int, _ page: Page, _ options: SiteRuleOptions) -> Bool {
        let isComment = page.elements[Int(page.blocks[block].element)].context.hint(.comment) < ElementContext.none
        if isComment, let strips = options.stripsComments { return !strips }
        guard options.prunes ?? true, scores[block] < Selection.pruneBound else { return true }
        return (options.keepsFootnotes ?? false) && isNote(block, page)
    }

    private func isNote(_ block: Int, _ page: Page) -> Bool {
        var place = page.blocks[block].element
        while place >= 0 {
            let node = page.elements[Int(place)].node
            let names = [node.attribute("id"), node.attribute("class"), node.attribute("role")]
            if names.contains(where: { $0.map { $0.contains("footnote") || $0.contains("endnote") } ?? false }) {
                return true
            }
            place = page.elements[Int(place)].parent
        }
        return false
    }
}
