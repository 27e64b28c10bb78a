import Basics

/// xml:base and xml:lang, as they hold where reading stands.
struct ContextStack {
    private struct Entry {
        var depth: Int
        var base: BaseURL?
        var language: String?
    }

    private var entries: [Entry]

    init(base: BaseURL?) {
        entries = [Entry(depth: 0, base: base, language: nil)]
    }

    var base: BaseURL? { entries[entries.count - 1].base }
    var language: String? { entries[entries.count - 1].language }
    /// How deep the element lies that said so last.
    var depth: Int { entries[entries.count - 1].depth }

    /// Bytes of a base: as it stands once for every relative address under it, a long one would make little much.
    static let maximumBaseLength = 512

    /// An element at `depth` has these attributes. A base is itself relative to the one around it (XML Base, section 4).
    mutating func enter(depth: Int, base reference: String?, language: String?) {
        var base = base
        if let reference, let url = WebURL(reference, base: base?.url),
            url.isHTTP || url.scheme == "ftp", url.description.utf8.count <= Self.maximumBaseLength
        {
            base = BaseURL(url.withoutCredentials)
        }
        entries.append(Entry(depth: depth, base: base, language: language ?? self.language))
    }

    /// The element at `depth` has ended.
    mutating func leave(depth: Int) {
        while entries.count > 1, entries[entries.count - 1].depth >= depth { entries.removeLast() }
    }
}
