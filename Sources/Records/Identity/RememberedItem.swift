import Basics

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
    /// `PageAddress.key`; 0 where none was learnt.
    var page: UInt64 = 0
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

    /// Takes the names of an item as it came now, and its text, unless that is only a part of what is known.
    mutating func take(_ evidence: ItemEvidence, isCut: Bool = false) {
        digest = evidence.digest
        idKey = evidence.idKey
        // Either address leads to it: it may come back under the first.
        if evidence.link.full == page, page != 0 { page = link }
        (link, path, slug, host) = (
            evidence.link.full, evidence.link.path, evidence.link.slug, evidence.link.host
        )
        if evidence.titleKey != 0 { titleKey = evidence.titleKey }
        published = RememberedItem.seconds(evidence)
        if evidence.attachmentsKey != 0 { attachmentsKey = evidence.attachmentsKey }
        guard evidence.text.length > 0, !isCut else { return }
        (exact, calm) = (evidence.text.exact, evidence.text.calm)
        (length, sketch) = (evidence.text.length, evidence.text.sketch)
    }

    static func seconds(_ evidence: ItemEvidence) -> UInt64 {
        (evidence.published ?? evidence.modified).map { UInt64(UInt32(truncatingIfNeeded: $0.seconds)) }
            ?? 0
    }

    /// Forgets its last revision: whatever its text is next is a change.
    mutating func unlearn() {
        revision -= 1
        digest = 0
        (exact, calm, length, previous, churn) = (0, 0, 0, 0, 0)
        sketch = TextSketch()
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
    /// The fields that are left out where they are 0, in the order in which they are written.
    private var fields: [UInt64] {
        get {
            [
                digest, idKey, link, path, slug, host, titleKey, exact, calm, published, attachmentsKey,
                sketch.low,
                sketch.high, previous,
            ]
        }
        set {
            (digest, idKey, link, path) = (newValue[0], newValue[1], newValue[2], newValue[3])
            (slug, host, titleKey, exact) = (newValue[4], newValue[5], newValue[6], newValue[7])
            (calm, published, attachmentsKey) = (newValue[8], newValue[9], newValue[10])
            (sketch.low, sketch.high, previous) = (newValue[11], newValue[12], newValue[13])
        }
    }

    /// Their widths in bytes.
    private static let widths = [6, 5, 5, 5, 4, 2, 5, 5, 5, 4, 3, 8, 8, 5]

    func encode(into writer: inout ByteWriter) {
        // The calm text is nearly always the exact one, and then is not written.
        let written = fields.enumerated().filter { number, value in value != 0 && !(number == 8 && value == exact) }
        let mask = written.reduce(UInt16(isCurrent ? 1 << 14 : 0) | (isHeld ? 1 << 15 : 0)) { $0 | 1 << $1.offset }
        writer.write(mask)
        writer.write(origin)
        for (number, value) in written { writer.write(value, bytes: RememberedItem.widths[number]) }
        writer.write(varint: length)
        writer.write(lastSeen)
        writer.write(varint: revision << 2 | (page != 0 ? 2 : 0) | (churn > 0 ? 1 : 0))
        if page != 0 { writer.write(page, bytes: 5) }
        if churn > 0 {
            writer.write(churn)
            writer.write(changedOn)
        }
    }

    /// `hasPages`: the bytes are of a memory that knows of `page`.
    init(_ reader: inout ByteReader, hasPages: Bool) throws(ByteReadingError) {
        let mask = try reader.read(UInt16.self)
        self.init(origin: try reader.read())
        var values = [UInt64](repeating: 0, count: RememberedItem.widths.count)
        for (number, width) in RememberedItem.widths.enumerated() where mask >> number & 1 == 1 {
            values[number] = try reader.read(bytes: width)
        }
        fields = values
        if calm == 0 { calm = exact }
        isCurrent = mask >> 14 & 1 == 1
        isHeld = mask >> 15 & 1 == 1
        length = try reader.readVarint()
        lastSeen = try reader.read()
        let number = try reader.readVarint()
        revision = number >> (hasPages ? 2 : 1)
        if hasPages, number & 2 == 2 { page = try reader.read(bytes: 5) }
        guard number & 1 == 1 else { return }
        churn = try reader.read()
        changedOn = try reader.read()
    }
}
