/// Which of some kept articles tells the story that a text tells.
enum LikenessSearch {
    /// The one that is most like the text; nil where none tells its story.
    static func best(
        _ text: ClusterFingerprint, _ candidates: [ClusterArticle], _ settings: ClusterSettings
    ) -> ClusterArticle? {
        guard !candidates.isEmpty else { return nil }
        // The same text, or one that differs in nothing that is kept.
        if let same = candidates.first(where: { $0.sketch == text.sketch }) { return same }
        let places = TriplePlaces(text.triples)
        var likely: [(index: Int, likeness: Likeness, score: Double)] = []
        for (index, candidate) in candidates.enumerated() {
            let sketch = candidate.sketch
            // Most are like it in nothing but a phrase, which counting shows.
            guard isOfTheKind(text.sketch, sketch),
                Likeness.isPossible(places.hits(sketch.samples), of: sketch, places.count, settings)
            else { continue }
            let likeness = Likeness(sketch, places: places)
            let score = likeness.score(settings)
            if score > 0 { likely.append((index, likeness, score)) }
        }
        // What all of them share is asked only where it matters.
        if likely.contains(where: { $0.score < settings.surelySame }) {
            let common = boilerplate(candidates, places, settings)
            for index in likely.indices {
                likely[index].score = likely[index].likeness.score(likely[index].score, ignoring: common, settings)
            }
        }
        var best: (score: Double, index: Int)?
        for (index, _, score) in likely where score > best?.score ?? 0 { best = (score, index) }
        return best.map { candidates[$0.index] }
    }

    /// What mostly repeats itself is compared only with what is about as long.
    private static func isOfTheKind(_ a: ArticleSketch, _ b: ArticleSketch) -> Bool {
        (!a.isRepetitive && !b.isRepetitive) || 2 * min(a.count, b.count) >= max(a.count, b.count)
    }

    /// Triples of the text that several different stories hold.
    private static func boilerplate(
        _ candidates: [ClusterArticle], _ places: TriplePlaces, _ settings: ClusterSettings
    ) -> TripleSet {
        var common = TripleSet()
        let clusters = candidates.map(\.cluster)
        let stories = clusters.map { clusters.firstIndex(of: $0)! }
        guard Set(stories).count >= settings.storiesOfBoilerplate else { return common }
        // For each place in the text which stories hold what stands there.
        var told = [UInt64](repeating: 0, count: places.count)
        for (candidate, story) in zip(candidates, stories) {
            let sketch = candidate.sketch
            for (sample, place) in zip(sketch.samples, Likeness(sketch, places: places).places) where place >= 0 {
                told[place] |= 1 << UInt64(story & 63)
                if told[place].nonzeroBitCount >= settings.storiesOfBoilerplate { common.insert(sample) }
            }
        }
        return common
    }
}
