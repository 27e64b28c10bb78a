/// Numbers as a byte, the same for training and for use: what a tree compares.
enum FeatureScale {
    /// Counts: sixteen steps for each doubling.
    static func count(_ value: Int) -> UInt8 { value < logarithms.count ? logarithms[max(0, value)] : large(value) }
    static func count(_ value: Int32) -> UInt8 { count(Int(value)) }

    /// Shares of 0 ... 1.
    static func share(_ value: Float) -> UInt8 { UInt8(max(0, min(1, value)) * 200) }
    static func share(_ part: Int, of whole: Int) -> UInt8 { whole > 0 ? share(Float(part) / Float(whole)) : 0 }

    /// Distances with a sign, 128 at zero.
    static func signed(_ value: Int) -> UInt8 {
        let size = Int(count(abs(value))) / 2
        return UInt8(value < 0 ? 128 - size : 127 + min(size + 1, 128))
    }

    static func flag(_ value: Bool) -> UInt8 { value ? 1 : 0 }

    private static let logarithms: [UInt8] = (0..<2048).map { large($0) }

    private static func large(_ value: Int) -> UInt8 {
        // log2 by its integer part and a straight line between the powers: exact enough, and the same everywhere.
        let shifted = value + 1
        let exponent = Int.bitWidth - 1 - shifted.leadingZeroBitCount
        let fraction = Double(shifted - (1 << exponent)) / Double(1 << exponent)
        return UInt8(min(255, Int((Double(exponent) + fraction) * 16)))
    }
}
