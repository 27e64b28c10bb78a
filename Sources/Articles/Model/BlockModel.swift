/// The learnt models: page types from the page's bytes, blocks by themselves, blocks among their neighbours.
struct BlockModel: Sendable {
    static let shared = BlockModel()
    /// In the order that `train.py` numbers them.
    static let types: [PageType] = [.article, .forum, .product, .collection, .listing, .documentation, .service]

    private let typeTrees = BoostedTrees(Weights.types)
    private let firstTrees = BoostedTrees(Weights.first)
    private let secondTrees = BoostedTrees(Weights.second)

    /// How likely the page is of each of `types`.
    func pageTypes(_ features: [UInt8]) -> [Float] {
        features.withUnsafeBufferPointer { typeTrees.probabilities($0, of: BlockModel.types.count) }
    }

    /// How likely each block is content.
    func scores(_ view: PageView, _ kinds: [Float]) -> [Float] {
        let kindBytes = kinds.map { FeatureScale.share($0) }
        var rows = view.features.rows()
        var scores = [Float](repeating: 0, count: rows.count)
        for index in rows.indices {
            rows[index] += kindBytes
            scores[index] = rows[index].withUnsafeBufferPointer { firstTrees.probability($0) }
        }
        let further = ScoreFeatures(view.page, view.facts, scores).rows()
        for index in rows.indices {
            rows[index] += further[index]
            // Each model errs in its own way: their mean is better than either.
            scores[index] = (scores[index] + rows[index].withUnsafeBufferPointer { secondTrees.probability($0) }) / 2
        }
        return scores
    }
}
