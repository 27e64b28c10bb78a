import Basics
import Markup

/// Reads a feed in XML, of whatever format, straight into the facts of the feed and of one item after another: there is
/// never a tree of it.
///
/// It decides what is said, not what counts; that is `FeedAssembly`'s and `ItemAssembly`'s part.
struct FeedXMLReader: ~Copyable {
    /// What the element belongs to that is read now.
    enum Scope: Equatable {
        case root, feed, item, image, source, mediaGroup, mediaContent, itunesOwner, itunesCategory, publication, skip,
            unknown
        case person(isContributor: Bool)
        /// Its children count as if it were not there.
        case transparent
    }

    struct OpenScope {
        var scope: Scope
        var depth: Int
    }

    var xml: XMLReader
    let limits: FeedLimits
    var feed = Facts()
    var item = Facts()
    var isInItem = false
    var items: [Item] = []
    var format: FeedFormat?
    var rootName = ""
    var scopes: [OpenScope] = [OpenScope(scope: .root, depth: 0)]
    var context: ContextStack
    var capture: Capture?
    var captured = ByteBuffer()
    /// The namespace of elements that have none: Atom's where the root is a `feed`.
    var defaultNamespace = Namespace.core
    var person = Person()
    /// What stands in a person's or a picture's element beside its parts: RSS's way of naming one.
    var partText = ByteBuffer()
    var problems: [Problem] = []
    var hasRoot = false
    /// Whether there was an address that no base made absolute.
    private(set) var hasRelativeAddress = false
    /// Whether the point that is open is in a projected reference system, which has x before y.
    var hasProjection = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, base: BaseURL?, limits: FeedLimits) {
        xml = XMLReader(bytes, vocabulary: Namespace.vocabulary, limits: limits.xml)
        self.limits = limits
        context = ContextStack(base: base)
    }

    mutating func run() {
        while true {
            switch xml.next() {
            case .start: start()
            case .end: end()
            case .text:
                if capture != nil {
                    captureText()
                } else {
                    looseText()
                }
            case .finished:
                if isInItem { finishItem() }
                return
            }
        }
    }

    /// Text that no field gathers.
    private mutating func looseText() {
        xml.checkReferences(xml.text)
        switch scope {
        case .person: break
        case .image where isInItem: break
        default: return
        }
        guard partText.count < 1000 else { return }
        if xml.isCDATA {
            partText.append(xml.text, of: xml.bytes)
        } else {
            xml.append(xml.text, into: &partText)
        }
    }

    var scope: Scope { scopes[scopes.count - 1].scope }

    mutating func push(_ scope: Scope) {
        scopes.append(OpenScope(scope: scope, depth: xml.depth))
    }

    /// The facts of the item that is open, or of the feed.
    mutating func change(_ body: (inout Facts) -> Void) {
        if isInItem { body(&item) } else { body(&feed) }
    }

    func lookup() -> Element.Entry? {
        let name = xml.element
        var namespace = name.namespace
        if namespace == XMLVocabulary.other {
            if hasColon(name.range) { return nil }
            namespace = Namespace.core
        }
        if namespace == Namespace.core { namespace = defaultNamespace }
        if let found = Element.table[name.local.within(namespace)] { return found }
        switch namespace {
        case Namespace.core: return Element.table[name.local.within(Namespace.atom)]
        case Namespace.atom, Namespace.rdf, Namespace.xhtml: return Element.table[name.local.within(Namespace.core)]
        case Namespace.news, Namespace.itunes, Namespace.googlePlay, Namespace.dcterms, Namespace.dc: return nil
        default: return nil
        }
    }

    private func hasColon(_ range: Range<Int>) -> Bool {
        xml.bytes[range].contains(0x3A)
    }

    mutating func attribute(_ name: StaticString, namespace: UInt8 = 0) -> String? {
        let wanted = ByteName(name)
        for attribute in xml.attributes where attribute.name.local == wanted {
            if attribute.name.namespace == namespace || namespace == 0 && attribute.name.namespace != Namespace.xml {
                return xml.string(attribute.value).cleaned.trimmed.nonEmpty
            }
        }
        return nil
    }

    /// A URL as its author meant it at this place; what is none is nil.
    mutating func resolve(_ text: String?) -> String? {
        let url = URLText.resolve(text, base: context.base?.url)
        if let url, !hasRelativeAddress, !URLText.isAbsolute(url) { hasRelativeAddress = true }
        return url
    }
}
