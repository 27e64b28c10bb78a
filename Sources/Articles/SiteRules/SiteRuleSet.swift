import Basics
import Markup

/// What an operator knows of one site: the directives of its file, and of the one for all sites.
public struct SiteRuleSet: Sendable, Equatable {
    /// The files that the rules came from, the one for the site first: enough to make the set again elsewhere, with `init(files:)`.
    public internal(set) var files: [File] = []

    public internal(set) var title: [String] = []
    /// Of the rules for all sites: no author of theirs knows what else a site puts there.
    public internal(set) var generalTitle: [String] = []
    public internal(set) var body: [String] = []
    public internal(set) var author: [String] = []
    public internal(set) var date: [String] = []
    public internal(set) var strip: [String] = []
    public internal(set) var stripIDOrClass: [String] = []
    public internal(set) var stripImageSource: [String] = []
    public internal(set) var stripAttribute: [String] = []
    /// As `stripAttribute`, but not before all else has been read from the page.
    public internal(set) var postStripAttribute: [String] = []
    public internal(set) var replacements: [Replacement] = []
    public internal(set) var singlePageLink: [Link] = []
    /// Over the content that the feed carries, in place of the page.
    public internal(set) var singlePageLinkInFeed: [Link] = []
    public internal(set) var nextPageLink: [Link] = []
    public internal(set) var wrapIn: [Edit] = []
    public internal(set) var moveInto: [Edit] = []
    public internal(set) var dissolve: [String] = []
    public internal(set) var nativeAdvertisement: [String] = []
    public internal(set) var lazyImageAttributes: [String] = []
    /// Request headers for pages of this site.
    public internal(set) var headers: [Header] = []
    public internal(set) var tests: [Test] = []
    public internal(set) var options = SiteRuleOptions()
    /// The files that name a body, and so can miss it.
    public internal(set) var bodyFiles: [String] = []

    /// A rule's file, as it stands.
    public struct File: Sendable, Equatable {
        public var name: String
        public var text: String

        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// A literal find and replace over the page's source.
    public struct Replacement: Sendable, Equatable {
        public var find: String
        public var replacement: String
    }

    /// The path of a link, and what else must be on the page for it to count.
    public struct Link: Sendable, Equatable {
        public var path: String
        public var condition: String?
    }

    /// An element's name or a path, and the path of what it is for.
    public struct Edit: Sendable, Equatable {
        public var target: String
        public var path: String
    }

    public struct Header: Sendable, Equatable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// A page that the rule's author tried it on, and what must be in its text.
    public struct Test: Sendable, Equatable {
        public var url: String
        public var contains: [String]
    }

    init() {}

    /// From the `files` of another set.
    public init(files: [File]) {
        for file in files { append(SiteRuleParser.parse(file).set) }
    }

    public var names: [String] { files.map(\.name) }

    /// Puts rules that count less behind these.
    mutating func append(_ other: SiteRuleSet) {
        files += other.files
        title += other.title
        generalTitle += other.generalTitle
        body += other.body
        author += other.author
        date += other.date
        strip += other.strip
        stripIDOrClass += other.stripIDOrClass
        stripImageSource += other.stripImageSource
        stripAttribute += other.stripAttribute
        postStripAttribute += other.postStripAttribute
        replacements += other.replacements
        singlePageLink += other.singlePageLink
        singlePageLinkInFeed += other.singlePageLinkInFeed
        nextPageLink += other.nextPageLink
        wrapIn += other.wrapIn
        moveInto += other.moveInto
        dissolve += other.dissolve
        nativeAdvertisement += other.nativeAdvertisement
        lazyImageAttributes += other.lazyImageAttributes
        for header in other.headers { add(header) }
        tests += other.tests
        options.fill(from: other.options)
        bodyFiles += other.bodyFiles
    }

    /// The first of a name counts; only cookies add up.
    mutating func add(_ header: Header) {
        let name = header.name.asciiLowercased
        guard let place = headers.firstIndex(where: { $0.name.asciiLowercased == name }) else {
            headers.append(header)
            return
        }
        if name == "cookie" { headers[place].value += "; " + header.value }
    }
}
