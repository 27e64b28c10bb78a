import Basics

/// The posts of a thread are made by one template: what is kept of most of them is kept of all, and a line that is dropped of most is
/// dropped of all; signatures are dropped.
struct PostParts {
    /// Blocks that stand in the same place of their post, at least, and elements above a block that tell the place.
    private static let leastPosts = 3
    private static let depth = 4
    /// The share of their words, in tenths, from which all are kept, and up to which none is.
    private static let most = 7
    private static let few = 3
    /// The scores within which the others decide.
    private static let surelyDropped: Float = 0.2
    private static let surelyKept: Float = 0.8
    /// Words of a line.
    private static let lineWords = 12

    private let page: Page

    init(_ page: Page) {
        self.page = page
    }

    func apply(to selection: inout Selection) {
        guard selection.type == .forum else { return }
        dropSignatures(&selection)
        var places: [UInt64: [Int]] = [:]
        for index in page.blocks.indices { places[place(of: index), default: []].append(index) }
        for blocks in places.values where blocks.count >= PostParts.leastPosts {
            let words = blocks.reduce(0) { $0 + Int(page.blocks[$1].statistics.words) }
            let kept = blocks.reduce(0) { $0 + (selection.kept[$1] ? Int(page.blocks[$1].statistics.words) : 0) }
            let isKept = 10 * kept >= PostParts.most * words
            guard isKept || 10 * kept <= PostParts.few * words else { continue }
            for index in blocks
            where isKept
                ? selection.scores[index] >= PostParts.surelyDropped
                : selection.scores[index] < PostParts.surelyKept
                    && page.blocks[index].statistics.words <= PostParts.lineWords
            {
                selection.set(index, isKept, .post)
            }
        }
    }

    /// By the kinds of the elements that a block stands in.
    private func place(of block: Int) -> UInt64 {
        var hash: UInt64 = 0
        var element = page.blocks[block].element
        for _ in 0..<PostParts.depth where element >= 0 {
            hash = Hash64.mix(page.elements[Int(element)].signature, hash)
            element = page.elements[Int(element)].parent
        }
        return hash
    }

    private func dropSignatures(_ selection: inout Selection) {
        for (place, element) in page.elements.enumerated()
        where element.endBlock > element.firstBlock && element.node.isNamed(["signature"]) {
            for index in page.range(Int32(place)) { selection.drop(index, .post) }
        }
    }
}
