import Markup

/// Tells tables of data from tables that lay out a page.
enum TableShape {
    /// Cells that are looked at.
    private static let sample = 400

    static func isData(_ table: HTMLNode, _ page: Page) -> Bool {
        if table.attribute("role") == "presentation" || table.attribute("role") == "none" {
            return false
        }
        var rows = 0
        var cells = 0
        var heads = 0
        var blocksInCells = 0
        var longCells = 0
        var longest = 0
        var node = table.successor(within: table)
        while let current = node, cells < sample {
            switch current.tag {
            case .table: return false
            case .tr: rows += 1
            case .th:
                heads += 1
                cells += 1
            case .caption, .thead: heads += 1
            case .td:
                cells += 1
                if let (blocks, words) = size(of: current, page) {
                    if blocks > 6 { blocksInCells += 1 }
                    if words > 120 { longCells += 1 }
                    longest = max(longest, words)
                }
            default: break
            }
            node = current.successor(within: table)
        }
        if cells < 2 { return false }
        // A cell that holds nearly all of the table's text is a column of the page.
        if longest > 300, let (_, words) = size(of: table, page), longest * 10 > words * 8 { return false }
        if longCells > 0 && (rows < 3 || longCells * 2 > cells) || blocksInCells * 3 > cells {
            return false
        }
        if heads > 0 { return true }
        return rows > 1 && cells > rows
    }

    private static func size(of cell: HTMLNode, _ page: Page) -> (blocks: Int, words: Int)? {
        let place = cell.mark
        guard place > 0, place <= page.elements.count else { return nil }
        let range = page.range(Int32(place - 1))
        return (range.count, page.words(range))
    }
}

/// Tells lists from elements that were made of `ul` for their style alone.
enum ListShape {
    static func isList(_ node: HTMLNode) -> Bool {
        var child = node.firstChild
        while let current = child {
            if current.tag == .li { return true }
            child = current.next
        }
        return false
    }
}
