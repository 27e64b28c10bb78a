/// Numbers over time on one line of text.
enum Plot {
    private static let blocks = Array(" ▁▂▃▄▅▆▇█")
    private static let signs = Array(" .:-=+*%#")

    /// In as many cells as divide the numbers evenly and fit into `width`, framed; what is not nothing is always seen.
    static func line(_ numbers: [Int], width: Int, isUnicode: Bool) -> String {
        let cells = cells(for: numbers.count, width: width)
        let each = max(1, numbers.count / max(1, cells))
        let sums = stride(from: 0, to: numbers.count, by: each).map { numbers[$0..<($0 + each)].reduce(0, +) }
        let highest = max(1, sums.max() ?? 0)
        let levels = isUnicode ? blocks : signs
        let bars = sums.map { levels[$0 <= 0 ? 0 : 1 + $0 * 7 / highest] }
        let frame = isUnicode ? "│" : "|"
        return frame + String(bars) + frame
    }

    /// How many cells a line will have within its frame.
    private static func cells(for count: Int, width: Int) -> Int {
        (1...max(1, min(count, width - 2))).last { count % $0 == 0 } ?? 1
    }
}
