import Markup

/// What the first model's scores say around each block: the further input of the second, which so sees whole sections, lists and
/// the page where the first saw a block.
struct ScoreFeatures {
    private let page: Page
    private let facts: PageFacts
    /// 0 ... 1 for each block.
    private let scores: [Float]
    /// Sums over the blocks before each: words by score, scores.
    private var massBefore: [Float] = [0]
    private var scoreBefore: [Float] = [0]

    init(_ page: Page, _ facts: PageFacts, _ scores: [Float]) {
        self.page = page
        self.facts = facts
        self.scores = scores
        for (index, block) in page.blocks.enumerated() {
            massBefore.append(massBefore[index] + scores[index] * Float(block.statistics.words))
            scoreBefore.append(scoreBefore[index] + scores[index])
        }
    }

    /// One row for each block, each of the same length.
    func rows() -> [[UInt8]] {
        let groups = meansBySignature()
        let sections = sectionEnds()
        let (previous, next) = nearestLikely()
        return page.blocks.indices.map { index in
            var row: [UInt8] = []
            row.reserveCapacity(48)
            row.append(FeatureScale.share(scores[index]))
            for offset in [-3, -2, -1, 1, 2, 3] {
                let other = index + offset
                row.append(page.blocks.indices.contains(other) ? FeatureScale.share(scores[other]) : 0)
            }
            for reach in [4, 12, 30] {
                row.append(mean(max(0, index - reach)..<index))
                row.append(mean(min(index + 1, page.blocks.count)..<min(page.blocks.count, index + reach + 1)))
            }
            containers(index, &row)
            let group = groups[page.elements[Int(page.blocks[index].holder)].signature] ?? (0, 0, 0)
            row.append(FeatureScale.share(group.mass / max(1, group.words)))
            row.append(FeatureScale.count(group.count))
            let section = sections[index]
            row.append(section.heading < 0 ? 0 : FeatureScale.share(scores[section.heading]))
            row.append(mean(min(index + 1, page.blocks.count)..<max(min(index + 1, page.blocks.count), section.end)))
            row.append(mean(max(0, section.heading)..<section.end))
            row.append(FeatureScale.count(index - previous[index]))
            row.append(FeatureScale.count(next[index] - index))
            let all = max(1, massBefore[page.blocks.count])
            row.append(FeatureScale.share(massBefore[index] / all))
            row.append(FeatureScale.share((all - massBefore[index + 1]) / all))
            row.append(FeatureScale.share(all / Float(max(1, page.words))))
            row.append(FeatureScale.count(Int(all)))
            let first = Int(facts.firstWithHash[page.blocks[index].hash] ?? Int32(index))
            row.append(first < index ? 1 + FeatureScale.share(scores[first]) : 0)
            return row
        }
    }
}

extension ScoreFeatures {
    /// Of the blocks in a range, by their words.
    private func mean(_ range: Range<Int>) -> UInt8 {
        guard !range.isEmpty else { return 0 }
        let words = Float(page.words(range))
        return FeatureScale.share((massBefore[range.upperBound] - massBefore[range.lowerBound]) / max(1, words))
    }

    private func containers(_ index: Int, _ row: inout [UInt8]) {
        var place = page.blocks[index].holder
        var lastCount = 1
        for _ in 0..<5 {
            while place >= 0, page.range(place).count <= lastCount { place = page.elements[Int(place)].parent }
            guard place >= 0 else {
                row += [0, 0]
                continue
            }
            let range = page.range(place)
            lastCount = range.count
            row.append(mean(range))
            row.append(
                FeatureScale.share((scoreBefore[range.upperBound] - scoreBefore[range.lowerBound]) / Float(range.count))
            )
        }
    }

    private func meansBySignature() -> [UInt32: (mass: Float, words: Float, count: Int)] {
        var groups: [UInt32: (mass: Float, words: Float, count: Int)] = [:]
        for (index, block) in page.blocks.enumerated() {
            let words = Float(block.statistics.words)
            let signature = page.elements[Int(block.holder)].signature
            var group = groups[signature] ?? (0, 0, 0)
            group = (group.mass + scores[index] * words, group.words + words, group.count + 1)
            groups[signature] = group
        }
        return groups
    }

    /// For each block the heading above it, -1 where there is none, and where its section ends.
    private func sectionEnds() -> [(heading: Int, end: Int)] {
        var result = [(heading: Int, end: Int)](repeating: (-1, page.blocks.count), count: page.blocks.count)
        var heading = -1
        var start = 0
        for (index, block) in page.blocks.enumerated()
        where page.elements[Int(block.element)].context.distance(.heading) < 3 {
            for place in start..<index { result[place].end = index }
            heading = index
            start = index
            result[index].heading = heading
        }
        heading = -1
        for index in result.indices {
            if result[index].heading >= 0 { heading = index }
            result[index].heading = heading
        }
        return result
    }

    /// For each block the nearest before and after it that is likely content.
    private func nearestLikely() -> (previous: [Int], next: [Int]) {
        var previous = [Int](repeating: -200, count: scores.count)
        var next = [Int](repeating: scores.count + 200, count: scores.count)
        var last = -200
        for index in scores.indices {
            previous[index] = last
            if scores[index] > 0.5 { last = index }
        }
        last = scores.count + 200
        for index in scores.indices.reversed() {
            next[index] = last
            if scores[index] > 0.5 { last = index }
        }
        return (previous, next)
    }
}
