import Basics
import Markup

/// The persons that a page may name as its authors: a list for each place that names any, with what is known of it.
struct AuthorCandidates {
    struct Candidate {
        var people: [Person]
        /// Words of all names, in order of their value.
        var words: [UInt32]
        /// Of `Source`, a bit each.
        var sources: UInt32
        var element: Int32 = -1
        var block = 0
        /// Words of the text that the names were taken from.
        var textWords = 0
        var order = 0
        var isOrganization = false
    }

    enum Source: Int {
        case linkedData, linkedPerson, author, articleAuthor, otherMeta, twitter, relation, property, profileLink
        case afterBy, hinted, hintedElement, aboveDate, innerBy, label, slug
        static let count = 16
    }

    private let view: PageView
    private let site: SiteNames
    private let base: WebURL?
    private(set) var all: [Candidate] = []
    private var counts = [Int](repeating: 0, count: Source.count)

    private static let maximum = 80

    init(_ view: PageView, site: SiteNames, base: WebURL?) {
        self.view = view
        self.site = site
        self.base = base
        linkedData()
        metaTags()
        markedNodes()
        blocks()
    }

    private mutating func add(
        _ people: [Person], _ source: Source, element: Int32 = -1, block: Int = 0, textWords: Int = 0,
        isOrganization: Bool = false
    ) {
        let people = AuthorCandidates.unique(people)
        guard !people.isEmpty else { return }
        let words = Array(Set(people.flatMap { WordKeys.of($0.name) })).sorted()
        let bit = UInt32(1) << UInt32(source.rawValue)
        counts[source.rawValue] += 1
        if let known = all.firstIndex(where: { $0.words == words }) {
            all[known].sources |= bit
            if all[known].element < 0 { (all[known].element, all[known].block) = (element, block) }
            if all[known].textWords == 0 { all[known].textWords = textWords }
            return
        }
        guard all.count < AuthorCandidates.maximum else { return }
        all.append(
            Candidate(
                people: people, words: words, sources: bit, element: element, block: block, textWords: textWords,
                order: counts[source.rawValue], isOrganization: isOrganization))
    }

    private static func unique(_ people: [Person]) -> [Person] {
        var seen: Set<[UInt32]> = []
        return Array(
            people.filter { !PersonNames.isPart($0.name) && seen.insert(WordKeys.of($0.name)).inserted }.prefix(12))
    }

    private func people(_ text: String, url: String? = nil) -> [Person] {
        PersonNames.split(text).map { Person(name: $0, url: url) }
    }

    /// A declared name as it stands, which may hold commas, brackets or a role.
    private func whole(_ text: String) -> [Person] {
        let name = text.cleaned.collapsed
        return name.isEmpty || name.utf8.count > 100 || name.holds("://") || name.hasPrefix("@")
            ? [] : [Person(name: name)]
    }
}

extension AuthorCandidates {
    private mutating func linkedData() {
        let data = view.declared.linkedData
        for key in ["author", "creator"] {
            guard let author = data.article?[key] else { continue }
            var found: [Person] = []
            var isOrganization = false
            for value in author.array.isEmpty ? [author] : author.array {
                let node = data.resolve(value)
                guard let name = node.string ?? LinkedData.text(node["name"]) else { continue }
                isOrganization = isOrganization || LinkedData.types(of: node).contains("Organization")
                found += people(name, url: node["url"]?.string.flatMap { ContentAttributes.link($0, base) })
                if author.array.count < 2 { add(whole(name), .linkedData, isOrganization: isOrganization) }
            }
            add(found, .linkedData, isOrganization: isOrganization)
        }
        for node in data.own(of: ["Person"]).prefix(8) {
            guard let name = LinkedData.text(node["name"]) else { continue }
            add(
                people(name, url: node["url"]?.string.flatMap { ContentAttributes.link($0, base) }),
                .linkedPerson)
        }
    }

    private static let labels: [StaticString] = [
        "written", "author", "verfasst", "escrit", "crit par", "autor", "geschreven", "scritto", "napis",
    ]

    private mutating func metaTags() {
        for (name, source): (String, Source) in [
            ("author", .author), ("article:author", .articleAuthor), ("parsely-author", .otherMeta),
            ("dc.creator", .otherMeta), ("dcterms.creator", .otherMeta), ("sailthru.author", .otherMeta),
            ("citation_author", .otherMeta), ("byl", .otherMeta), ("og:article:author", .articleAuthor),
            ("article:author_name", .articleAuthor), ("twitter:creator", .twitter), ("dc.contributor", .otherMeta),
        ] {
            guard let values = view.declared.meta[name] else { continue }
            add(values.filter { !$0.holds("://") }.flatMap { people($0) }, source)
            add(values.flatMap { whole($0) }, source)
        }
        for number in ["1", "2"] {
            guard let label = view.declared["twitter:label" + number]?.asciiLowercased,
                AuthorCandidates.labels.contains(where: { label.holds($0) }),
                let name = view.declared["twitter:data" + number]
            else { continue }
            add(people(name), .twitter)
            add(whole(name), .twitter)
        }
    }

