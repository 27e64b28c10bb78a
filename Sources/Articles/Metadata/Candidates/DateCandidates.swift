import Basics
import Markup

/// The dates that a page may have been published on: one for each day that it names somewhere, with what is known of it.
struct DateCandidates {
    struct Candidate {
        var found: DateText.Found
        var day: Int64
        /// Of `Source`, a bit each.
        var sources: UInt32
        var element: Int32 = -1
        var block = 0
        var textWords = 0
        var order = 0
        /// The class or the text beside it speaks of publishing (1), of changing (2).
        var speaks: UInt8 = 0
        /// Named as a date of publication by the page's data.
        var isDeclared: Bool {
            [Source.openGraph, .linkedData, .parsely, .dublinCore].contains { sources >> UInt32($0.rawValue) & 1 == 1 }
        }
    }

    enum Source: Int {
        case openGraph, linkedData, linkedCreated, linkedOther, dublinCore, named, parsely, property, time, address
        case near, text, modified, tail, attribute, script
        static let count = 16
    }

    private let view: PageView
    private let url: WebURL?
    private let monthFirst: Bool
    private(set) var all: [Candidate] = []
    private var counts = [Int](repeating: 0, count: Source.count)

    private static let maximum = 60

    init(_ view: PageView, url: WebURL?, monthFirst: Bool) {
        self.view = view
        self.url = url
        self.monthFirst = monthFirst
        declared()
        marked()
        attributes()
        if all.isEmpty { scripts() }
        if let day = DateCandidates.day(in: url, monthFirst: monthFirst) { add(day, .address) }
        blocks()
    }

    private mutating func add(
        _ found: DateText.Found, _ source: Source, element: Int32 = -1, block: Int = 0, textWords: Int = 0,
        speaks: UInt8 = 0
    ) {
        counts[source.rawValue] += 1
        let found = hasOnlyTurned(found) ? found.turned : found
        let day = found.day
        let bit = UInt32(1) << UInt32(source.rawValue)
        if let known = all.firstIndex(where: { $0.day == day }) {
            all[known].sources |= bit
            all[known].speaks |= speaks
            if !all[known].found.hasTime, found.hasTime { all[known].found = found }
            if all[known].element < 0 {
                (all[known].element, all[known].block, all[known].textWords) = (element, block, textWords)
            }
            return
        }
        guard all.count < DateCandidates.maximum else { return }
        all.append(
            Candidate(
                found: found, day: day, sources: bit, element: element, block: block, textWords: textWords,
                order: counts[source.rawValue], speaks: speaks))
    }

    /// What can be read two ways is read as the page names the day elsewhere, where that can be read but one way.
    private func hasOnlyTurned(_ found: DateText.Found) -> Bool {
        guard let other = found.otherDay else { return false }
        func names(_ day: Int64) -> Bool { all.contains { $0.day == day && $0.found.otherDay == nil } }
        return names(other) && !names(found.day)
    }

    private mutating func add(_ text: String?, _ source: Source) {
        if let found = text.flatMap({ DateText.value($0, monthFirst: monthFirst) }) { add(found, source) }
    }
}

extension DateCandidates {
    /// Parts of the names that pages give the day of publication, and of those of other days.
    private static let named: [StaticString] = ["publi", "pubdate", "date", "created", "issued", "release", "posted"]
    private static let notNamed: [StaticString] = [
        "modif", "updat", "expir", "valid", "event", "revis", "crawl", "template", "birth", "dc.", "dcterms.",
        "parsely",
        "article:", "publisher", "og:", "republic",
    ]

    private mutating func declared() {
        let meta = view.declared
        for name in ["article:published_time", "og:article:published_time", "og:published_time"] {
            add(meta[name], .openGraph)
        }
        let data = meta.linkedData
        if let article = data.article {
            add(LinkedData.text(article["datePublished"]), .linkedData)
            add(LinkedData.text(article["dateCreated"]), .linkedCreated)
            add(LinkedData.text(article["dateModified"]), .modified)
        }
        var others = 0
        for node in data.nodes where others < 5 {
            guard
                let text = LinkedData.text(node["datePublished"]) ?? LinkedData.text(node["uploadDate"])
                    ?? LinkedData.text(node["datePosted"]),
                !LinkedData.types(of: node).contains(where: { ["Comment", "Review", "Answer"].contains($0) })
            else { continue }
            others += 1
            add(text, .linkedOther)
        }
        for name in [
            "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dc.date.created", "dcterms.issued",
            "dcterms.available",
        ] {
            add(meta[name], .dublinCore)
        }
        add(meta["parsely-pub-date"], .parsely)
        for (name, values) in meta.meta.sorted(by: { $0.key < $1.key })
        where DateCandidates.named.contains(where: { name.holds($0) })
            && !DateCandidates.notNamed.contains(where: { name.holds($0) }) && values[0].utf8.count <= 60
        {
            add(values[0], .named)
        }
        for name in [
            "article:modified_time", "og:updated_time", "last-modified", "datemodified", "dcterms.modified",
            "dc.date.modified", "revised",
        ] {
            add(meta[name], .modified)
        }
    }

