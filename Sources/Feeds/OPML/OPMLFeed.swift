import Basics

/// A feed as OPML knows it: an outline with an `xmlUrl`.
public struct OPMLFeed: Hashable, Sendable {
    /// `xmlUrl`, as given.
    public var url: String
    public var title: String?
    /// The folder first, then the categories: `news/local` stands for a folder within a folder. A slash that is part of a
    /// name is written `\/`, a backslash `\\`.
    public var tags: [String]
    /// What the outline says besides, in its order: `htmlUrl`, `description`, `language` and the rest.
    public var attributes: [OPMLAttribute]
    /// The bytes of `xmlUrl` in the document's text; empty in a feed that was made.
    public var urlRange: Range<Int>
    /// The bytes of every outline that names it; empty in a feed that was made.
    public var ranges: [Range<Int>]

    public init(
        url: String, title: String? = nil, tags: [String] = [], attributes: [OPMLAttribute] = [],
        urlRange: Range<Int> = 0..<0,
        ranges: [Range<Int>] = []
    ) {
        self.url = url
        self.title = title
        self.tags = tags
        self.attributes = attributes
        self.urlRange = urlRange
        self.ranges = ranges
    }

    public subscript(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
}

extension OPMLDocument {
    /// The feeds, in their order; one that stands in several folders is one feed with several tags.
    public var feeds: [OPMLFeed] {
        var gathered = OPMLFeedGatherer()
        for outline in outlines { gathered.add(outline, folder: nil) }
        return gathered.feeds
    }

    /// A document of feeds, each in the folder of its first tag; all of its tags stand in `category` where there are more.
    public init(title: String, feeds: [OPMLFeed]) {
        let root = OPMLFolder()
        for feed in feeds {
            var folder = root
            for name in OPMLTag.names(of: feed.tags.first ?? "") { folder = folder.folder(name) }
            folder.entries.append(.feed(feed.outline))
        }
        self.init(title: title, outlines: root.outlines)
    }
}

/// Walks outlines down and keeps the feeds.
private struct OPMLFeedGatherer {
    private(set) var feeds: [OPMLFeed] = []
    private var byURL: [String: Int] = [:]

    mutating func add(_ outline: OPMLOutline, folder: String?) {
        let url = outline.attribute("xmlUrl").flatMap { $0.value.trimmed.isEmpty ? nil : $0 }
        if let url { add(outline, url: url, folder: folder) }
        guard !outline.children.isEmpty else { return }
        let name = url == nil ? outline.label?.collapsed.nonEmpty : nil
        let inner = name.map { OPMLTag.joined(folder, $0) } ?? folder
        for child in outline.children { add(child, folder: inner) }
    }

    private mutating func add(_ outline: OPMLOutline, url: OPMLAttribute, folder: String?) {
        let address = url.value.trimmed
        let categories = OPMLTag.split(outline["category"] ?? "")
        let tags = ([folder].compactMap { $0 } + categories)
        if let known = byURL[address] {
            for tag in tags where !feeds[known].tags.contains(tag) { feeds[known].tags.append(tag) }
            feeds[known].ranges.append(outline.range)
            return
        }
        byURL[address] = feeds.count
        let title = outline["title"]?.collapsed.nonEmpty ?? outline["text"]?.collapsed.nonEmpty
        let others = outline.attributes.filter { attribute in
            switch attribute.name.asciiLowercased {
            case "xmlurl", "category", "title": false
            case "text": attribute.value.collapsed != title ?? ""
            case "type": attribute.value.asciiLowercased != "rss"
            default: true
            }
        }
        var unique: [String] = []
        for tag in tags where !unique.contains(tag) { unique.append(tag) }
        feeds.append(
            OPMLFeed(
                url: address, title: title, tags: unique, attributes: others, urlRange: url.range,
                ranges: [outline.range]))
    }
}

extension OPMLFeed {
    /// The feed as an outline.
    fileprivate var outline: OPMLOutline {
        var result = [
            OPMLAttribute("type", self["type"] ?? "rss"), OPMLAttribute("text", self["text"] ?? title ?? url),
        ]
        if let title { result.append(OPMLAttribute("title", title)) }
        result.append(OPMLAttribute("xmlUrl", url))
        if tags.count > 1 { result.append(OPMLAttribute("category", OPMLTag.joined(tags))) }
        result += attributes.filter { $0.name != "type" && $0.name != "text" }
        return OPMLOutline(attributes: result)
    }
}

/// A folder that is being filled: its feeds and folders in the order in which they came.
private final class OPMLFolder {
    enum Entry {
        case feed(OPMLOutline)
        case folder(String, OPMLFolder)
    }

    var entries: [Entry] = []
    private var folders: [String: OPMLFolder] = [:]

    func folder(_ name: String) -> OPMLFolder {
        if let known = folders[name] { return known }
        let folder = OPMLFolder()
        folders[name] = folder
        entries.append(.folder(name, folder))
        return folder
    }

    var outlines: [OPMLOutline] {
        entries.map { entry in
            switch entry {
            case .feed(let outline): outline
            case .folder(let name, let folder):
                OPMLOutline(
                    attributes: [OPMLAttribute("text", name), OPMLAttribute("title", name)], children: folder.outlines)
            }
        }
    }
}
