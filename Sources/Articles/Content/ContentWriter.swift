import Basics
import Markup

/// Makes clean markup of the kept part of a page: walks the tree once and gives `HTMLFragmentBuilder` what is kept.
struct ContentWriter {
    private let page: Page
    private let kept: KeptBlocks
    private let base: WebURL?
    private var builder = HTMLFragmentBuilder()
    private var images = ImageSources()
    /// What was opened in the output, and for which node.
    private var openBlocks: [(node: HTMLNode, tag: HTMLTag)] = []
    private var openInlines: [(node: HTMLNode, tag: HTMLTag)] = []
    private var openListings = 0
    /// The block of the last text passed, kept or not.
    private var lastBlock = -1
    /// A figure whose picture is content, whatever becomes of its caption.
    private var figure: HTMLNode?
    /// The last formula written: what repeats it for the eye is not.
    private var lastFormula: HTMLNode?

    /// Words of a figure that is a picture and its caption.
    private static let captionWords = 80
    /// Words beside a picture that say whose it is or what a button does.
    private static let creditWords = 12
    /// Words of a formula drawn for the eye.
    private static let formulaWords = 40
    private static let nearNodes = 24

    /// - Parameter kept: for each block of the page, whether it is content.
    static func write(_ page: Page, keeping kept: [Bool], base: WebURL?) -> HTMLFragment {
        var writer = ContentWriter(page: page, kept: KeptBlocks(kept, of: page), base: base)
        // From the root: the parser leaves what it takes for the head's in the head, even a whole `main`.
        writer.walk(page.root)
        return writer.builder.finish()
    }

    /// What stands in some elements alone, in their order; with all their pictures, but those of parts that have text of which
    /// nothing is kept.
    static func write(_ page: Page, keeping kept: [Bool], within tops: [HTMLNode], base: WebURL?) -> HTMLFragment {
        var writer = ContentWriter(page: page, kept: KeptBlocks(kept, of: page, isWithinContent: true), base: base)
        var last: HTMLNode?
        for top in tops {
            if let last, top.isBelow(last) { continue }
            last = top
            writer.walk(top)
            writer.builder.breakBlock()
        }
        return writer.builder.finish()
    }

    private init(page: Page, kept: KeptBlocks, base: WebURL?) {
        self.page = page
        self.kept = kept
        self.base = base
    }

    private mutating func walk(_ top: HTMLNode) {
        var node = top
        while true {
            var descends = false
            if node.isText {
                write(text: node)
            } else if node.isElement {
                descends = enter(node, node.tag) && node.firstChild != nil
                if !descends { leave(node) }
            }
            if descends, let child = node.firstChild {
                node = child
                continue
            }
            while node != top && node.next == nil {
                guard let parent = node.parent else { return }
                node = parent
                leave(node)
            }
            guard node != top, let next = node.next else { return }
            node = next
        }
    }

    private mutating func write(text node: HTMLNode) {
        let mark = node.mark
        guard mark > 0 else {
            // White space that stands in no block may part a formula or a picture from a word.
            if isInListing { write(space: node) } else { builder.whiteSpace() }
            return
        }
        lastBlock = max(lastBlock, mark - 1)
        if kept[mark - 1] { builder.text(node.content) }
    }

    private var isInListing: Bool { openListings > 0 }

    /// Of a listing of which each line is an element: an empty line, or what a line begins with.
    private mutating func write(space node: HTMLNode) {
        guard let line = node.parent, line.tag != .pre else { return }
        let isLine = line.tag == .div || line.tag == .td && openBlocks.last?.node.tag == .table
        if !node.content.contains(0x0A) {
            var block: HTMLNode? = line
            while let above = block, !above.tag.isBlock { block = above.parent }
            guard node.next != nil || !line.tag.isBlock && line.next != nil else { return }
            if isLine || block?.tag == .pre || block?.tag == .div { builder.text(node.content) }
        } else if isLine, node.next == nil, node.previous == nil {
            builder.text(node.content.dropLast(node.content.last == 0x0A ? 1 : 0))
        }
    }
}

