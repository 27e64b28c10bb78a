extension Unicode.Scalar {
    /// Alphabetic as Unicode has it; looked up only beyond the Latin letters.
    @inline(__always)
    var isLetter: Bool {
        switch value {
        case 0..<0x80: value | 0x20 >= 0x61 && value | 0x20 <= 0x7A
        case 0x80..<0xC0: value == 0xAA || value == 0xB5 || value == 0xBA
        case 0xC0..<0x250: value != 0xD7 && value != 0xF7
        default: properties.isAlphabetic
        }
    }

    /// A letter, or a digit of any script.
    @inline(__always)
    var isWordCharacter: Bool {
        value < 0x80 ? isLetter || value >= 0x30 && value <= 0x39 : isLetter || properties.numericType != nil
    }
}
