import Basics

/// What a text is compared by with all other texts: hashes of every three words in a row ("triples"), a few of which
/// are kept, and keys under which the index finds it. Made by a worker; a few bytes a word.
public struct ClusterFingerprint: Hashable, Sendable {
    /// Hashes of all triples, in the order of the text.
    let triples: [UInt16]
    /// Keys that the text is looked up by: the smallest hash in every window of it.
    public let probes: [UInt64]
    /// What is kept of it.
    public let sketch: ArticleSketch
    /// Keys that it is found under, some of `probes`.
    public let anchors: [UInt64]

    /// Nil for fewer than `minimum` words: such texts are alike by chance. `maximum`: words that are read at most.
    init?(text: VisibleText, words: [TextWord], minimum: Int = 40, maximum: Int = 4096) {
        let words = words.prefix(maximum).filter { $0.hash != 0 }
        guard words.count >= minimum else { return nil }
        let hashes = words.map(\.hash)
        let names = ClusterFingerprint.names(words, text)
        var full: [UInt64] = []
        var named: [Bool] = []
        full.reserveCapacity(words.count)
        for index in 0..<(words.count - 2) {
            var hash = TextSketch.mix(hashes[index])
            hash = TextSketch.mix(hash &+ hashes[index + 1])
            full.append(TextSketch.mix(hash &+ hashes[index + 2]))
            named.append(names[index] || names[index + 1] || names[index + 2])
        }
        triples = full.map { UInt16(truncatingIfNeeded: $0) }
        sketch = ArticleSketch(triples: full, named: named)
        probes = ClusterFingerprint.minima(full)
        anchors = ClusterFingerprint.anchors(full)
    }

    /// The fingerprint of an article's text (`content_text`), for an item whose feed carried less.
    public init?(articleText: String) {
        let text = VisibleText(plain: articleText)
        self.init(text: text, words: TextWord.all(in: text))
    }
}

extension ClusterFingerprint {
    /// Which words are numbers or names: what differs between two reports of one template.
    private static func names(_ words: [TextWord], _ text: VisibleText) -> [Bool] {
        var startsSentence = true
        return words.map { word in
            defer { startsSentence = word.endsSentence }
            if word.hasDigit { return true }
            return !startsSentence && (0x41...0x5A).contains(text.bytes[word.core.lowerBound])
        }
    }

    /// The smallest hash of every window (winnowing): any two texts that share so long a run share one. The windows
    /// grow with the stretches that anchors are taken from; they overlap where they change, since texts are shifted.
    private static func minima(_ hashes: [UInt64]) -> [UInt64] {
        let stretches = [(0, 208, 24), (144, 704, 48), (576, 4096, 96)]
        var result: [UInt64] = []
        for (lower, upper, window) in stretches where lower == 0 || lower + window < hashes.count {
            result += minima(hashes[lower..<min(upper, hashes.count)], window: window)
        }
        return result
    }

    private static func minima(_ hashes: ArraySlice<UInt64>, window: Int) -> [UInt64] {
        var result: [UInt64] = []
        var last = -1
        var start = hashes.startIndex
        repeat {
            let end = min(start + window, hashes.endIndex)
            if last < start {
                last = start
                for index in start..<end where hashes[index] <= hashes[last] { last = index }
                result.append(hashes[last])
            } else if hashes[end - 1] <= hashes[last] {
                last = end - 1
                result.append(hashes[last])
            }
            start += 1
        } while start + window <= hashes.endIndex
        return result
    }

    /// The smallest hash of each stretch; the stretches grow, since a text is cut at its end.
    private static func anchors(_ hashes: [UInt64]) -> [UInt64] {
        let borders = [0, 32, 64, 112, 176, 272, 416, 640, 4096]
        var result: [UInt64] = []
        for (lower, upper) in zip(borders, borders.dropFirst()) where lower < hashes.count {
            let end = min(upper, hashes.count)
            if end - lower >= 24 || result.isEmpty { result.append(hashes[lower..<end].min()!) }
        }
        return result
    }
}

extension ClusterFingerprint {
    /// Read by `init(decoding:)`.
    public var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(varint: triples.count)
        writer.write(row: triples)
        for keys in [probes, anchors] {
            writer.write(varint: keys.count)
            writer.write(row: keys)
        }
        writer.write(block: sketch.encoded)
        return writer.bytes
    }

    public init?(decoding bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(bytes)
        do throws(ByteReadingError) {
            triples = try reader.read(row: try reader.readVarint())
            probes = try reader.read(row: try reader.readVarint())
            anchors = try reader.read(row: try reader.readVarint())
            var block = ByteReader(try reader.readBlock())
            sketch = try ArticleSketch(&block)
        } catch {
            return nil
        }
    }
}