    /// The block that an element begins, or in the midst of which it stands.
    private func block(of element: PageElement) -> Int {
        let place = Int(element.firstBlock < element.endBlock ? element.firstBlock : element.firstBlock - 1)
        return max(0, min(place, view.page.blocks.count - 1))
    }

    /// Links and properties that name an author, all together and each by itself.
    private mutating func markedNodes() {
        let relations = view.page.relations.filter { node in
            node.tag == .a && (node.attribute("rel") ?? "").asciiLowercased.split(separator: " ").contains("author")
        }
        add(relations.prefix(8), .relation)
        let properties = view.page.properties.filter { $0.attribute("itemprop") == "author" }
        add(
            properties.prefix(8).map { node in
                var inner: HTMLNode? = node
                while let current = inner {
                    if current.attribute("itemprop") == "name" { return current }
                    inner = current.successor(within: node)
                }
                return node
            }, .property)
        profileLinks()
    }

    private mutating func add(_ nodes: some Collection<HTMLNode>, _ source: Source) {
        var everybody: [Person] = []
        for node in nodes {
            let text = node.attribute("content") ?? node.text(limit: 200).cleaned
            let words = WordKeys.of(text).count
            guard words <= 14 else { continue }
            let found = people(text, url: node.attribute("href").flatMap { ContentAttributes.link($0, base) })
            let element = view.page.nearestElement(of: node)
            add(
                found, source, element: element, block: element < 0 ? 0 : block(of: view.page.elements[Int(element)]),
                textWords: words)
            everybody += found
        }
        if nodes.count > 1 { add(everybody, source) }
    }

    private static let profilePaths: [StaticString] = [
        "/author", "/autor", "/auteur", "/people/", "/profile/", "/profil", "/contributor", "/writer", "/redakt",
        "/journalist", "/staff/", "/team/", "/byline", "/person", "/user/", "/users/", "/member", "/@", "/by/",
    ]

    /// Whether an address ends in the name: `/newsteam/ann-lee` of Ann Lee.
    private static func isSlug(_ address: String, of name: String) -> Bool {
        let words = PlainWords.of(name)
        guard (2...4).contains(words.count),
            let last = address.split(separator: "/").last(where: { !$0.hasPrefix("?") })
        else { return false }
        return PlainWords.of(String(last)).joined().hasPrefix(words.joined())
    }

    /// Links to a person's page near the title, told by their address.
    private mutating func profileLinks() {
        let page = view.page
        guard view.facts.shownTitle >= 0, !page.blocks.isEmpty else { return }
        let title = page.range(view.facts.shownTitle)
        let near = max(0, title.lowerBound - 8)..<min(page.blocks.count, title.upperBound + 14)
        var profiles: [HTMLNode] = []
        var named: [HTMLNode] = []
        for element in page.elements where element.tag == .a && !element.context.isIn(.nav) {
            let isNear = element.firstBlock < near.upperBound && element.endBlock > near.lowerBound
            guard (1...24).contains(page.blocks[block(of: element)].statistics.words),
                let address = element.node.attribute("href")?.asciiLowercased
            else { continue }
            let isProfile = isNear && AuthorCandidates.profilePaths.contains { address.holds($0) }
            guard isProfile || element.context.hint(.comment) >= 4 else { continue }
            let name = element.node.text(limit: 60)
            guard PersonNames.looksLikeName(name) else { continue }
            if isProfile, profiles.count < 6 { profiles.append(element.node) }
            if named.count < 4, AuthorCandidates.isSlug(address, of: name) { named.append(element.node) }
        }
        add(profiles, .profileLink)
        add(named, .slug)
    }
}

extension AuthorCandidates {
    private static let inner: [StaticString] = [
        " by ", " von ", " par ", " por ", " di ", " door ", " av ", " autor: ", " author: ", " przez ", " text: ",
    ]

