/// Which of some kept articles tells the story that a text tells.
enum LikenessSearch {
    /// The one that is most like the text; nil where none tells its story.
    static func best(
        _ text: ClusterFingerprint, _ candidates: [ClusterArticle], _ settings: ClusterSettings
    ) -> ClusterArticle? {
        guard !candidates.isEmpty else { return nil }
        var place = [UInt16: Int](minimumCapacity: text.triples.count)
        for (index, triple) in text.triples.enumerated() where place[triple] == nil {
            place[triple] = index
        }
        let likenesses = candidates.map { Likeness($0.sketch, place: place, count: text.triples.count) }
        let common = boilerplate(candidates, likenesses, settings)
        var best: (score: Double, index: Int)?
        for (index, likeness) in likenesses.enumerated() {
            let score = likeness.score(ignoring: common, settings)
            if score > best?.score ?? 0 { best = (score, index) }
        }
        return best.map { candidates[$0.index] }
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
