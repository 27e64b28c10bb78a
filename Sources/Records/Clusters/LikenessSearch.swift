/// Which of some kept articles tells the story that a text tells.
enum LikenessSearch {
    /// The one that is most like the text; nil where none tells its story.
    static func best(
        _ text: ClusterFingerprint, _ candidates: [ClusterArticle], _ settings: ClusterSettings
    ) -> ClusterArticle? {
        guard !candidates.isEmpty else { return nil }
        let places = TriplePlaces(text.triples)
        let likenesses = candidates.map { Likeness($0.sketch, places: places) }
        // Most are like it in nothing but a phrase; only where one is more is it asked what all of them share.
        let likely = likenesses.indices.filter { index in
            isOfTheKind(text.sketch, candidates[index].sketch) && likenesses[index].score(ignoring: [], settings) > 0
        }
        guard !likely.isEmpty else { return nil }
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
        var stories: [UInt16: Set<ClusterID>] = [:]
        for (candidate, likeness) in zip(candidates, likenesses) {
            for (sample, place) in zip(likeness.sketch.samples, likeness.places) where place >= 0 {
                stories[sample, default: []].insert(candidate.cluster)
            }
        }
        return Set(stories.filter { $0.value.count >= settings.storiesOfBoilerplate }.keys)
    }
}
