import Basics

/// Builds an `HTMLFragment` from a walk over a page: says where blocks and inline elements begin and end, and gives the text between.
///
/// It sees to what the walk need not know: text that stands in no paragraph gets one, inline elements are closed at the end of a
/// block and opened again in the next, white space is collapsed, what stayed empty is taken back.
public struct HTMLFragmentBuilder {
    private var fragment = HTMLFragment()
    /// Elements open in the output, outermost first; `isInline` ones only at its end.
    private var open: [OpenElement] = []
    /// Inline elements that the walk is in, whether written yet or not.
    private var wanted: [(tag: HTMLTag, attributes: [HTMLFragment.Attribute])] = []
    private var pendingSpace = false
    private var pendingBreaks = 0
    /// Block elements that were begun beyond `maximumDepth` or in a `pre`, and are lines only.
    private var skipped = 0
    /// Nothing but white space was written since the block began.
    private var atStart = true

    private struct OpenElement {
        var tag: HTMLTag
        var isInline: Bool
        /// A paragraph that the walk did not ask for.
        var isImplied: Bool
        /// Where in the tokens it was opened, and whether content came since.
        var token: Int
        var hasContent = false
    }

    /// Blocks in blocks; what is nested deeper is kept as lines of the last one.
    public static let maximumDepth = 40

    public init() {}

    /// Nothing may be open any more.
    public consuming func finish() -> HTMLFragment {
        while !open.isEmpty { closeLast() }
        return fragment
    }

    /// Begins a block element of the output. To be closed by `closeBlock` with the same tag.
    public mutating func openBlock(_ tag: HTMLTag, _ attributes: [HTMLFragment.Attribute] = []) {
        breakBlock()
        if let last = open.last, mustNotHoldBlocks(last.tag), last.tag != .pre { closeLast() }
        guard open.count < HTMLFragmentBuilder.maximumDepth, skipped == 0, !isIn(.pre) else {
            skipped += 1
            return
        }
        if let holder = open.last?.tag, !HTMLFragmentBuilder.holds(holder, tag) {
            for needed in HTMLFragmentBuilder.implied(in: holder) where needed != .p {
                push(needed, [], isInline: false, isImplied: true)
            }
        }
        push(tag, attributes, isInline: false)
        atStart = true
        needsParagraph = false
    }

    /// Ends the innermost open block with this tag, and all in it; nothing where none is open.
    public mutating func closeBlock(_ tag: HTMLTag) {
        breakBlock()
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        guard let index = open.lastIndex(where: { $0.tag == tag && !$0.isInline && !$0.isImplied })
        else { return }
        while open.count > index { closeLast() }
        if tag == .pre { breakBlock() }
        atStart = true
    }

    /// The end of a line that belongs to no element of the output: what follows stands in a paragraph of its own.
    public mutating func breakBlock() {
        if isIn(.pre) {
            needsParagraph = !atStart
            return
        }
        while let last = open.last, last.isInline || last.isImplied { closeLast() }
        pendingSpace = false
        pendingBreaks = 0
        atStart =
            !(open.last?.hasContent ?? false)
            || open.last.map { !HTMLFragmentBuilder.holdsText($0.tag) } ?? true
        needsParagraph = !atStart
    }

    /// The block that is open has text already, and a new line was begun in it.
    private var needsParagraph = false

    /// Begins an inline element; it is written when text comes.
    public mutating func openInline(_ tag: HTMLTag, _ attributes: [HTMLFragment.Attribute] = []) {
        wanted.append((tag, attributes))
    }

    public mutating func closeInline() {
        let depth = wanted.count
        wanted.removeLast()
        if openInlines >= depth { closeLast() }
    }

    /// `<br>`: one is a line break, two are a new paragraph.
    public mutating func lineBreak() {
        pendingSpace = false
        if !atStart { pendingBreaks += 1 }
    }

