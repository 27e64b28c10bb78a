/// A file's text, and the way from a byte's offset to its line and column.
struct SourceText {
    /// As it is shown in messages.
    let file: String
    let bytes: [UInt8]
    private let lineStarts: [Int]

    init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
        var starts = [0]
        for (index, byte) in bytes.enumerated() where byte == 0x0A { starts.append(index + 1) }
        lineStarts = starts
    }

    /// Lines and columns count from 1, columns in Unicode scalars; a byte order mark has no width.
    func place(_ offset: Int) -> SourcePlace {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let start = lineStarts[low]
        let before = bytes[start..<min(max(offset, start), bytes.count)]
        let mark = low == 0 && before.starts(with: [0xEF, 0xBB, 0xBF]) ? 1 : 0
        let column = before.count { $0 & 0xC0 != 0x80 } - mark + 1
        return SourcePlace(file: file, line: low + 1, column: max(1, column))
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}
