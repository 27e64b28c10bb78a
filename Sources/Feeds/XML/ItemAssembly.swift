import Basics
import Markup

/// Decides what of an item's facts counts: the table of precedence in docs/feeds.md, in code.
struct ItemAssembly {
    let facts: Facts
    let format: FeedFormat
    let limits: FeedLimits

    mutating func assemble(_ problems: inout [Problem]) -> Item {
        var item = Item()
        item.title = facts.string(.title, .dcTitle, .newsTitle, .mediaTitle, .itunesTitle)
        identify(&item)
        link(&item)
        body(&item, &problems)
        people(&item)
        dates(&item, &problems)
        item.tags = facts.tags
        item.language = LanguageTag.mend(facts.string(.language, .dcLanguage) ?? facts.language)
        item.rights = facts.string(.rights, .copyright, .dcRights)
        item.source = facts.source
        item.location = facts.location.whole
        attachments(&item)
        pictures(&item)
        extensions(&item)
        return item
    }

    private func identify(_ item: inout Item) {
        item.id =
            facts.text(.guid)?.verbatim.nonEmpty ?? atomID ?? facts.about
            ?? facts.text(.dcIdentifier, .podcastGUID)?.verbatim.nonEmpty
    }

    /// Atom 0.3's identifiers are URIs that may be relative, so one that is plainly a path is made whole. Those of Atom 1.0 are
    /// compared as they are written (RFC 4287, section 4.2.6.1).
    private var atomID: String? {
        guard let text = facts.text(.id), let id = text.verbatim.nonEmpty else { return nil }
        return id.hasPrefix("/") && format == .atom03 ? URLText.resolve(id, base: text.base?.url) : id
    }

