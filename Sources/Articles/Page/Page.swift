import Basics
import Markup

/// A page as extraction sees it: its elements and its blocks of text in document order, in side arrays over the tree.
struct Page {
    var elements: [PageElement] = []
    var blocks: [PageBlock] = []
    /// The blocks' texts, white space collapsed.
    var text: [UInt8] = []

    /// Nodes that metadata are read from, in document order.
    var metas: [HTMLNode] = []
    var links: [HTMLNode] = []
    var scripts: [HTMLNode] = []
    var times: [HTMLNode] = []
    var headings: [Int32] = []
    var titleNode: HTMLNode?
    var baseNode: HTMLNode?
    var root: HTMLNode

    /// Elements that carry `itemprop`, and links with a `rel`.
    var properties: [HTMLNode] = []
    var relations: [HTMLNode] = []

    /// Words, bytes and link bytes of the blocks before each block; one more entry than blocks.
    var wordsBefore: [Int32] = [0]
    var linkBytesBefore: [Int32] = [0]
    var bytesBefore: [Int32] = [0]

    func string(_ block: Int) -> String { String(decoding: bytes(block), as: UTF8.self) }

    func bytes(_ block: Int) -> ArraySlice<UInt8> {
        text[Int(blocks[block].text.lowerBound)..<Int(blocks[block].text.upperBound)]
    }

    /// The blocks of an element.
    func range(_ element: Int32) -> Range<Int> {
        Int(elements[Int(element)].firstBlock)..<Int(elements[Int(element)].endBlock)
    }

    /// Where the scan noted a node; -1 for one that it passed over.
    func element(of node: HTMLNode) -> Int32 {
        node.mark > 0 && node.mark <= elements.count && elements[node.mark - 1].node == node ? Int32(node.mark - 1) : -1
    }

    /// Of the node, or of the nearest above it that was noted; -1 where none was.
    func nearestElement(of node: HTMLNode) -> Int32 {
        var above: HTMLNode? = node
        while let current = above {
            let place = element(of: current)
            if place >= 0 { return place }
            above = current.parent
        }
        return -1
    }

    func words(_ range: Range<Int>) -> Int {
        Int(wordsBefore[range.upperBound] - wordsBefore[range.lowerBound])
    }
    func bytes(_ range: Range<Int>) -> Int {
        Int(bytesBefore[range.upperBound] - bytesBefore[range.lowerBound])
    }
    func linkBytes(_ range: Range<Int>) -> Int {
        Int(linkBytesBefore[range.upperBound] - linkBytesBefore[range.lowerBound])
    }

    /// Share of the text that stands in links, 0 ... 1.
    func linkDensity(_ range: Range<Int>) -> Float {
        let all = bytes(range)
        return all > 0 ? Float(linkBytes(range)) / Float(all) : 0
    }

    var words: Int { Int(wordsBefore[blocks.count]) }
}
