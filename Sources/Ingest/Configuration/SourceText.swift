/// A file's text, and the way from a byte's offset to its line and column: a few hundred steps, also where a file of
/// 100 MB is a single line.
struct SourceText {
  /// As it is shown in messages.
  let file: String
  let bytes: [UInt8]
  private var lineStarts: [UInt32] = [0]
  /// Scalars that begin before each block of `blockSize` bytes.
  private var scalarsBefore: [UInt32] = []
  private static let blockSize = 256

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    scalarsBefore.reserveCapacity(bytes.count / Self.blockSize + 1)
    var scalars: UInt32 = 0
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        if index % Self.blockSize == 0 { scalarsBefore.append(scalars) }
        if bytes[index] & 0xC0 != 0x80 { scalars += 1 }
        if bytes[index] == 0x0A { lineStarts.append(UInt32(clamping: index + 1)) }
      }
    }
  }

  /// Lines and columns count from 1, columns in Unicode scalars; a byte order mark has no width.
  func place(_ offset: Int) -> SourcePlace {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    let mark = low == 0 && offset >= 3 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 1 : 0
    let column = scalars(before: offset) - scalars(before: Int(lineStarts[low])) - mark + 1
    return SourcePlace(file: file, line: low + 1, column: column)
  }

  private func scalars(before offset: Int) -> Int {
    guard !bytes.isEmpty else { return 0 }
    let block = min(offset / Self.blockSize, scalarsBefore.count - 1)
    let start = block * Self.blockSize
    return bytes[start..<offset].reduce(Int(scalarsBefore[block])) {
      $1 & 0xC0 != 0x80 ? $0 + 1 : $0
    }
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
