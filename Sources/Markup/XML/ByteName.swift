/// A short ASCII name in lower case, packed into three words, so that names are compared and looked up without strings.
/// Names of more than 23 bytes are all the same, and equal to no known name.
public struct ByteName: Hashable, Sendable {
  public var low: UInt64 = 0
  public var middle: UInt64 = 0
  public var high: UInt64 = 0

  public static let empty = ByteName()
  static let tooLong = ByteName(high: .max)

  private init(high: UInt64 = 0) {
    self.high = high
  }

  public init(_ text: StaticString) {
    self.init(text.utf8Start, text.utf8CodeUnitCount)
  }

  /// ASCII letters of either case are the same.
  @inline(__always)
  public init(_ start: UnsafePointer<UInt8>, _ count: Int) {
    guard count <= 23 else {
      self = .tooLong
      return
    }
    var index = 0
    while index < count {
      var byte = start[index]
      if byte &- 0x41 < 26 { byte |= 0x20 }
      let shifted = UInt64(byte) << UInt64((index & 7) &* 8)
      if index < 8 {
        low |= shifted
      } else if index < 16 {
        middle |= shifted
      } else {
        high |= shifted
      }
      index &+= 1
    }
  }

  /// The same name in a namespace of its own, 1 to 254; it equals no name in another.
  @inline(__always)
  public func within(_ namespace: UInt8) -> ByteName {
    var name = self
    name.high |= UInt64(namespace) << 56
    return name
  }

  @inline(__always)
  var hashed: UInt64 {
    let mixed =
      (low ^ (middle &* 0x9E37_79B1_85EB_CA87) ^ (high &* 0x1656_67B1_9E37_79F9))
      &* 0xC2B2_AE3D_27D4_EB4F
    return mixed ^ mixed >> 29
  }
}

/// An immutable table from names to small values: open addressing, built once, read without locks.
public struct ByteNameTable<Value: Sendable>: Sendable {
  private let keys: [ByteName]
  private let values: [Value?]
  private let mask: UInt64

  public init(_ entries: [(ByteName, Value)]) {
    var size = 16
    while size < entries.count * 3 { size *= 2 }
    var keys = [ByteName](repeating: .empty, count: size)
    var values = [Value?](repeating: nil, count: size)
    for (key, value) in entries {
      var slot = Int(key.hashed >> 7 & UInt64(size - 1))
      while values[slot] != nil && keys[slot] != key { slot = (slot + 1) & (size - 1) }
      keys[slot] = key
      values[slot] = value
    }
    self.keys = keys
    self.values = values
    mask = UInt64(size - 1)
  }

  @inline(__always)
  public subscript(_ name: ByteName) -> Value? {
    var slot = Int(name.hashed >> 7 & mask)
    while let value = values[slot] {
      if keys[slot] == name { return value }
      slot = (slot &+ 1) & Int(mask)
    }
    return nil
  }
}
