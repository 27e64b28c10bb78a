import Glibc
import Markup

/// Text in which windows-1252's quotes and dashes stand as the C1 controls of the same number.
enum DemoronizedText {
    /// The text with what was meant; nil where there is nothing to mend.
    static func mend(_ text: [UInt8]) -> [UInt8]? {
        guard let first = firstControl(text, from: 0) else { return nil }
        var result: [UInt8] = []
        result.reserveCapacity(text.count + 64)
        var start = 0
        var next: Int? = first
        while let index = next {
            result.append(contentsOf: text[start..<index])
            let scalar = CharacterReferences.scalar(numbered: UInt32(text[index + 1]))
            result.append(contentsOf: Array(String(scalar).utf8))
            start = index + 2
            next = firstControl(text, from: start)
        }
        result.append(contentsOf: text[start...])
        return result
    }

    /// Where a C2 80 … C2 9F begins; U+0085, which is a line end elsewhere, counts too.
    private static func firstControl(_ text: [UInt8], from start: Int) -> Int? {
        text.withUnsafeBufferPointer { bytes in
            var index = start
            while index + 1 < bytes.count {
                guard let found = memchr(bytes.baseAddress! + index, 0xC2, bytes.count - index) else { return nil }
                index = bytes.baseAddress!.distance(to: found.assumingMemoryBound(to: UInt8.self))
                if index + 1 < bytes.count, bytes[index + 1] < 0xA0 { return index }
                index += 1
            }
            return nil
        }
    }
}
