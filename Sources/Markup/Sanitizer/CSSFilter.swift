import Basics

/// Lets the declarations of a `style` attribute through that only dress the text they stand on: an allow-list of
/// properties, and values without functions but colours.
enum CSSFilter {
    /// The declarations that are left, in the order given, without what follows them; empty where none is.
    static func clean(_ style: UnsafeBufferPointer<UInt8>, maximumDeclarations: Int = 32) -> [UInt8] {
        var result = ByteBuffer(capacity: style.count)
        var start = 0
        var declarations = 0
        while start < style.count, declarations < maximumDeclarations {
            let end = style.next(0x3B, from: start) ?? style.count
            let next = end + 1
            defer { start = next }
            guard end > start else { continue }
            declarations += 1
            guard let colon = UnsafeBufferPointer(rebasing: style[..<end]).next(0x3A, from: start) else { continue }
            let property = trim(style, start..<colon)
            let value = trim(style, (colon + 1)..<end)
            guard !property.isEmpty, !value.isEmpty, value.count <= 200 else { continue }
            guard properties[ByteName(style.baseAddress! + property.lowerBound, property.count)] != nil,
                isHarmless(style[value])
            else { continue }
            if !result.isEmpty { result.append(0x3B) }
            for byte in style[property] { result.append(byte &- 0x41 < 26 ? byte | 0x20 : byte) }
            result.append(0x3A)
            result.append(value, of: style)
        }
        return [UInt8](result)
    }

    private typealias Slice = Swift.Slice<UnsafeBufferPointer<UInt8>>

    private static func trim(_ style: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, style[start] <= 0x20 { start += 1 }
        while end > start, style[end - 1] <= 0x20 { end -= 1 }
        return start..<end
    }

    /// Words, numbers, commas, quoted names, `!important`, and `rgb()` and its like; no escape, no other function.
    private static func isHarmless(_ value: Slice) -> Bool {
        guard value.first != 0x2D else { return false }  // negative lengths move what they dress over other things
        var wordStart = value.startIndex
        var depth = 0
        var quote: UInt8 = 0
        for index in value.indices {
            let byte = value[index]
            if quote != 0 {
                if byte == quote { quote = 0 } else if !isQuotable(byte) { return false }
                continue
            }
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x80...: continue
            case 0x20, 0x2C, 0x2E, 0x25, 0x23, 0x21, 0x2F: break
            case 0x09, 0x0A, 0x0D: break
            case 0x22, 0x27: quote = byte
            case 0x28:
                let word = UnsafeBufferPointer(rebasing: value[wordStart..<index])
                guard let start = word.baseAddress, colourFunctions[ByteName(start, word.count)] != nil else {
                    return false
                }
                depth += 1
            case 0x29:
                guard depth > 0 else { return false }
                depth -= 1
            default: return false
            }
            wordStart = index + 1
        }
        return depth == 0 && quote == 0 && !mentionsScript(value)
    }

    private static func isQuotable(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == 0x20 || byte == 0x2D || byte == 0x5F || CharacterReferences.isAlphanumeric(byte)
    }

    /// Old engines ran these wherever they stood.
    private static func mentionsScript(_ value: Slice) -> Bool {
        guard value.count >= 6 else { return false }
        let text = UnsafeBufferPointer(rebasing: value)
        for start in 0...(text.count - 6) {
            switch (text[start] | 0x20, text[start + 1] | 0x20) {
            case (0x65, 0x78), (0x6A, 0x61), (0x76, 0x62), (0x62, 0x65), (0x62, 0x69):
                // Six letters tell them all apart: expres, javasc, vbscri, behavi, bindin.
                let six = ByteName(text.baseAddress! + start, 6)
                if scriptWords[six] != nil { return true }
            default: continue
            }
        }
        return false
    }

    private static let scriptWords = ByteNameTable<Bool>(
        (["expres", "javasc", "vbscri", "behavi", "bindin"] as [StaticString]).map { (ByteName($0), true) })

    private static let colourFunctions = ByteNameTable<Bool>(
        [("rgb", true), ("rgba", true), ("hsl", true), ("hsla", true)].map { (ByteName($0.0), $0.1) })

    private static let properties = ByteNameTable<Bool>(
        ([
            "azimuth", "background-color", "border", "border-bottom", "border-color", "border-left", "border-radius",
            "border-right",
            "border-spacing", "border-style", "border-top", "border-width", "border-collapse", "caption-side", "clear",
            "color",
            "direction", "display", "elevation", "empty-cells", "float", "font", "font-family", "font-size",
            "font-style",
            "font-variant", "font-weight", "height", "letter-spacing", "line-height", "list-style-type", "margin",
            "margin-bottom", "margin-left", "margin-right", "margin-top", "max-height", "max-width", "min-height",
            "min-width",
            "overflow", "padding", "padding-bottom", "padding-left", "padding-right", "padding-top", "quotes", "speak",
            "text-align", "text-decoration", "text-indent", "text-transform", "unicode-bidi", "vertical-align",
            "white-space",
            "width", "word-break", "word-spacing", "word-wrap", "writing-mode",
        ] as [StaticString]).map { (ByteName($0), true) })
}
