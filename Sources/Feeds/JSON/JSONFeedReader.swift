import Basics
import Markup

/// Reads JSON Feed 1.0 and 1.1 (jsonfeed.org).
struct JSONFeedReader {
    let base: BaseURL?
    let limits: FeedLimits
    private(set) var problems: [Problem] = []

    init(base: BaseURL?, limits: FeedLimits) {
        self.base = base
        self.limits = limits
    }

    /// Nil for an object that is no feed.
    mutating func read(_ json: JSONValue) -> (format: FeedFormat, feed: Feed, items: [Item])? {
        let version = json["version"]?.string ?? ""
        let isNamed = version.contains("jsonfeed.org/version/")
        guard case .object = json, isNamed || json["items"] != nil && (json["title"] != nil || !version.isEmpty) else {
            return nil
        }
        if !isNamed {
            problems.append(Problem(code: "missing-version", message: "no version of JSON Feed; read as 1.1"))
        }
        let members = json["items"]?.array ?? []
        if members.count > limits.maximumItems {
            problems.append(
                Problem(code: "item-limit", message: "more than \(limits.maximumItems) items; the first ones are kept"))
        }
        var items: [Item] = []
        items.reserveCapacity(min(members.count, limits.maximumItems))
        for member in members.prefix(limits.maximumItems) {
            guard case .object = member else { continue }
            items.append(item(member))
        }
        let isOld = version.hasSuffix("/1") || version.hasSuffix("/1/") || version.hasSuffix("1.0") || version == "1"
        return (isOld ? .json10 : .json11, feed(json), items)
    }

    private mutating func feed(_ json: JSONValue) -> Feed {
        var feed = Feed()
        feed.id = text(json["id"])
        feed.title = text(json["title"])?.collapsed.nonEmpty.map(CharacterReferences.decoded)
        feed.description = line(json["description"])
        feed.homePageURL = url(json["home_page_url"])
        feed.feedURL = url(json["feed_url"])
        feed.nextURL = url(json["next_url"])
        feed.icon = url(json["icon"])
        feed.favicon = url(json["favicon"])
        feed.language = line(json["language"])
        feed.authors = authors(json)
        feed.expired = json["expired"]?.bool
        feed.tags = tags(json["tags"])
        for hub in (json["hubs"]?.array ?? []).prefix(limits.maximumListLength) {
            if let address = url(hub["url"]) {
                feed.hubs.append(Hub(type: line(hub["type"]) ?? "WebSub", url: address))
            }
        }
        return feed
    }

    private mutating func item(_ json: JSONValue) -> Item {
        var item = Item()
        item.id = text(json["id"])
        item.url = url(json["url"])
        item.externalURL = url(json["external_url"])
        item.title = text(json["title"])?.collapsed.nonEmpty.map(CharacterReferences.decoded)
        if let html = json["content_html"]?.string?.nonEmpty {
            item.content = Body(source: Array(html.utf8), isHTML: true, base: base)
        } else if let text = json["content_text"]?.string?.nonEmpty {
            item.content = Body(source: Array(text.utf8), isHTML: false, base: base)
        }
        if let summary = json["summary"]?.string?.nonEmpty {
            item.summaryBody = Body(source: Array(summary.utf8), isHTML: false, base: base)
        }
        item.image = url(json["image"])
        item.bannerImage = url(json["banner_image"])
        item.datePublished = date(json["date_published"])
        item.dateModified = date(json["date_modified"])
        item.authors = authors(json)
        item.tags = tags(json["tags"])
        item.language = line(json["language"])
        item.attachments = attachments(json["attachments"])
        item.digest = Hash64.of(json.encoded)
        return item
    }

    private func attachments(_ json: JSONValue?) -> [Attachment] {
        (json?.array ?? []).prefix(limits.maximumListLength).compactMap { member in
            guard let address = url(member["url"]) else { return nil }
            return Attachment(
                url: address, mimeType: line(member["mime_type"]), title: line(member["title"]),
                sizeInBytes: number(member["size_in_bytes"]).flatMap { Int(exactly: $0.rounded()) },
                durationInSeconds: number(member["duration_in_seconds"]))
        }
    }

    /// `authors` of 1.1, or the `author` of 1.0.
    private func authors(_ json: JSONValue) -> [Person] {
        var members = json["authors"].map(\.array) ?? []
        // One author where a list is asked for.
        if members.isEmpty, let one = json["authors"], one["name"] != nil || one.string != nil { members = [one] }
        let people = (members.isEmpty ? [json["author"]].compactMap { $0 } : members).prefix(limits.maximumListLength)
        return people.compactMap { member in
            if let name = line(member) { return Person(name: name) }
            var person = Person(
                name: line(member["name"]), url: url(member["url"]), avatar: url(member["avatar"]),
                email: line(member["email"]))
            if let address = person.url, address.hasPrefix("mailto:") {
                person.email = person.email ?? String(address.dropFirst(7).prefix { $0 != "?" })
            }
            return person.isEmpty ? nil : person
        }
    }

    private func tags(_ json: JSONValue?) -> [String] {
        var tags: [String] = []
        for tag in (json?.array ?? []).prefix(limits.maximumListLength).compactMap(line) where !tags.contains(tag) {
            tags.append(tag)
        }
        return tags
    }

    private mutating func date(_ json: JSONValue?) -> Timestamp? {
        guard let text = json?.string?.nonEmpty else { return json?.number.flatMap { Timestamp($0) } }
        if let time = FeedDate.parse(text) { return time }
        if problems.count < limits.maximumProblems {
            problems.append(
                Problem(code: "unreadable-date", message: "not a date that can be read: \(text.prefix(60))"))
        }
        return nil
    }

    /// A string; a number is read over as one, as the specification asks for ids.
    private func text(_ json: JSONValue?) -> String? {
        switch json {
        case .string(let text): text.cleaned.nonEmpty
        case .number(let number): Int64(exactly: number).map(String.init) ?? "\(number)"
        default: nil
        }
    }

    /// A number, or a string that is one.
    private func number(_ json: JSONValue?) -> Double? { json?.number ?? json?.string.flatMap { Double($0) } }

    private func line(_ json: JSONValue?) -> String? { json?.string?.cleaned.collapsed.nonEmpty }

    private func url(_ json: JSONValue?) -> String? { URLText.resolve(json?.string, base: base?.url) }
}
