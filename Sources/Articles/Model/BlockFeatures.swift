import Markup

/// What is known of each block, as a row of bytes: the input of the first model, and of the second beside its scores.
///
/// Adding, taking away or moving a feature means training anew (`train.py`).
struct BlockFeatures {
    private let page: Page
    private let facts: PageFacts
    private let declaredText: DeclaredText
    private let headingBefore: [Int32]

    init(_ page: Page, _ facts: PageFacts, _ declaredText: DeclaredText) {
        self.page = page
        self.facts = facts
        self.declaredText = declaredText
        var last: Int32 = -1
        headingBefore = page.blocks.enumerated().map { index, block in
            if page.elements[Int(block.element)].context.distance(.heading) < 3 { last = Int32(index) }
            return last
        }
    }

    /// One row for each block, each of the same length.
    func rows() -> [[UInt8]] {
        var tail: [UInt8] = []
        tail += facts.features
        return page.blocks.indices.map { index in
            var row: [UInt8] = []
            row.reserveCapacity(260)
            own(index, &row)
            path(index, &row)
            containers(index, &row)
            place(index, &row)
            neighbours(index, &row)
            row += tail
            return row
        }
    }
}

extension BlockFeatures {
    private func own(_ index: Int, _ row: inout [UInt8]) {
        let block = page.blocks[index]
        let text = block.statistics
        let size = block.text.count
        row.append(FeatureScale.count(text.words))
        row.append(FeatureScale.count(size))
        row.append(FeatureScale.share(Int(block.linkBytes), of: size))
        row.append(FeatureScale.count(block.links))
        row.append(FeatureScale.share(Int(block.boldBytes), of: size))
        row.append(FeatureScale.count(text.commas))
        row.append(FeatureScale.count(text.sentences))
        row.append(text.ending.rawValue)
        row.append(FeatureScale.share(Int(text.digits), of: size))
        row.append(FeatureScale.share(Int(text.capitals), of: max(1, Int(text.letters))))
        row.append(FeatureScale.share(Int(text.capitalised), of: max(1, Int(text.words))))
        row.append(FeatureScale.share(Int(text.letters), of: size))
        row.append(FeatureScale.count(text.separators))
        row.append(FeatureScale.count(block.breaks))
        row.append(FeatureScale.count(block.images))
        row.append(
            FeatureScale.flag(text.hasColon) | FeatureScale.flag(text.hasCurrency) << 1 | FeatureScale.flag(
                text.hasCopyright) << 2)
        row.append(FeatureScale.flag(text.hasCopyright))
        row.append(FeatureScale.flag(text.hasAt))
        row.append(FeatureScale.flag(text.startsWithCapital) | FeatureScale.flag(text.startsWithDigit) << 1)
        let holder = page.elements[Int(block.holder)]
        row.append(BlockFeatures.tagRank(holder.tag))
        row.append(BlockFeatures.tagRank(page.elements[Int(block.element)].tag))
        row.append(UInt8(min(holder.depth, 250)))
        row.append(FeatureScale.count(facts.timesSeen[block.hash] ?? 1))
        let first = Int(facts.firstWithHash[block.hash] ?? Int32(index))
        row.append(FeatureScale.count(index - first))
        let declared = declaredText.shares(of: page.bytes(index))
        row.append(declared.inBody)
        row.append(declared.inDescription)
        row.append(declared.inTitle)
        // "Read also: one link and nothing else"
        let rest = size - Int(block.linkBytes)
        row.append(FeatureScale.flag(block.links == 1 && rest > 3 && rest < 40 && text.hasColon))
    }

    private func path(_ index: Int, _ row: inout [UInt8]) {
        let context = page.elements[Int(page.blocks[index].element)].context
        for lane in 0..<ElementContext.count { row.append(context[lane]) }
    }

    /// The elements that hold the block, from the nearest outwards: how much text, how dense in links, how often repeated.
    private func containers(_ index: Int, _ row: inout [UInt8]) {
        var place = page.blocks[index].holder
        var level = 0
        var lastCount = -1
        while level < 5 {
            while place >= 0, page.range(place).count == lastCount { place = page.elements[Int(place)].parent }
            guard place >= 0 else {
                row += [0, 0, 0, 0, 0]
                level += 1
                continue
            }
            let element = page.elements[Int(place)]
            let range = page.range(place)
            lastCount = range.count
            row.append(FeatureScale.count(page.words(range)))
            row.append(FeatureScale.share(page.linkDensity(range)))
            row.append(FeatureScale.count(range.count))
            row.append(FeatureScale.count(element.repetition))
            row.append(FeatureScale.share(paragraphWords(range), of: max(1, page.words(range))))
            level += 1
        }
        let holder = page.elements[Int(page.blocks[index].holder)]
        row.append(FeatureScale.count(holder.repetition))
        row.append(FeatureScale.count(Int(holder.order)))
        // The most repeated element above: cards, items, rows.
        var repeated: Int32 = 1
        var height: UInt8 = 0
        var climbed: UInt8 = 0
        var above = page.blocks[index].holder
        while above >= 0, climbed < 8 {
            if page.elements[Int(above)].repetition > repeated {
                repeated = page.elements[Int(above)].repetition
                height = climbed
            }
            above = page.elements[Int(above)].parent
            climbed += 1
        }
        row.append(FeatureScale.count(repeated))
        row.append(height)
    }

