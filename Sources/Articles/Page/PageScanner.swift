import Basics
import Markup

/// Walks a tree once and fills a `Page`: every element that can hold text, every block of text, every node that metadata are read
/// from. Marks the tree's nodes with their places, so that rendering finds them again.
struct PageScanner {
    private var page: Page
    private var current: PageBlock?
    private var pendingSpace = false
    /// Links, bold elements and blocks' holders that the walk is in.
    private var linkDepth = 0
    private var boldDepth = 0
    private var holders: [Int32] = []
    /// `br` since the last text of the current block.
    private var breaks = 0

    static func scan(_ root: HTMLNode) -> Page {
        var scanner = PageScanner(root)
        scanner.walk()
        return scanner.finish()
    }

    private init(_ root: HTMLNode) {
        page = Page(root: root)
        page.text.reserveCapacity(64 << 10)
        page.elements.reserveCapacity(2048)
        page.blocks.reserveCapacity(512)
    }

    /// Preorder over the whole tree, by pointers: nothing recurs, whatever the depth.
    private mutating func walk() {
        let root = page.root
        var open: Int32 = -1
        var node = root
        while true {
            var descends = false
            if node.isElement {
                let tag = node.tag
                descends = enter(node, tag, &open) && node.firstChild != nil
                if !descends { leave(node, tag, &open) }
            } else if node.isText {
                append(node, open)
            }
            if descends, let child = node.firstChild {
                node = child
                continue
            }
            while node != root && node.next == nil {
                guard let parent = node.parent else { return }
                node = parent
                leave(node, node.tag, &open)
            }
            guard node != root, let next = node.next else { return }
            node = next
        }
    }

    private mutating func finish() -> Page {
        finishBlock()
        // A block that came to nothing was counted by the elements in its line.
        for index in page.elements.indices {
            page.elements[index].endBlock = min(page.elements[index].endBlock, Int32(page.blocks.count))
            page.elements[index].firstBlock = min(page.elements[index].firstBlock, page.elements[index].endBlock)
        }
        countSiblings()
        for block in page.blocks {
            page.wordsBefore.append(page.wordsBefore[page.wordsBefore.count - 1] + block.statistics.words)
            page.linkBytesBefore.append(
                page.linkBytesBefore[page.linkBytesBefore.count - 1] + block.linkBytes)
            page.bytesBefore.append(
                page.bytesBefore[page.bytesBefore.count - 1] + Int32(block.text.count))
        }
        return page
    }
}

extension PageScanner {
    /// Returns whether to look below.
    private mutating func enter(_ node: HTMLNode, _ tag: HTMLTag, _ open: inout Int32) -> Bool {
        switch tag {
        case .script:
            page.scripts.append(node)
            return false
        case .meta: page.metas.append(node)
        case .link: page.links.append(node)
        case .base: if page.baseNode == nil { page.baseNode = node }
        case .title:
            if page.titleNode == nil { page.titleNode = node }
            return false
        case .head: return true
        case .br:
            breaks += 1
            if breaks > 1 { finishBlock() }
            return false
        case .img, .image: current?.images += 1
        case .a:
            if node.has("href") {
                linkDepth += 1
                current?.links += 1
            }
        case .b, .strong: boldDepth += 1
        case .time: page.times.append(node)
        default: break
        }
        if tag.isBlock { finishBlock() }
        if tag.isSilent || tag.isVoid { return false }
        if PageScanner.isPlainInline(tag) { return true }
        addElement(node, tag, &open)
        return true
    }

    private mutating func leave(_ node: HTMLNode, _ tag: HTMLTag, _ open: inout Int32) {
        switch tag {
        case .a: if linkDepth > 0, node.has("href") { linkDepth -= 1 }
        case .b, .strong: boldDepth -= 1
        default: break
        }
        if tag.isBlock { finishBlock() }
        guard open >= 0, page.elements[Int(open)].node == node else { return }
        page.elements[Int(open)].endBlock = Int32(page.blocks.count + (current == nil ? 0 : 1))
        if holders.last == open { holders.removeLast() }
        open = page.elements[Int(open)].parent
    }

    /// Inline elements that say nothing about where a text belongs.
    private static func isPlainInline(_ tag: HTMLTag) -> Bool {
        switch tag {
        case .b, .strong, .i, .em, .u, .font, .big, .sub, .sup, .s, .strike, .tt, .nobr, .cite, .q,
            .code, .abbr,
            .acronym, .mark, .ins, .del, .kbd, .samp, .var, .bdi, .bdo, .dfn, .ruby, .rb, .rt, .rtc,
            .data, .head, .map,
            .picture:
            true
        default: false
        }
    }

