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
        self.places = Likeness.inOrder(sketch.samples.map { places[$0] })
    }

    /// 0 where the two do not tell one story; else the share of the shorter text that the longer one holds, about.
    /// `common`: triples that say nothing.
    func score(ignoring common: Set<UInt16>, _ settings: ClusterSettings) -> Double {
        guard places.count(where: { $0 >= 0 }) >= settings.hits, isSpread, !isTemplate,
            !goOnApart(settings)
        else { return 0 }
        let plain = share(ignoring: [])
        let shorter = min(count, sketch.count)
        let wanted =
            settings.share + 0.8 * Double(max(0, settings.fewTriples - shorter))
            / Double(settings.fewTriples)
        guard plain >= min(0.9, wanted) else { return 0 }
        if common.isEmpty || plain >= settings.surelySame { return plain }
        let rare = share(ignoring: common)
        return rare >= settings.share ? rare : 0
    }
}

extension Likeness {
    /// Leaves the longest row of places that stand in the text in the order in which their samples stand in the
    /// article; hits by chance are in no order.
    private static func inOrder(_ places: [Int]) -> [Int] {
        let hits = places.indices.filter { places[$0] >= 0 }
        var length = [Int](repeating: 1, count: hits.count)
        var before = [Int](repeating: -1, count: hits.count)
        var last = -1
        for index in hits.indices {
            for earlier in 0..<index where places[hits[earlier]] < places[hits[index]] {
                if length[earlier] + 1 > length[index] {
                    (length[index], before[index]) = (length[earlier] + 1, earlier)
                }
            }
            if last < 0 || length[index] > length[last] { last = index }
        }
        var result = [Int](repeating: -1, count: places.count)
        while last >= 0 {
            result[hits[last]] = places[hits[last]]
            last = before[last]
        }
        return result
    }

    /// How densely the samples between the first hit and the last are hit, times how much of the shorter text lies
    /// between them; a row of hits that is long in the one text and short in the other counts for what it is in the
    /// other.
    private func share(ignoring common: Set<UInt16>) -> Double {
        let told = places.indices.filter { !common.contains(sketch.samples[$0]) }
        let hits = told.filter { places[$0] >= 0 }
        guard hits.count >= 3, let first = hits.first, let last = hits.last else { return 0 }
        let between = told.count { $0 >= first && $0 <= last }
        let positions = sketch.positions
        let start = first == 0 ? 0 : (positions[first] + positions[first - 1]) / 2
        let end =
            last + 1 < positions.count
            ? (positions[last] + positions[last + 1]) / 2 : Double(sketch.count)
        // Between two samples about as many triples lie in the text as in the article.
        let inText = Double(places[last] - places[first]) * Double(hits.count) / Double(hits.count - 1)
        let shorter = Double(min(sketch.count, count))
        return Double(hits.count) / Double(between) * min(1, min(end - start, inText) / shorter)
    }

    /// What they share is spread over one of the two: a long quotation or a page's furniture leaves half of each
    /// untouched.
    private var isSpread: Bool {
        let hits = places.indices.filter { places[$0] >= 0 }
        let inText = Likeness.widestGap(hits.map { Double(places[$0]) / Double(max(1, count)) })
        return min(inText, Likeness.widestGap(hits.map { (Double($0) + 0.5) / Double(places.count) }))
            < 0.5
    }

    /// On the same side of what they share each goes on for itself, and that is much of the shorter one: they share a
    /// quotation, or what their sites put around every text. Of a cut article only one goes on.
    private func goOnApart(_ settings: ClusterSettings) -> Bool {
        let hits = densest
        guard let first = hits.first, let last = hits.last, hits.count > 1 else { return false }
        let positions = sketch.positions
        let start = first == 0 ? 0 : (positions[first] + positions[first - 1]) / 2
        let end = last + 1 < positions.count ? (positions[last] + positions[last + 1]) / 2 : Double(sketch.count)
        // Half the distance of two hits is what lies before the first one.
        let margin = Double(places[last] - places[first]) / Double(2 * (hits.count - 1))
        let before = min(start, max(0, Double(places[first]) - margin))
        let after = min(Double(sketch.count) - end, max(0, Double(count - places[last]) - margin))
        return before + after >= max(settings.apart, settings.apartShare * Double(min(count, sketch.count)))
    }

    /// The hits of the stretch that is hit most: a hit is worth so much, a miss costs three tenths of it. What stands alone at
    /// either end is left out, as a phrase is that any two texts may have, or a hash that happens to be the same.
    private var densest: [Int] {
        var best: (worth: Double, range: Range<Int>) = (0, 0..<0)
        var (worth, start) = (0.0, 0)
        for index in places.indices {
            if worth <= 0 { (worth, start) = (0, index) }
            worth += places[index] >= 0 ? 1 : -0.3
            if worth > best.worth { best = (worth, start..<index + 1) }
        }
        return best.range.filter { places[$0] >= 0 }
    }

    /// Of points in 0 ... 1, in order: the widest stretch without one.
    private static func widestGap(_ points: [Double]) -> Double {
        zip([0] + points, points + [1]).map { $1 - $0 }.max() ?? 1
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
        var missing: [Int] = []
        func isNamed(_ index: Int) -> Bool { sketch.named >> UInt64(index) & 1 == 1 }
        var hasBegun = false
        for index in places.indices {
            guard places[index] >= 0 else {
                missing.append(index)
                continue
            }
            if hasBegun, missing.count(where: { !isNamed($0) }) < 3 {
                for miss in missing { if isNamed(miss) { named.all += 1 } else { plain.all += 1 } }
            }
            missing = []
            hasBegun = true
            if isNamed(index) {
                named = (named.hits + 1, named.all + 1)
            } else {
                plain = (plain.hits + 1, plain.all + 1)
            }
        }
        return (plain, named)
    }
}
