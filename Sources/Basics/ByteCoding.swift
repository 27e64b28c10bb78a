/// Writes a row of fields into bytes: little-endian integers, and byte strings behind their length (32 bits).
public struct ByteWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  public mutating func write(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  public mutating func write(_ value: Double) { write(value.bitPattern) }

  public mutating func write(_ value: Bool) { write(UInt8(value ? 1 : 0)) }

  public mutating func write(_ value: [UInt8]) {
    write(UInt32(value.count))
    bytes.append(contentsOf: value)
  }

  public mutating func write(_ value: UnsafeRawBufferPointer) {
    write(UInt32(value.count))
    bytes.append(contentsOf: value)
  }

  public mutating func write(_ value: String) {
    var value = value
    value.withUTF8 { write(UnsafeRawBufferPointer($0)) }
  }

  /// A flag, then the text where there is one.
  public mutating func write(_ value: String?) {
    write(value != nil)
    if let value { write(value) }
  }
}

/// Bytes that are not what `ByteWriter` wrote.
public struct ByteReadingError: Error, Sendable {
  public init() {}
}

/// Reads what `ByteWriter` wrote. Never reads past the end: too few bytes throw.
public struct ByteReader: Sendable {
  private let bytes: [UInt8]
  private var index: Int

  public init(_ bytes: [UInt8], from index: Int = 0) {
    self.bytes = bytes
    self.index = index
  }

  public var isAtEnd: Bool { index >= bytes.count }

  public mutating func read<Value: FixedWidthInteger>(_: Value.Type = Value.self)
    throws(ByteReadingError) -> Value
  {
    let size = MemoryLayout<Value>.size
    guard bytes.count - index >= size else { throw ByteReadingError() }
    defer { index += size }
    return bytes.withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: Value.self))
    }
  }

  public mutating func read(_: Double.Type = Double.self) throws(ByteReadingError) -> Double {
    Double(bitPattern: try read())
  }

  public mutating func read(_: Bool.Type = Bool.self) throws(ByteReadingError) -> Bool {
    try read(UInt8.self) != 0
  }

  public mutating func readBytes() throws(ByteReadingError) -> [UInt8] {
    let count = Int(try read(UInt32.self))
    guard bytes.count - index >= count else { throw ByteReadingError() }
    defer { index += count }
    return Array(bytes[index..<index + count])
  }

  public mutating func readString() throws(ByteReadingError) -> String {
    let count = Int(try read(UInt32.self))
    guard bytes.count - index >= count else { throw ByteReadingError() }
    defer { index += count }
    return String(decoding: bytes[index..<index + count], as: UTF8.self)
  }

  public mutating func readOptionalString() throws(ByteReadingError) -> String? {
    try read(Bool.self) ? try readString() : nil
  }
}
