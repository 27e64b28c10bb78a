/// The names under which one item may be found again, whether it was polled now or is remembered.
struct Names: Hashable, Sendable {
    enum Kind: Int, CaseIterable, Sendable {
        /// `page`: the link now, the page's own address then.
        case id, link, path, slug, title, text, date, page
    }

    var id: UInt64
    var link: UInt64
    var path: UInt64
    var slug: UInt64
    var title: UInt64
    var text: UInt64
    var date: UInt64
    var page: UInt64

    init(_ evidence: ItemEvidence) {
        id = evidence.idKey
        (link, path, slug) = (evidence.link.full, evidence.link.path, evidence.link.slug)
        (title, text, date) = (evidence.titleKey, evidence.text.calm, RememberedItem.seconds(evidence))
        page = link
    }

    init(_ item: RememberedItem) {
        id = item.idKey
        (link, path, slug) = (item.link, item.path, item.slug)
        (title, text, date) = (item.titleKey, item.calm, item.published)
        page = item.page
    }

    subscript(kind: Kind) -> UInt64 {
        switch kind {
        case .id: id
        case .link: link
        case .path: path
        case .slug: slug
        case .title: title
        case .text: text
        case .date: date
        case .page: page
        }
    }

    /// A name with its kind, so that names of all kinds fit in one table; nil where there is none.
    func tagged(_ kind: Kind) -> UInt64? {
        let name = self[kind]
        return name == 0 ? nil : name << 3 | UInt64(kind.rawValue)
    }
}