    private func link(_ item: inout Item) {
        let alternates = facts.links.filter { $0.rel == "alternate" }
        let best = alternates.first { link in
            link.type.map { $0.hasPrefix("text/html") || $0.hasPrefix("application/xhtml") } ?? true
        }
        item.url =
            facts.links.last(where: \.isNative)?.url ?? (best ?? alternates.first)?.url ?? permalink
            ?? facts.address(.sitemapLocation) ?? facts.links.first { $0.rel == "content" }?.url
        item.commentsURL = facts.address(.comments)
        item.commentsFeedURL = facts.address(.commentRSS)
        item.commentsCount = facts.string(.commentCount).flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil }
        for link in facts.links where item.links.count < limits.maximumListLength { place(link, &item) }
        if let original = facts.address(.originalLink) {
            item.links.append(Link(rel: "original", url: original))
        }
    }

    /// An identifier that says, or does not deny, that it is an address.
    private var permalink: String? {
        if let guid = facts.text(.guid) {
            let isAddress =
                switch facts.guidIsPermalink {
                case true?: URLText.canBeAddress(guid.verbatim)
                case false?: false
                case nil: URLText.isWebAddress(guid.verbatim)
                }
            if isAddress { return URLText.resolve(guid.verbatim, base: guid.base?.url) }
        }
        if let id = facts.text(.id)?.verbatim, URLText.isWebAddress(id) { return URLText.resolve(id, base: nil) }
        if let about = facts.about, URLText.isWebAddress(about) { return about }
        return nil
    }

    private func place(_ link: RawLink, _ item: inout Item) {
        switch link.rel {
        case "alternate" where link.url == item.url, "content" where link.url == item.url: return
        case "enclosure" where URLText.canBeLoaded(link.url):
            guard !item.attachments.contains(where: { $0.url == link.url }) else { return }
            item.attachments.append(
                Attachment(
                    url: link.url, mimeType: link.type, title: link.title,
                    sizeInBytes: link.length.flatMap { $0 > 0 ? $0 : nil }))
            return
        case "license": item.licenseURL = item.licenseURL ?? link.url
        case "replies" where link.type?.contains("html") == true: item.commentsURL = item.commentsURL ?? link.url
        case "replies": item.commentsFeedURL = item.commentsFeedURL ?? link.url
        default: break
        }
        item.links.append(
            Link(rel: link.rel, url: link.url, mimeType: link.type, language: link.language, title: link.title))
    }

    private func body(_ item: inout Item, _ problems: inout [Problem]) {
        let contents = facts.all(.content)
        let content =
            facts.text(.encoded) ?? contents.first { $0.isHTML } ?? contents.first ?? facts.text(.xhtmlBody, .fullItem)
        let short = facts.text(
            .description, .summary, .abstract, .dcDescription, .itunesSummary, .mediaDescription, .subtitle,
            .itunesSubtitle)
        guard let (full, teaser) = content.map({ parted($0, short) }) ?? short.map(parted) else { return }
        item.content = mended(full, &problems)
        item.summaryBody = teaser?.body
    }

    /// A body, and what tells the beginning of it.
    private typealias Parted = (full: RawText, teaser: RawText?)

    private func parted(_ content: RawText, _ short: RawText?) -> Parted {
        guard let short, short.bytes != content.bytes else { return (content, nil) }
        return short.isMuchFuller(than: content) ? (short, content) : (content, short)
    }

    /// Where all that an item has is short: which of two such texts tells what the other is the teaser of.
    private func parted(_ short: RawText) -> Parted {
        // RSS with both a description and a summary: the description is the teaser, if it does not plainly say more.
        if let other = facts.text(.summary), other.bytes != short.bytes {
            return short.isMuchFuller(than: other) ? (short, other) : (other, short)
        }
        let others = [Element.itunesSummary, .dcDescription].compactMap { facts.text($0) }
        return others.first { $0.isMuchFuller(than: short) }.map { ($0, short) } ?? (short, nil)
    }

    /// The text as a body; what was escaped twice is mended.
    private func mended(_ text: RawText, _ problems: inout [Problem]) -> Body {
        guard let meant = text.unescaped else { return text.body }
        if problems.count < limits.maximumProblems {
            problems.append(Problem(code: "escaped-twice", message: "markup that was escaped twice; mended"))
        }
        return meant.body
    }

    private func people(_ item: inout Item) {
        var people = facts.authors + facts.people(.author)
        if !people.contains(where: { $0.name != nil }) {
            people = People.named(people, facts.people(.creator), facts.people(.itunesAuthor))
        }
        if people.isEmpty { people = facts.sourceAuthors }
        item.authors = People.distinct(people, limit: limits.maximumListLength)
        item.contributors = People.distinct(
            facts.contributors + facts.people(.dcContributor),
            limit: limits.maximumListLength)
    }

    private func dates(_ item: inout Item, _ problems: inout [Problem]) {
        var reader = DateFacts(facts: facts)
        item.datePublished = reader.first(.published, .issued, .pubDate, .newsDate, .prismDate, .created, .dcDate)
        item.dateModified = reader.first(.updated, .modified, .sitemapModified, .lastBuildDate)
        reader.report(&problems, limit: limits.maximumProblems)
    }

    private func attachments(_ item: inout Item) {
        var attachments = facts.attachments
        for attachment in item.attachments where !attachments.contains(where: { $0.url == attachment.url }) {
            attachments.append(attachment)
        }
        if attachments.count == 1, let duration = facts.string(.itunesDuration).flatMap(MediaDuration.seconds),
            duration > 0
        {
            attachments[0].durationInSeconds = duration
        }
        item.attachments = attachments
    }

    private func pictures(_ item: inout Item) {
        item.image = facts.image.url ?? facts.itunesImage ?? mediaPicture ?? facts.media.thumbnails.first
    }

    /// The first of Media RSS's contents that is a picture; of several widths of one the widest.
    private var mediaPicture: String? {
        let pictures = facts.media.contents.filter { content in
            switch (content["medium"]?.string, content["type"]?.string) {
            case ("image", _): true
            case (_, let type?): type.hasPrefix("image/")
            case (nil, nil): content.url?.namesPicture ?? false
            default: false
            }
        }
        func width(_ content: MediaFacts.Content) -> Double { content["width"]?.number ?? 0 }
        let widest = pictures.allSatisfy { width($0) > 0 } ? pictures.max { width($0) < width($1) } : nil
        return (widest ?? pictures.first)?.url
    }

    private func extensions(_ item: inout Item) {
        item.media = facts.media.json
        item.itunes = ITunesFacts.json(facts)
        item.podcast = PodcastFacts.json(facts)
        var youtube: [JSONValue.Member] = []
        if let id = facts.string(.videoID) { youtube.append(.init(key: "video_id", value: .string(id))) }
        if let id = facts.string(.channelID) { youtube.append(.init(key: "channel_id", value: .string(id))) }
        item.youtube = youtube.isEmpty ? nil : .object(youtube)
    }
}

/// Lists of people.
enum People {
    /// People of whom at most addresses are known (RSS's `author` is one), and those whom other elements name: one address and
    /// one name are one person.
    static func named(_ addresses: [Person], _ candidates: [Person]...) -> [Person] {
        guard let names = candidates.first(where: { !$0.isEmpty }) else { return addresses }
        guard addresses.count == 1, names.count == 1, names[0].email == nil else { return names + addresses }
        var person = names[0]
        person.email = addresses[0].email
        person.url = person.url ?? addresses[0].url
        return [person]
    }

    /// The same person twice is one; what one mention lacks, another gives.
    static func distinct(_ people: [Person], limit: Int) -> [Person] {
        var result: [Person] = []
        for person in people where !person.isEmpty && result.count < limit {
            if let index = result.firstIndex(where: { isSame($0, person) }) {
                result[index].name = result[index].name ?? person.name
                result[index].email = result[index].email ?? person.email
                result[index].url = result[index].url ?? person.url
            } else {
                result.append(person)
            }
        }
        return result
    }

    private static func isSame(_ a: Person, _ b: Person) -> Bool {
        if let name = a.name, let other = b.name { return name.lowercased() == other.lowercased() }
        return a.email != nil && a.email == b.email
    }
}
