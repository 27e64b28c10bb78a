/// Writes numbers into few bytes: what `PackedReader` reads.
struct PackedWriter {
  private(set) var bytes: [UInt8] = []

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// Seven bits a byte, low ones first, the sign in the lowest bit (ZigZag).
  mutating func integer(_ value: Int64) {
    var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func float(_ value: Float) {
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(shift)))
    }
  }

  /// Counts ≥ 0, each to one part in 65,535 of the greatest: all of them, or only those that are not 0, whichever is shorter.
  mutating func counts(_ values: [Float]) {
    let greatest = values.max() ?? 0
    guard greatest > 0, greatest.isFinite else { return byte(0) }
    let parts = values.map { UInt16(max(0, $0 / greatest * 65_535).rounded()) }
    let filled = parts.indices.filter { parts[$0] > 0 }
    let isSparse = filled.count * 3 < parts.count * 2
    byte(isSparse ? 1 : 2)
    float(greatest)
    if isSparse { byte(UInt8(filled.count)) }
    for index in isSparse ? filled : Array(parts.indices) {
      if isSparse { byte(UInt8(index)) }
      byte(UInt8(truncatingIfNeeded: parts[index]))
      byte(UInt8(parts[index] >> 8))
    }
  }
}
