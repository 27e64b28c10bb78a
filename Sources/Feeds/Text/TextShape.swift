/// How bytes beyond ASCII lie in a text: in words of their own, or among ASCII letters.
struct TextShape {
    private(set) var total = 0
    /// In words that are all beyond ASCII, of two bytes or more.
    private(set) var pure = 0
    /// Bytes that stand beside another one.
    private(set) var paired = 0
    private var windows = [Int](repeating: 0, count: 4)

    init(_ bytes: UnsafeRawBufferPointer) {
        var high = 0
        var letters = 0
        func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
        for (index, byte) in bytes.enumerated() {
            if byte >= 0x80 {
                high += 1
                count(byte)
                let isPaired =
                    index > 0 && bytes[index - 1] >= 0x80 || index + 1 < bytes.count && bytes[index + 1] >= 0x80
                paired += isPaired ? 1 : 0
            } else if isLetter(byte) {
                letters += 1
            } else {
                if letters == 0, high > 1 { pure += high }
                (high, letters) = (0, 0)
            }
        }
        if letters == 0, high > 1 { pure += high }
    }

    private mutating func count(_ byte: UInt8) {
        total += 1
        switch byte {
        case 0xC0...0xCF: windows[0] += 1
        case 0xD0...0xDF:
            windows[0] += 1
            windows[1] += 1
        case 0xE0...0xEF: for window in 1...3 { windows[window] += 1 }
        case 0xF0...0xFF: windows[2] += 1
        case 0xA0...0xAF: windows[3] += 1
        default: break
        }
    }

    /// Whether four in five lie where one encoding of the Cyrillic, Greek or Hebrew alphabet has its letters of one case.
    var isAlphabet: Bool { total >= 8 && (windows.max() ?? 0) * 5 >= total * 4 }
    /// Whether most are in words of their own, as in scripts that are all beyond ASCII.
    var isPure: Bool { pure >= 4 && pure * 5 >= total * 4 }
}
