import Feeds

extension ItemFacts {
    /// What a parsed item says.
    public init(_ item: Item) {
        self.init(id: item.id, url: item.url, externalURL: item.externalURL, title: item.title)
        sourceDigest = item.digest
    }
}
