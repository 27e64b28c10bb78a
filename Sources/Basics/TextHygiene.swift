import CSystem

/// The quick question whether a text can stay as it is: NFC, no control characters, nothing that turns the direction of
/// writing unseen. `String.cleaned` mends what cannot.
public enum TextHygiene {
    /// False only where `String.cleaned` would leave the text as it is. Well-formed UTF-8 is expected.
    public static func needsCleaning(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let count = bytes.count
        var index = unprintable(bytes, from: 0)
        while index < count {
            let byte = bytes[index]
            if byte < 0x80 {
                if byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0x7F { return true }
                index = unprintable(bytes, from: index &+ 1)
            } else if byte < 0xE0 {
                guard index + 1 < count else { return true }
                if isDoubtful(UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F)) { return true }
                index &+= 2
            } else if byte < 0xF0 {
                guard index + 2 < count else { return true }
                let value =
                    UInt32(byte & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6 | UInt32(bytes[index + 2] & 0x3F)
                if isDoubtful(value) { return true }
                index &+= 3
            } else {
                guard index + 3 < count else { return true }
                // Emoji and the rarer ideographs are always what they are; the rest is rare enough to be looked at.
                let plane = UInt32(byte & 7) << 2 | UInt32(bytes[index + 1] & 0x3F) >> 4
                let second = bytes[index + 1] & 0x3F
                if !(plane == 1 && second >= 0x1F || plane == 2 && second < 0x2F) { return true }
                index &+= 4
            }
        }
        return false
    }

    @inline(__always)
    private static func unprintable(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        ByteScan.first(in: bytes, from: start, upTo: bytes.count, sixteen: fm_unprintable) {
            $0 < 0x20 && $0 != 0x0A && $0 != 0x09 || $0 >= 0x7F
        }
    }

    /// Whether a scalar is one that may have to go, or that normalisation form C may change or move (UAX 15: those whose
    /// NFC_Quick_Check is not "yes", and all that can combine; whole blocks where that is shorter).
    public static func isDoubtful(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x300: value < 0x20 && value != 0x0A && value != 0x09 || value >= 0x7F && value <= 0x9F
        case 0x300..<0x370, 0x374, 0x37E, 0x387, 0x483...0x487, 0x591...0x5C7, 0x610...0x61A, 0x64B...0x65F, 0x670: true
        case 0x6D6...0x6ED, 0x711, 0x730...0x74A, 0x7EB...0x7F3, 0x7FD, 0x816...0x82D, 0x859...0x85B, 0x898...0xE00:
            true
        case 0xE38...0xE3A, 0xE48...0xE4B, 0xE80...0x109F, 0x1100...0x11FF, 0x135D...0x135F, 0x1700...0x1CFF: true
        case 0x1DC0...0x1DFF, 0x1F00...0x1FFF, 0x2000, 0x2001, 0x202A...0x202E, 0x2066...0x2069, 0x20D0...0x20FF: true
        case 0x2126, 0x212A, 0x212B, 0x2329, 0x232A, 0x2ADC, 0x2CEF...0x2CF1, 0x2D7F, 0x2DE0...0x2DFF, 0x302A...0x302F:
            true
        case 0x3099, 0x309A, 0xA66F...0xA69F, 0xA6F0, 0xA6F1, 0xA800...0xABFF, 0xF900...0xFAFF, 0xFB1D...0xFB4F: true
        case 0xFE20...0xFE2F, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
