import Basics
import Markup

/// Text in UTF-8 that was encoded twice, as a whole.
enum Mojibake {
    /// The text that was meant; nil where it is not certain. `minimum` runs must be there, and none may speak against it.
    static func mend(_ text: [UInt8], minimum: Int = 2) -> [UInt8]? {
        text.withUnsafeBufferPointer { mend($0, minimum) }
    }

    private static func mend(_ text: UnsafeBufferPointer<UInt8>, _ minimum: Int) -> [UInt8]? {
        var result = ByteBuffer()
        var run: [UInt8] = []
        var runs = 0
        var index = 0
        while index < text.count {
            let lead = text[index]
            if lead < 0x80 {
                guard flush(&run, &runs, into: &result) else { return nil }
                let next = UTF8Decoder.nextBeyondASCII(text, from: index)
                result.append(index..<next, of: text)
                index = next
                continue
            }
            let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
            guard length < 4, index + length <= text.count else { return nil }
            let value = text[(index + 1)..<(index + length)].reduce(UInt32(lead) & (length == 2 ? 0x1F : 0x0F)) {
                $0 << 6 | UInt32($1 & 0x3F)
            }
            guard let byte = byte(value) else { return nil }
            run.append(byte)
            index += length
        }
        guard flush(&run, &runs, into: &result), runs >= minimum else { return nil }
        return [UInt8](result)
    }

    private static func flush(_ run: inout [UInt8], _ runs: inout Int, into result: inout ByteBuffer) -> Bool {
        guard !run.isEmpty else { return true }
        guard run.withUnsafeBytes({ UTF8Decoder.firstMalformed($0) }) == nil else { return false }
        runs += 1
        result.append(contentsOf: run)
        run.removeAll(keepingCapacity: true)
        return true
    }

    /// The byte of windows-1252, or of ISO 8859-1, that the scalar stands for.
    private static func byte(_ value: UInt32) -> UInt8? {
        if value >= 0x80 && value <= 0xFF { return UInt8(value) }
        return table[value]
    }

    private static let table: [UInt32: UInt8] = Dictionary(
        uniqueKeysWithValues: zip(
            [
                0x20AC, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x017D,
                0x2018, 0x2019, 0x201C,
                0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x017E, 0x0178,
            ] as [UInt32],
            [
                0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8E, 0x91, 0x92, 0x93, 0x94,
                0x95, 0x96, 0x97, 0x98, 0x99, 0x9A,
                0x9B, 0x9C, 0x9E, 0x9F,
            ] as [UInt8]))
}
