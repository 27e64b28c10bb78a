import Markup

/// Which blocks of a page are content, and what that says of the places between them.
struct KeptBlocks {
    private let kept: [Bool]
    /// How many are kept before each block, and how many words are not; one more entry than blocks.
    private var keptBefore: [Int32] = [0]
    private var droppedWordsBefore: [Int32] = [0]
    private let first: Int
    private let last: Int
    /// Only elements are looked at that are content as a whole: pictures in them are, whatever text is near.
    private let isWithinContent: Bool

    /// Words that may be missing between an image and the nearest kept text.
    private static let reach = 40

    init(_ kept: [Bool], of page: Page, isWithinContent: Bool = false) {
        self.kept = kept
        self.isWithinContent = isWithinContent
        keptBefore.reserveCapacity(kept.count + 1)
        for (index, isKept) in kept.enumerated() {
            keptBefore.append(keptBefore[index] + (isKept ? 1 : 0))
            droppedWordsBefore.append(
                droppedWordsBefore[index] + (isKept ? 0 : page.blocks[index].statistics.words))
        }
        first = kept.firstIndex(of: true) ?? kept.count
        last = kept.lastIndex(of: true) ?? -1
    }

    subscript(block: Int) -> Bool { block < kept.count && kept[block] }

    /// Whether anything below an element can be content: a kept block, or an image with no text beside it.
    func holdsContent(_ element: PageElement, after block: Int) -> Bool {
        let (start, end) = (Int(element.firstBlock), Int(element.endBlock))
        if start < end { return keptBefore[min(end, kept.count)] > keptBefore[min(start, kept.count)] }
        return isNear(max(block + 1, start))
    }

    /// Whether the place before a block is just above the first kept one.
    func isBefore(_ block: Int) -> Bool { !isWithinContent && block <= first && isNear(block) }

    /// Whether the place before a block is between kept ones.
    func isAmid(_ block: Int) -> Bool { isWithinContent || block > first && block <= last && isNear(block) }

    /// Whether kept text is close to the place before a block, on the side where the article is.
    func isNear(_ block: Int) -> Bool {
        if isWithinContent { return true }
        guard last >= 0, block <= kept.count else { return false }
        if block > first && block <= last { return true }
        let (from, to) = block <= first ? (block, first) : (last + 1, block)
        return Int(droppedWordsBefore[to] - droppedWordsBefore[from]) <= KeptBlocks.reach
    }
}
