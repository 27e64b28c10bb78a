import Basics
import Markup

/// Lists: one of which most is kept is kept whole, and so are a list within a kept item and one that a kept line announces.
struct ListParts {
    /// The mean score of what is missing from which its place decides.
    private static let doubt: Float = 0.08
    private static let announcedDoubt: Float = 0.12
    /// The score, and the words, of a line that announces a list.
    private static let announcement: Float = 0.6
    private static let announcementWords = 4
    /// The mean score from which the other half of two items is text too.
    private static let halfDoubt: Float = 0.25
    /// Blocks and words of an item; one with more is a card.
    private static let itemBlocks = 2
    private static let itemWords = 60
    /// Blocks of a list of links.
    private static let mostLinks = 200
    /// Cells of a table, and their words in the mean.
    private static let leastCells = 4
    private static let cellWords = 12

    private let page: Page
    private let host: String?

    init(_ view: PageView) {
        page = view.page
        host = view.host
    }

    private struct Items {
        var count = 0
        var kept = 0
        var missing: [Int] = []
    }

    func apply(to selection: inout Selection) {
        var keptBefore: [Int] = [0]
        keptBefore.reserveCapacity(page.blocks.count + 1)
        for isKept in selection.kept { keptBefore.append(keptBefore[keptBefore.count - 1] + (isKept ? 1 : 0)) }
        func kept(_ blocks: Range<Int>) -> Int { keptBefore[blocks.upperBound] - keptBefore[blocks.lowerBound] }
        var lists: [Int32: Items] = [:]
        var order: [Int32] = []
        for (place, element) in page.elements.enumerated() where element.endBlock > element.firstBlock {
            if ListParts.isList(element.tag) { order.append(Int32(place)) }
            guard element.parent >= 0, ListParts.isItem(element.tag),
                ListParts.isList(page.elements[Int(element.parent)].tag)
            else { continue }
            let blocks = page.range(Int32(place))
            lists[element.parent, default: Items()].count += 1
            if kept(blocks) > 0 {
                lists[element.parent, default: Items()].kept += 1
            } else if blocks.count <= ListParts.itemBlocks, page.words(blocks) <= ListParts.itemWords {
                lists[element.parent, default: Items()].missing += Array(blocks)
            }
        }
        for place in order {
            guard let items = lists[place], !items.missing.isEmpty, mayBeText(page.elements[Int(place)]) else {
                continue
            }
            let isWanted =
                items.kept * 2 > items.count && isDoubtful(items.missing, selection, from: ListParts.doubt)
                || items.kept * 2 == items.count && isDoubtful(items.missing, selection, from: ListParts.halfDoubt)
                || items.kept == 0 && isDoubtful(items.missing, selection, from: ListParts.announcedDoubt)
                    && (isWithinItem(place, selection) || isAnnounced(place, selection))
            guard isWanted else { continue }
            for index in items.missing { selection.set(index, true, .list) }
        }
        for (place, element) in page.elements.enumerated() where element.tag == .table {
            keepTable(element, kept: kept(page.range(Int32(place))), &selection)
        }
    }

    /// A table of data of which most cells are kept has all of them.
    private func keepTable(_ table: PageElement, kept: Int, _ selection: inout Selection) {
        let blocks = Int(table.firstBlock)..<Int(table.endBlock)
        guard blocks.count >= ListParts.leastCells, kept < blocks.count, kept * 2 > blocks.count,
            page.words(blocks) <= blocks.count * ListParts.cellWords,
            mayBeText(table), TableShape.isData(table.node, page)
        else { return }
        for index in blocks { selection.set(index, true, .list) }
    }

    private static func isList(_ tag: HTMLTag) -> Bool { tag == .ul || tag == .ol || tag == .dl }
    private static func isItem(_ tag: HTMLTag) -> Bool { tag == .li || tag == .dt || tag == .dd }

    /// Menus, comments and what is not shown have lists too.
    private func mayBeText(_ list: PageElement) -> Bool {
        let context = list.context
        return !context.isIn(.nav) && !context.isIn(.hidden) && !context.isIn(.footer)
            && context.hint(.comment) == ElementContext.none && context.hint(.share) > 2 && context.hint(.tags) > 2
            && context.hint(.related) > 2 && context.hint(.navigation) > 3 && context.hint(.toc) > 2
    }

    private func isDoubtful(_ blocks: [Int], _ selection: Selection, from doubt: Float) -> Bool {
        blocks.reduce(0) { $0 + selection.scores[$1] } >= doubt * Float(blocks.count)
    }

    /// Below the kept text of an item of another list.
    private func isWithinItem(_ place: Int32, _ selection: Selection) -> Bool {
        let list = page.elements[Int(place)]
        guard list.parent >= 0, ListParts.isItem(page.elements[Int(list.parent)].tag) else { return false }
        let item = page.range(list.parent)
        return item.lowerBound < Int(list.firstBlock) && selection.kept[Int(list.firstBlock) - 1]
            && page.linkDensity(page.range(place)) < 0.5
    }

    /// A paragraph that ends in a colon says that more belongs to it.
    private func isAnnounced(_ place: Int32, _ selection: Selection) -> Bool {
        let before = Int(page.elements[Int(place)].firstBlock) - 1
        guard before >= 0, selection.kept[before], selection.scores[before] >= ListParts.announcement,
            page.blocks[before].statistics.words >= ListParts.announcementWords,
            page.elements[Int(page.blocks[before].holder)].tag == .p,
            page.linkDensity(page.range(place)) < 0.5 || leadsElsewhere(place)
        else { return false }
        return page.bytes(before).last == UInt8(ascii: ":") || page.bytes(before).suffix(3).elementsEqual("：".utf8)
    }

    /// Whether the links of a list lead to other sites: those to its own are teasers.
    private func leadsElsewhere(_ place: Int32) -> Bool {
        guard let host else { return false }
        let blocks = page.range(place)
        guard blocks.count <= ListParts.mostLinks else { return false }
        return page.elements[Int(place)...].prefix { Int($0.firstBlock) < blocks.upperBound }.allSatisfy { element in
            guard element.tag == .a, let target = element.node.attribute("href") else { return true }
            guard target.hasPrefix("http"), let other = WebURL(target)?.host else { return false }
            return !other.hasSuffix(host)
        }
    }
}
