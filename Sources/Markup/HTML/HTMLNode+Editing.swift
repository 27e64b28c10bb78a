import CLibXML2
import Glibc

/// Changes to a tree, as site rules ask for them. Nodes stay the document's: what is removed is freed with it.
extension HTMLNode {
    /// Takes the node out of the tree, behind the root element, where no walk comes.
    public func remove() {
        guard let document = pointer.pointee.doc, let root = xmlDocGetRootElement(document), root != pointer else {
            return
        }
        xmlUnlinkNode(pointer)
        let holder = xmlNewDocNode(document, nil, "removed", nil)
        guard let holder else { return }
        xmlAddChild(holder, pointer)
        xmlAddSibling(root, holder)
    }

    /// Takes the element away and leaves what was in it in its place.
    public func dissolve() {
        guard isElement, parent != nil else { return }
        while let child = pointer.pointee.children {
            xmlUnlinkNode(child)
            xmlAddPrevSibling(pointer, child)
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

    public func removeAttribute(_ name: String) { xmlUnsetProp(pointer, name) }
    public func setAttribute(_ name: String, _ value: String) { xmlSetProp(pointer, name, value) }

    /// By a name that is known at run time only.
    public func attribute(named name: String) -> String? {
        guard isElement, let value = xmlGetProp(pointer, name) else { return nil }
        defer { free(value) }
        return String(cString: value)
    }
}
