import Basics
import CLibXML2

/// A node of an `HTMLDocument`: a pointer, valid while its document lives and never kept longer.
public struct HTMLNode: Hashable {
    let pointer: xmlNodePtr

    init(_ pointer: xmlNodePtr) {
        self.pointer = pointer
    }

    private init?(_ pointer: xmlNodePtr?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    public var isElement: Bool { pointer.pointee.type == XML_ELEMENT_NODE }

    /// Text, or the content of a script or style.
    public var isText: Bool {
        pointer.pointee.type == XML_TEXT_NODE || pointer.pointee.type == XML_CDATA_SECTION_NODE
    }

    public var isComment: Bool { pointer.pointee.type == XML_COMMENT_NODE }

    public var parent: HTMLNode? {
        guard let parent = pointer.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else {
            return nil
        }
        return HTMLNode(parent)
    }

    public var firstChild: HTMLNode? { HTMLNode(pointer.pointee.children) }
    public var next: HTMLNode? { HTMLNode(pointer.pointee.next) }
    public var previous: HTMLNode? { HTMLNode(pointer.pointee.prev) }

    public var tag: HTMLTag { isElement ? HTMLTag(name: pointer.pointee.name) : .other }

    /// The element's name in lower case, whatever its `tag`.
    public var name: String { isElement ? String(cString: pointer.pointee.name) : "" }

    /// The bytes of a text node or a comment, in UTF-8.
    public var content: UnsafeBufferPointer<UInt8> { HTMLNode.bytes(pointer.pointee.content) }

    /// A number for the caller's own use, 0 at first: the place of this node in a side array.
    public var mark: Int {
        get { Int(bitPattern: pointer.pointee._private) }
        nonmutating set { pointer.pointee._private = UnsafeMutableRawPointer(bitPattern: newValue) }
    }

    /// The value of an attribute; nil where it is absent, empty where it has none.
    public func attribute(_ name: StaticString) -> String? {
        bytes(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The value's bytes, which live as long as the document.
    public func bytes(of name: StaticString) -> UnsafeBufferPointer<UInt8>? {
        guard isElement else { return nil }
        var attribute = pointer.pointee.properties
        while let current = attribute {
            if xmlStrEqual(current.pointee.name, name.utf8Start) != 0 {
                return HTMLNode.value(of: current)
            }
            attribute = current.pointee.next
        }
        return nil
    }

    public func has(_ name: StaticString) -> Bool { bytes(of: name) != nil }

    /// Each attribute's name and value, as bytes that live as long as the document.
    public func forEachAttribute(
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Void
    ) {
        guard isElement else { return }
        var attribute = pointer.pointee.properties
        while let current = attribute {
            body(HTMLNode.bytes(current.pointee.name), HTMLNode.value(of: current))
            attribute = current.pointee.next
        }
    }

    /// The node after this one in document order that is not below it, within `top`; nil at the end.
    public func following(within top: HTMLNode) -> HTMLNode? {
        var node = self
        while node != top {
            if let next = node.next { return next }
            guard let parent = node.parent else { return nil }
            node = parent
        }
        return nil
    }

    /// Whether it stands in another one, at whatever depth.
    public func isBelow(_ other: HTMLNode) -> Bool {
        var above = parent
        while let current = above {
            if current == other { return true }
            above = current.parent
        }
        return false
    }

    /// The next node in document order within `top`.
    public func successor(within top: HTMLNode) -> HTMLNode? { firstChild ?? following(within: top) }

    /// All text below, scripts and styles apart, on one line; no more than `limit` bytes of it. `isLeftOut`: what parts words and is
    /// not read.
    public func text(limit: Int = 4096, without isLeftOut: (HTMLNode) -> Bool = { _ in false }) -> String {
        var bytes: [UInt8] = []
        var node: HTMLNode? = self
        while let current = node, bytes.count < limit {
            let tag = current.tag
            if current.isText {
                bytes.append(contentsOf: current.content)
            } else if isLeftOut(current) {
                bytes.append(0x20)
                node = current.following(within: self)
                continue
            } else if tag.isSilent && current != self && tag != .title {
                node = current.following(within: self)
                continue
            } else if tag.isBlock || tag == .br {
                bytes.append(0x20)
            }
            node = current.successor(within: self)
        }
        return String(decoding: bytes.prefix(limit), as: UTF8.self).collapsed
    }

    /// The text below as it stands, scripts too; for the content of `script`.
    public var rawText: String {
        guard let first = firstChild else {
            return isText ? String(decoding: content, as: UTF8.self) : ""
        }
        var text = ""
        var node: HTMLNode? = first
        while let current = node {
            if current.isText { text += String(decoding: current.content, as: UTF8.self) }
            node = current.successor(within: self)
        }
        return text
    }

    /// The first element with this tag, itself or below.
    public func first(_ tag: HTMLTag) -> HTMLNode? {
        var node: HTMLNode? = self
        while let current = node {
            if current.tag == tag && current.isElement { return current }
            node = current.successor(within: self)
        }
        return nil
    }

    private static func value(of attribute: xmlAttrPtr) -> UnsafeBufferPointer<UInt8> {
        guard let child = attribute.pointee.children else {
            return UnsafeBufferPointer(start: nil, count: 0)
        }
        return bytes(child.pointee.content)
    }

    private static func bytes(_ text: UnsafePointer<xmlChar>?) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text, count: text.map { Int(xmlStrlen($0)) } ?? 0)
    }
}
