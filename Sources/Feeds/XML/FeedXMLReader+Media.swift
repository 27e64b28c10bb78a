import Basics
import Markup

extension FeedXMLReader {
    mutating func startMedia(_ element: Element) {
        switch element {
        case .mediaGroup, .mediaCommunity: push(.transparent)
        case .mediaContent: startMediaContent()
        case .mediaThumbnail:
            if let url = resolve(attribute("url") ?? attribute("href")) {
                let json = JSONValue.object(
                    [.init(key: "url", value: .string(url))] + numbers(["width", "height"]) + strings(["time"]))
                change { facts in
                    guard facts.media.thumbnails.count < 100 else { return }
                    facts.media.append("thumbnails", json)
                    facts.media.thumbnails.append(url)
                }
                push(.skip)
            } else {
                startCapture(Element.Entry(element: .mediaThumbnail, reading: .plain))
            }
        case .mediaEmbed:
            if let url = resolve(attribute("url")) {
                let json = JSONValue.object([.init(key: "url", value: .string(url))] + numbers(["width", "height"]))
                change { $0.media.set("embed", json) }
            }
            push(.transparent)
        case .mediaStarRating:
            let members = numbers(["average", "count", "min", "max"])
            if !members.isEmpty { change { $0.media.set("star_rating", .object(members)) } }
            push(.skip)
        case .mediaStatistics:
            let members = numbers(["views", "favorites"])
            if !members.isEmpty { change { $0.media.set("statistics", .object(members)) } }
            push(.skip)
        default: push(.skip)
        }
    }

    private mutating func startMediaContent() {
        var content = MediaFacts.Content()
        if let url = resolve(attribute("url") ?? attribute("href")) { content.set("url", .string(url)) }
        for member in strings(["type", "medium", "expression", "lang", "isDefault"])
            + numbers(["width", "height", "fileSize", "duration", "bitrate", "framerate", "samplingrate", "channels"])
        {
            content.set(member.key, member.value)
        }
        let limit = limits.maximumListLength
        change { facts in
            guard facts.media.contents.count < limit else { return }
            facts.media.contents.append(content)
            facts.media.open = facts.media.contents.count - 1
        }
        push(.mediaContent)
    }

    private mutating func strings(_ names: [StaticString]) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        for name in names {
            if let text = attribute(name) {
                members.append(.init(key: name.description.snakeCased, value: .string(text)))
            }
        }
        return members
    }

    private mutating func numbers(_ names: [StaticString]) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        for name in names {
            guard let text = attribute(name) else { continue }
            let number = Double(text) ?? (name.description == "duration" ? MediaDuration.seconds(text) : nil)
            guard let number, number.isFinite else { continue }
            members.append(.init(key: name.description.snakeCased, value: .number(number)))
        }
        return members
    }

    /// An element's text and attributes, as an object.
    private mutating func addMedia(_ key: String, _ open: Capture, text: String, _ value: String) {
        if let json = object(open, text: text, value) { change { $0.media.set(key, json) } }
    }

    private mutating func object(_ open: Capture, text: String, _ value: String) -> JSONValue? {
        var members: [JSONValue.Member] = value.isEmpty ? [] : [.init(key: text, value: .string(value))]
        for (name, given) in open.attributes {
            let known = name == "href" || name == "url" ? resolve(given).map { ("url", $0) } : (name, given)
            if let (key, value) = known, !value.isEmpty, !members.contains(where: { $0.key == key }) {
                members.append(.init(key: key, value: .string(value)))
            }
        }
        return members.isEmpty ? nil : .object(members)
    }

    /// A text of Media RSS's is complete.
    mutating func finishMediaText(_ open: Capture, _ text: RawText) {
        var text = text
        // "plain" is what Media RSS has where no type is given; what is plainly HTML is taken for that.
        if open.element == .mediaTitle || open.element == .mediaDescription {
            text.isHTML = open["type"].map { $0.asciiLowercased.contains("html") } ?? text.looksLikeMarkup
        }
        let value = text.plain
        let key: String
        switch open.element {
        case .mediaTitle: key = "title"
        case .mediaDescription: key = "description"
        case .mediaCategory:
            if !value.isEmpty {
                change { $0.media.append("categories", .string(value)) }
                addTags([value])
            }
            return
        case .mediaThumbnail:
            if let url = resolve(text.verbatim) {
                change { facts in
                    facts.media.append("thumbnails", .object([.init(key: "url", value: .string(url))]))
                    facts.media.thumbnails.append(url)
                }
            }
            return
        case .mediaCredit:
            var members = [JSONValue.Member(key: "name", value: .string(value))]
            if let scheme = open["scheme"] { members.append(.init(key: "scheme", value: .string(scheme))) }
            if let role = open["role"] { members.append(.init(key: "role", value: .string(role))) }
            let json = JSONValue.object(members)
            if !value.isEmpty { change { $0.media.append("credits", json) } }
            return
        case .mediaText:
            if let json = object(open, text: "value", value) { change { $0.media.append("texts", json) } }
            return
        case .mediaKeywords: return addMedia("keywords", open, text: "value", value)
        case .mediaLicense: return addMedia("license", open, text: "name", value)
        case .mediaCopyright: return addMedia("copyright", open, text: "name", value)
        case .mediaRating: return addMedia("rating", open, text: "value", value)
        case .mediaPlayer: return addMedia("player", open, text: "title", value)
        case .mediaHash: return addMedia("hash", open, text: "value", value)
        case .mediaRestriction: return addMedia("restriction", open, text: "value", value)
        case .mediaTags: return addMedia("tags", open, text: "value", value)
        case .mediaPrice: return addMedia("price", open, text: "value", value)
        case .mediaStatus: return addMedia("status", open, text: "value", value)
        case .mediaPeerLink: return addMedia("peer_link", open, text: "title", value)
        case .mediaSubTitle: return addMedia("sub_title", open, text: "title", value)
        default: return
        }
        guard !value.isEmpty else { return }
        change { facts in
            facts.media.set(key, .string(value))
            if open.element == .mediaTitle || open.element == .mediaDescription {
                facts.texts.append((open.element, text))
            }
        }
    }
}
