/// What is remembered of one item of a feed: under which names it came last, and what its text was like.
struct RememberedItem: Hashable, Sendable {
    /// What first identified it; no two items of a feed have the same. `RecordID` is made from it.
    var origin: UInt64
    var digest: UInt64 = 0
    var idKey: UInt64 = 0
    var link: UInt64 = 0
    var path: UInt64 = 0
    var slug: UInt64 = 0
    var host: UInt64 = 0
    var titleKey: UInt64 = 0
    var exact: UInt64 = 0
    var calm: UInt64 = 0
    /// Seconds since 1970, the low 32 bits; 0 where it had no date.
    var published: UInt64 = 0
    var attachmentsKey: UInt64 = 0
    var length = 0
    var sketch = TextSketch()
    /// Days since 1970-01-01.
    var lastSeen: UInt16 = 0
    var revision = 1
    /// It stood in the feed at the last poll.
    var isCurrent = false
    /// It was not delivered: too little told it from an old one.
    var isHeld = false
    /// How often it has changed lately without growing.
    var churn: UInt8 = 0
    var changedOn: UInt16 = 0
    /// The text before the last change.
    var previous: UInt64 = 0

    init(origin: UInt64) { self.origin = origin }

    /// Takes the names and the text of an item as it came now.
    mutating func take(_ evidence: ItemEvidence) {
        digest = evidence.digest
        idKey = evidence.idKey
        (link, path, slug, host) = (evidence.link.full, evidence.link.path, evidence.link.slug, evidence.link.host)
        if evidence.titleKey != 0 { titleKey = evidence.titleKey }
        published = RememberedItem.seconds(evidence)
        if evidence.attachmentsKey != 0 { attachmentsKey = evidence.attachmentsKey }
        guard evidence.text.length > 0 else { return }
        (exact, calm) = (evidence.text.exact, evidence.text.calm)
        (length, sketch) = (evidence.text.length, evidence.text.sketch)
    }

    static func seconds(_ evidence: ItemEvidence) -> UInt64 {
        evidence.published.map { UInt64(UInt32(truncatingIfNeeded: $0.seconds)) } ?? 0
    }

    /// Drops what only an item that comes back soon is compared by.
    mutating func slim() {
        digest = 0
        sketch = TextSketch()
        previous = 0
        churn = 0
        changedOn = 0
    }
}

extension RememberedItem {
    /// The fields that are left out where they are 0, and their width in bytes.
    private static var optionalFields: [(path: WritableKeyPath<RememberedItem, UInt64>, width: Int)] {
        [
            (\.digest, 6), (\.idKey, 5), (\.link, 5), (\.path, 5), (\.slug, 4), (\.host, 2), (\.titleKey, 5),
            (\.exact, 5),
            (\.calm, 5), (\.published, 4), (\.attachmentsKey, 3), (\.sketch.low, 8), (\.sketch.high, 8),
            (\.previous, 5),
        ]
    }

    func encode(into writer: inout ByteWriter) {
        var mask: UInt64 = (isCurrent ? 1 << 14 : 0) | (isHeld ? 1 << 15 : 0)
        let start = writer.bytes.count
        writer.append(0, count: 2)
        writer.append(origin, count: 8)
        // The calm text is nearly always the exact one, and then is not written.
        var plain = self
        if calm == exact { plain.calm = 0 }
        for (number, field) in RememberedItem.optionalFields.enumerated() {
            let value = plain[keyPath: field.path]
            guard value != 0 else { continue }
            mask |= 1 << UInt64(number)
            writer.append(value, count: field.width)
        }
        writer.bytes[start] = UInt8(truncatingIfNeeded: mask)
        writer.bytes[start + 1] = UInt8(truncatingIfNeeded: mask >> 8)
        writer.append(varint: length)
        writer.append(UInt64(lastSeen), count: 2)
        writer.append(varint: revision << 1 | (churn > 0 ? 1 : 0))
        if churn > 0 {
            writer.append(UInt64(churn), count: 1)
            writer.append(UInt64(changedOn), count: 2)
        }
    }

    init?(decoding reader: inout ByteReader) {
        guard let mask = reader.number(count: 2), let origin = reader.number(count: 8) else { return nil }
        self.init(origin: origin)
        for (number, field) in RememberedItem.optionalFields.enumerated() where mask >> UInt64(number) & 1 == 1 {
            guard let value = reader.number(count: field.width) else { return nil }
            self[keyPath: field.path] = value
        }
        if calm == 0 { calm = exact }
        isCurrent = mask >> 14 & 1 == 1
        isHeld = mask >> 15 & 1 == 1
        guard let length = reader.varint(), let day = reader.number(count: 2), let revision = reader.varint() else {
            return nil
        }
        self.length = length
        lastSeen = UInt16(day)
        self.revision = revision >> 1
        guard revision & 1 == 1 else { return }
        guard let churn = reader.number(count: 1), let changed = reader.number(count: 2) else { return nil }
        self.churn = UInt8(churn)
        changedOn = UInt16(changed)
    }
}
