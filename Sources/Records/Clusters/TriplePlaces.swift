/// Where in a text each of its triples stands first.
struct TriplePlaces {
    /// How many triples the text has.
    let count: Int
    private var places = [Int16](repeating: -1, count: 1 << 16)

    init(_ triples: [UInt16]) {
        count = triples.count
        for (index, triple) in triples.enumerated() where places[Int(triple)] < 0 {
            places[Int(triple)] = Int16(clamping: index)
        }
    }

    /// -1 where it does not stand.
    subscript(triple: UInt16) -> Int { Int(places[Int(triple)]) }
}