    private mutating func marked() {
        for node in view.page.properties {
            guard let property = node.attribute("itemprop"),
                property == "datePublished" || property == "dateCreated" || property == "dateModified"
            else { continue }
            note(node, property == "dateModified" ? .modified : .property)
        }
        for node in view.page.times.prefix(40) { note(node, .time) }
    }

    /// Elements that hint at a date and have it in an attribute: `<abbr class="published" title="2013-04-04T18:52:11+00:00">`.
    private mutating func attributes() {
        var found = 0
        for (place, element) in view.page.elements.enumerated() where found < 10 {
            guard element.tag != .time,
                element.context.hint(.meta) == 0 || element.tag == .other
                    || element.tag == .span && isStamp(element.node.attribute("title"))
            else { continue }
            for name: StaticString in ["datetime", "title", "ts", "data-date", "data-time", "data-published"] {
                guard let value = element.node.attribute(name), (8...40).contains(value.utf8.count),
                    value.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }),
                    let date = DateText.value(value, monthFirst: monthFirst)
                else { continue }
                found += 1
                add(
                    date, .attribute, element: Int32(place), block: Int(element.firstBlock),
                    speaks: speaks(element.node))
            }
        }
    }

    /// `2024-01-17T11:58:02`, whatever comes behind it.
    private func isStamp(_ text: String?) -> Bool {
        guard let text, text.utf8.count >= 19 else { return false }
        return zip(text.utf8, "0000-00-00T00:00:00".utf8).allSatisfy {
            $1 == 0x30 ? (0x30...0x39).contains($0) : $0 == $1
        }
    }

    /// `"publishedAt": "2022-01-31T15:58:43+01:00"` in the state of a script's application, where nothing else is declared.
    private mutating func scripts() {
        var found = 0
        for script in view.page.scripts where found < 3 {
            guard let text = script.firstChild?.content, text.count < DateCandidates.longestScript else { continue }
            for member in DateCandidates.members(text) where found < 3 {
                guard let date = DateText.value(member) else { continue }
                found += 1
                add(date, .script)
            }
        }
    }

    private static let longestScript = 4 << 20

    /// The values of the members whose key says "publish", as they stand in JSON.
    private static func members(_ text: UnsafeBufferPointer<UInt8>) -> [String] {
        var values: [String] = []
        var start = 0
        while values.count < 8, let hit = ByteSearch.first("ublish", in: text, from: start) {
            start = hit + 6
            let value = text[start...].drop { $0 >= 0x41 && $0 <= 0x5A || $0 >= 0x61 && $0 <= 0x7A || $0 == 0x5F }
                .drop { $0 == 0x22 || $0 == 0x5C || $0 == 0x20 }
            guard value.first == UInt8(ascii: ":") else { continue }
            let inner = value.dropFirst().drop { $0 == 0x22 || $0 == 0x5C || $0 == 0x20 }
            values.append(String(decoding: inner.prefix { $0 != 0x22 && $0 != 0x5C }.prefix(40), as: UTF8.self))
        }
        return values
    }

    private func speaks(_ node: HTMLNode) -> UInt8 {
        let name = (node.attribute("class") ?? "").asciiLowercased
        return (node.has("pubdate") || name.holds("publish") || name.holds("entry-date") ? 1 : 0)
            | (name.holds("updated") || name.holds("modified") ? 2 : 0)
    }

    private mutating func note(_ node: HTMLNode, _ source: Source) {
        let text = node.text(limit: 100)
        let value = node.attribute("datetime") ?? node.attribute("content") ?? text
        guard
            let found = DateText.value(value, monthFirst: monthFirst)
                ?? DateText.first(in: text, monthFirst: monthFirst)
        else { return }
        let place = view.page.nearestElement(of: node)
        add(
            found, source, element: place, block: place < 0 ? 0 : view.page.range(place).lowerBound,
            textWords: WordKeys.of(text).count, speaks: speaks(node))
    }

    /// `/2021/03/08/`, `/2021-03-08-`, `/2021/march/08/`, `/08-03-2021`, `/20210308/` in the address.
    static func day(in url: WebURL?, monthFirst: Bool = false) -> DateText.Found? {
        guard let path = url?.path else { return nil }
        let tokens = Token.read(path, limit: 200)
        for index in tokens.indices {
            if case .number(let number, 8) = tokens[index].kind,
                let found = found(year: number / 10000, month: number / 100 % 100, day: number % 100)
            {
                return found
            }
            guard index + 4 < tokens.count, case .mark = tokens[index + 1].kind, case .mark = tokens[index + 3].kind
            else {
                continue
            }
            switch (tokens[index].kind, tokens[index + 2].kind, tokens[index + 4].kind) {
            case (.number(let year, 4), .number(let month, 1...2), .number(let day, 1...2)):
                if let found = found(year: year, month: month, day: day) { return found }
            case (.number(let year, 4), .word(let month), .number(let day, 1...2)):
                if let month = MonthNames.month(month), let found = found(year: year, month: month, day: day) {
                    return found
                }
            case (.number(let first, 1...2), .number(let second, 1...2), .number(let year, 4)):
                guard let reading = DateText.reading(first, second, year: year, monthFirst: monthFirst),
                    var found = found(reading.date)
                else { continue }
                found.otherDay = reading.other?.daysSince1970
                return found
            default: continue
            }
        }
        return nil
    }

    private static func found(year: Int, month: Int, day: Int) -> DateText.Found? {
        CivilDate(year: year, month: month, day: day).flatMap(found)
    }

    private static func found(_ date: CivilDate) -> DateText.Found? {
        guard (1995...2100).contains(date.year) else { return nil }
        return DateText.Found(time: Timestamp(seconds: date.daysSince1970 * 86_400), hasTime: false)
    }

    private static let published: [StaticString] = [
        "publi", "posted", "erstellt", "veröffentlicht", "opubl", "dodano", "veröff", "geplaatst", "stand", "on ",
        "vom ", "am ",
    ]
    private static let changed: [StaticString] = [
        "updat", "modif", "aktualis", "edited", "geändert", "actualiz", "aggiornat", "mis à jour", "revis",
        "bijgewerkt",
        "zuletzt", "letzte",
    ]

    /// Short blocks with a date in them, and the lines nearest to the title and behind the text.
    private mutating func blocks() {
        let page = view.page
        let title =
            view.facts.shownTitle >= 0 ? page.range(view.facts.shownTitle).lowerBound : view.facts.firstParagraph
        for index in page.blocks.indices {
            let block = page.blocks[index]
            let distance = abs(index - title)
            guard block.statistics.digits >= 3, block.statistics.words <= 40 || distance < 4 else { continue }
            let context = page.elements[Int(block.element)].context
            guard !context.isIn(.nav), distance < 80 || context.hint(.meta) <= 2 || block.statistics.words <= 8
            else { continue }
            let text = String(page.string(index).prefix(300))
            guard let found = DateText.first(in: text, monthFirst: monthFirst) else { continue }
            let lower = text.lowercased()
            let speaks: UInt8 =
                (DateCandidates.published.contains { lower.holds($0) } ? 1 : 0)
                | (DateCandidates.changed.contains { lower.holds($0) } ? 2 : 0)
            add(
                found, distance <= 6 ? .near : index > view.facts.lastParagraph ? .tail : .text, element: block.element,
                block: index, textWords: Int(block.statistics.words), speaks: speaks)
        }
    }
}

