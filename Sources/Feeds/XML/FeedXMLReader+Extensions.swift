import Basics
import Markup

extension FeedXMLReader {
    mutating func startITunesImage(_ entry: Element.Entry) {
        if let url = resolve(attribute("href") ?? attribute("url")) {
            change { $0.itunesImage = $0.itunesImage ?? url }
            push(.skip)
        } else {
            startCapture(Element.Entry(element: .itunesImage, reading: .plain))
        }
    }

    mutating func startITunesCategory() {
        if let name = attribute("text").map({ HTMLPlain.text(Array($0.utf8)).collapsed }) {
            addTags([name])
            let isInner = scope == .itunesCategory
            change { facts in
                guard facts.itunesCategories.count < 100 else { return }
                if isInner, let last = facts.itunesCategories.popLast() {
                    facts.itunesCategories.append(
                        .object([
                            .init(key: "name", value: last["name"] ?? last),
                            .init(key: "subcategory", value: .string(name)),
                        ]))
                } else {
                    facts.itunesCategories.append(.object([.init(key: "name", value: .string(name))]))
                }
            }
        }
        push(.itunesCategory)
    }

    /// Elements that say all in their attributes.
    mutating func startExtension(_ element: Element) {
        switch element {
        case .podcastTranscript: podcast("transcripts", ["url", "type", "language", "rel"], isList: true)
        case .podcastChapters: podcast("chapters", ["url", "type"], isList: false)
        case .podcastAlternate:
            podcast(
                "alternate_enclosures", ["type", "length", "bitrate", "height", "lang", "title", "rel", "default"],
                isList: true)
        case .podcastSource: addSource()
        case .podcastImages: podcast("images", ["srcset"], isList: false)
        case .podcastImage: podcast("image", ["href", "alt", "type"], isList: true)
        case .chapter:
            if let json = object(["start", "title", "href", "image"]) {
                change { if $0.chapters.count < 1000 { $0.chapters.append(json) } }
            }
        case .deletedEntry:
            if let id = attribute("ref"), feed.podcast.count < limits.maximumListLength { deleted(id) }
        case .inReplyTo:
            guard isInItem, let url = resolve(attribute("href")) else { return }
            add(RawLink(rel: "in-reply-to", url: url, type: attribute("type")))
        case .generatorAgent:
            if let agent = attribute("resource", namespace: Namespace.rdf) {
                feed.texts.append((.generatorAgent, RawText(plain: agent)))
            }
        default: break
        }
    }

    private mutating func deleted(_ id: String) {
        feed.texts.append((.deletedEntry, RawText(plain: id)))
    }

    private mutating func podcast(_ key: String, _ names: [StaticString], isList: Bool) {
        guard let json = object(names) else { return }
        addPodcast(key, json, isList: isList)
    }

    /// A source of the alternate enclosure that is open.
    private mutating func addSource() {
        guard let source = object(["uri", "contentType"]) else { return }
        let limit = limits.maximumListLength
        change { facts in
            guard let index = facts.podcast.firstIndex(where: { $0.key == "alternate_enclosures" }) else { return }
            var enclosures = facts.podcast[index].value.array
            guard let last = enclosures.popLast(), case .object(var members) = last else { return }
            if let place = members.firstIndex(where: { $0.key == "sources" }) {
                guard members[place].value.array.count < limit else { return }
                members[place].value = .array(members[place].value.array + [source])
            } else {
                members.append(.init(key: "sources", value: .array([source])))
            }
            facts.podcast[index].value = .array(enclosures + [.object(members)])
        }
    }

    mutating func addPodcast(_ key: String, _ value: JSONValue, isList: Bool) {
        let limit = limits.maximumListLength
        change { facts in
            if let index = facts.podcast.firstIndex(where: { $0.key == key }) {
                guard isList, facts.podcast[index].value.array.count < limit else { return }
                facts.podcast[index].value = .array(facts.podcast[index].value.array + [value])
            } else {
                facts.podcast.append((key, isList ? .array([value]) : value))
            }
        }
    }

    /// The attributes of these names, as JSON; URLs made absolute. Nil where there is none.
    mutating func object(_ names: [StaticString]) -> JSONValue? {
        var members: [JSONValue.Member] = []
        for name in names {
            guard let text = attribute(name) else { continue }
            let key = name.description
            let isAddress = key == "url" || key == "href" || key == "uri" || key == "image"
            guard let value = isAddress ? resolve(text) : text else { continue }
            members.append(.init(key: key.snakeCased, value: .string(value)))
        }
        return members.isEmpty ? nil : .object(members)
    }

    /// A text of Podcasting 2.0's is complete.
    mutating func finishPodcastText(_ open: Capture, _ text: RawText) {
        let value = text.plain
        func member(_ key: String, _ value: String?) -> JSONValue.Member? {
            value.flatMap(\.nonEmpty).map { JSONValue.Member(key: key, value: .string($0)) }
        }
        func object(_ members: [JSONValue.Member?]) -> JSONValue { .object(members.compactMap { $0 }) }
        switch open.element {
        case .podcastPerson:
            let json = object([
                member("name", value), member("role", open["role"]), member("group", open["group"]),
                member("image", resolve(open["img"])),
                member("url", resolve(open["href"])),
            ])
            addPodcast("persons", json, isList: true)
        case .podcastLocation:
            addPodcast(
                "location", object([member("name", value), member("geo", open["geo"]), member("osm", open["osm"])]),
                isList: false)
        case .podcastSoundbite:
            addPodcast(
                "soundbites",
                object([
                    member("title", value), member("start_time", open["starttime"]),
                    member("duration", open["duration"]),
                ]), isList: true)
        case .podcastSeason:
            addPodcast("season", object([member("number", value), member("name", open["name"])]), isList: false)
        case .podcastEpisode:
            addPodcast("episode", object([member("number", value), member("display", open["display"])]), isList: false)
        case .podcastFunding:
            addPodcast("funding", object([member("title", value), member("url", resolve(open["url"]))]), isList: true)
        case .podcastTrailer:
            addPodcast(
                "trailers",
                object([member("title", value), member("url", resolve(open["url"])), member("type", open["type"])]),
                isList: true)
        case .podcastSocial:
            addPodcast(
                "social_interact", object([member("uri", resolve(open["uri"])), member("protocol", open["protocol"])]),
                isList: true)
        case .podcastLicense:
            addPodcast("license", object([member("name", value), member("url", resolve(open["url"]))]), isList: false)
        case .podcastGUID where !value.isEmpty: addPodcast("guid", .string(value), isList: false)
        case .podcastMedium where !value.isEmpty: addPodcast("medium", .string(value), isList: false)
        case .podcastLocked where !value.isEmpty:
            addPodcast("locked", .bool(value.asciiLowercased == "yes"), isList: false)
        default: break
        }
    }
}

extension String {
    /// `contentType` as `content_type`.
    var snakeCased: String {
        var result = ByteBuffer(capacity: utf8.count + 8)
        for byte in utf8 {
            if byte &- 0x41 < 26 { result.append(0x5F) }
            result.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
        }
        return String(result)
    }
}
