import Basics
import Markup

extension FeedXMLReader {
    mutating func end() {
        defer { context.leave(depth: xml.depth + 1) }
        if let open = capture {
            if xml.depth >= open.depth {
                captureEnd()
            } else {
                capture = nil
                finish(open)
                captured.removeAll()
            }
            return
        }
        while scopes.count > 1, scopes[scopes.count - 1].depth > xml.depth {
            let closed = scopes.removeLast().scope
            finish(closed)
        }
    }

    mutating func finish(_ closed: Scope) {
        switch closed {
        case .item:
            if isInItem { finishItem() }
        case .person(let isContributor): finishPerson(isContributor)
        case .itunesOwner: change { [person] in $0.itunesOwner = person }
        case .image where isInItem && item.image.url == nil:
            let text = String(partText).trimmed
            if URLText.isWebAddress(text) { item.image.url = resolve(text) }
        case .mediaContent: change { $0.media.open = nil }
        default: break
        }
    }

    mutating func finishItem() {
        isInItem = false
        guard items.count < limits.maximumItems else {
            if items.count == limits.maximumItems, !problems.contains(where: { $0.code == "item-limit" }) {
                problems.append(
                    Problem(
                        code: "item-limit", message: "more than \(limits.maximumItems) items; the first ones are kept"))
            }
            return
        }
        let raw = UnsafeRawBufferPointer(
            rebasing: UnsafeRawBufferPointer(xml.bytes)[item.start..<max(item.start, xml.offset)])
        var assembly = ItemAssembly(facts: item, format: format ?? .rss, limits: limits)
        var finished = assembly.assemble(&problems)
        if item.hasList(of: limits.maximumListLength), !problems.contains(where: { $0.code == "list-limit" }) {
            problems.append(
                Problem(
                    code: "list-limit",
                    message:
                        "an item with \(limits.maximumListLength) links, tags, people or attachments; no more are kept")
            )
        }
        finished.digest = Hash64.of(raw, seed: item.base.map { Hash64.of($0.url.description) } ?? 0)
        items.append(finished)
        item = Facts()
    }

    private mutating func finishPerson(_ isContributor: Bool) {
        if person.isEmpty { person = PersonText.parse([UInt8](partText)) ?? person }
        guard !person.isEmpty else { return }
        let isSource = scope == .source
        if person.email == nil, let name = person.name, let split = PersonText.parse(name), split.email != nil,
            format != .atom10
        {
            person.name = split.name
            person.email = split.email
        }
        let limit = limits.maximumListLength
        change { [person] facts in
            if isSource {
                if facts.sourceAuthors.count < limit, !isContributor { facts.sourceAuthors.append(person) }
            } else if isContributor {
                if facts.contributors.count < limit { facts.contributors.append(person) }
            } else if facts.authors.count < limit {
                facts.authors.append(person)
            }
        }
    }

    /// The text of an element is complete.
    mutating func finish(_ open: Capture) {
        if open.whole == nil, captured.isEmpty, open.attributes.isEmpty { return }
        let text = take(open)
        switch scope {
        case .person, .itunesOwner: finishPersonPart(open.element, text)
        case .image: finishImagePart(open.element, text)
        case .source: finishSourcePart(open.element, text)
        case .publication: finishPublicationPart(open.element, text)
        case .skip, .unknown:
            return
        default: finishText(open, text)
        }
    }

    private mutating func take(_ open: Capture) -> RawText {
        var bytes: [UInt8]
        if let whole = open.whole {
            bytes = Array(UnsafeBufferPointer(rebasing: xml.bytes[whole]))
        } else {
            bytes = [UInt8](captured)
        }
        var isHTML = open.form == .html || open.form == .xhtml
        let type = open["type"]?.asciiLowercased ?? ""
        if open.form == .base64, binaryTypes.contains(where: type.hasPrefix) {
            bytes = []
        } else if open.form == .base64 {
            // Where it is none, or no text, it is taken for the text that it looks like.
            if let decoded = Base64.decode(bytes), decoded.withUnsafeBytes({ UTF8Decoder.firstMalformed($0) }) == nil {
                bytes = decoded
            }
            isHTML = !(open["type"] ?? "text/plain").hasPrefix("text/plain")
        }
        return RawText(
            bytes: bytes, isHTML: isHTML, base: open.base, isEscaped: open.form == .html)
    }

    private mutating func finishPersonPart(_ element: Element, _ text: RawText) {
        switch element {
        case .name, .itunesAuthor: person.name = person.name ?? text.plain.nonEmpty
        case .email: person.email = person.email ?? text.plain.nonEmpty
        case .uri, .link: person.url = person.url ?? resolve(text.verbatim)
        default: break
        }
    }

    private mutating func finishImagePart(_ element: Element, _ text: RawText) {
        let url = element == .uri || element == .link ? resolve(text.verbatim) : nil
        change { facts in
            switch element {
            case .uri: facts.image.url = facts.image.url ?? url
            case .title: facts.image.title = facts.image.title ?? text.plain.nonEmpty
            case .link: facts.image.link = facts.image.link ?? url
            default: break
            }
        }
    }

