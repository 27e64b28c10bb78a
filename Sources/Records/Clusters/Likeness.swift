import Glibc

/// How nearly a text, of which every triple is known, and a kept article, of which some are, say the same: which of the
/// article's samples stand in the text, in the same order.
struct Likeness {
    let sketch: ArticleSketch
    /// How many triples the text has.
    let count: Int
    /// For each sample the place in the text where it stands, -1 where it does not, or not in its turn.
    let places: [Int]

    init(_ sketch: ArticleSketch, places: TriplePlaces) {
        self.sketch = sketch
        count = places.count
        self.places = Likeness.inOrder(sketch.samples, places)
    }

    /// 0 where the two do not tell one story; else the share of the shorter text that the longer one holds, about.
    func score(_ settings: ClusterSettings) -> Double {
        // The cheap questions first: most are like the text in nothing but a phrase.
        let hits = hits(places.indices)
        guard hits.count >= settings.hits else { return 0 }
        let plain = density(hits, between: hits.last - hits.first + 1)
        guard plain >= Likeness.least(min(count, sketch.count), settings), isSpread, !isTemplate, !goOnApart(settings)
        else { return 0 }
        return plain
    }

    /// What is left of a score where triples say nothing: 0 where it is too little.
    func score(_ plain: Double, ignoring common: TripleSet, _ settings: ClusterSettings) -> Double {
        if common.isEmpty || plain >= settings.surelySame { return plain }
        let rare = share(ignoring: common)
        return rare >= settings.share ? rare : 0
    }
}

extension Likeness {
    /// Whether so many hits, in whatever order, may come to a score: each stands for a stretch of the article that is no longer than the
    /// longest. False where it is certain that they do not.
    static func isPossible(_ hits: Int, of sketch: ArticleSketch, _ count: Int, _ settings: ClusterSettings) -> Bool {
        let shorter = min(count, sketch.count)
        // A little more, for what rounding takes.
        let most = Double(hits) * sketch.longestStretch / Double(max(1, shorter)) * 1.001
        return hits >= settings.hits && most >= least(shorter, settings)
    }

    /// What a text must have of another at least, by how many triples the shorter one has.
    private static func least(_ shorter: Int, _ settings: ClusterSettings) -> Double {
        let wanted =
            settings.share + 0.8 * Double(max(0, settings.fewTriples - shorter)) / Double(settings.fewTriples)
        return min(0.9, wanted)
    }

    /// Leaves the longest row of places that stand in the text in the order in which their samples stand in the
    /// article; hits by chance are in no order.
    private static func inOrder(_ samples: [UInt16], _ places: TriplePlaces) -> [Int] {
        var result = [Int](repeating: -1, count: samples.count)
        withUnsafeTemporaryAllocation(of: Step.self, capacity: samples.count) { steps in
            // For each length of a row, the latest step that ends such a one. It ends sooner in the text than those before it,
            // and than that of any longer row.
            withUnsafeTemporaryAllocation(of: Int.self, capacity: samples.count) { latest in
                var (count, longest, last) = (0, 0, -1)
                for (sample, triple) in samples.enumerated() {
                    let place = places[triple]
                    guard place >= 0 else { continue }
                    var length = longest
                    while length > 0, steps[latest[length - 1]].place >= place { length -= 1 }
                    var before = length > 0 ? latest[length - 1] : -1
                    while before >= 0, steps[before].sibling >= 0, steps[Int(steps[before].sibling)].place < place {
                        before = Int(steps[before].sibling)
                    }
                    steps[count] = Step(
                        sample: Int16(sample), place: Int16(place), before: Int16(before),
                        sibling: length < longest ? Int16(latest[length]) : -1)
                    latest[length] = count
                    if length == longest { (longest, last) = (length + 1, count) }
                    count += 1
                }
                while last >= 0 {
                    result[Int(steps[last].sample)] = Int(steps[last].place)
                    last = Int(steps[last].before)
                }
            }
        }
        return result
    }

    /// A hit, as the end of the longest row that ends with it.
    private struct Step {
        var sample: Int16
        var place: Int16
        /// The one before it in that row; -1 where it is the first.
        var before: Int16
        /// The latest one before it that ends a row as long; -1 where there is none.
        var sibling: Int16
    }

    /// How densely the samples between the first hit and the last are hit, times how much of the shorter text lies
    /// between them; a row of hits that is long in the one text and short in the other counts for what it is in the
    /// other.
    private func share(ignoring common: TripleSet) -> Double {
        var hits: Hits = (0, 0, 0)
        var between = 0
        var untold = 0
        for index in places.indices where !common.contains(sketch.samples[index]) {
            if places[index] >= 0 {
                if hits.count == 0 { hits.first = index } else { between += untold }
                hits = (hits.count + 1, hits.first, index)
                between += 1
                untold = 0
            } else {
                untold += 1
            }
        }
        return density(hits, between: between)
    }

    /// How many hits there are, and which samples are the first and the last.
    private typealias Hits = (count: Int, first: Int, last: Int)