    /// Text with its white space collapsed, unless it stands in a `pre`.
    public mutating func text(_ bytes: some Collection<UInt8>) {
        if open.contains(where: { $0.tag == .pre }) {
            preformatted(bytes)
            return
        }
        var buffer: [UInt8] = []
        buffer.reserveCapacity(bytes.count)
        var iterator = bytes.makeIterator()
        var leadingSpace = pendingSpace
        var space = false
        while let byte = iterator.next() {
            if byte == 0x20 || byte >= 0x09 && byte <= 0x0D {
                space = true
                continue
            }
            if space {
                if buffer.isEmpty { leadingSpace = true } else { buffer.append(0x20) }
                space = false
            }
            buffer.append(byte)
        }
        if HTMLFragmentBuilder.isBlank(buffer) {
            if (space || !buffer.isEmpty) && !atStart { pendingSpace = true }
            return
        }
        begin()
        if leadingSpace && !atStart { appendText([0x20]) }
        matchInlines()
        appendText(buffer)
        pendingSpace = space
        atStart = false
    }

    /// White space that may stand between words; nothing in a `pre`, where the text itself has it.
    public mutating func whiteSpace() {
        if !atStart, !isIn(.pre) { pendingSpace = true }
    }

    /// Whether there are spaces of any width in it, soft hyphens and joiners, and no more.
    private static func isBlank(_ text: [UInt8]) -> Bool {
        guard text.count < 64, text.allSatisfy({ $0 == 0x20 || $0 >= 0x80 }) else { return false }
        return String(decoding: text, as: UTF8.self).unicodeScalars.allSatisfy {
            switch $0.value {
            case 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF: true
            default: $0.isSpace
            }
        }
    }

    /// A void element that is content: `img`, `hr`.
    public mutating func void(_ tag: HTMLTag, _ attributes: [HTMLFragment.Attribute] = []) {
        if tag == .hr {
            breakBlock()
            guard !fragment.tokens.isEmpty, !isIn(.pre) else { return }
        } else {
            // A figure holds its picture without a paragraph.
            if open.last?.tag != .figure { begin() }
            if pendingSpace && !atStart { appendText([0x20]) }
            pendingSpace = false
            matchInlines()
            atStart = false
        }
        fragment.tokens.append(.void(tag, attributes: add(attributes)))
        noteContent()
    }

    /// Whether an element with this tag is open in the output.
    public func isIn(_ tag: HTMLTag) -> Bool { open.contains { $0.tag == tag } }
}

