/// The learnt models that choose among a page's candidates for its title, its authors and its date.
struct MetadataModel: Sendable {
    static let titles = MetadataModel(MetadataWeights.titles)
    static let authors = MetadataModel(MetadataWeights.authors)
    static let dates = MetadataModel(MetadataWeights.dates)

    private let trees: BoostedTrees

    private init(_ code: StaticString) {
        trees = BoostedTrees(code)
    }

    /// How likely each candidate is the right one, by its row.
    func scores(_ rows: [[UInt8]]) -> [Float] {
        rows.map { row in row.withUnsafeBufferPointer { trees.probability($0) } }
    }

    /// The likeliest of the candidates that may be, if it is at least so likely; of equals the first.
    func best(_ rows: [[UInt8]], atLeast bound: Float, where mayBe: (Int) -> Bool) -> Int? {
        let scores = scores(rows)
        let best = scores.indices.filter(mayBe).max { scores[$0] < scores[$1] }
        return best.flatMap { scores[$0] >= bound ? $0 : nil }
    }
}
