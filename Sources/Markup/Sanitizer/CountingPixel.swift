/// Finds out pictures of at most one pixel: they show nothing, and are there to count readers. Told what the picture says of its
/// size, one attribute after the other.
public struct CountingPixel {
    private var isNarrow = false
    private var isLow = false

    public init() {}

    /// Whether it was told that the picture is one.
    public var isFound: Bool { isNarrow && isLow }

    /// The value of `width`.
    public mutating func width(_ value: some Collection<UInt8>) { isNarrow = isNarrow || CountingPixel.isSmall(value) }

    /// The value of `height`.
    public mutating func height(_ value: some Collection<UInt8>) { isLow = isLow || CountingPixel.isSmall(value) }

    /// The value of `style`.
    public mutating func style(_ value: some Collection<UInt8>) {
        for declaration in value.split(separator: 0x3B) {
            guard let colon = declaration.firstIndex(of: 0x3A) else { continue }
            let property = CountingPixel.trimmed(declaration[..<colon]).map { $0 | 0x20 }
            let size = declaration[declaration.index(after: colon)...]
            if property.elementsEqual("width".utf8) { width(size) }
            if property.elementsEqual("height".utf8) { height(size) }
        }
    }

    /// `0`, `1`, `1px`.
    private static func isSmall(_ value: some Collection<UInt8>) -> Bool {
        let value = trimmed(value)
        guard value.first == 0x30 || value.first == 0x31 else { return false }
        let unit = value.dropFirst().map { $0 | 0x20 }
        return unit.isEmpty || unit.elementsEqual("px".utf8)
    }

    private static func trimmed<Text: Collection<UInt8>>(_ text: Text) -> [UInt8] {
        Array(text.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed())
    }
}
