import Basics
import Markup

/// Finds when an article was published and changed: what the page declares, its address, or the text near the title.
struct DateFinder {
    let view: PageView
    let url: WebURL?
    let language: String

    private var monthFirst: Bool {
        let lower = language.lowercased()
        return lower == "en-us" || lower == "en" || lower == "en_us" || lower.isEmpty
    }

    func published() -> Timestamp? {
        for source in [openGraph, linkedData, metaTags, properties, times, address, nearTitle] {
            if let found = source() { return refined(found) }
        }
        return nil
    }

    func modified() -> Timestamp? {
        if let text = view.declared[
            "article:modified_time", "og:updated_time", "last-modified", "dateModified", "datemodified"],
            let found = DateText.value(text)
        {
            return found.time
        }
        return view.declared.linkedData.article.flatMap { LinkedData.text($0["dateModified"]) }.flatMap {
            DateText.value($0)
        }?.time
    }

    /// A day without a time takes the time that the text near the title gives for the same day.
    private func refined(_ found: DateText.Found) -> Timestamp {
        guard !found.hasTime, let near = nearTitle(), near.hasTime,
            near.time.seconds.quotientAndRemainderFlooring(by: 86_400).quotient
                == found.time.seconds.quotientAndRemainderFlooring(by: 86_400).quotient
        else { return found.time }
        return near.time
    }

    private func openGraph() -> DateText.Found? {
        view.declared["article:published_time", "article:published", "og:article:published_time"].flatMap {
            DateText.value($0)
        }
    }

    private func linkedData() -> DateText.Found? {
        guard let article = view.declared.linkedData.article else { return webPageDate() }
        return LinkedData.text(article["datePublished"]).flatMap { DateText.value($0) }
            ?? LinkedData.text(article["dateCreated"]).flatMap { DateText.value($0) } ?? webPageDate()
    }

    private func webPageDate() -> DateText.Found? {
        for node in view.declared.linkedData.nodes {
            if let text = LinkedData.text(node["datePublished"]), let found = DateText.value(text),
                !LinkedData.types(of: node).contains(where: { $0 == "Comment" || $0 == "Review" || $0 == "Answer" })
            {
                return found
            }
        }
        return nil
    }

    private static let names = [
        "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dc.date.created",
        "parsely-pub-date",
        "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published_time",
        "date.published",
        "article.published", "article:published_date", "citation_publication_date", "citation_date", "last_published",
        "publisheddate",
        "bt:pubdate", "originalpublicationdate", "article.created", "article_date_original",
        "cxenseparse:recs:publishtime", "rnews:datepublished",
        "date_published", "created", "dcterms.issued", "prism.publicationdate", "og:pubdate", "datecreated",
        "shareaholic:article_published_time",
    ]

    private func metaTags() -> DateText.Found? {
        for name in DateFinder.names {
            if let text = view.declared.meta[name]?.first, let found = DateText.value(text, monthFirst: monthFirst) {
                return found
            }
        }
        return nil
    }

    private func properties() -> DateText.Found? {
        for node in view.page.properties {
            guard let property = node.attribute("itemprop"), property == "datePublished" || property == "dateCreated",
                !isBeside(node)
            else {
                continue
            }
            let text = node.attribute("datetime") ?? node.attribute("content") ?? node.text(limit: 100)
            if let found = DateText.value(text, monthFirst: monthFirst) { return found }
        }
        return nil
    }

    /// The first `time` of the page that is not in comments, teasers or navigation; one marked as published before others.
    private func times() -> DateText.Found? {
        var first: DateText.Found?
        for node in view.page.times.prefix(40) where !isBeside(node) {
            let text = node.attribute("datetime").flatMap { $0.isEmpty ? nil : $0 } ?? node.text(limit: 100)
            guard
                let found = DateText.value(text, monthFirst: monthFirst)
                    ?? DateText.first(in: node.text(limit: 100), monthFirst: monthFirst)
            else {
                continue
            }
            if node.has("pubdate") || (node.attribute("class") ?? "").contains("published") { return found }
            let isUpdate = (node.attribute("class") ?? "").contains("updated")
            if first == nil && !isUpdate { first = found }
        }
        return first
    }

    /// In comments, related links, navigation: another article's.
    private func isBeside(_ node: HTMLNode) -> Bool {
        var above: HTMLNode? = node
        while let current = above, current.mark == 0 || current.mark > view.page.elements.count {
            above = current.parent
        }
        guard let place = above?.mark, place > 0 else { return false }
        let context = view.page.elements[place - 1].context
        return context.hint(.comment) < 6 || context.hint(.related) < 4 || context.isIn(.nav) || context.isIn(.aside)
            || context.hint(.sidebar) < 6
    }

    /// `/2021/03/08/`, `/2021-03-08-`, `/20210308/` in the address.
    private func address() -> DateText.Found? {
        guard let path = url?.path else { return nil }
        let numbers = Token.read(path, limit: 200)
        for index in numbers.indices {
            guard case .number(let year, let digits) = numbers[index].kind else { continue }
            if digits == 8, let date = CivilDate(year: year / 10000, month: year / 100 % 100, day: year % 100),
                (1995...2100).contains(date.year)
            {
                return DateText.Found(time: Timestamp(seconds: date.daysSince1970 * 86_400), hasTime: false)
            }
            guard digits == 4, (1995...2100).contains(year), index + 4 < numbers.count,
                case .number(let month, let width) = numbers[index + 2].kind,
                width <= 2, case .number(let day, let dayWidth) = numbers[index + 4].kind, dayWidth <= 2,
                case .mark = numbers[index + 1].kind, case .mark = numbers[index + 3].kind,
                let date = CivilDate(year: year, month: month, day: day)
            else { continue }
            return DateText.Found(time: Timestamp(seconds: date.daysSince1970 * 86_400), hasTime: false)
        }
        return nil
    }

    /// The date in a short block: the nearest to the title that is not in comments or teasers; those that hint at a date first.
    private func nearTitle() -> DateText.Found? {
        let page = view.page
        let title =
            view.facts.shownTitle >= 0 ? page.range(view.facts.shownTitle).lowerBound : view.facts.firstParagraph
        var best: (value: Int, found: DateText.Found)?
        for index in page.blocks.indices {
            let block = page.blocks[index]
            guard block.statistics.digits >= 3, block.statistics.words <= 40 || abs(index - title) < 4 else { continue }
            let context = page.elements[Int(block.element)].context
            guard !context.isIn(.nav), context.hint(.comment) >= 6, context.hint(.related) >= 4, !context.isIn(.aside),
                !context.isIn(.footer),
                context.hint(.footer) >= 4
            else { continue }
            let distance = abs(index - title)
            guard distance < 60 || context.hint(.meta) <= 2 else { continue }
            let text = String(page.string(index).prefix(300))
            guard let found = DateText.first(in: text, monthFirst: monthFirst) else { continue }
            var value = 100 - min(distance, 90) - (index < title ? 3 : 0)
            if context.hint(.meta) <= 2 { value += 12 }
            if block.statistics.words <= 12 { value += 10 }
            if found.hasTime { value += 3 }
            if best.map({ value > $0.value }) ?? true { best = (value, found) }
        }
        return best?.found
    }
}
