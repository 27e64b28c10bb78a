import CLibXML2
import Glibc

/// Changes to a tree, as site rules ask for them. Nodes stay the document's: what is removed is freed with it.
extension HTMLNode {
    /// Takes the node out of the tree, to where no walk and no path comes.
    public func remove() {
        guard let document = pointer.pointee.doc, xmlDocGetRootElement(document) != pointer else { return }
        let shelf: xmlNodePtr
        if let known = document.pointee._private {
            shelf = known.assumingMemoryBound(to: xmlNode.self)
        } else {
            guard let made = xmlNewDocFragment(document) else { return }
            document.pointee._private = UnsafeMutableRawPointer(made)
            shelf = made
        }
        // Each by itself: texts side by side would become one, and the second be freed.
        guard let holder = xmlNewDocNode(document, nil, "removed", nil) else { return }
        xmlAddChild(shelf, holder)
        xmlUnlinkNode(pointer)
        xmlAddChild(holder, pointer)
    }

    /// Takes the element away and leaves what was in it in its place.
    public func dissolve() {
        guard isElement, let parent = pointer.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return }
        // By hand: libxml2 would make one text of two that meet, and free the other.
        if let first = pointer.pointee.children, let last = pointer.pointee.last {
            var child: xmlNodePtr? = first
            while let current = child {
                current.pointee.parent = parent
                child = current.pointee.next
            }
            let (before, after) = (pointer.pointee.prev, pointer.pointee.next)
            first.pointee.prev = before
            last.pointee.next = pointer
            pointer.pointee.prev = last
            pointer.pointee.next = after
            if let before { before.pointee.next = first } else { parent.pointee.children = first }
            pointer.pointee.children = nil
            pointer.pointee.last = nil
        }
        remove()
    }

    /// Puts a new element around the node.
    public func wrap(in name: String) {
        guard parent != nil, let wrapper = xmlNewDocNode(pointer.pointee.doc, nil, name, nil) else { return }
        xmlReplaceNode(pointer, wrapper)
        xmlAddChild(wrapper, pointer)
    }

    /// Makes the node the last child of another element that is not below it.
    public func move(into target: HTMLNode) {
        var above: HTMLNode? = target
        while let current = above {
            if current == self { return }
            above = current.parent
        }
        guard target.isElement else { return }
        xmlUnlinkNode(pointer)
        xmlAddChild(target.pointer, pointer)
    }

    /// Makes it an element of another name.
    public func rename(_ name: String) {
        if isElement { xmlNodeSetName(pointer, name) }
    }

    public func setAttribute(_ name: String, _ value: String) { xmlSetProp(pointer, name, value) }

    /// By a name that is known at run time only.
    public func attribute(named name: String) -> String? {
        guard isElement, let value = xmlGetProp(pointer, name) else { return nil }
        defer { free(value) }
        return String(cString: value)
    }

    /// Puts the element in front of another node of the tree that is not below it.
    public func move(before target: HTMLNode) {
        guard isElement, target.parent != nil, target != self, !target.isBelow(self) else { return }
        xmlUnlinkNode(pointer)
        xmlAddPrevSibling(target.pointer, pointer)
    }

    public func removeAttribute(_ name: String) {
        if isElement { _ = xmlUnsetProp(pointer, name) }
    }
}
