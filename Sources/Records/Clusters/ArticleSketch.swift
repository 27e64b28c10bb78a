import Basics

/// What is kept of an article's text: the smallest triples of each of its parts, and which of them hold a name or
/// number. The parts grow towards the end, so that the beginning, which survives cuts, is known best.
public struct ArticleSketch: Hashable, Sendable {
    static let capacity = 36
    /// Where the parts begin, in triples.
    static let borders = [0, 64, 128, 256, 512, 1024]

    /// How many triples the text has.
    let count: Int
    /// Most of it stands in it elsewhere too: terms for one country after the other, a form, a table. Any text of its kind is
    /// contained in it.
    let isRepetitive: Bool
    /// Hashes, part after part.
    let samples: [UInt16]
    /// A bit for each sample: one of its words is a name or a number.
    let named: UInt64

    init(triples: [UInt64], named: [Bool]) {
        count = triples.count
        var samples: [UInt16] = []
        var bits: UInt64 = 0
        let repetition = Repetition(triples)
        ArticleSketch.eachPart(triples.count) { part, size in
            let indices = repetition.telling(size, of: part)
            for index in ArticleSketch.choose(size, of: indices, triples, named) {
                if named[index] { bits |= 1 << UInt64(samples.count) }
                samples.append(UInt16(truncatingIfNeeded: triples[index]))
            }
        }
        self.samples = samples
        self.named = bits
        isRepetitive = 2 * repetition.onceCount < count
    }

    /// The smallest hashes, a third of them with a name or number as far as there are such.
    private static func choose(_ size: Int, of indices: [Int], _ triples: [UInt64], _ named: [Bool])
        -> [Int]
    {
        let names = smallest(size, of: indices.filter { named[$0] }, triples)
        let plain = smallest(size, of: indices.filter { !named[$0] }, triples)
        let taken = max(size / 3, size - plain.count)
        let chosen = names.prefix(taken)
        return (chosen + plain.prefix(size - chosen.count)).sorted()
    }

    /// The indices of the `count` smallest hashes, the smallest first.
    private static func smallest(_ count: Int, of indices: [Int], _ triples: [UInt64]) -> [Int] {
        var result: [Int] = []
        for index in indices {
            if result.count == count {
                guard let last = result.last, triples[index] < triples[last] else { continue }
                result.removeLast()
            }
            let place = result.firstIndex { triples[$0] > triples[index] } ?? result.endIndex
            result.insert(index, at: place)
        }
        return result
    }

    /// Where in the article, in triples, the stretch begins that a sample stands for: in the middle between it and the one before.
    func start(of sample: Int) -> Double {
        sample == 0 ? 0 : (position(of: sample) + position(of: sample - 1)) / 2
    }

    /// Where that stretch ends.
    func end(of sample: Int) -> Double {
        sample + 1 < samples.count ? (position(of: sample) + position(of: sample + 1)) / 2 : Double(count)
    }

    /// How long such a stretch is at the most.
    var longestStretch: Double {
        var longest = 0.0
        ArticleSketch.eachPart(count) { part, size in longest = max(longest, Double(part.count) / Double(max(1, size)))
        }
        return longest
    }

    /// About where in the article, in triples, a sample stands.
    private func position(of sample: Int) -> Double {
        var before = 0
        var position = 0.0
        ArticleSketch.eachPart(count) { part, size in
            guard sample >= before else { return }
            position = Double(part.lowerBound) + Double(part.count) * (Double(sample - before) + 0.5) / Double(size)
            before += size
        }
        return position
    }

    /// The parts of an article, and how many samples each has: the same for all, but for what the first ones get beyond.
    static func eachPart(_ count: Int, _ body: (_ part: Range<Int>, _ size: Int) -> Void) {
        var parts = borders.count
        while parts > 0, borders[parts - 1] >= count { parts -= 1 }
        var left = capacity
        for number in 0..<parts {
            let part = borders[number]..<(number + 1 < parts ? borders[number + 1] : count)
            let size = min(part.count, (left + parts - number - 1) / (parts - number))
            left -= size
            body(part, size)
        }
    }

    /// How many samples an article of so many triples has.
    private static func sampleCount(_ count: Int) -> Int {
        var samples = 0
        eachPart(count) { _, size in samples += size }
        return samples
    }
}

extension ArticleSketch {
    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(UInt16(count) | (isRepetitive ? 0x8000 : 0))
        writer.write(row: samples)
        writer.write(named, bytes: (samples.count + 7) / 8)
        return writer.bytes
    }

    /// Reads what `encoded` gave.
    init(_ reader: inout ByteReader) throws(ByteReadingError) {
        let number = try reader.read(UInt16.self)
        count = Int(number & 0x7FFF)
        isRepetitive = number & 0x8000 != 0
        samples = try reader.read(row: ArticleSketch.sampleCount(count))
        named = try reader.read(bytes: (samples.count + 7) / 8)
    }
}

/// Which triples of a text stand in it more than once. They say nothing of where they stand, and little of the story.
private struct Repetition {
    private let triples: [UInt64]
    private var repeated = TripleSet()
    private var isFirst: [Bool] = []

    init(_ triples: [UInt64]) {
        self.triples = triples
        isFirst.reserveCapacity(triples.count)
        var seen = TripleSet()
        for triple in triples {
            let sample = UInt16(truncatingIfNeeded: triple)
            let isNew = seen.insert(sample)
            if !isNew { repeated.insert(sample) }
            isFirst.append(isNew)
        }
    }

    /// How many triples stand in the text once.
    var onceCount: Int { triples.indices.count(where: isSingle) }

    /// The indices of a part that tell most: those of single triples, and others only as far as there are not `size` of these.
    func telling(_ size: Int, of part: Range<Int>) -> [Int] {
        let single = part.filter(isSingle)
        guard single.count < size else { return single }
        let others = part.filter { !isSingle($0) }.sorted {
            (isFirst[$0] ? 0 : 1, triples[$0], $0) < (isFirst[$1] ? 0 : 1, triples[$1], $1)
        }
        return single + others.prefix(size - single.count)
    }

    private func isSingle(_ index: Int) -> Bool {
        !repeated.contains(UInt16(truncatingIfNeeded: triples[index]))
    }
}