extension ContentWriter {
    /// Returns whether to look below; `leave` closes what is opened here.
    private mutating func enter(_ node: HTMLNode, _ tag: HTMLTag) -> Bool {
        switch tag {
        case .img, .image, .amp_img:
            if let formula = Formula.text(ofPicture: node) {
                if !(lastFormula.map { Formula.isShown(by: node, $0) } ?? false) { write(formula, of: node) }
            } else {
                write(image: node)
            }
            return false
        case .input:
            write(checkbox: node)
            return false
        case .br:
            builder.lineBreak()
            return false
        case .hr:
            if kept.isAmid(lastBlock + 1) { builder.void(.hr) }
            return false
        case .iframe, .video, .audio, .embed, .object:
            write(embed: node)
            return false
        case .math, .script:
            if let formula = Formula.text(of: node) { write(formula, of: node) }
            return false
        case .rp:
            if kept[max(lastBlock, 0)] { builder.text(node.text().utf8) }
            return false
        case .other where EmbeddedMedia.isPlayer(node):
            write(embed: node)
            return false
        case .div, .span:
            if Formula.isDrawn(by: node) || lastFormula.map({ Formula.isRepeated(by: node, $0) }) ?? false {
                return false
            }
            if let source = images.background(of: node, base: base) { write(image: node, source) }
        default: break
        }
        if tag.isSilent || tag.isVoid || PageMachinery.holds(node, tag) { return false }
        let place = node.mark
        if place > 0, !holdsContent(page.elements[place - 1], node) || isUnseen(page.elements[place - 1]) {
            return false
        }
        if isInListing, CodeLines.areNumbers(node) { return false }
        if let block = outputBlock(tag, node) {
            open(block, node)
        } else if tag.isBlock {
            builder.breakBlock()
        } else if let inline = ContentAttributes.inlineTag(tag, node),
            !openInlines.contains(where: { $0.tag == inline })
        {
            let attributes = ContentAttributes.inline(inline, node, base)
            guard inline != .a || !attributes.isEmpty else { return true }
            if inline == .a, ContentAttributes.isRaised(node) { open(inline: .sup, [], node) }
            open(inline: inline, attributes, node)
        }
        return true
    }

    private mutating func open(_ block: HTMLTag, _ node: HTMLNode) {
        if block == .table { ContentWriter.placeFoot(of: node) }
        builder.openBlock(block, ContentAttributes.block(block, node))
        openBlocks.append((node, block))
        guard block == .pre else { return }
        openListings += 1
        guard openListings == 1, node.first(.code) == nil else { return }
        let language = ContentAttributes.language(of: node)
        if !language.isEmpty { open(inline: .code, language, node) }
    }

    private mutating func open(inline tag: HTMLTag, _ attributes: [HTMLFragment.Attribute], _ node: HTMLNode) {
        openInlines.append((node, tag))
        builder.openInline(tag, attributes)
    }

    /// The foot of a table stands at its end, wherever it was written.
    private static func placeFoot(of table: HTMLNode) {
        var foot: HTMLNode?
        var child = table.firstChild
        while let current = child {
            if current.tag == .tfoot { foot = current }
            if current.tag == .tbody, let foot {
                foot.move(into: table)
                return
            }
            child = current.next
        }
    }

    /// A few words in a line that are not shown.
    private func isUnseen(_ element: PageElement) -> Bool {
        guard element.tag == .span, element.context.distance(.hidden) == 0, element.parent >= 0,
            !page.elements[Int(element.parent)].context.isIn(.hidden)
        else { return false }
        let text = element.node.text(limit: 200)
        return text.utf8.count > 2 && text.split(separator: " ").count <= ContentWriter.creditWords
            && element.node.first(.math) == nil
    }

    /// Whether there may be content below: kept text, pictures near it, the picture of a figure between kept texts.
    private mutating func holdsContent(_ element: PageElement, _ node: HTMLNode) -> Bool {
        if figure != nil || kept.holdsContent(element, after: lastBlock) { return true }
        let blocks = Int(element.firstBlock)..<Int(element.endBlock)
        let isFigure = element.tag == .figure && (kept.isAmid(blocks.lowerBound) || kept.isBefore(blocks.lowerBound))
        let words = page.words(blocks)
        guard
            isFigure && words <= ContentWriter.captionWords
                || kept.isAmid(blocks.lowerBound)
                    && (words <= ContentWriter.creditWords && holds(.img, .amp_img, node)
                        || words <= ContentWriter.formulaWords && holds(.math, .math, node)),
            page.linkDensity(blocks) < 0.5
        else { return false }
        figure = node
        return true
    }

