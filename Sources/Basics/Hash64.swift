/// XXH64 (xxHash specification 0.1.1): a fast 64-bit hash for keys and fingerprints that are kept on disk. The same bytes
/// give the same hash in every process and version. It withstands accidents, not attackers.
public enum Hash64 {
  public static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt64 = 0) -> UInt64 {
    var index = 0
    var hash: UInt64
    if bytes.count >= 32 {
      var lanes = (seed &+ p1 &+ p2, seed &+ p2, seed, seed &- p1)
      while index + 32 <= bytes.count {
        lanes.0 = round(lanes.0, load64(bytes, index))
        lanes.1 = round(lanes.1, load64(bytes, index + 8))
        lanes.2 = round(lanes.2, load64(bytes, index + 16))
        lanes.3 = round(lanes.3, load64(bytes, index + 24))
        index += 32
      }
      hash = rotl(lanes.0, 1) &+ rotl(lanes.1, 7) &+ rotl(lanes.2, 12) &+ rotl(lanes.3, 18)
      for lane in [lanes.0, lanes.1, lanes.2, lanes.3] {
        hash = (hash ^ round(0, lane)) &* p1 &+ p4
      }
    } else {
      hash = seed &+ p5
    }
    hash = hash &+ UInt64(bytes.count)
    while index + 8 <= bytes.count {
      hash = rotl(hash ^ round(0, load64(bytes, index)), 27) &* p1 &+ p4
      index += 8
    }
    if index + 4 <= bytes.count {
      let word = UInt64(
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)))
      hash = rotl(hash ^ (word &* p1), 23) &* p2 &+ p3
      index += 4
    }
    while index < bytes.count {
      hash = rotl(hash ^ (UInt64(bytes[index]) &* p5), 11) &* p1
      index += 1
    }
    hash = (hash ^ hash >> 33) &* p2
    hash = (hash ^ hash >> 29) &* p3
    return hash ^ hash >> 32
  }

  public static func of(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBytes { of($0, seed: seed) }
  }

  public static func of(_ text: String, seed: UInt64 = 0) -> UInt64 {
    var text = text
    return text.withUTF8 { of(UnsafeRawBufferPointer($0), seed: seed) }
  }

  /// Two numbers into one that looks like chance.
  public static func mix(_ a: some FixedWidthInteger, _ b: UInt64) -> UInt64 {
    withUnsafeBytes(of: (UInt64(truncatingIfNeeded: a).littleEndian, b.littleEndian)) { of($0) }
  }

  private static let p1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let p2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let p3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let p4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let p5: UInt64 = 0x27D4_EB2F_1656_67C5

  private static func rotl(_ value: UInt64, _ bits: UInt64) -> UInt64 {
    value << bits | value >> (64 - bits)
  }

  private static func round(_ lane: UInt64, _ input: UInt64) -> UInt64 {
    rotl(lane &+ input &* p2, 31) &* p1
  }

  private static func load64(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}
