import Basics
import Markup

extension FeedXMLReader {
    /// An Atom link, in whatever format it stands.
    mutating func startLink() {
        defer { push(.skip) }
        if case .person = scope {
            let url = resolve(attribute("href"))
            if person.url == nil { person.url = url }
            return
        }
        guard let url = resolve(attribute("href")) else { return }
        let rel = (attribute("rel") ?? "alternate").asciiLowercased
        let link = RawLink(
            rel: rel.hasPrefix("http://www.iana.org/assignments/relation/") ? String(rel.dropFirst(41)) : rel, url: url,
            type: attribute("type"),
            language: attribute("hreflang"), title: attribute("title"), length: attribute("length").flatMap { Int($0) },
            isNative: xml.element.namespace == Namespace.core && attribute("rel") == nil)
        switch scope {
        case .source:
            var source = item.source ?? Source()
            if link.rel == "alternate" || source.url == nil && link.rel == "self" { source.url = url }
            item.source = source
        case .image: change { $0.image.link = $0.image.link ?? url }
        case .skip, .unknown: break
        default:
            if isInItem, link.rel == "replies",
                let count = attribute("count", namespace: Namespace.thread).flatMap({ Int($0) })
            {
                item.texts.append((.commentCount, RawText(plain: String(count))))
            }
            add(link)
        }
    }

    /// One more link of the item that is open, or of the feed.
    mutating func add(_ link: RawLink) {
        let limit = limits.maximumListLength
        change { if $0.links.count < limit { $0.links.append(link) } }
    }

    mutating func startAtomCategory(_ entry: Element.Entry) {
        guard scope != .source else { return push(.skip) }
        if let term = attribute("term") ?? attribute("label") {
            addTags([attribute("label").flatMap { attribute("term") == nil ? $0 : nil } ?? term])
            push(.skip)
        } else {
            startCapture(Element.Entry(element: .category, reading: .plain))
        }
    }

    mutating func startEnclosure() {
        defer { push(.skip) }
        guard
            let url = resolve(attribute("url") ?? attribute("href") ?? attribute("resource", namespace: Namespace.rdf))
        else { return }
        let attachment = Attachment(
            url: url, mimeType: attribute("type"), title: attribute("title"),
            sizeInBytes: Self.size(attribute("length")))
        // What no browser would load is a link, and no more.
        guard URLText.canBeLoaded(url) else {
            return add(RawLink(rel: "enclosure", url: url, type: attachment.mimeType, title: attachment.title))
        }
        let limit = limits.maximumListLength
        change { if $0.attachments.count < limit { $0.attachments.append(attachment) } }
    }

    /// A length in bytes; 0 is what programs write that do not know it.
    static func size(_ text: String?) -> Int? {
        guard let text, let size = Int(text.filter { $0 != "," }), size > 0 else { return nil }
        return size
    }

    mutating func startCloud() {
        defer { push(.skip) }
        guard let domain = attribute("domain"), !isInItem else { return }
        let port = attribute("port").flatMap { UInt16($0) } ?? 80
        let scheme = port == 443 ? "https" : "http"
        let path = attribute("path") ?? "/"
        let address =
            "\(scheme)://\(domain)\(port == 80 || port == 443 ? "" : ":\(port)")\(path.hasPrefix("/") ? "" : "/")\(path)"
        if let url = URLText.resolve(address, base: nil) { feed.hubs.append(Hub(type: "rssCloud", url: url)) }
    }

    mutating func startImage() {
        if case .person = scope {
            person.avatar = person.avatar ?? resolve(attribute("src") ?? attribute("href"))
            return push(.skip)
        }
        if let url = resolve(attribute("href") ?? attribute("src") ?? attribute("url")) {
            change { if $0.image.url == nil { $0.image.url = url } }
        }
        if isInItem || scope == .feed || scope == .root || scope == .transparent {
            partText.removeAll()
            push(.image)
        } else {
            push(.skip)
        }
    }
}
