import Basics
import Markup

/// Applies a site rule to one page: reads what the page says, then edits the tree, then tells which elements are the body.
struct RuleApplication: ~Copyable {
    private let set: SiteRuleSet
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

    /// What a rule finds on a page.
    struct Finding {
        var title: String?
        /// What the rules for all sites give, with the site's name perhaps.
        var generalTitle: String?
        var authors: [String]
        var date: String?
        var singlePage: String?
        var nextPage: String?
        var isAdvertisement: Bool
        /// The elements that hold the body, in document order.
        var bodies: [HTMLNode] = []
    }

    /// What the page says is read before anything is taken from it, the body after all edits that its path may count on.
    func apply() -> Finding {
        if set.options.tidies ?? false { nameAsTidy() }
        var finding = Finding(
            title: first(set.title), generalTitle: first(set.generalTitle), authors: all(set.author),
            date: first(set.date),
            singlePage: link(set.singlePageLink), nextPage: link(set.nextPageLink),
            isAdvertisement: set.nativeAdvertisement.contains { paths.holds($0) })
        edit()
        finding.bodies = body()
        for path in set.stripAttribute { paths.removeAttributes(path) }
        hide(in: finding.bodies)
        return finding
    }

    /// What is to happen to the content when it has been found. It bears no class, id or style anyhow, and metadata are still read
    /// by them.
    func applyLast() {
        for path in set.postStripAttribute { paths.removeAttributes(path, except: ["class", "id", "style"]) }
    }

    /// The address that the first path gives whose condition holds: of a link, or as a value.
    func link(_ list: [SiteRuleSet.Link]) -> String? {
        for link in list {
            if let condition = link.condition, !paths.holds(condition) { continue }
            if let address = paths.nodes(link.path)?.first?.attribute("href"), !address.isEmpty { return address }
            if let value = values(link.path).first { return value }
        }
        return nil
    }
}

extension RuleApplication {
    private func edit() {
        for edit in set.moveInto {
            guard let target = select(edit.target).first else { continue }
            for node in select(edit.path) { node.move(into: target) }
        }
        for path in set.strip {
            for node in select(path) { node.remove() }
            paths.removeAttributes(path)
        }
        if !set.stripIDOrClass.isEmpty || !set.stripImageSource.isEmpty || !set.lazyImageAttributes.isEmpty {
            stripByAttributes()
        }
        for edit in set.wrapIn { for node in select(edit.path) { node.wrap(in: edit.target) } }
        for path in set.dissolve { for node in select(path) { node.dissolve() } }
    }

    /// What the first `body` that finds anything finds.
    private func body() -> [HTMLNode] {
        for path in set.body {
            let found = select(path)
            if !found.isEmpty { return found }
        }
        return []
    }

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

    private func nameAsTidy() {
        for (path, name) in [("//b", "strong"), ("//i", "em")] { for node in select(path) { node.rename(name) } }
    }

    /// Elements whose id or class holds a word, images whose address does: one walk for all the words.
    private func stripByAttributes() {
        let set = set
        for node in RuleApplication.elements(below: root, where: { RuleApplication.isDoomed($0, by: set) }) {
            node.remove()
        }
    }

    /// What no reader sees, and what sites mark for readers such as this one to leave out, goes from the body.
    private func hide(in bodies: [HTMLNode]) {
        for body in bodies where body.isElement {
            for node in RuleApplication.elements(below: body, where: { $0 != body && RuleApplication.isHidden($0) }) {
                node.remove()
            }
        }
    }

    /// The outermost elements that are so, in document order.
    private static func elements(below top: HTMLNode, where isWanted: (HTMLNode) -> Bool) -> [HTMLNode] {
        var found: [HTMLNode] = []
        var node: HTMLNode? = top
        while let current = node {
            if current.isElement && isWanted(current) {
                found.append(current)
                node = current.following(within: top)
            } else {
                node = current.successor(within: top)
            }
        }
        return found
    }

    private static func isHidden(_ node: HTMLNode) -> Bool {
        if let style = node.attribute("style"), !style.isEmpty {
            let style = style.asciiLowercased.filter { !$0.isWhitespace }
            if style.holds("display:none") || style.holds("visibility:hidden") { return true }
        }
        guard let words = node.attribute("class"), words.holds("_ignore") || words.holds("-unrelated") else {
            return false
        }
        return words.split(whereSeparator: \.isWhitespace).contains {
            $0 == "instapaper_ignore" || $0 == "entry-unrelated"
        }
    }

    private static func isDoomed(_ node: HTMLNode, by set: SiteRuleSet) -> Bool {
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
}
