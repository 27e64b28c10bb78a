/// Which of some kept articles tells the story that a text tells.
enum LikenessSearch {
    /// The one that is most like the text; nil where none tells its story.
    static func best(
        _ text: ClusterFingerprint, _ candidates: [ClusterArticle], _ settings: ClusterSettings
    ) -> ClusterArticle? {
        guard !candidates.isEmpty else { return nil }
        let places = TriplePlaces(text.triples)
        // Most are like it in nothing but a phrase; only where one is more is it asked what all of them share.
        var found: [Likeness?] = candidates.map { candidate in
            places.hits(candidate.sketch.samples) >= settings.hits ? Likeness(candidate.sketch, places: places) : nil
        }
        let likely = candidates.indices.filter { index in
            guard let likeness = found[index], isOfTheKind(text.sketch, likeness.sketch) else { return false }
            return likeness.score(ignoring: [], settings) > 0
        }
        guard !likely.isEmpty else { return nil }
        for index in candidates.indices where found[index] == nil {
            found[index] = Likeness(candidates[index].sketch, places: places)
        }
        let likenesses = found.compactMap { $0 }
        let common = boilerplate(candidates, likenesses, settings)
        var best: (score: Double, index: Int)?
        for index in likely {
            let score = likenesses[index].score(ignoring: common, settings)
            if score > best?.score ?? 0 { best = (score, index) }
        }
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
