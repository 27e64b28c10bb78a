/// What is kept of an article's text: the smallest triples of each of its parts, and which of them hold a name or number.
/// The parts grow towards the end, so that the beginning, which survives cuts, is known best.
public struct ArticleSketch: Hashable, Sendable {
    static let capacity = 36
    /// Where the parts begin, in triples.
    static let borders = [0, 64, 128, 256, 512]

    /// How many triples the text has.
    let count: Int
    /// Hashes, part after part.
    let samples: [UInt16]
    /// A bit for each sample: one of its words is a name or a number.
    let named: UInt64

    init(triples: [UInt64], named: [Bool]) {
        count = triples.count
        var samples: [UInt16] = []
        var bits: UInt64 = 0
        for (part, size) in zip(ArticleSketch.parts(count), ArticleSketch.sizes(count)) {
            for index in part.sorted(by: { triples[$0] < triples[$1] }).prefix(size).sorted() {
                if named[index] { bits |= 1 << UInt64(samples.count) }
                samples.append(UInt16(truncatingIfNeeded: triples[index]))
            }
        }
        self.samples = samples
        self.named = bits
    }

    static func parts(_ count: Int) -> [Range<Int>] {
        borders.enumerated().compactMap { number, lower in
            let upper = number + 1 < borders.count ? borders[number + 1] : Int.max
            return lower < count ? lower..<min(upper, count) : nil
        }
    }

    /// How many samples each part has: the same for all, but for what the first ones get beyond.
    static func sizes(_ count: Int) -> [Int] {
        let parts = parts(count)
        var left = capacity
        return parts.enumerated().map { number, part in
            let share = min(part.count, (left + parts.count - number - 1) / (parts.count - number))
            left -= share
            return share
        }
    }
}

extension ArticleSketch {
    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.append(UInt64(count), count: 2)
        for sample in samples { writer.append(UInt64(sample), count: 2) }
        writer.append(named, count: (samples.count + 7) / 8)
        return writer.bytes
    }

    init?(decoding bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(bytes)
        guard let count = reader.number(count: 2) else { return nil }
        let size = ArticleSketch.sizes(Int(count)).reduce(0, +)
        var samples: [UInt16] = []
        for _ in 0..<size {
            guard let sample = reader.number(count: 2) else { return nil }
            samples.append(UInt16(sample))
        }
        guard let named = reader.number(count: (size + 7) / 8) else { return nil }
        self.count = Int(count)
        self.samples = samples
        self.named = named
    }
}
