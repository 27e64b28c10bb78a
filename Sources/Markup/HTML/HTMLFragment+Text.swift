extension HTMLFragment {
    /// As plain text: blocks parted by a blank line, items of a list and rows of a table by a newline, cells by a tab.
    public var plainText: String {
        var writer = PlainTextWriter()
        for token in tokens {
            switch token {
            case .open(let tag, _): writer.open(tag)
            case .close(let tag): writer.close(tag)
            case .void(let tag, _): writer.void(tag)
            case .text(let range): writer.text(text(range))
            }
        }
        return writer.finish()
    }
}

/// Lays out a fragment's text in lines.
private struct PlainTextWriter {
    private var out: [UInt8] = []
    /// Newlines owed before the next text.
    private var owed = 0
    /// Cells of the row that ended since its last text, or since it began.
    private var tabs = 0
    private var rowHasText = false
    private var preformatted = 0
    /// Lists and tables that are open: their blocks stand on lines next to each other.
    private var compact = 0

    mutating func open(_ tag: HTMLTag) {
        switch tag {
        case .pre: preformatted += 1
        case .ul, .ol, .dl, .table:
            owe(compact > 0 ? 1 : 2)
            compact += 1
            return
        case .td, .th: return
        case .tr: (tabs, rowHasText) = (0, false)
        default: break
        }
        if tag.isBlock { owe(compact > 0 ? 1 : 2) }
    }

    mutating func close(_ tag: HTMLTag) {
        switch tag {
        case .pre: preformatted -= 1
        case .ul, .ol, .dl, .table:
            compact -= 1
            owe(compact > 0 ? 1 : 2)
            return
        case .td, .th:
            // Where the row has no text yet, the line that it begins is still owed.
            if rowHasText { owed = 0 }
            tabs += 1
            return
        case .tr: tabs = 0
        default: break
        }
        if tag.isBlock { owe(compact > 0 ? 1 : 2) }
    }

    mutating func void(_ tag: HTMLTag) {
        if tag == .br { owe(1) }
        if tag == .hr { owe(2) }
    }

    mutating func text(_ bytes: ArraySlice<UInt8>) {
        var bytes = bytes
        if owed > 0 && preformatted == 0 { bytes = bytes.drop { $0 == 0x20 } }
        guard !bytes.isEmpty else { return }
        if !out.isEmpty {
            while out.last == 0x20 && owed > 0 { out.removeLast() }
            if owed > 0 {
                out.append(contentsOf: repeatElement(0x0A, count: owed))
            }
            out.append(contentsOf: repeatElement(0x09, count: tabs))
        }
        owed = 0
        tabs = 0
        rowHasText = true
        out.append(contentsOf: bytes)
    }

    consuming func finish() -> String {
        while let last = out.last, last == 0x0A || last == 0x20 || last == 0x09 { out.removeLast() }
        return String(decoding: out, as: UTF8.self)
    }

    private mutating func owe(_ lines: Int) { owed = max(owed, lines) }
}