    private func hits(_ range: Range<Int>) -> Hits {
        var hits: Hits = (0, 0, 0)
        for index in range where places[index] >= 0 {
            hits = (hits.count + 1, hits.count == 0 ? index : hits.first, index)
        }
        return hits
    }

    /// - Parameter between: how many samples there are from the first hit to the last.
    private func density(_ hits: Hits, between: Int) -> Double {
        guard hits.count >= 3 else { return 0 }
        let (first, last) = (hits.first, hits.last)
        // Between two samples about as many triples lie in the text as in the article.
        let inText = Double(places[last] - places[first]) * Double(hits.count) / Double(hits.count - 1)
        let shorter = Double(min(sketch.count, count))
        let inArticle = sketch.end(of: last) - sketch.start(of: first)
        return Double(hits.count) / Double(between) * min(1, min(inArticle, inText) / shorter)
    }

    /// What they share is spread over one of the two: a long quotation or a page's furniture leaves half of each
    /// untouched.
    private var isSpread: Bool {
        // The widest stretch without a hit, as a share of the text and of the samples.
        var (inText, lastPlace) = (0.0, 0.0)
        var (inArticle, lastSample) = (0.0, 0.0)
        for index in places.indices where places[index] >= 0 {
            let place = Double(places[index]) / Double(max(1, count))
            let sample = (Double(index) + 0.5) / Double(places.count)
            (inText, lastPlace) = (max(inText, place - lastPlace), place)
            (inArticle, lastSample) = (max(inArticle, sample - lastSample), sample)
        }
        return min(max(inText, 1 - lastPlace), max(inArticle, 1 - lastSample)) < 0.5
    }

    /// On the same side of what they share each goes on for itself, and that is much of the shorter one: they share a
    /// quotation, or what their sites put around every text. Of a cut article only one goes on.
    private func goOnApart(_ settings: ClusterSettings) -> Bool {
        let (hits, first, last) = densest
        guard hits > 1 else { return false }
        let start = sketch.start(of: first)
        let end = sketch.end(of: last)
        // Half the distance of two hits is what lies before the first one.
        let margin = Double(places[last] - places[first]) / Double(2 * (hits - 1))
        let before = min(start, max(0, Double(places[first]) - margin))
        let after = min(Double(sketch.count) - end, max(0, Double(count - places[last]) - margin))
        return before + after >= max(settings.apart, settings.apartShare * Double(min(count, sketch.count)))
    }

    /// The hits of the stretch that is hit most: a hit is worth so much, a miss costs three tenths of it. What stands alone at
    /// either end is left out, as a phrase is that any two texts may have, or a hash that happens to be the same.
    private var densest: Hits {
        var best: (worth: Double, range: Range<Int>) = (0, 0..<0)
        var (worth, start) = (0.0, 0)
        for index in places.indices {
            if worth <= 0 { (worth, start) = (0, index) }
            worth += places[index] >= 0 ? 1 : -0.3
            if worth > best.worth { best = (worth, start..<index + 1) }
        }
        return hits(best.range)
    }
}

extension Likeness {
    /// The words agree, the names and numbers among them do not, or the other way round: two reports by one template,
    /// two pages with one list. Says how much more probable that is than one text whose words were changed here and
    /// there.
    var isTemplate: Bool {
        let (plain, named) = tally
        guard plain.all >= 3, named.all >= 3 else { return false }
        if plain.hits * 6 < plain.all { return named.hits * 3 > named.all }
        // Of a template's names most are others, however well the words agree.
        return named.hits * 5 < named.all * 3 && Likeness.odds(of: named, beside: plain) > 5
    }

    typealias Tally = (hits: Int, all: Int)

    /// How much more probable (as a logarithm) the hits of a kind are if it is hit by its own rate than by the other's.
    private static func odds(of rare: Tally, beside other: Tally) -> Double {
        let rate = (Double(other.hits) + 0.5) / (Double(other.all) + 1)
        let own = min(max((Double(rare.hits) + 0.5) / (Double(rare.all) + 1), 0.02), 0.8 * rate)
        let misses = Double(rare.all - rare.hits)
        return Double(rare.hits) * log(own / rate) + misses * log((1 - own) / (1 - rate))
    }

    /// The samples by kind, but for those of stretches that one of the two lacks: at the ends, and between, where two
    /// or more of plain words in a row are missing.
    var tally: (plain: Tally, named: Tally) {
        var plain: Tally = (0, 0)
        var named: Tally = (0, 0)
        // Of the samples in a row that are missing.
        var (plainMissing, namedMissing) = (0, 0)
        var hasBegun = false
        for index in places.indices {
            let isNamed = sketch.named >> UInt64(index) & 1 == 1
            guard places[index] >= 0 else {
                if isNamed { namedMissing += 1 } else { plainMissing += 1 }
                continue
            }
            if hasBegun, plainMissing < 3 {
                named.all += namedMissing
                plain.all += plainMissing
            }
            (plainMissing, namedMissing) = (0, 0)
            hasBegun = true
            if isNamed {
                named = (named.hits + 1, named.all + 1)
            } else {
                plain = (plain.hits + 1, plain.all + 1)
            }
        }
        return (plain, named)
    }
}
