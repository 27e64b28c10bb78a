/// How nearly a text, of which every triple is known, and a kept article, of which some are, say the same.
struct Likeness {
    /// Index of the kept article's sample -> place in the text where it stands, -1 where it does not.
    let places: [Int]
    let sketch: ArticleSketch
    /// How many triples the text has.
    let count: Int

    /// The story that the text tells, if one of the candidates tells it.
    static func best(
        _ text: ClusterFingerprint, _ candidates: [ClusterArticle], _ settings: ClusterSettings
    ) -> ClusterArticle? {
        guard !candidates.isEmpty else { return nil }
        let place = places(of: text.triples)
        let likenesses = candidates.map { Likeness($0.sketch, place, text.triples.count) }
        let common = boilerplate(candidates, likenesses, settings)
        var best: (score: Double, index: Int)?
        for (index, likeness) in likenesses.enumerated() {
            let score = likeness.score(ignoring: common, settings)
            if score > best?.score ?? 0 { best = (score, index) }
        }
        return best.map { candidates[$0.index] }
    }

    private init(_ sketch: ArticleSketch, _ place: [UInt16: Int], _ count: Int) {
        self.sketch = sketch
        self.count = count
        places = sketch.samples.map { place[$0] ?? -1 }
    }

    private static func places(of triples: [UInt16]) -> [UInt16: Int] {
        var places = [UInt16: Int](minimumCapacity: triples.count)
        for (index, triple) in triples.enumerated() where places[triple] == nil { places[triple] = index }
        return places
    }

    /// Triples of the text that several different stories hold.
    private static func boilerplate(
        _ candidates: [ClusterArticle], _ likenesses: [Likeness], _ settings: ClusterSettings
    ) -> Set<UInt16> {
        var stories: [UInt16: Set<ClusterID>] = [:]
        for (candidate, likeness) in zip(candidates, likenesses) {
            for (sample, place) in zip(likeness.sketch.samples, likeness.places) where place >= 0 {
                stories[sample, default: []].insert(candidate.cluster)
            }
        }
        return Set(stories.filter { $0.value.count >= settings.storiesOfBoilerplate }.keys)
    }
}

extension Likeness {
    /// 0 where the two do not tell one story; else the larger, the more alike.
    func score(ignoring common: Set<UInt16>, _ settings: ClusterSettings) -> Double {
        let plain = containment(ignoring: [])
        guard plain.share >= settings.containment, !isTemplate, isSpread else { return 0 }
        if plain.share >= 0.85 { return plain.share }
        let rare = containment(ignoring: common)
        return rare.samples >= 6 && rare.share >= settings.containment ? rare.share : 0
    }

    /// The share of the shorter text that the longer holds, as far as the samples tell, and how many of them told.
    private func containment(ignoring common: Set<UInt16>) -> (share: Double, samples: Int) {
        var held = 0.0
        var total = 0.0
        var counted = 0
        var start = 0
        for (part, size) in zip(ArticleSketch.parts(sketch.count), ArticleSketch.sizes(sketch.count)) {
            let told = (start..<(start + size)).filter { !common.contains(sketch.samples[$0]) }
            start += size
            counted += told.count
            let weight = Double(part.count) / Double(max(1, size))
            total += weight * Double(told.count)
            held += weight * Double(told.count { places[$0] >= 0 })
        }
        guard total > 0 else { return (0, 0) }
        let other = min(Double(count), Double(count) * total / Double(sketch.count))
        return (min(1, held / min(total, max(1, other))), counted)
    }

    /// The words agree, the names and numbers among them do not: two reports by one template.
    private var isTemplate: Bool {
        var hits = (plain: 0, named: 0)
        var totals = (plain: 0, named: 0)
        for (index, place) in places.enumerated() {
            if sketch.named >> UInt64(index) & 1 == 1 {
                totals.named += 1
                hits.named += place >= 0 ? 1 : 0
            } else {
                totals.plain += 1
                hits.plain += place >= 0 ? 1 : 0
            }
        }
        guard totals.named >= 5, totals.plain >= 3 else { return false }
        let plain = Double(hits.plain) / Double(totals.plain)
        return Double(hits.named) / Double(totals.named) < 0.4 * plain
    }

    /// What they share stands in both halves of one of them: a long quotation or a footer stands in one.
    private var isSpread: Bool {
        let own = places.filter { $0 >= 0 }
        let inText = own.count { $0 * 2 < count }
        if min(inText, own.count - inText) * 6 >= own.count { return true }
        let half = places.count / 2
        let inSketch = places.prefix(half).count { $0 >= 0 }
        return min(inSketch, own.count - inSketch) * 6 >= own.count
    }
}