    /// Short blocks that name somebody: after "By", in an element that hints at an author, or just above a date.
    private mutating func blocks() {
        let page = view.page
        for index in page.blocks.indices {
            let block = page.blocks[index]
            guard block.statistics.words <= 24, block.text.count <= 200 else { continue }
            let context = page.elements[Int(block.element)].context
            guard !context.isIn(.nav), context.hint(.comment) >= 4 else { continue }
            let isHinted = context.hint(.author) <= 2
            let mayLead = block.statistics.capitalised + (block.statistics.letters > 0 ? 1 : 0) >= 2
            let text = page.string(index).cleaned
            let words = Int(block.statistics.words)
            func add(_ names: String, _ source: Source) {
                let found = people(names)
                self.add(found, source, element: block.element, block: index, textWords: words)
                if found.count > 1 {
                    self.add([found[0]], source, element: block.element, block: index, textWords: words)
                }
                guard let start = AuthorCandidates.beforeDigit(names) else { return }
                self.add(people(start), source, element: block.element, block: index, textWords: words)
            }
            let isLabelled = index > 0 && isLabel(index - 1)
            if let marked = PersonNames.afterBy(text) {
                add(marked, .afterBy)
            } else if isHinted {
                add(text, .hinted)
            } else if isLabelled, words <= 6 {
                add(text, .label)
            }
            if words <= 6, block.statistics.sentences == 0, block.statistics.digits == 0, isBesideDate(index) {
                add(text, .aboveDate)
            }
            guard mayLead else { continue }
            let lower = text.asciiLowercased
            for mark in AuthorCandidates.inner {
                guard let behind = lower.parted(by: mark)?.behind else { continue }
                add(String(decoding: text.utf8.suffix(behind.utf8.count), as: UTF8.self), .innerBy)
            }
        }
        hintedElements()
    }

    /// A block that is a word for author and nothing else: "Written by", "Author(s)".
    private func isLabel(_ index: Int) -> Bool {
        let block = view.page.blocks[index]
        guard block.statistics.words <= 3, block.text.count <= 30 else { return false }
        return PersonNames.isLead(view.page.string(index))
    }

    /// The next block is a date in few words, or the one before it, near the title.
    private func isBesideDate(_ index: Int) -> Bool {
        let page = view.page
        guard view.facts.shownTitle >= 0, abs(index - page.range(view.facts.shownTitle).lowerBound) <= 8 else {
            return false
        }
        return [index + 1, index - 1].contains { other in
            guard page.blocks.indices.contains(other) else { return false }
            let statistics = page.blocks[other].statistics
            return statistics.words <= 10 && statistics.digits >= 3 && DateText.first(in: page.string(other)) != nil
        }
    }

    /// What stands before the first digit, where there is one.
    private static func beforeDigit(_ text: String) -> String? {
        guard let digit = text.firstIndex(where: { $0.isASCII && $0.isNumber }), digit > text.startIndex else {
            return nil
        }
        return String(text[..<digit]).trimmed
    }

    /// Elements in a line that a class calls an author.
    private mutating func hintedElements() {
        var found = 0
        var everybody: [Person] = []
        for (place, element) in view.page.elements.enumerated() where found < 12 {
            guard element.context.hint(.author) == 0, !element.tag.isBlock, !element.context.isIn(.nav),
                element.context.hint(.comment) >= 4
            else { continue }
            let text = element.node.text(limit: 120).cleaned
            let words = WordKeys.of(text).count
            guard (1...8).contains(words) else { continue }
            found += 1
            add(
                people(text), .hintedElement, element: Int32(place), block: block(of: element), textWords: words)
            add(whole(text), .hintedElement, element: Int32(place), block: block(of: element), textWords: words)
            everybody += people(text)
        }
        add(everybody, .hintedElement)
    }
}

extension AuthorCandidates {
    /// Whether a candidate can be anybody: not whose a picture is, a word for author, a time; nor, beside a date and nothing else, one
    /// word of a section, the title or what buttons say.
    func mayBe(_ candidate: Candidate) -> Bool {
        guard
            candidate.people.allSatisfy({ person in
                !PersonNames.isCredit(person.name) && !PersonNames.isLead(person.name)
                    && !PersonNames.isTime(person.name)
            })
        else { return false }
        guard candidate.sources == 1 << UInt32(Source.aboveDate.rawValue), candidate.element >= 0 else { return true }
        let context = view.page.elements[Int(candidate.element)].context
        let isTitle = view.facts.shownTitle >= 0 && view.page.range(view.facts.shownTitle).contains(candidate.block)
        let areNames = candidate.people.allSatisfy {
            PersonNames.looksLikeName($0.name) || PersonNames.isDesk($0.name) || !$0.name.isCased
        }
        return areNames && !isTitle && !context.isIn(.button) && context.hint(.tools) > 2 && context.hint(.share) > 2
    }

