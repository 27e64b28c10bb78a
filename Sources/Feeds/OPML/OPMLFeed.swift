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

/// The feeds of an OPML document without its tree: for documents of a great many feeds.
public struct OPMLFeedList: Sendable {
    /// As `OPMLDocument.feeds` has them.
    public let feeds: [OPMLFeed]
    /// What was read, in UTF-8; the ranges of the feeds count in it.
    public let text: [UInt8]
    public let problems: [OPMLProblem]

    /// Reads as `OPMLDocument` does.
    public init(parsing bytes: [UInt8], limits: OPMLLimits = OPMLLimits()) throws(OPMLError) {
        let decoded = try OPMLEncoding.decode(bytes, limit: limits.size)
        var reader = OPMLReader(decoded.text, limits: limits, into: OPMLFeedSink())
        try reader.read()
        feeds = reader.sink.feeds
        text = decoded.text
        problems = decoded.problems + reader.problems
    }
}

extension OPMLDocument {
    /// The feeds, in their order; one that stands in several folders is one feed with several tags.
    public var feeds: [OPMLFeed] {
        var sink = OPMLFeedSink()
        for outline in outlines { OPMLDocument.replay(outline, into: &sink) }
        return sink.feeds
    }

    private static func replay(_ outline: OPMLOutline, into sink: inout OPMLFeedSink) {
        sink.begin(outline.attributes, at: outline.range.lowerBound)
        for child in outline.children { replay(child, into: &sink) }
        sink.end(at: outline.range.upperBound)
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

/// Keeps the feeds, and of the rest the path of folders.
struct OPMLFeedSink: OPMLSink {
    private(set) var feeds: [OPMLFeed] = []
    private var byURL: [String: Int] = [:]
    /// The outlines that are open: the folder that what is in them lies in, and the feed's place and start for a feed.
    private var open: [(folder: String?, feed: (place: Int, start: Int)?)] = []

    mutating func begin(_ attributes: [OPMLAttribute], at offset: Int) {
        let folder = open.last?.folder
        let outline = OPMLOutline(attributes: attributes)
        if let url = outline.attribute("xmlUrl"), !url.value.trimmed.isEmpty {
            open.append((folder, (add(outline, url: url, folder: folder), offset)))
        } else {
            let name = outline.label?.collapsed.nonEmpty
            open.append((name.map { OPMLTag.joined(folder, $0) } ?? folder, nil))
        }
    }

    mutating func end(at offset: Int) {
        if let feed = open.popLast()?.feed { feeds[feed.place].ranges.append(feed.start..<offset) }
    }

    private mutating func add(_ outline: OPMLOutline, url: OPMLAttribute, folder: String?) -> Int {
        let address = url.value.trimmed
        var tags = folder.map { [$0] } ?? []
        for tag in OPMLTag.split(outline["category"] ?? "") where !tags.contains(tag) { tags.append(tag) }
        if let known = byURL[address] {
            for tag in tags where !feeds[known].tags.contains(tag) { feeds[known].tags.append(tag) }
            return known
        }
        byURL[address] = feeds.count
        // OPML wants a text of each outline: the address is what stands there for want of a title.
        let text = outline["text"]?.collapsed.nonEmpty
        let title = outline["title"]?.collapsed.nonEmpty ?? (text == address ? nil : text)
        let others = outline.attributes.filter { attribute in
            switch attribute.name.asciiLowercased {
            case "xmlurl", "category", "title": false
            case "text": attribute.value.collapsed != title ?? address
            case "type": attribute.value.asciiLowercased != "rss"
            default: true
            }
        }
        feeds.append(OPMLFeed(url: address, title: title, tags: tags, attributes: others, urlRange: url.range))
        return feeds.count - 1
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
