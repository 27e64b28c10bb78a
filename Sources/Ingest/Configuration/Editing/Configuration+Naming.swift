import Basics

extension Configuration {
    /// The feed that a person names: by its id, or by its address.
    public func feed(named name: String) throws(FeedFileError) -> FeedSettings {
        if let feed = feed(id: name) { return feed }
        if let address = FeedAddress(name, in: "/")?.text, let feed = feeds.first(where: { $0.address == address }) {
            return feed
        }
        throw .unknown(id: name, near: likely(name))
    }

    /// The id that was probably meant: one that is spelt nearly so, or the first of which the name is a part.
    private func likely(_ name: String) -> String? {
        if let near = nearest(name, among: feeds.lazy.map(\.id)) { return near }
        let part = name.asciiLowercased
        guard part.utf8.count >= 3 else { return nil }
        return feeds.first { $0.id.asciiLowercased.contains(part) || $0.address.asciiLowercased.contains(part) }?.id
    }
}
