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
        var likely: [(index: Int, plain: Double)] = []
        for (index, candidate) in candidates.enumerated() {
            let sketch = candidate.sketch
            // Most are like it in nothing but a phrase, which counting shows.
            guard isOfTheKind(text.sketch, sketch),
                Likeness.isPossible(places.hits(sketch.samples), of: sketch, places.count, settings)
            else { continue }
            let plain = Likeness(sketch, places: places).score(ignoring: [], settings)
            if plain > 0 { likely.append((index, plain)) }
        }
        // What all of them share is asked only where it matters.
        if likely.contains(where: { $0.plain < settings.surelySame }) {
            let likenesses = candidates.map { Likeness($0.sketch, places: places) }
            let common = boilerplate(candidates, likenesses, settings)
            likely = likely.map { ($0.index, likenesses[$0.index].score(ignoring: common, settings)) }
        }
        var best: (score: Double, index: Int)?
        for (index, score) in likely where score > best?.score ?? 0 { best = (score, index) }
        return best.map { candidates[$0.index] }
    }

    /// What mostly repeats itself is compared only with what is about as long.
    private static func isOfTheKind(_ a: ArticleSketch, _ b: ArticleSketch) -> Bool {
        (!a.isRepetitive && !b.isRepetitive) || 2 * min(a.count, b.count) >= max(a.count, b.count)
    }

    /// Triples of the text that several different stories hold.
    private static func boilerplate(
        _ candidates: [ClusterArticle], _ likenesses: [Likeness], _ settings: ClusterSettings
    ) -> Set<UInt16> {
        // A sample in the highest sixteen bits, below it which story holds it.
        var told: [UInt64] = []
        told.reserveCapacity(candidates.count * 8)
        for (candidate, likeness) in zip(candidates, likenesses) {
            let story = candidate.cluster.number >> 16
            for (sample, place) in zip(likeness.sketch.samples, likeness.places) where place >= 0 {
                told.append(UInt64(sample) << 48 | story)
            }
        }
        told.sort()
        var common: Set<UInt16> = []
        var stories = 0
        for index in told.indices {
            let isSameSample = index > 0 && told[index] >> 48 == told[index - 1] >> 48
            if isSameSample, told[index] == told[index - 1] { continue }
            stories = isSameSample ? stories + 1 : 1
            if stories == settings.storiesOfBoilerplate { common.insert(UInt16(told[index] >> 48)) }
        }
        return common
    }
}