extension HTMLFragmentBuilder {
    /// Elements whose text needs no paragraph around it.
    private static func holdsText(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .p, .li, .td, .th, .dt, .dd, .pre, .figcaption, .caption, .summary: true
        default: tag.isHeading
        }
    }

    private func mustNotHoldBlocks(_ tag: HTMLTag?) -> Bool {
        guard let tag else { return false }
        return tag == .p || tag == .pre || tag.isHeading
    }

    private var openInlines: Int {
        var count = 0
        for element in open.reversed() {
            guard element.isInline else { break }
            count += 1
        }
        return count
    }

    /// Makes ready for text: pending line breaks, and a paragraph where none is open.
    private mutating func begin() {
        if pendingBreaks > 0 && !atStart {
            if pendingBreaks > 1, let block = open.last(where: { !$0.isInline })?.tag, block == .p {
                let isImplied = open.last(where: { !$0.isInline })?.isImplied ?? false
                while let last = open.last, last.isInline { closeLast() }
                closeLast()
                push(.p, [], isInline: false, isImplied: isImplied)
                atStart = true
            } else {
                fragment.tokens.append(.void(.br, attributes: 0..<0))
                atStart = true
            }
        }
        pendingBreaks = 0
        let holder = open.last(where: { !$0.isInline })?.tag
        if let holder, HTMLFragmentBuilder.holdsText(holder) {
            guard needsParagraph else { return }
            needsParagraph = false
            if mustNotHoldBlocks(holder) {
                appendText([0x20])
            } else {
                push(.p, [], isInline: false, isImplied: true)
            }
            atStart = true
            return
        }
        needsParagraph = false
        while let last = open.last, last.isInline { closeLast() }
        for tag in HTMLFragmentBuilder.implied(in: holder) {
            push(tag, [], isInline: false, isImplied: true)
        }
        atStart = true
    }

    /// Whether one may be the child of the other.
    private static func holds(_ holder: HTMLTag, _ tag: HTMLTag) -> Bool {
        switch holder {
        case .ul, .ol: tag == .li
        case .dl: tag == .dt || tag == .dd
        case .table: tag == .tr || tag == .thead || tag == .tbody || tag == .tfoot || tag == .caption
        case .thead, .tbody, .tfoot: tag == .tr
        case .tr: tag == .td || tag == .th
        default: true
        }
    }

    /// What text needs around it where only other elements may stand.
    private static func implied(in holder: HTMLTag?) -> [HTMLTag] {
        switch holder {
        case .ul, .ol: [.li]
        case .dl: [.dd]
        case .table, .thead, .tbody, .tfoot: [.tr, .td]
        case .tr: [.td]
        default: [.p]
        }
    }

    /// Opens the inline elements that the walk is in and the output is not.
    private mutating func matchInlines() {
        for element in wanted.dropFirst(openInlines) {
            push(element.tag, element.attributes, isInline: true)
        }
    }

    private mutating func preformatted(_ bytes: some Collection<UInt8>) {
        for _ in 0..<pendingBreaks { appendText([0x0A]) }
        pendingBreaks = 0
        if needsParagraph {
            appendText([0x0A])
            needsParagraph = false
        }
        var lines = Array(bytes)
        lines.removeAll { $0 == 0x0D }
        if atStart && lines.first == 0x0A { lines.removeFirst() }
        guard !lines.isEmpty else { return }
        matchInlines()
        appendText(lines)
        atStart = false
    }

    private mutating func push(
        _ tag: HTMLTag, _ attributes: [HTMLFragment.Attribute], isInline: Bool, isImplied: Bool = false
    ) {
        open.append(
            OpenElement(tag: tag, isInline: isInline, isImplied: isImplied, token: fragment.tokens.count))
        fragment.tokens.append(.open(tag, attributes: add(attributes)))
    }

    private mutating func add(_ attributes: [HTMLFragment.Attribute]) -> Range<Int32> {
        let start = Int32(fragment.attributes.count)
        fragment.attributes += attributes
        return start..<Int32(fragment.attributes.count)
    }

    private mutating func appendText(_ bytes: [UInt8]) {
        let start = Int32(fragment.bytes.count)
        fragment.bytes += bytes
        if case .text(let range)? = fragment.tokens.last, range.upperBound == start {
            fragment.tokens[fragment.tokens.count - 1] = .text(
                range.lowerBound..<Int32(fragment.bytes.count))
        } else {
            fragment.tokens.append(.text(start..<Int32(fragment.bytes.count)))
        }
        if bytes != [0x20] { noteContent() }
    }

    private mutating func noteContent() {
        for index in open.indices.reversed() {
            if open[index].hasContent { break }
            open[index].hasContent = true
        }
    }

    /// Closes the innermost element, or takes it back where nothing is in it.
    private mutating func closeLast() {
        guard let element = open.popLast() else { return }
        if element.hasContent || element.tag == .td || element.tag == .th {
            trimEnd()
            fragment.tokens.append(.close(element.tag))
            if element.tag == .td || element.tag == .th, !element.hasContent, !open.isEmpty { return }
        } else {
            fragment.tokens.removeSubrange(element.token...)
        }
    }

    /// A line break or a space at the end of a block says nothing.
    private mutating func trimEnd() {
        while case .void(.br, _)? = fragment.tokens.last { fragment.tokens.removeLast() }
    }
}