    /// The persons of a candidate; of a byline in which each name is a link, all of them.
    func withCompanions(_ candidate: Candidate) -> [Person] {
        guard candidate.people.count == 1, let first = candidate.people.first, candidate.element >= 0,
            view.page.blocks.indices.contains(candidate.block)
        else { return candidate.people }
        let words = Int(view.page.blocks[candidate.block].statistics.words)
        guard words <= 24 else { return candidate.people }
        var people: [Person] = []
        var named = 0
        // Pages of persons lie beside each other: `/author/a`, `/author/b`.
        var folders: Set<Substring> = []
        for element in view.page.elements where element.tag == .a && block(of: element) == candidate.block {
            let name = element.node.text(limit: 60).cleaned.collapsed
            guard PersonNames.looksLikeName(name), !PersonNames.isPart(name) else { continue }
            let url = element.node.attribute("href").flatMap { ContentAttributes.link($0, base) }
            folders.insert(AuthorCandidates.folder(of: url ?? ""))
            if !people.contains(where: { $0.name == name }) { people.append(Person(name: name, url: url)) }
            named += WordKeys.of(name).count
        }
        // Little but names: "By", "and", a date.
        guard (2...8).contains(people.count), folders.count == 1, people.contains(where: { $0.name == first.name }),
            words - named <= 6
        else {
            return candidate.people
        }
        return people
    }

    private static func folder(of address: String) -> Substring {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        let whole = path.last == "/" ? path.dropLast() : path
        return whole.lastIndex(of: "/").map { whole[..<$0] } ?? whole
    }

    private static let compared: [Source] = [
        .linkedData, .linkedPerson, .author, .articleAuthor, .relation, .property, .afterBy, .hinted,
    ]

    /// A row for each candidate, in their order.
    func rows() -> [[UInt8]] {
        let references = AuthorCandidates.compared.map { source -> [UInt32] in
            all.first { $0.sources >> UInt32(source.rawValue) & 1 == 1 }?.words ?? []
        }
        return all.map { candidate in
            var row: [UInt8] = []
            row.reserveCapacity(110)
            for source in 0..<Source.count {
                row.append(FeatureScale.flag(candidate.sources >> UInt32(source) & 1 == 1))
            }
            for reference in references { row.append(AuthorCandidates.relation(candidate.words, reference)) }
            row.append(UInt8(candidate.sources.nonzeroBitCount))
            names(candidate, &row)
            row.append(FeatureScale.count(candidate.textWords))
            row.append(FeatureScale.count(max(0, candidate.textWords - candidate.words.count)))
            row.append(UInt8(min(candidate.order, 40)))
            row.append(UInt8(min(all.count, 80)))
            row.append(FeatureScale.flag(candidate.isOrganization))
            for count in counts { row.append(UInt8(min(count, 20))) }
            row +=
                candidate.element < 0
                ? BlockPlace.nowhere : BlockPlace.features(view, element: candidate.element, block: candidate.block)
            return row + view.facts.features
        }
    }

    private func names(_ candidate: Candidate, _ row: inout [UInt8]) {
        let people = candidate.people
        let lengths = people.map { WordKeys.of($0.name).count }
        row.append(UInt8(people.count))
        row.append(UInt8(lengths.min() ?? 0))
        row.append(UInt8(lengths.max() ?? 0))
        row.append(FeatureScale.share(people.count { PersonNames.looksLikeName($0.name) }, of: people.count))
        row.append(FeatureScale.share(people.count { site.isSite($0.name) }, of: people.count))
        row.append(FeatureScale.share(WordKeys.shared(candidate.words, site.words), of: candidate.words.count))
        row.append(FeatureScale.share(WordKeys.shared(candidate.words, site.hostWords), of: candidate.words.count))
        var text = people.map(\.name).joined(separator: " ")
        let statistics = text.withUTF8 { TextStatistics($0) }
        row.append(FeatureScale.share(Int(statistics.capitals), of: max(1, Int(statistics.letters))))
        row.append(FeatureScale.share(Int(statistics.capitalised), of: max(1, Int(statistics.words))))
        row.append(FeatureScale.count(statistics.digits))
        row.append(FeatureScale.count(text.utf8.count))
        row.append(FeatureScale.count(people.map { view.facts.timesSeen[TextHash.of($0.name.utf8)] ?? 0 }.max() ?? 0))
        row.append(FeatureScale.flag(people.contains { PersonNames.isRole($0.name) }))
    }

    /// 0: nobody there; 1: others; 2: some the same; 3: fewer; 4: more; 5: the same.
    private static func relation(_ words: [UInt32], _ reference: [UInt32]) -> UInt8 {
        guard !reference.isEmpty else { return 0 }
        if words == reference { return 5 }
        let shared = WordKeys.shared(words, reference)
        if shared == 0 { return 1 }
        return shared == words.count ? 3 : shared == reference.count ? 4 : 2
    }
}

extension String {
    /// Whether it is in letters that are large or small.
    fileprivate var isCased: Bool { unicodeScalars.contains { $0.properties.isCased } }
}
