import Basics
import Markup

/// Finds who wrote an article: what the page declares first, then what stands in its byline.
struct AuthorFinder {
    let view: PageView
    let siteName: String
    let base: WebURL?

    /// Persons, and the byline as the page shows it where it names something else.
    func find() -> (authors: [Person], byline: String) {
        for source in [linkedData, metaTags, relations, properties, profileLinks, bylines, sourceLine] {
            let people = source()
            if !people.isEmpty { return (Array(people.prefix(12)), people.map(\.name).joined(separator: ", ")) }
        }
        return ([], "")
    }

    private func linkedData() -> [Person] {
        let data = view.declared.linkedData
        guard let article = data.article, let author = article["author"] ?? article["creator"] else { return [] }
        var people: [Person] = []
        for value in author.array.isEmpty ? [author] : author.array {
            let node = data.resolve(value)
            guard let name = node.string ?? LinkedData.text(node["name"]) else { continue }
            if LinkedData.types(of: node).contains("Organization") && isSite(name) { continue }
            let address = node["url"]?.string.flatMap { ContentAttributes.link($0, base) }
            people += PersonNames.split(name).filter { !isSite($0) }.map { Person(name: $0, url: address) }
        }
        return unique(people)
    }

    private func metaTags() -> [Person] {
        for name in [
            "author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author",
            "citation_author", "byl", "og:article:author", "article:author_name",
        ] {
            guard let values = view.declared.meta[name] else { continue }
            let people = unique(
                values.filter { !$0.contains("://") }.flatMap { PersonNames.split($0) }.filter { !isSite($0) }.map {
                    Person(name: $0)
                })
            if !people.isEmpty { return people }
        }
        if let label = view.declared["twitter:label1"]?.asciiLowercased,
            label.contains("written") || label.contains("author") || label.contains("verfasst")
                || label.contains("escrit") || label.contains("crit par"),
            let name = view.declared["twitter:data1"]
        {
            return unique(PersonNames.split(name).filter { !isSite($0) }.map { Person(name: $0) })
        }
        return []
    }

    private func relations() -> [Person] {
        let nodes = view.page.relations.filter { node in
            node.tag == .a && (node.attribute("rel") ?? "").asciiLowercased.split(separator: " ").contains("author")
        }
        return people(nodes.filter { !isAmidComments($0) })
    }

    /// Links to a person's page near the title, told by their address.
    private func profileLinks() -> [Person] {
        let page = view.page
        guard view.facts.shownTitle >= 0 else { return [] }
        let title = page.range(view.facts.shownTitle)
        let near = max(0, title.lowerBound - 6)..<min(page.blocks.count, title.upperBound + 10)
        let nodes = page.elements.filter { element in
            guard element.tag == .a, element.firstBlock < near.upperBound, element.endBlock > near.lowerBound else {
                return false
            }
            let address = (element.node.attribute("href") ?? "").asciiLowercased
            return AuthorFinder.profilePaths.contains { address.contains($0) }
        }
        return people(
            nodes.map(\.node).filter { !isAmidComments($0) && PersonNames.looksLikeName($0.text(limit: 100)) })
    }

    private static let profilePaths = [
        "/author", "/autor", "/auteur", "/people/", "/profile/", "/profil", "/contributor", "/writer", "/redakt",
        "/journalist", "/staff/",
        "/team/", "/byline", "/person",
    ]

    private func properties() -> [Person] {
        let nodes = view.page.properties.filter { node in
            node.attribute("itemprop") == "author" && !isAmidComments(node)
        }
        return people(
            nodes.map { node in
                var inner: HTMLNode? = node
                while let current = inner {
                    if current.attribute("itemprop") == "name" { return current }
                    inner = current.successor(within: node)
                }
                return node
            })
    }

    private func people(_ nodes: [HTMLNode]) -> [Person] {
        var people: [Person] = []
        for node in nodes.prefix(8) {
            let text = node.attribute("content") ?? node.text(limit: 200).cleaned
            guard PlainWords.of(text).count <= 12 else { continue }
            let address = node.attribute("href").flatMap { ContentAttributes.link($0, base) }
            people += PersonNames.split(text).filter { !isSite($0) }.map { Person(name: $0, url: address) }
        }
        return unique(people)
    }

    /// A short block that hints at an author or begins with "By", near the title or just after the text.
    private func bylines() -> [Person] {
        let page = view.page
        let title = view.facts.shownTitle >= 0 ? page.range(view.facts.shownTitle).lowerBound : 0
        var best: (value: Int, people: [Person])?
        for index in page.blocks.indices {
            let block = page.blocks[index]
            guard block.statistics.words <= 14, block.text.count <= 140 else { continue }
            let context = page.elements[Int(block.element)].context
            guard !context.isIn(.nav), !context.isIn(.footer), context.hint(.comment) >= 6, context.hint(.related) >= 4
            else { continue }
            let text = page.string(index).cleaned
            let marked = PersonNames.afterBy(text)
            let isHinted = context.hint(.author) <= 2
            guard marked != nil || isHinted else { continue }
            let names = PersonNames.split(marked ?? text).filter { !isSite($0) && PersonNames.looksLikeName($0) }
            guard !names.isEmpty else { continue }
            let distance = abs(index - title)
            let value = (marked != nil ? 40 : 0) + (isHinted ? 40 : 0) - min(distance, 60) + (index >= title ? 10 : 0)
            if best.map({ value > $0.value }) ?? true { best = (value, names.map { Person(name: $0) }) }
        }
        guard let best, best.value > 0 else { return [] }
        return unique(best.people)
    }

    /// The line between the title and its date: a name and nothing else.
    private func sourceLine() -> [Person] {
        let page = view.page
        guard view.facts.shownTitle >= 0 else { return [] }
        let title = page.range(view.facts.shownTitle).upperBound
        for index in title..<min(title + 4, page.blocks.count) {
            let text = page.string(index)
            guard page.blocks[index].statistics.words <= 5, page.blocks[index].statistics.sentences == 0,
                PersonNames.looksLikeName(text), !isSite(text), index + 1 < page.blocks.count,
                page.blocks[index + 1].statistics.words <= 8, DateText.first(in: page.string(index + 1)) != nil
            else { continue }
            return PersonNames.split(text.cleaned).map { Person(name: $0) }
        }
        return []
    }

    private func isAmidComments(_ node: HTMLNode) -> Bool {
        guard node.mark > 0, node.mark <= view.page.elements.count else { return false }
        let context = view.page.elements[node.mark - 1].context
        return context.hint(.comment) < 6 || context.hint(.related) < 5 || context.isIn(.nav)
    }

    private func isSite(_ name: String) -> Bool {
        let words = PlainWords.of(name)
        let host = (base?.host ?? "").split(separator: ".").filter { $0 != "www" }.map { $0.filter { $0 != "-" } }
        let joined = words.joined()
        return words.isEmpty || !siteName.isEmpty && words == PlainWords.of(siteName)
            || !PersonNames.looksLikeName(name) && (host.contains { $0 == joined } || joined == host.joined())
    }

    private func unique(_ people: [Person]) -> [Person] {
        var seen: Set<String> = []
        return people.filter { seen.insert(PlainWords.of($0.name).joined(separator: " ")).inserted }
    }
}
