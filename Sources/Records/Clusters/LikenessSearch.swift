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
        var likenesses = [Likeness?](repeating: nil, count: candidates.count)
        var scores = [Double](repeating: 0, count: candidates.count)
        for (index, candidate) in candidates.enumerated() {
            let sketch = candidate.sketch
            // Most are like it in nothing but a phrase, which counting shows.
            guard isOfTheKind(text.sketch, sketch),
                Likeness.isPossible(places.hits(sketch.samples), of: sketch, places.count, settings)
            else { continue }
            let likeness = Likeness(sketch, places: places)
            likenesses[index] = likeness
            scores[index] = likeness.score(settings)
        }
        // What all of them share is asked only where it matters.
        if scores.contains(where: { $0 > 0 && $0 < settings.surelySame }) {
            let all = zip(candidates, likenesses).map { $1 ?? Likeness($0.sketch, places: places) }
            let common = boilerplate(candidates, all, places.count, settings)
            for index in scores.indices where scores[index] > 0 {
                scores[index] = all[index].score(scores[index], ignoring: common, settings)
            }
        }
        var best: (score: Double, index: Int)?
        for (index, score) in scores.enumerated() where score > best?.score ?? 0 { best = (score, index) }
        return best.map { candidates[$0.index] }
    }

    /// What mostly repeats itself is compared only with what is about as long.
    private static func isOfTheKind(_ a: ArticleSketch, _ b: ArticleSketch) -> Bool {
        (!a.isRepetitive && !b.isRepetitive) || 2 * min(a.count, b.count) >= max(a.count, b.count)
    }

    /// Triples of the text that several different stories hold. `places`: how many triples the text has.
    private static func boilerplate(
        _ candidates: [ClusterArticle], _ likenesses: [Likeness], _ places: Int, _ settings: ClusterSettings
    ) -> TripleSet {
        var common = TripleSet()
        let clusters = candidates.map(\.cluster)
        let stories = clusters.map { clusters.firstIndex(of: $0)! }
        guard Set(stories).count >= settings.storiesOfBoilerplate else { return common }
        // For each place in the text which stories hold what stands there.
        var told = [UInt64](repeating: 0, count: places)
        for (likeness, story) in zip(likenesses, stories) {
            for (sample, place) in zip(likeness.sketch.samples, likeness.places) where place >= 0 {
                told[place] |= 1 << UInt64(story & 63)
                if told[place].nonzeroBitCount >= settings.storiesOfBoilerplate { common.insert(sample) }
            }
        }
        return common
    }
}
