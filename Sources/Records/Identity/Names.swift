/// The names under which one item may be found again, whether it was polled now or is remembered.
struct Names: Hashable, Sendable {
    enum Kind: Int, CaseIterable, Sendable {
        /// `page`: the link now, the page's own address then. `dated`: title and date, `datedText`: text and date;
        /// where each of them is shared, both together may still be of one item alone.
        case id, link, path, slug, title, text, date, page, attachments, dated, datedText
    }

    var id: UInt64
    var link: UInt64
    var path: UInt64
    var slug: UInt64
    var title: UInt64
    var text: UInt64
    var date: UInt64
    var page: UInt64
    var attachments: UInt64

    init(_ evidence: ItemEvidence) {
        id = evidence.idKey
        (link, path, slug) = (evidence.link.full, evidence.link.path, evidence.link.slug)
        (title, text, date) = (evidence.titleKey, evidence.text.calm, RememberedItem.seconds(evidence))
        page = link
        attachments = evidence.attachmentsKey
    }

    init(_ item: RememberedItem) {
        id = item.idKey
        (link, path, slug) = (item.link, item.path, item.slug)
        (title, text, date) = (item.titleKey, item.calm, item.published)
        page = item.page
        attachments = item.attachmentsKey
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
        case .attachments: attachments
        case .dated: withDate(title)
        case .datedText: withDate(text)
        }
    }

    private func withDate(_ name: UInt64) -> UInt64 {
        name == 0 || date == 0 ? 0 : ItemKey.of(TextSketch.mix(name &+ TextSketch.mix(date)))
    }

    /// A name with its kind, so that names of all kinds fit in one table; nil where there is none.
    func tagged(_ kind: Kind) -> UInt64? {
        let name = self[kind]
        return name == 0 ? nil : name << 4 | UInt64(kind.rawValue)
    }
}
