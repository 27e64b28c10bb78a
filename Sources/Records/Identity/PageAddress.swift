/// Where the page of an item said that it stands, which is not where the item's link leads: behind a redirecting service, or
/// under an address of another form. Should the item come back under that address, it is known.
public struct PageAddress: Hashable, Sendable {
    public let record: RecordID
    /// As `LinkKeys.full` of an item.
    public let key: UInt64

    /// Nil where the address is the link's own, or none that looks made for one item.
    public init?(of record: RecordID, page: String, link: String, parameters: TrackingParameters = .init()) {
        guard let page = CanonicalURL(page, parameters: parameters).map({ LinkKeys($0) }),
            let link = CanonicalURL(link, parameters: parameters).map({ LinkKeys($0) }),
            page.specificity == .item, page.full != link.full
        else { return nil }
        self.init(record: record, key: ItemKey.of(page.full))
    }

    /// As a ledger kept it.
    public init(record: RecordID, key: UInt64) {
        self.record = record
        self.key = key
    }
}