    private mutating func addElement(_ node: HTMLNode, _ tag: HTMLTag, _ open: inout Int32) {
        let place = Int32(page.elements.count)
        var context = (open >= 0 ? page.elements[Int(open)].context : .root).below
        context.mark(tag: tag)
        let marks = AttributeMarks(node, tag, &context)
        let parentSignature = open >= 0 ? page.elements[Int(open)].signature : 0
        var order: UInt16 = 0
        if open >= 0 {
            order = page.elements[Int(open)].children
            page.elements[Int(open)].children = order < .max ? order + 1 : order
        }
        page.elements.append(
            PageElement(
                node: node, tag: tag, parent: open,
                depth: open >= 0 ? min(page.elements[Int(open)].depth, .max - 1) + 1 : 0, context: context,
                signals: marks.signals, signature: marks.signature &+ parentSignature &* 31,
                firstBlock: Int32(page.blocks.count + (current == nil ? 0 : 1)), order: order))
        node.mark = Int(place) + 1
        if tag.isHeading { page.headings.append(place) }
        if marks.hasProperty { page.properties.append(node) }
        if marks.hasRelation { page.relations.append(node) }
        if tag.isBlock { holders.append(place) }
        open = place
    }

    private mutating func append(_ node: HTMLNode, _ open: Int32) {
        let content = node.content
        var start = 0
        while start < content.count, PageScanner.isSpace(content[start]) { start += 1 }
        if start == content.count {
            if current != nil {
                pendingSpace = true
                node.mark = page.blocks.count + 1
            }
            return
        }
        if current == nil {
            guard open >= 0 else { return }
            let holder = holders.last ?? 0
            current = PageBlock(
                element: open, holder: holder, text: Int32(page.text.count)..<Int32(page.text.count))
            pendingSpace = false
        }
        node.mark = page.blocks.count + 1
        let before = page.text.count
        let isFirst = current.map { Int($0.text.lowerBound) == before } ?? true
        if (start > 0 || pendingSpace || breaks > 0) && !isFirst { page.text.append(0x20) }
        appendCollapsed(content, from: start)
        let added = Int32(page.text.count - before)
        if linkDepth > 0 { current?.linkBytes += added }
        if boldDepth > 0 { current?.boldBytes += added }
        if breaks > 0 { current?.breaks += Int32(breaks) }
        breaks = 0
    }

    /// Copies text with white space collapsed; U+00A0 is white space here.
    private mutating func appendCollapsed(_ content: UnsafeBufferPointer<UInt8>, from start: Int) {
        var index = start
        var runStart = start
        while index < content.count {
            let byte = content[index]
            let isNoBreak = byte == 0xC2 && index + 1 < content.count && content[index + 1] == 0xA0
            guard PageScanner.isSpace(byte) || isNoBreak else {
                index += 1
                continue
            }
            page.text.append(contentsOf: UnsafeBufferPointer(rebasing: content[runStart..<index]))
            while index < content.count {
                if PageScanner.isSpace(content[index]) {
                    index += 1
                } else if content[index] == 0xC2, index + 1 < content.count, content[index + 1] == 0xA0 {
                    index += 2
                } else {
                    break
                }
            }
            runStart = index
            if index < content.count { page.text.append(0x20) }
        }
        page.text.append(contentsOf: UnsafeBufferPointer(rebasing: content[runStart...]))
        pendingSpace = runStart == content.count && runStart > start
    }

    private mutating func finishBlock() {
        breaks = 0
        pendingSpace = false
        guard var block = current else { return }
        current = nil
        var (start, end) = (Int(block.text.lowerBound), page.text.count)
        while start < end, page.text[start] == 0x20 { start += 1 }
        while end > start, page.text[end - 1] == 0x20 { end -= 1 }
        guard start < end else { return }
        block.text = Int32(start)..<Int32(end)
        page.text.withUnsafeBufferPointer { text in
            let slice = UnsafeBufferPointer(
                rebasing: text[Int(block.text.lowerBound)..<Int(block.text.upperBound)])
            block.statistics = TextStatistics(slice)
            block.hash = TextHash.of(slice)
        }
        page.blocks.append(block)
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

    /// How often each element's signature occurs among its siblings.
    private mutating func countSiblings() {
        var counts = [UInt64: Int32](minimumCapacity: page.elements.count)
        for element in page.elements { counts[PageScanner.siblingKey(element), default: 0] += 1 }
        for index in page.elements.indices {
            page.elements[index].repetition = counts[PageScanner.siblingKey(page.elements[index])] ?? 1
        }
    }

    private static func siblingKey(_ element: PageElement) -> UInt64 {
        UInt64(UInt32(bitPattern: element.parent)) << 32 | UInt64(element.signature)
    }
}