extension DateCandidates {
    /// A row for each candidate, in their order.
    func rows() -> [[UInt8]] {
        let days = all.map(\.day).sorted()
        let references = [Source.openGraph, .linkedData, .address, .modified, .time].map { source in
            all.first { $0.sources >> UInt32(source.rawValue) & 1 == 1 }?.day
        }
        let title = view.facts.shownTitle >= 0 ? view.page.range(view.facts.shownTitle).lowerBound : 0
        let nearest = all.filter { $0.element >= 0 }.map { abs($0.block - title) }.min() ?? 0
        return all.map { candidate in
            var row: [UInt8] = []
            row.reserveCapacity(100)
            for source in 0..<Source.count {
                row.append(FeatureScale.flag(candidate.sources >> UInt32(source) & 1 == 1))
            }
            row.append(UInt8(candidate.sources.nonzeroBitCount))
            for reference in references {
                row.append(
                    reference.map { max(1, FeatureScale.signed(Int(max(-9000, min(9000, candidate.day - $0))))) } ?? 0)
            }
            row.append(UInt8(min(days.firstIndex(of: candidate.day) ?? 0, 100)))
            row.append(UInt8(min(all.count, 100)))
            row.append(FeatureScale.count(Int(candidate.day - (days.first ?? 0))))
            row.append(FeatureScale.count(Int((days.last ?? 0) - candidate.day)))
            row.append(FeatureScale.flag(candidate.found.hasTime))
            row.append(candidate.speaks)
            row.append(FeatureScale.count(candidate.textWords))
            row.append(UInt8(min(candidate.order, 60)))
            row.append(candidate.element >= 0 ? FeatureScale.count(abs(candidate.block - title) - nearest) : 255)
            for count in counts { row.append(UInt8(min(count, 40))) }
            row +=
                candidate.element < 0
                ? BlockPlace.nowhere : BlockPlace.features(view, element: candidate.element, block: candidate.block)
            return row + view.facts.features
        }
    }
}
