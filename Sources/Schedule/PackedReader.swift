/// Reads what `PackedWriter` wrote. Any bytes may come: what is cut short or out of range is an error.
struct PackedReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  mutating func byte() throws(HistoryError) -> UInt8 {
    guard let byte = rest.popFirst() else { throw .malformed }
    return byte
  }

  mutating func integer() throws(HistoryError) -> Int64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = try byte()
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1) }
    }
    throw .malformed
  }

  /// An integer from 0 to `limit`.
  mutating func count(_ limit: Int = 1_000_000_000) throws(HistoryError) -> Int {
    let value = try integer()
    guard value >= 0, value <= Int64(limit) else { throw .malformed }
    return Int(value)
  }

  /// A finite number, 0 or more.
  mutating func float() throws(HistoryError) -> Float {
    var bits: UInt32 = 0
    for shift in stride(from: UInt32(0), to: 32, by: 8) { bits |= UInt32(try byte()) << shift }
    let value = Float(bitPattern: bits)
    guard value.isFinite, value >= 0 else { throw .malformed }
    return value
  }

  /// `size` counts, or none where `PackedWriter` had nothing but zeros.
  mutating func counts(_ size: Int) throws(HistoryError) -> [Float]? {
    let kind = try byte()
    guard kind > 0 else { return nil }
    guard kind <= 2 else { throw .malformed }
    let greatest = try float()
    var values = [Float](repeating: 0, count: size)
    let filled = kind == 1 ? Int(try byte()) : size
    for place in 0..<filled {
      let index = kind == 1 ? Int(try byte()) : place
      guard index < size else { throw .malformed }
      let low = UInt16(try byte())
      let part = low | UInt16(try byte()) << 8
      values[index] = Float(part) / 65_535 * greatest
    }
    return values
  }
}
