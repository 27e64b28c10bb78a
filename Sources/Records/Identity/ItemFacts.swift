import Basics

/// What a feed says of one item, as far as its identity hangs on it. Names and values as records.md has them for
/// `item`.
public struct ItemFacts: Sendable {
    /// As given.
    public var id: String?
    /// Absolute.
    public var url: String?
    public var externalURL: String?
    public var title: String?
    public var contentHTML: String?
    public var contentText: String?
    public var summary: String?
    public var published: Timestamp?
    public var modified: Timestamp?
    /// Addresses of enclosures.
    public var attachments: [String]
    /// A hash of all that the item carried, as it came; 0 where there is none.
    public var sourceDigest: UInt64 = 0

    public init(
        id: String? = nil, url: String? = nil, externalURL: String? = nil, title: String? = nil,
        contentHTML: String? = nil, contentText: String? = nil, summary: String? = nil,
        published: Timestamp? = nil, modified: Timestamp? = nil, attachments: [String] = []
    ) {
        self.id = id
        self.url = url
        self.externalURL = externalURL
        self.title = title
        self.contentHTML = contentHTML
        self.contentText = contentText
        self.summary = summary
        self.published = published
        self.modified = modified
        self.attachments = attachments
    }

    /// The hash of every fact: while it is the same, so is all that could be decided from the item. 48 bits.
    public var digest: UInt64 {
        guard sourceDigest == 0 else { return ItemFacts.folded(sourceDigest) }
        var hash: UInt64 = 1
        for text in [id, url, externalURL, title, contentHTML, contentText, summary] {
            hash = text.map { Hash64.of($0, seed: hash) } ?? hash &* 31 &+ 7
        }
        for text in attachments { hash = Hash64.of(text, seed: hash) }
        for time in [published, modified] {
            hash = TextSketch.mix(
                hash
                    &+ UInt64(
                        bitPattern: time.map { $0.seconds &* 1000 &+ Int64($0.nanoseconds / 1_000_000) } ?? 11))
        }
        return ItemFacts.folded(hash)
    }

    /// 48 bits, never 0.
    static func folded(_ hash: UInt64) -> UInt64 { max(1, (hash ^ hash >> 48) & 0xFFFF_FFFF_FFFF) }
}
