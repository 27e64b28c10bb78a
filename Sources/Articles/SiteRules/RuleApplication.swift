import Basics
import Markup

/// Applies a site rule to one page: edits the tree before it is scanned, then tells which blocks are the body, and the metadata.
struct RuleApplication: ~Copyable {
    let set: SiteRuleSet
    private let paths: HTMLXPath
    private let root: HTMLNode

    /// Nodes that one directive may change.
    private static let maximumNodes = 5000

    init?(_ set: SiteRuleSet, _ root: HTMLNode) {
        guard let paths = HTMLXPath(root) else { return nil }
        self.set = set
        self.paths = paths
        self.root = root
    }

    /// What a page says for itself before anything is taken from it.
    func metadata() -> Metadata {
        Metadata(
            title: first(set.title), authors: all(set.author),
            date: first(set.date), singlePage: singlePage(), nextPage: link(set.nextPageLink),
            isAdvertisement: first(set.nativeAdvertisement) != nil)
    }

    struct Metadata {
        var title: String?
        var authors: [String]
        var date: String?
        var singlePage: String?
        var nextPage: String?
        var isAdvertisement: Bool
    }

    /// Changes the tree as the rule asks.
    func edit() {
        for edit in set.moveInto {
            guard let target = select(edit.target).first else { continue }
            for node in select(edit.path) { node.move(into: target) }
        }
        for path in set.strip { for node in select(path) { node.remove() } }
        if !set.stripIDOrClass.isEmpty || !set.stripImageSource.isEmpty || !set.lazyImageAttributes.isEmpty {
            stripByAttributes()
        }
        for path in set.stripAttribute { stripAttributes(path) }
        for edit in set.wrapIn { for node in select(edit.path) { node.wrap(in: edit.target.asciiLowercased) } }
        for path in set.dissolve { for node in select(path) { node.dissolve() } }
    }

    /// The elements that hold the body: what the first `body` that finds anything finds.
    func body() -> [HTMLNode] {
        for path in set.body {
            let found = select(path)
            if !found.isEmpty { return found }
        }
        return []
    }
}

extension RuleApplication {
    private func select(_ path: String) -> [HTMLNode] {
        Array((paths.nodes(path) ?? []).prefix(RuleApplication.maximumNodes))
    }

    private func values(_ path: String) -> [String] {
        paths.strings(path).map { $0.cleaned.collapsed }.filter { !$0.isEmpty }
    }

    private func first(_ list: [String]) -> String? {
        for path in list { if let value = values(path).first { return value } }
        return nil
    }

    /// All that the first path finds that finds anything.
    private func all(_ list: [String]) -> [String] {
        for path in list {
            let found = values(path)
            if !found.isEmpty { return found }
        }
        return []
    }

    private func singlePage() -> String? {
        guard !set.singlePageLink.isEmpty else { return nil }
        if !set.pageCondition.isEmpty, first(set.pageCondition) == nil { return nil }
        return link(set.singlePageLink)
    }

    /// The address that the first path gives: of a link, or as a value.
    private func link(_ list: [String]) -> String? {
        for path in list {
            if let address = paths.nodes(path)?.first?.attribute("href") { return address }
            if let value = values(path).first { return value }
        }
        return nil
    }

    /// Elements whose id or class holds a word, images whose address does: one walk for all the words.
    private func stripByAttributes() {
        var doomed: [HTMLNode] = []
        var node: HTMLNode? = root
        while let current = node {
            if current.isElement && isDoomed(current) {
                doomed.append(current)
                node = current.following(within: root)
                continue
            }
            node = current.successor(within: root)
        }
        for node in doomed { node.remove() }
    }

    private func isDoomed(_ node: HTMLNode) -> Bool {
        let tag = node.tag
        guard tag != .html && tag != .body && tag != .head else { return false }
        for name in [node.attribute("class"), node.attribute("id")] {
            guard let name, !name.isEmpty else { continue }
            if set.stripIDOrClass.contains(where: { name.contains($0) }) { return true }
        }
        guard tag == .img else { return false }
        for name in set.lazyImageAttributes {
            if let source = node.attribute(named: name), !source.isEmpty { node.setAttribute("src", source) }
        }
        guard let source = node.attribute("src") else { return false }
        return set.stripImageSource.contains { source.contains($0) }
    }

    /// `//path/@name`, or a path of elements that lose all attributes.
    private func stripAttributes(_ path: String) {
        guard let at = path.lastIndex(of: "@"), at > path.startIndex else { return }
        let name = String(path[path.index(after: at)...]).trimmed
        var elements = String(path[..<at])
        while elements.hasSuffix("/") { elements.removeLast() }
        guard !elements.isEmpty, !name.isEmpty else { return }
        for node in select(elements) { node.removeAttribute(name) }
    }
}