    private func paragraphWords(_ range: Range<Int>) -> Int {
        Int(facts.paragraphWordsBefore[range.upperBound] - facts.paragraphWordsBefore[range.lowerBound])
    }

    /// Where the block stands: in the page, to the title, to the body's paragraphs, to the containers.
    private func place(_ index: Int, _ row: inout [UInt8]) {
        let count = page.blocks.count
        row.append(FeatureScale.share(index, of: count))
        row.append(FeatureScale.share(page.words(0..<index), of: page.words))
        row.append(FeatureScale.signed(index - facts.firstParagraph))
        row.append(FeatureScale.signed(index - facts.lastParagraph))
        for element in [facts.titleElement, facts.container, facts.candidate] {
            guard element >= 0 else {
                row += [0, 0, 0]
                continue
            }
            let range = page.range(element)
            row.append(FeatureScale.signed(index - range.lowerBound))
            row.append(FeatureScale.signed(index - range.upperBound))
            row.append(
                range.contains(index)
                    ? 1 + FeatureScale.share(page.words(range.lowerBound..<index), of: page.words(range)) : 0)
        }
        row.append(FeatureScale.count(distanceToCandidate(index)))
        let heading = Int(headingBefore[index])
        row.append(heading < 0 ? 255 : FeatureScale.count(index - heading))
        row.append(heading < 0 ? 0 : FeatureScale.count(page.blocks[heading].statistics.words))
        row.append(heading < 0 ? 0 : BlockFeatures.tagRank(page.elements[Int(page.blocks[heading].holder)].tag))
        row.append(
            FeatureScale.share(Int(facts.paragraphWordsBefore[index]), of: Int(facts.paragraphWordsBefore[count])))
    }

    /// Steps up from the block to the lowest element that holds the candidate too.
    private func distanceToCandidate(_ index: Int) -> Int {
        guard facts.candidate >= 0 else { return 200 }
        let wanted = page.range(facts.candidate)
        var place = page.blocks[index].holder
        var steps = 0
        while place >= 0, steps < 60 {
            let range = page.range(place)
            if range.lowerBound <= wanted.lowerBound && range.upperBound >= wanted.upperBound { break }
            place = page.elements[Int(place)].parent
            steps += 1
        }
        return steps
    }

    private func neighbours(_ index: Int, _ row: inout [UInt8]) {
        for offset in [-2, -1, 1, 2] {
            let other = index + offset
            guard page.blocks.indices.contains(other) else {
                row += [0, 0, 0, 0, 0]
                continue
            }
            let block = page.blocks[other]
            row.append(FeatureScale.count(block.statistics.words))
            row.append(FeatureScale.share(Int(block.linkBytes), of: block.text.count))
            row.append(BlockFeatures.tagRank(page.elements[Int(block.holder)].tag))
            row.append(FeatureScale.count(block.statistics.sentences))
            row.append(commonHeight(index, other))
        }
        for reach in [5, 15] {
            let range = max(0, index - reach)..<min(page.blocks.count, index + reach + 1)
            row.append(FeatureScale.count(page.words(range)))
            row.append(FeatureScale.share(page.linkDensity(range)))
            row.append(FeatureScale.share(paragraphWords(range), of: max(1, page.words(range))))
        }
    }

    /// Steps up to the lowest element that holds both.
    private func commonHeight(_ index: Int, _ other: Int) -> UInt8 {
        var place = page.blocks[index].holder
        var steps: UInt8 = 0
        while place >= 0, steps < 20, !page.range(place).contains(other) {
            place = page.elements[Int(place)].parent
            steps += 1
        }
        return steps
    }

    /// Tags in an order in which neighbours are alike.
    static func tagRank(_ tag: HTMLTag) -> UInt8 {
        switch tag {
        case .p: 10
        case .blockquote: 11
        case .pre, .code: 12
        case .li: 20
        case .dd: 21
        case .dt: 22
        case .td: 24
        case .th: 25
        case .caption, .figcaption: 28
        case .h1: 30
        case .h2: 31
        case .h3: 32
        case .h4: 33
        case .h5, .h6: 34
        case .div: 40
        case .section, .article, .main: 41
        case .span: 44
        case .a: 46
        case .label, .legend: 48
        case .button: 50
        case .summary: 35
        case .address: 54
        case .aside: 56
        case .footer: 58
        case .header: 57
        case .time: 52
        default: 45
        }
    }
}
