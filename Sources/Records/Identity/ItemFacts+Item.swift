import Feeds

extension ItemFacts {
    /// What a parsed item says.
    public init(_ item: Item) {
        self.init(
            id: item.id, url: item.url, externalURL: item.externalURL, title: item.title, contentHTML: item.contentHTML,
            contentText: item.contentText, summary: item.summary, published: item.datePublished,
            modified: item.dateModified,
            attachments: item.attachments.compactMap(\.url))
        sourceDigest = item.digest
    }
}
