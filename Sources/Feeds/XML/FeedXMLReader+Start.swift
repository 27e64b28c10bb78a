import Basics
import Markup

extension FeedXMLReader {
    mutating func start() {
        let entry = capture?.form == .xhtml ? nil : lookup()
        if entry?.element == .item { leaveUnclosed() }
        enterContext()
        if capture != nil, !becomesPerson(entry), !closesLink(entry) { return captureStart() }
        if format == nil { root(entry?.element) }
        guard let entry else { return push(.unknown) }
        switch entry.element {
        case .rss, .rdf, .feed, .channel, .urlSet: startFeed(entry.element)
        case .item: startItem()
        case .uri where format == .newsSitemap && scope == .feed: startItem()
        default:
            if scope == .skip || scope == .unknown && !isMedia(entry.element) { return push(scope) }
            startOther(entry)
        }
    }

    private func isMedia(_ element: Element) -> Bool {
        switch element {
        case .mediaGroup, .mediaContent, .mediaThumbnail: isInItem
        default: false
        }
    }

    private mutating func enterContext() {
        var base: String?
        var language: String?
        for attribute in xml.attributes where attribute.name.namespace == Namespace.xml {
            if attribute.name.local == Self.baseName { base = xml.string(attribute.value).trimmed }
            if attribute.name.local == Self.langName { language = xml.string(attribute.value).cleaned.trimmed }
        }
        if base != nil || language != nil { context.enter(depth: xml.depth, base: base, language: language) }
    }

    private static var baseName: ByteName { ByteName("base") }
    private static var langName: ByteName { ByteName("lang") }

    /// An item begins within a field or an item that was never closed: both end before it. A field that swallowed others
    /// keeps what stood before them.
    private mutating func leaveUnclosed() {
        if var open = capture {
            capture = nil
            if !isInItem, let length = open.lengthBeforeChildren {
                open.whole = nil
                captured.truncate(to: length)
            }
            finish(open)
            captured.removeAll()
            while scopes.count > 1, scope != .feed, scope != .item { finish(scopes.removeLast().scope) }
        }
        switch scope {
        case .item:
            finishItem()
            xml.adopt(at: scopes.removeLast().depth - 1)
        case .feed: xml.adopt(at: scopes[scopes.count - 1].depth)
        default: return
        }
        context.leave(depth: xml.depth)
    }

    /// The document's element: the first one; or, where that is none of a feed's, as in a message that a program printed before
    /// its feed, the first that can be nothing else.
    private mutating func root(_ element: Element?) {
        if hasRoot {
            let isRoot =
                switch element {
                case .rss: attribute("version") != nil || !isPage
                case .feed, .rdf, .urlSet: !isPage && xml.attributes.contains { $0.name.range.count >= 5 }
                default: false
                }
            guard isRoot else { return }
            xml.note(.textOutsideRoot, at: xml.tokenStart)
        } else {
            rootName = String(decoding: xml.bytes[xml.element.range], as: UTF8.self)
        }
        hasRoot = true
        if element == .feed || element == .item && xml.element.local == ByteName("entry") {
            defaultNamespace = Namespace.atom
        }
        var namespace = ""
        for attribute in xml.attributes
        where attribute.name.local == ByteName("xmlns") || attribute.name.range.count > 6 {
            let name = xml.bytes[attribute.name.range]
            if name.starts(with: "xmlns".utf8) { namespace += " " + xml.string(attribute.value).lowercased() }
        }
        format = FormatDetection.format(
            root: element, version: attribute("version"), namespaces: namespace, hasAddress: attribute("href") != nil)
        if let base = attribute("base"), format == .cdf { context.enter(depth: xml.depth, base: base, language: nil) }
    }

    private var isPage: Bool { rootName.asciiLowercased.hasSuffix("html") }

    private mutating func startFeed(_ element: Element) {
        if isInItem { return push(.unknown) }
        if element == .channel || element == .feed {
            if let about = attribute("about", namespace: Namespace.rdf) { feed.about = feed.about ?? about }
            feed.language = feed.language ?? context.language
            if format == .cdf, let address = resolve(attribute("href")) {
                feed.links.append(RawLink(rel: "alternate", url: address))
            }
            if format == .cdf, let modified = attribute("lastmod") {
                feed.texts.append((.modified, RawText(plain: modified)))
            }
        }
        if let language = context.language, feed.language == nil { feed.language = language }
        push(.feed)
    }

    private mutating func startItem() {
        if isInItem || scope == .skip { return push(.skip) }
        item = Facts()
        item.start = xml.tokenStart
        item.base = context.base
        isInItem = true
        item.language = context.language
        item.about = attribute("about", namespace: Namespace.rdf)
        if format == .cdf || format == .newsSitemap {
            if let address = resolve(attribute("href")) { item.links.append(RawLink(rel: "alternate", url: address)) }
            if let modified = attribute("lastmod") { item.texts.append((.modified, RawText(plain: modified))) }
        }
        push(.item)
    }

