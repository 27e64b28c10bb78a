extension Dictionary {
    /// Makes room: drops the quarter of the entries whose `rank` is lowest, and those that share the highest rank among them.
    mutating func dropLowestQuarter<Rank: Comparable>(by rank: (Value) -> Rank) {
        guard !isEmpty else { return }
        let ranks = values.map(rank).sorted()
        let bound = ranks[ranks.count / 4]
        self = filter { rank($0.value) > bound }
    }
}
