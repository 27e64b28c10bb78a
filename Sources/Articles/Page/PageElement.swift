import Markup

/// What the scan notes of an element that can hold blocks.
struct PageElement {
    var node: HTMLNode
    var tag: HTMLTag
    /// Place in `Page.elements`; -1 for the root.
    var parent: Int32
    var depth: UInt16
    var context: ElementContext
    /// Hints of its own class, id and name.
    var signals: NameSignals
    /// Tag and class, hashed: equal for elements that a template repeats.
    var signature: UInt32
    /// Its blocks are `Page.blocks[firstBlock..<endBlock]`.
    var firstBlock: Int32
    var endBlock: Int32 = 0
    /// Siblings with its signature, itself among them.
    var repetition: Int32 = 1
    /// Place among its parent's element children.
    var order: UInt16 = 0
    var children: UInt16 = 0
}

/// A run of text with no break of line in it but `br`: a paragraph, a heading, an item, a cell.
struct PageBlock {
    /// The element that it stands in, in `Page.elements`.
    var element: Int32
    /// The nearest element above that begins a line.
    var holder: Int32
    /// Its text, white space collapsed, in `Page.text`.
    var text: Range<Int32>
    /// Bytes of the text that stand in links, and how many links.
    var linkBytes: Int32 = 0
    var links: Int32 = 0
    /// Bytes of the text in `b` or `strong`.
    var boldBytes: Int32 = 0
    var breaks: Int32 = 0
    var images: Int32 = 0
    var statistics = TextStatistics()
    /// Of its letters, white space and case aside; equal for equal texts.
    var hash: UInt64 = 0
}
