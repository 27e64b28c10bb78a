import Markup

/// Puts the parts of a tree where a browser shows them before any script of the page's own has run: declarative shadow roots become
/// what their hosts show (HTML Standard, 4.12.3), the parts that React's server sends late come into the places kept for them, a
/// template in the middle of a sentence goes.
struct ComposedTree {
    /// Shadow roots, innermost last.
    private var shadows: [HTMLNode] = []
    /// Elements with the late parts, and the marks of their places, by the number that they share.
    private var parts: [(id: String, node: HTMLNode)] = []
    private var places: [String: HTMLNode] = [:]
    private var inert: [HTMLNode] = []

    static func compose(_ root: HTMLNode) {
        var tree = ComposedTree()
        tree.collect(root)
        for template in tree.inert { template.remove() }
        // An element has one shadow; the first is it. Known before anything moves.
        var hosts: Set<HTMLNode> = []
        let roots = tree.shadows.map { ($0, $0.parent.flatMap { hosts.insert($0).inserted ? $0 : nil }) }
        for case (let shadow, nil) in roots { shadow.remove() }
        for case (let shadow, let host?) in roots {
            shadow.rename("div")
            fill(shadow, from: host)
        }
        for part in tree.parts {
            if let place = tree.places[part.id] { put(part.node, at: place) }
            part.node.removeAttribute("hidden")
        }
    }

    private mutating func collect(_ root: HTMLNode) {
        var node: HTMLNode? = root
        while let current = node {
            node = current.successor(within: root)
            guard current.isElement else { continue }
            if current.tag == .template {
                note(template: current)
            } else if current.has("hidden"), let id = current.attribute("id"), id.hasPrefix("S:") {
                parts.append((String(id.dropFirst(2)), current))
            }
        }
    }

    private mutating func note(template: HTMLNode) {
        if template.has("shadowrootmode") || template.has("shadowroot") {
            shadows.append(template)
        } else if let id = template.attribute("id"), id.hasPrefix("B:") || id.hasPrefix("P:") {
            places[String(id.dropFirst(2))] = template
        } else if let parent = template.parent, !parent.tag.isBlock || parent.tag == .p || parent.tag.isHeading,
            parent.tag != .other
        {
            inert.append(template)
        }
    }

    /// Takes the place's fallback away, up to the comment that ends it, and puts the part there.
    private static func put(_ part: HTMLNode, at place: HTMLNode) {
        guard !place.isBelow(part) else { return }
        part.move(before: place)
        var next = place.next
        var seen = 0
        while let node = next, seen < 1000, !(node.isComment && node.content.equals("/$")) {
            seen += 1
            next = node.next
        }
        if next != nil {
            while let node = place.next, node != next { node.remove() }
        }
        place.remove()
    }

    /// The host's own children stand in the shadow's slots; those for which there is none are not shown.
    private static func fill(_ shadow: HTMLNode, from host: HTMLNode) {
        var slots: [String: HTMLNode] = [:]
        var node: HTMLNode? = shadow
        while let current = node {
            node = current.successor(within: shadow)
            guard current.tag == .slot else { continue }
            let name = current.attribute("name") ?? ""
            if slots[name] == nil { slots[name] = current }
        }
        // Without a slot they stay: a script may yet show them, and text is worth more than a rule.
        var child = host.firstChild
        var filled: Set<String> = []
        while let current = child {
            child = current.next
            guard current != shadow, current.isElement else { continue }
            let name = current.attribute("slot") ?? ""
            guard let slot = slots[name] else { continue }
            if filled.insert(name).inserted {
                while let fallback = slot.firstChild { fallback.remove() }
            }
            current.move(into: slot)
        }
    }
}
