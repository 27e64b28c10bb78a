import Basics
import Feeds

extension ItemFacts {
    /// What an item of a feed says. Bodies are read as they came, before sanitising: what a reader sees of their text
    /// is the same, and of most items nobody asks for more.
    public init(_ item: Item) {
        self.init(
            id: item.id, url: item.url, externalURL: item.externalURL, title: item.title,
            published: item.datePublished,
            modified: item.dateModified, attachments: item.attachments.map(\.url))
        sourceDigest = item.digest
        guard let body = item.content ?? item.summaryBody else { return }
        let text = String(decoding: body.source, as: UTF8.self)
        if body.isHTML { contentHTML = text } else { contentText = text }
    }
}

extension ItemEvidence {
    public init(_ item: Item, parameters: TrackingParameters = .init()) {
        self.init(ItemFacts(item), parameters: parameters)
    }

    /// What `digest` of the item's evidence will be, without making it.
    public static func digest(of item: Item) -> UInt64 {
        item.digest == 0 ? ItemFacts(item).digest : ItemFacts.folded(item.digest)
    }
}