    /// Whether one of two elements is among the first nodes below.
    private func holds(_ tag: HTMLTag, _ other: HTMLTag, _ node: HTMLNode) -> Bool {
        var current = node.successor(within: node)
        for _ in 0..<ContentWriter.nearNodes {
            guard let next = current else { return false }
            if next.tag == tag || next.tag == other { return true }
            current = next.successor(within: node)
        }
        return false
    }

    private mutating func leave(_ node: HTMLNode) {
        if figure == node { figure = nil }
        var isInline = false
        while openInlines.last?.node == node {
            openInlines.removeLast()
            builder.closeInline()
            isInline = true
        }
        if let last = openBlocks.last, last.node == node {
            openBlocks.removeLast()
            if last.tag == .pre { openListings -= 1 }
            builder.closeBlock(last.tag)
        } else if node.tag.isBlock, !isInline {
            builder.breakBlock()
        }
    }

    /// The element of the output for a block element of the page; nil where it only parts lines.
    private func outputBlock(_ tag: HTMLTag, _ node: HTMLNode) -> HTMLTag? {
        let container = openBlocks.last?.tag
        switch tag {
        case .p, .h1, .h2, .h3, .h4, .h5, .h6, .blockquote, .figure: return tag
        case .pre, .listing, .xmp, .plaintext: return .pre
        case .ul, .menu, .dir: return ListShape.isList(node) ? .ul : nil
        case .ol: return .ol
        case .li: return container == .ul || container == .ol ? .li : nil
        case .dl: return .dl
        case .dt, .dd: return container == .dl ? tag : nil
        case .figcaption: return container == .figure ? .figcaption : nil
        case .summary: return .p
        case .table:
            if let shape = CodeLines.shape(of: node) { return shape == .rows ? .pre : nil }
            let isNested = openBlocks.contains { $0.tag == .table }
            return !isNested && TableShape.isData(node, page) ? .table : nil
        case .caption: return container == .table ? .caption : nil
        case .thead, .tbody, .tfoot: return container == .table ? tag : nil
        case .tr: return container == .table || isTableSection(container) ? .tr : nil
        case .td, .th: return container == .tr ? tag : nil
        default: return nil
        }
    }

    private func isTableSection(_ tag: HTMLTag?) -> Bool {
        tag == .thead || tag == .tbody || tag == .tfoot
    }
}

extension ContentWriter {
    private mutating func write(image node: HTMLNode) {
        guard kept.isNear(lastBlock + 1), let source = images.source(of: node, base: base) else { return }
        write(image: node, source)
    }

    private mutating func write(image node: HTMLNode, _ source: String) {
        guard kept.isNear(lastBlock + 1) else { return }
        var attributes = [HTMLFragment.Attribute("src", source)]
        let alternative = (node.attribute("alt") ?? node.attribute("aria-label") ?? "").cleaned.collapsed
        if !alternative.isEmpty { attributes.append(HTMLFragment.Attribute("alt", alternative)) }
        builder.void(.img, attributes)
    }

    /// The box of an item of a list of tasks, which nobody may tick here.
    private mutating func write(checkbox node: HTMLNode) {
        guard node.has("disabled"), node.attribute("type") == "checkbox", openBlocks.last?.tag == .li,
            kept[lastBlock + 1]
        else { return }
        builder.text((node.has("checked") ? "\u{2611} " : "\u{2610} ").utf8)
    }

    /// What is embedded from elsewhere becomes a link to it.
    private mutating func write(embed node: HTMLNode) {
        guard kept.isAmid(lastBlock + 1), let link = EmbeddedMedia.link(of: node, base: base) else {
            return
        }
        builder.breakBlock()
        builder.openInline(.a, [HTMLFragment.Attribute("href", link.address)])
        builder.text(link.label.utf8)
        builder.closeInline()
        builder.breakBlock()
    }

    /// A formula as code.
    private mutating func write(_ formula: String, of node: HTMLNode) {
        guard kept.isAmid(lastBlock + 1) || kept[max(lastBlock, 0)] else { return }
        lastFormula = node
        builder.openInline(.code)
        builder.text(formula.utf8)
        builder.closeInline()
    }
}
