import Ingest

/// Rows of columns, as wide as the terminal is. What does not fit is left out: first columns that are marked so, from the
/// right, then the ends of texts.
struct Table {
    struct Column {
        let title: String
        /// The table may do without it.
        var isOptional = false
        /// No narrower than this; nil: never cut.
        var least: Int?
    }

    let columns: [Column]
    private(set) var rows: [[String]] = []
    /// Escape sequences around a cell; nil for none.
    var colour: (_ row: Int, _ column: Int) -> String? = { _, _ in nil }

    init(_ columns: [Column]) {
        self.columns = columns
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// For a person.
    func text(_ style: TextStyle) -> String {
        let width = style.width
        var shown = Array(columns.indices)
        var widths = columns.indices.map { column in
            rows.reduce(Cells.width(of: columns[column].title)) { max($0, Cells.width(of: $1[column])) }
        }
        func total() -> Int { shown.reduce(0) { $0 + widths[$1] } + 2 * (shown.count - 1) }
        // What cannot be had by cutting is had by doing without.
        func least() -> Int {
            shown.reduce(0) { $0 + min(widths[$1], columns[$1].least ?? widths[$1]) } + 2 * (shown.count - 1)
        }
        while least() > width, let last = shown.last(where: { columns[$0].isOptional }) {
            shown.removeAll { $0 == last }
        }
        // In a very narrow terminal even what should not be.
        for floor in [columns.map { $0.least ?? .max }, columns.map { _ in 6 }] {
            while total() > width,
                let widest = shown.filter({ widths[$0] > floor[$0] }).max(by: { widths[$0] < widths[$1] })
            {
                widths[widest] -= 1
            }
        }
        let head = line(columns.map(\.title), shown, widths, style) { _ in nil }
        return ([head] + rows.indices.map { row in line(rows[row], shown, widths, style) { colour(row, $0) } })
            .joined(separator: "\n") + "\n"
    }

    /// For a program: all columns, parted by tabs, without a head.
    var plain: String { rows.map { $0.joined(separator: "\t") + "\n" }.joined() }

    private func line(
        _ cells: [String], _ shown: [Int], _ widths: [Int], _ style: TextStyle, _ colour: (Int) -> String?
    ) -> String {
        var line = ""
        for (place, column) in shown.enumerated() {
            let text = Cells.cut(style.shown(cells[column]), to: widths[column], isUnicode: style.isUnicode)
            let isLast = place == shown.count - 1
            line += colour(column).map { "\u{1B}[\($0)m\(text)\u{1B}[0m" } ?? text
            if !isLast { line += String(repeating: " ", count: widths[column] - Cells.width(of: text) + 2) }
        }
        return line
    }
}