    private mutating func finishSourcePart(_ element: Element, _ text: RawText) {
        let id = element == .id ? text.verbatim : nil
        var source = item.source ?? Source()
        if element == .title { source.title = source.title ?? text.plain.nonEmpty }
        if let id, source.url == nil, URLText.isWebAddress(id) { source.url = id }
        item.source = source
    }

    /// What a news sitemap says of the publication, it says with every item.
    private mutating func finishPublicationPart(_ element: Element, _ text: RawText) {
        switch element {
        case .name where feed.text(.title) == nil: feed.texts.append((.title, text))
        case .newsLanguage: add(.language, text)
        default: break
        }
    }

    private mutating func finishText(_ open: Capture, _ text: RawText) {
        switch open.element {
        case .link:
            guard let url = resolve(text.verbatim) else { return }
            let link = RawLink(
                rel: open["rel"]?.asciiLowercased ?? "alternate", url: url, type: open["type"],
                isNative: open["rel"] == nil)
            add(link)
        case .category: addTags([open["term"] ?? text.plain])
        case .subject: addTags([text.plain])
        case .itunesKeywords, .newsKeywords, .tags: finishKeywords(open.element, text)
        case .guid:
            let isPermalink = open["ispermalink"]?.nonEmpty.map { $0.asciiLowercased == "true" }
            change { $0.guidIsPermalink = isPermalink }
            add(open.element, text)
        case .source: finishRSSSource(open, text)
        case .author, .creator, .dcContributor, .managingEditor, .webMaster: add(open.element, text)
        case .hour, .day: finishSkip(open.element, text)
        case .originalEnclosureLink, .itunesImage, .imageLocation: finishAddress(open, text)
        case .georssPoint, .georssLine, .georssPolygon, .georssBox, .georssCircle, .position, .lowerCorner,
            .upperCorner, .latitude,
            .longitude, .latitudeLongitude, .featureName:
            let isProjected = hasProjection
            change { LocationText.read(open.element, text.plain, isProjected: isProjected, into: &$0.location) }
        case .license:
            let url = resolve(open["resource"] ?? text.verbatim)
            if let url { add(RawLink(rel: "license", url: url)) }
        case .content where open["src"] != nil && text.isBlank: finishRemoteContent(open)
        default:
            if open.element.isMedia {
                finishMediaText(open, text)
            } else if open.element.isPodcast {
                finishPodcastText(open, text)
            } else {
                add(open.element, text)
            }
        }
    }

    /// Content that lies elsewhere (RFC 4287, section 4.1.3.2): a page is the item's address if it has no other, the rest is
    /// attached.
    private mutating func finishRemoteContent(_ open: Capture) {
        guard let url = resolve(open["src"]) else { return }
        let type = open["type"]
        let isPage = type.map { $0.contains("html") } ?? true
        add(RawLink(rel: isPage ? "content" : "enclosure", url: url, type: type))
    }

    private mutating func add(_ element: Element, _ text: RawText) {
        let limit = limits.maximumListLength
        change { if $0.texts.count < limit { $0.texts.append((element, text)) } }
    }

    mutating func addTags(_ tags: [String]) {
        let limit = limits.maximumListLength
        change { facts in
            for tag in tags where !tag.isEmpty && facts.tags.count < limit && !facts.tags.contains(tag) {
                facts.tags.append(tag)
            }
        }
    }

    private mutating func finishKeywords(_ element: Element, _ text: RawText) {
        let words = text.plain.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
        add(element, text)
        addTags(words)
    }

    private mutating func finishRSSSource(_ open: Capture, _ text: RawText) {
        let url = resolve(open["url"])
        guard isInItem, url != nil || !text.isBlank else { return }
        item.source = item.source ?? Source(title: text.plain.nonEmpty, url: url)
    }

    private mutating func finishSkip(_ element: Element, _ text: RawText) {
        let value = text.plain
        if element == .hour {
            // RSS 0.91 counts 1 to 24.
            if let hour = Int(value), (0...24).contains(hour), !feed.polling.skipHours.contains(hour % 24) {
                feed.polling.skipHours.append(hour % 24)
            }
        } else if let day = WeekdayNames.english(value), !feed.polling.skipDays.contains(day) {
            feed.polling.skipDays.append(day)
        }
    }

    private mutating func finishAddress(_ open: Capture, _ text: RawText) {
        guard let url = resolve(open["href"] ?? text.verbatim) else { return }
        switch open.element {
        case .originalEnclosureLink:
            add(RawLink(rel: "original-enclosure", url: url, type: item.attachments.last?.mimeType))
        case .imageLocation: change { if $0.image.url == nil { $0.image.url = url } }
        default: change { $0.itunesImage = $0.itunesImage ?? url }
        }
    }
}

/// Beginnings of media types of which it is certain that they are no text.
private let binaryTypes = [
    "image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/gzip",
    "application/msword",
    "application/vnd.",
]
