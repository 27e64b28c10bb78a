/// The candidates of a `srcset` (HTML Standard, section 4.8.4.2.1).
enum SourceSet {
    /// Those whose URL may be loaded, made absolute, with their descriptors; empty where none is left.
    static func clean(_ value: UnsafeBufferPointer<UInt8>, _ links: LinkFilter, maximumCandidates: Int = 64) -> [UInt8]
    {
        var result: [UInt8] = []
        var index = 0
        var count = 0
        while index < value.count, count < maximumCandidates {
            while index < value.count, isSpace(value[index]) || value[index] == 0x2C { index += 1 }
            let start = index
            while index < value.count, !isSpace(value[index]) { index += 1 }
            guard index > start else { break }
            var end = index
            while end > start, value[end - 1] == 0x2C { end -= 1 }
            var descriptor: Range<Int> = index..<index
            if end == index { descriptor = readDescriptor(value, &index) }
            count += 1
            guard var url = links.url(UnsafeBufferPointer(rebasing: value[start..<end]), for: .source) else { continue }
            // A comma at either end of a URL would be taken for the list's.
            if url.first == 0x2C || url.last == 0x2C { continue }
            if url.contains(0x20) { url = url.flatMap { $0 == 0x20 ? Array("%20".utf8) : [$0] } }
            if !result.isEmpty { result.append(contentsOf: ", ".utf8) }
            result.append(contentsOf: url)
            if !descriptor.isEmpty {
                result.append(0x20)
                result.append(contentsOf: value[descriptor])
            }
        }
        return result
    }

    /// `2x`, `640w`: what stands up to the comma, where it is one such word.
    private static func readDescriptor(_ value: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Range<Int> {
        while index < value.count, isSpace(value[index]) { index += 1 }
        let start = index
        while index < value.count, value[index] != 0x2C { index += 1 }
        var end = index
        while end > start, isSpace(value[end - 1]) { end -= 1 }
        let isPlain = value[start..<end].allSatisfy { CharacterReferences.isAlphanumeric($0) || $0 == 0x2E }
        return isPlain && end - start <= 16 ? start..<end : start..<start
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }
}
