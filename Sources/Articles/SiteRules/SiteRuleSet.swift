import Basics
import Markup

/// What an operator knows of one site: the directives of its file, and of the one for all sites.
public struct SiteRuleSet: Sendable, Equatable {
    /// Where the rule came from: the files' names.
    public internal(set) var names: [String] = []
    /// The files as they stand: enough to make the set again elsewhere, with `init(text:)`.
    public internal(set) var text = ""

    public internal(set) var title: [String] = []
    public internal(set) var body: [String] = []
    public internal(set) var author: [String] = []
    public internal(set) var date: [String] = []
    public internal(set) var strip: [String] = []
    public internal(set) var stripIDOrClass: [String] = []
    public internal(set) var stripImageSource: [String] = []
    public internal(set) var stripAttribute: [String] = []
    public internal(set) var skipIDOrClass: [String] = []
    public internal(set) var replacements: [Replacement] = []
    public internal(set) var singlePageLink: [String] = []
    public internal(set) var nextPageLink: [String] = []
    public internal(set) var pageCondition: [String] = []
    public internal(set) var wrapIn: [Edit] = []
    public internal(set) var moveInto: [Edit] = []
    public internal(set) var dissolve: [String] = []
    public internal(set) var nativeAdvertisement: [String] = []
    public internal(set) var lazyImageAttributes: [String] = []
    /// Request headers for pages of this site, as given; which of them are sent is the fetcher's to decide.
    public internal(set) var httpHeaders: [Header] = []
    public internal(set) var tests: [Test] = []
    public internal(set) var prunes = true
    public internal(set) var detectsOnFailure = true
    public internal(set) var skipsLinkedData = false
    public internal(set) var insertsImage = false
    public internal(set) var keepsFootnotes = true

    /// A literal find and replace over the page's source.
    public struct Replacement: Sendable, Equatable {
        public var find: String
        public var replacement: String
    }

    /// An element's name or a path, and the path of what it is for.
    public struct Edit: Sendable, Equatable {
        public var target: String
        public var path: String
    }

    public struct Header: Sendable, Equatable {
        public var name: String
        public var value: String
    }

    /// A page that the rule's author tried it on, and what must be in its text.
    public struct Test: Sendable, Equatable {
        public var url: String
        public var contains: [String]
    }

    init() {}

    /// From `text` of another set.
    public init(text: String) {
        self = SiteRuleParser.parse(text, name: "").set
        self.text = text
    }

    /// Whether there is anything but headers and tests in it.
    var hasExtraction: Bool {
        !body.isEmpty || !title.isEmpty || !strip.isEmpty || !stripIDOrClass.isEmpty || !replacements.isEmpty
    }

    mutating func append(_ other: SiteRuleSet) {
        names += other.names
        text += (text.isEmpty || text.hasSuffix("\n") ? "" : "\n") + other.text
        title += other.title
        body += other.body
        author += other.author
        date += other.date
        strip += other.strip
        stripIDOrClass += other.stripIDOrClass
        stripImageSource += other.stripImageSource
        stripAttribute += other.stripAttribute
        skipIDOrClass += other.skipIDOrClass
        replacements += other.replacements
        singlePageLink += other.singlePageLink
        nextPageLink += other.nextPageLink
        pageCondition += other.pageCondition
        wrapIn += other.wrapIn
        moveInto += other.moveInto
        dissolve += other.dissolve
        nativeAdvertisement += other.nativeAdvertisement
        lazyImageAttributes += other.lazyImageAttributes
        httpHeaders += other.httpHeaders
        tests += other.tests
        prunes = prunes && other.prunes
        detectsOnFailure = detectsOnFailure && other.detectsOnFailure
        skipsLinkedData = skipsLinkedData || other.skipsLinkedData
        insertsImage = insertsImage || other.insertsImage
        keepsFootnotes = keepsFootnotes && other.keepsFootnotes
    }
}
