import Basics
import CSystem

/// UTF-8 checked, and mended where it is broken.
public enum UTF8Decoder {
    /// The offset of the first byte that is not well-formed UTF-8 (Unicode, table 3-7); nil where all is well.
    public static func firstMalformed(_ bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
        let text = bytes.bindMemory(to: UInt8.self)
        let count = bytes.count
        var index = beyondASCII(text, from: start)
        while index < count {
            let length = sequenceLength(bytes, index)
            if length <= 0 { return index }
            index &+= length
            if index < count, bytes[index] < 0x80 { index = beyondASCII(text, from: index &+ 1) }
        }
        return nil
    }

    public static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        beyondASCII(bytes.bindMemory(to: UInt8.self), from: 0) == bytes.count
    }

    /// The next byte from `start` on that is not ASCII, for whoever looks at text otherwise.
    public static func nextBeyondASCII(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        beyondASCII(text, from: start)
    }

    @inline(__always)
    private static func beyondASCII(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        ByteScan.first(in: text, from: start, upTo: text.count, sixteen: fm_beyond_ascii) { $0 >= 0x80 }
    }

    /// The text as it is where it is well-formed; else each maximal malformed part is one U+FFFD (Encoding Standard).
    static func decode(_ bytes: UnsafeRawBufferPointer) -> (utf8: [UInt8], malformed: Bool) {
        guard var broken = firstMalformed(bytes) else { return ([UInt8](bytes), false) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 16)
        var index = 0
        while true {
            result.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[index..<broken]))
            result.append(contentsOf: [0xEF, 0xBF, 0xBD])
            index = broken + max(1, -sequenceLength(bytes, broken))
            guard let next = firstMalformed(bytes, from: index) else { break }
            broken = next
        }
        result.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[index...]))
        return (result, true)
    }

    /// As `sequenceLength`, for whoever counts.
    public static func length(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int { sequenceLength(bytes, index) }

    /// The length of the well-formed sequence at `index`; where there is none, how many bytes belong to the malformed
    /// part, negative.
    @inline(__always)
    static func sequenceLength(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Int {
        let lead = bytes[index]
        let length: Int
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        switch lead {
        case 0..<0x80: return 1
        case 0xC2...0xDF: length = 2
        case 0xE0...0xEF:
            length = 3
            if lead == 0xE0 { low = 0xA0 }
            if lead == 0xED { high = 0x9F }
        case 0xF0...0xF4:
            length = 4
            if lead == 0xF0 { low = 0x90 }
            if lead == 0xF4 { high = 0x8F }
        default: return -1
        }
        for offset in 1..<length {
            guard index + offset < bytes.count, bytes[index + offset] >= low, bytes[index + offset] <= high else {
                return -offset
            }
            low = 0x80
            high = 0xBF
        }
        return length
    }
}

extension [UInt8] {
    init(scalar: Unicode.Scalar) {
        self = []
        append(scalar: scalar)
    }

    /// Appends a scalar in UTF-8.
    @inline(__always)
    mutating func append(scalar: Unicode.Scalar) {
        scalar.forEachByte { append($0) }
    }
}
