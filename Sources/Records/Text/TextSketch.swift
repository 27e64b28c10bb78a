/// How alike two texts are, from 16 bytes each: 64 bins of the smallest hash of three words in a row (one-permutation
/// minhash), two bits of each. The estimate of the share of common triples is off by 0.08 at most times.
struct TextSketch: Hashable, Sendable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    init() {}

    /// `words`: hashes of the words in the order of the text. No words, no likeness.
    init(words: [UInt64]) {
        guard !words.isEmpty else { return }
        var bins = [UInt64](repeating: .max, count: 64)
        let start: UInt64 = 0x9E37_79B9_7F4A_7C15
        func note(_ hash: UInt64) { bins[Int(hash & 63)] = min(bins[Int(hash & 63)], hash >> 6) }
        if words.count < 3 { note(words.reduce(start) { TextSketch.mix($0 &+ $1) }) }
        for index in words.indices.dropLast(2) {
            let two = TextSketch.mix(TextSketch.mix(start &+ words[index]) &+ words[index + 1])
            note(TextSketch.mix(two &+ words[index + 2]))
        }
        for bin in 0..<64 {
            var source = bin
            while bins[source] == .max { source = (source + 1) & 63 }
            let value = TextSketch.mix(bins[source] &+ UInt64((source - bin) & 63)) & 3
            if bin < 32 { low |= value << UInt64(2 * bin) } else { high |= value << UInt64(2 * bin - 64) }
        }
    }

    var isEmpty: Bool { low == 0 && high == 0 }

    /// 0 … 1: the share of the triples of both that they have in common (Jaccard), as estimated.
    func similarity(to other: TextSketch) -> Double {
        let equal = 64 - TextSketch.unequal(low, other.low) - TextSketch.unequal(high, other.high)
        return max(0, (Double(equal) / 64 - 0.25) / 0.75)
    }

    private static func unequal(_ a: UInt64, _ b: UInt64) -> Int {
        let difference = a ^ b
        return ((difference | difference >> 1) & 0x5555_5555_5555_5555).nonzeroBitCount
    }

    /// The finaliser of SplitMix64.
    static func mix(_ value: UInt64) -> UInt64 {
        var hash = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }
}
