import Markup

/// What is kept or dropped as a whole, and with what it belongs to: the lines of a listing, the caption of a figure between kept texts, the
/// heading of a kept section, notes that the text refers to, templates beside a text.
struct WholeParts {
    /// Words of a caption, and of a text beside which a template is none.
    private static let captionWords = 80
    private static let sourceWords = 20
    private static let textWords = 60
    /// The mean score from which the place decides: of a caption; of a listing, for code between paragraphs is hardly ever another's;
    /// of a heading, by itself and over a text that is surely kept.
    private static let doubt: Float = 0.3
    private static let listingDoubt: Float = 0.15
    private static let headingDoubt: Float = 0.3
    private static let sureHeadingDoubt: Float = 0.2
    private static let sure: Float = 0.8

    private let view: PageView
    private var page: Page { view.page }

    init(_ view: PageView) {
        self.view = view
    }

    func apply(to selection: inout Selection) {
        guard selection.type != .listing, selection.type != .collection else { return }
        dropTemplates(&selection)
        for element in page.elements where element.tag == .pre && element.endBlock > element.firstBlock {
            dropNumbering(element, &selection)
        }
        for element in page.elements where element.endBlock > element.firstBlock {
            switch element.tag {
            case .pre: keepListing(element, &selection)
            case .table where CodeLines.shape(of: element.node) == .rows: keepListing(element, &selection)
            case .figcaption: keepCaption(element, &selection)
            case .caption: keepTableCaption(element, &selection)
            case .blockquote:
                keepSource(of: element, &selection)
                if element.parent >= 0, page.elements[Int(element.parent)].tag == .figure {
                    keepSource(of: page.elements[Int(element.parent)], &selection)
                }
            default: break
            }
        }
        keepHeadings(&selection)
        guard selection.type == .article || selection.type == .documentation else { return }
        ListParts(view).apply(to: &selection)
        NoteParts(page).apply(to: &selection)
    }

    /// A section without its heading says something else than its author wrote ("Cons", "Step 3").
    private func keepHeadings(_ selection: inout Selection) {
        for index in page.blocks.indices.dropLast() where !selection.kept[index] && selection.kept[index + 1] {
            let holder = page.elements[Int(page.blocks[index].holder)]
            let bound =
                selection.scores[index + 1] >= WholeParts.sure ? WholeParts.sureHeadingDoubt : WholeParts.headingDoubt
            guard holder.tag.headingLevel > 1, selection.scores[index] >= bound, !holder.context.isIn(.hidden),
                page.range(holder.parent).contains(index + 1), !isTeaser(index, holder)
            else { continue }
            selection.set(index, true, .heading)
        }
    }

    /// A heading that is a link to elsewhere is a teaser's.
    private func isTeaser(_ index: Int, _ holder: PageElement) -> Bool {
        guard page.linkDensity(index..<index + 1) >= 0.5 else { return false }
        var current: HTMLNode? = holder.node
        while let node = current {
            if node.tag == .a, let target = node.attribute("href"), !target.hasPrefix("#") { return true }
            current = node.successor(within: holder.node)
        }
        return false
    }

    private func dropTemplates(_ selection: inout Selection) {
        var (inside, outside): ([Int], Int) = ([], 0)
        for (index, block) in page.blocks.enumerated() where selection.kept[index] {
            if page.elements[Int(block.element)].context.isIn(.template) {
                inside.append(index)
            } else {
                outside += Int(block.statistics.words)
            }
        }
        guard outside >= WholeParts.textWords else { return }
        for index in inside { selection.set(index, false, .template) }
    }

    /// A listing has all its lines where it has one, or where it is doubtful and stands between kept blocks.
    private func keepListing(_ element: PageElement, _ selection: inout Selection) {
        let blocks = Int(element.firstBlock)..<Int(element.endBlock)
        guard
            blocks.contains(where: { selection.kept[$0] })
                || isDoubtful(blocks, selection, from: WholeParts.listingDoubt) && isBetween(blocks, selection)
        else { return }
        for index in blocks { selection.set(index, true, .listing) }
    }

    /// The numbers of the lines may stand in a listing of their own, even within the one that they count.
    private func dropNumbering(_ element: PageElement, _ selection: inout Selection) {
        let blocks = Int(element.firstBlock)..<Int(element.endBlock)
        guard isNumbering(blocks) else { return }
        for index in blocks {
            selection.kept[index] = false
            selection.reasons[index] = .listing
        }
    }

    /// The numbers of the lines of the listing beside it.
    private func isNumbering(_ blocks: Range<Int>) -> Bool {
        var last: Int?
        var count = 0
        for block in blocks {
            for word in page.bytes(block).split(separator: 0x20) {
                guard word.count < 7, let number = Int(String(decoding: word, as: UTF8.self)),
                    last.map({ number == $0 + 1 }) ?? true
                else { return false }
                last = number
                count += 1
            }
        }
        return count > 1
    }

    private func keepCaption(_ element: PageElement, _ selection: inout Selection) {
        let blocks = Int(element.firstBlock)..<Int(element.endBlock)
        guard page.words(blocks) <= WholeParts.captionWords, page.linkDensity(blocks) < 0.5,
            isDoubtful(blocks, selection, from: WholeParts.doubt),
            isBetween(blocks, selection)
        else { return }
        for index in blocks { selection.set(index, true, .caption) }
    }

    /// A quotation that is kept has the line that says whose it is, at its end.
    private func keepSource(of element: PageElement, _ selection: inout Selection) {
        let blocks = Int(element.firstBlock)..<Int(element.endBlock)
        guard let last = blocks.last(where: { selection.kept[$0] }), last + 1 < blocks.upperBound else { return }
        let source = last + 1..<blocks.upperBound
        guard page.words(source) <= WholeParts.sourceWords, blocks.lowerBound < source.lowerBound else { return }
        let isNamed = source.allSatisfy { block in
            let holder = page.elements[Int(page.blocks[block].holder)].tag
            return holder == .footer || holder == .cite || holder == .figcaption
        }
        guard isNamed else { return }
        for index in source { selection.set(index, true, .caption) }
    }

    /// A table that is kept has its caption.
    private func keepTableCaption(_ element: PageElement, _ selection: inout Selection) {
        let blocks = Int(element.firstBlock)..<Int(element.endBlock)
        guard page.words(blocks) <= WholeParts.captionWords,
            page.range(element.parent).contains(where: { !blocks.contains($0) && selection.kept[$0] })
        else { return }
        for index in blocks { selection.set(index, true, .caption) }
    }

    /// Whether the models are not sure that it is none.
    private func isDoubtful(_ blocks: Range<Int>, _ selection: Selection, from doubt: Float) -> Bool {
        blocks.reduce(0) { $0 + selection.scores[$1] } >= doubt * Float(blocks.count)
    }

    private func isBetween(_ blocks: Range<Int>, _ selection: Selection) -> Bool {
        blocks.lowerBound > 0 && blocks.upperBound < page.blocks.count && selection.kept[blocks.lowerBound - 1]
            && selection.kept[blocks.upperBound]
    }
}