    private mutating func startOther(_ entry: Element.Entry) {
        switch entry.element {
        case .link:
            if attribute("href") != nil { startLink() } else { startCapture(entry) }
        case .category where entry.reading == .attributes:
            startAtomCategory(entry)
        case .author where entry.reading == .container, .contributor:
            person = Person()
            partText.removeAll()
            push(.person(isContributor: entry.element == .contributor))
        case .source where entry.reading == .container:
            push(isInItem ? .source : .skip)
        case .image: startImage()
        case .mediaGroup, .mediaContent, .mediaCommunity, .mediaThumbnail, .mediaEmbed, .mediaStarRating,
            .mediaStatistics:
            startMedia(entry.element)
        case .point:
            hasProjection = LocationText.isProjected(attribute("srsname"))
            push(.transparent)
        case .itunesOwner:
            person = Person()
            push(.itunesOwner)
        case .itunesCategory: startITunesCategory()
        case .itunesImage: startITunesImage(entry)
        case .textInput: push(.skip)
        case .newsRoot, .sitemapImage: push(.transparent)
        case .publication: push(.publication)
        case .enclosure: startEnclosure()
        case .cloud: startCloud()
        default:
            switch entry.reading {
            case .plain, .markup, .construct: startCapture(entry)
            case .attributes:
                startExtension(entry.element)
                push(.skip)
            case .container:
                startExtension(entry.element)
                push(.transparent)
            }
        }
    }

    /// RSS's author is a text; where it has parts, it is a person.
    private mutating func becomesPerson(_ entry: Element.Entry?) -> Bool {
        guard let open = capture, let entry,
            open.element == .author || open.element == .creator || open.element == .managingEditor
        else { return false }
        guard entry.element == .name || entry.element == .email || entry.element == .uri else { return false }
        capture = nil
        captured.removeAll()
        person = Person()
        partText.removeAll()
        scopes.append(OpenScope(scope: .person(isContributor: false), depth: open.depth))
        return true
    }

    /// A link that was never closed: an address, and then one of an item's other parts, which it cannot hold.
    private mutating func closesLink(_ entry: Element.Entry?) -> Bool {
        guard let open = capture, open.element == .link, open.form == .plain, let entry, entry.element.isItemPart else {
            return false
        }
        capture = nil
        finish(open)
        captured.removeAll()
        xml.adopt(at: open.depth - 1)
        return true
    }

    mutating func startCapture(_ entry: Element.Entry) {
        captured.removeAll()
        var capture = Capture(
            element: entry.element, depth: xml.depth, form: .plain, base: context.base)
        switch entry.reading {
        case .markup: capture.form = xml.element.namespace == Namespace.xhtml ? .xhtml : .html
        case .construct: construct(&capture)
        default: break
        }
        if !xml.attributes.isEmpty {
            for index in xml.attributes.indices where xml.attributes[index].name.namespace != Namespace.xml {
                let name = xml.attributes[index].name.local
                guard Self.keptAttributes.contains(name), capture.attributes.count < 16 else { continue }
                let written = String(decoding: xml.bytes[xml.attributes[index].name.range], as: UTF8.self)
                    .asciiLowercased
                let local = written.split(separator: ":").last.map(String.init) ?? written
                capture.attributes.append((local, xml.string(xml.attributes[index].value).cleaned.trimmed))
            }
        }
        self.capture = capture
    }

    /// What an Atom text construct is (RFC 4287, sections 3.1 and 4.1.3; Atom 0.3's mode).
    private mutating func construct(_ capture: inout Capture) {
        let type = attribute("type")?.asciiLowercased
        let mode = attribute("mode")?.asciiLowercased
        switch type?.prefix(while: { $0 != ";" }).description.trimmed {
        case nil, "text", "": capture.form = .text
        case "html", "text/html": capture.form = mode == "xml" ? .xhtml : .html
        case "xhtml", "application/xhtml+xml": capture.form = mode == "escaped" ? .html : .xhtml
        case "text/plain": capture.form = .text
        case let type? where type.hasSuffix("xml"): capture.form = mode == "escaped" ? .html : .xhtml
        case let type? where type.hasPrefix("text/"): capture.form = .text
        default: capture.form = .base64
        }
        if mode == "base64" { capture.form = .base64 }
    }

    private static var keptAttributes: Set<ByteName> { keptAttributeNames }
}

private let keptAttributeNames: Set<ByteName> = Set(
    ([
        "ispermalink", "domain", "scheme", "term", "label", "url", "href", "src", "type", "uri", "email", "role",
        "group", "img", "geo",
        "osm", "rel", "start", "starttime", "duration", "name", "display", "owner", "resource", "text", "end", "lang",
        "algo", "length",
        "width", "height", "price", "currency", "state", "reason",
        "season", "protocol", "accountid", "mode", "relationship", "id",
    ] as [StaticString]).map { ByteName($0) })

extension RawText {
    init(plain text: String) {
        self.init(bytes: Array(text.utf8), isHTML: false, base: nil)
    }
}
