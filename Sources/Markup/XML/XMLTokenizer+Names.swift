/// What XML's grammar says of names (XML 1.0, sections 2.3 and 2.6; Namespaces in XML, section 3): they are read whatever they
/// are, but told.
extension XMLTokenizer {
    /// A name of an element or attribute: at most one colon, with something on either side.
    @inline(__always)
    mutating func checkName(_ range: Range<Int>) {
        guard !isName(range) else { return }
        note(.badName, at: range.lowerBound)
    }

    /// An instruction has a name, which is not `xml` in whatever case, and white space or the end behind it.
    mutating func checkInstruction() {
        let start = index + 2
        var end = start
        while end < bytes.count, NameBytes.contains(bytes[end]) { end += 1 }
        let name = start..<end
        let isNamed = isName(name) && !bytes[name].contains(0x3A)
        let isReserved = ByteName(bytes.baseAddress! + start, name.count) == ByteName("xml")
        let isParted = end < bytes.count && (bytes[end] <= 0x20 || bytes[end] == 0x3F)
        if !isNamed || isReserved || !isParted { note(.badInstruction, at: index) }
    }

    @inline(__always)
    private func isName(_ range: Range<Int>) -> Bool {
        guard let first = range.first, NameBytes.canBegin(bytes[first]) else { return false }
        var colons = 0
        for offset in range {
            let byte = bytes[offset]
            if !NameBytes.contains(byte) { return false }
            if byte == 0x3A { colons &+= 1 }
        }
        return colons == 0 || colons == 1 && bytes[range.lowerBound] != 0x3A && bytes[range.upperBound - 1] != 0x3A
    }
}

/// Which bytes a name may hold; those beyond ASCII are taken for letters.
private enum NameBytes {
    /// Bits of `-`, `.`, the digits and `:`.
    private static let low: UInt64 = 0x07FF_6000_0000_0000
    /// Bits of the letters and `_`.
    private static let high: UInt64 = 0x07FF_FFFE_87FF_FFFE

    @inline(__always)
    static func contains(_ byte: UInt8) -> Bool {
        byte >= 0x80 || (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 == 1
    }

    @inline(__always)
    static func canBegin(_ byte: UInt8) -> Bool {
        byte >= 0x40 && contains(byte) || byte == 0x3A
    }
}
