import Basics
import Markup

/// What holds for a page as a whole: for its kind, and for every block of it.
struct PageFacts {
    /// Bytes for the model of page types, which every block's row holds too.
    private(set) var features: [UInt8] = []
    /// The element that holds the body by the classic count of paragraphs; -1 where there is none.
    private(set) var candidate: Int32 = -1
    /// The first `h1` that is not in navigation, else the first heading; -1 where there is none.
    private(set) var titleElement: Int32 = -1
    /// `titleElement`, or without an `h1` the heading of the highest rank nearest to the first paragraph.
    private(set) var shownTitle: Int32 = -1
    /// Blocks that are paragraphs by length and links.
    private(set) var isParagraph: [Bool] = []
    /// Words of paragraphs before each block; one more entry than blocks.
    private(set) var paragraphWordsBefore: [Int32] = [0]
    private(set) var firstParagraph = 0
    private(set) var lastParagraph = 0
    /// `main`, or the only `article`; -1 where there is none.
    private(set) var container: Int32 = -1
    /// Hashes of texts, and the first block with each.
    private(set) var firstWithHash: [UInt64: Int32] = [:]
    private(set) var timesSeen: [UInt64: Int32] = [:]

    init(_ page: Page, url: WebURL?, declared: DeclaredPage) {
        noteParagraphs(page)
        noteDuplicates(page)
        candidate = PageFacts.candidate(page, isParagraph)
        noteContainers(page)
        features = pageFeatures(page, url, declared)
    }

    private mutating func noteParagraphs(_ page: Page) {
        isParagraph = page.blocks.map { block in
            block.statistics.words >= 20 && block.linkBytes * 3 < block.text.count && block.statistics.sentences > 0
        }
        for (index, block) in page.blocks.enumerated() {
            paragraphWordsBefore.append(paragraphWordsBefore[index] + (isParagraph[index] ? block.statistics.words : 0))
        }
        firstParagraph = isParagraph.firstIndex(of: true) ?? 0
        lastParagraph = isParagraph.lastIndex(of: true) ?? max(0, page.blocks.count - 1)
    }

    private mutating func noteDuplicates(_ page: Page) {
        firstWithHash.reserveCapacity(page.blocks.count)
        for (index, block) in page.blocks.enumerated() where block.statistics.words > 0 {
            if firstWithHash[block.hash] == nil { firstWithHash[block.hash] = Int32(index) }
            timesSeen[block.hash, default: 0] += 1
        }
    }

    private mutating func noteContainers(_ page: Page) {
        var articles: [Int32] = []
        for (index, element) in page.elements.enumerated() {
            if element.context.distance(.main) == 0 && container < 0 && element.endBlock > element.firstBlock {
                container = Int32(index)
            }
            if element.tag == .article { articles.append(Int32(index)) }
        }
        if container < 0 && articles.count == 1 { container = articles[0] }
        for heading in page.headings where page.elements[Int(heading)].tag == .h1 {
            let element = page.elements[Int(heading)]
            guard !page.range(heading).isEmpty, !element.context.isIn(.nav), !element.context.isIn(.hidden) else {
                continue
            }
            titleElement = heading
            break
        }
        if titleElement < 0 { titleElement = page.headings.first { !page.range($0).isEmpty } ?? -1 }
        shownTitle = titleElement
        guard titleElement >= 0, page.elements[Int(titleElement)].tag != .h1 else { return }
        let headings = page.headings.filter { !page.range($0).isEmpty && page.range($0).lowerBound <= firstParagraph }
        let rank = headings.map { page.elements[Int($0)].tag.headingLevel }.min() ?? 0
        shownTitle = headings.last { page.elements[Int($0)].tag.headingLevel == rank } ?? titleElement
    }

    /// The element with most paragraph text, where a paragraph counts whole for its parent and less for those above.
    private static func candidate(_ page: Page, _ isParagraph: [Bool]) -> Int32 {
        var scores = [Float](repeating: 0, count: page.elements.count)
        for (index, block) in page.blocks.enumerated() where isParagraph[index] {
            var place = page.elements[Int(block.holder)].parent
            var weight: Float = 1
            let context = page.elements[Int(block.element)].context
            let value = Float(block.statistics.words) * (context.isIn(.hidden) || context.isIn(.noscript) ? 0.3 : 1)
            for _ in 0..<5 {
                guard place >= 0 else { break }
                scores[Int(place)] += value * weight
                weight *= 0.75
                place = page.elements[Int(place)].parent
            }
        }
        guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }), scores[best] > 0 else { return -1 }
        return Int32(best)
    }
}

extension PageFacts {
    private func pageFeatures(_ page: Page, _ url: WebURL?, _ declared: DeclaredPage) -> [UInt8] {
        let all = 0..<page.blocks.count
        var row: [UInt8] = []
        row.append(FeatureScale.count(page.blocks.count))
        row.append(FeatureScale.count(page.words))
        row.append(FeatureScale.share(page.linkDensity(all)))
        let paragraphs = isParagraph.count(where: { $0 })
        row.append(FeatureScale.count(paragraphs))
        var paragraphWords = 0
        var tags = [Int](repeating: 0, count: HTMLTag.allCases.count)
        for (index, block) in page.blocks.enumerated() where isParagraph[index] {
            paragraphWords += Int(block.statistics.words)
        }
        for element in page.elements { tags[element.tag.index] += 1 }
        row.append(FeatureScale.share(paragraphWords, of: page.words))
        row.append(FeatureScale.share(container >= 0 ? page.words(page.range(container)) : 0, of: page.words))
        row.append(FeatureScale.share(candidate >= 0 ? page.words(page.range(candidate)) : 0, of: page.words))
        for tag: HTMLTag in [.article, .section, .li, .h2, .h3, .table, .pre, .form, .time, .button, .nav, .dl] {
            row.append(FeatureScale.count(tags[tag.index]))
        }
        var hints = [Int](repeating: 0, count: 64)
        for element in page.elements {
            var bits = element.signals.rawValue
            while bits != 0 {
                hints[bits.trailingZeroBitCount] += 1
                bits &= bits - 1
            }
        }
        for hint: NameSignal in [
            .comment, .forum, .product, .review, .card, .author, .code, .toc, .share, .article, .hero, .related,
            .pagination,
        ] {
            row.append(FeatureScale.count(hints[Int(hint.rawValue)]))
        }
        row.append(FeatureScale.count(page.blocks.count(where: { $0.statistics.hasCurrency })))
        row.append(FeatureScale.count(page.blocks.count(where: { $0.statistics.words > 60 })))
        row.append(FeatureScale.count(page.elements.map { Int($0.repetition) }.max() ?? 0))
        row += PageAddress.features(url)
        row += declared.features
        return row
    }
}
