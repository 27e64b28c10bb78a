import Basics

/// What one item of a poll can be recognised by, and what of it a reader sees: a few hundred bytes that a worker
/// makes and the daemon decides by.
public struct ItemEvidence: Hashable, Sendable {
    /// `ItemFacts.digest`.
    public let digest: UInt64
    /// The worker found the digest among those known, and made nothing more of the item.
    public let isDigestAlone: Bool
    /// As the feed gave them, cut where they are long: for what a person is shown.
    public private(set) var givenID: String?
    public private(set) var title: String?
    /// Where the item leads; the address that an article is fetched from.
    public private(set) var canonicalURL: String?
    public private(set) var published: Timestamp?
    public private(set) var modified: Timestamp?
    /// Nil where the text is too short to be told from others.
    public private(set) var clusterFingerprint: ClusterFingerprint?

    var idKey: UInt64 = 0
    var link = LinkKeys()
    var titleKey: UInt64 = 0
    /// Letters and digits in the title, up to 255.
    var titleLength = 0
    var text = TextPrint()
    var attachmentsKey: UInt64 = 0

    /// Of an item whose digest is known.
    public init(knownDigest digest: UInt64) {
        self.digest = digest
        isDigestAlone = true
    }

    public init(_ facts: ItemFacts, parameters: TrackingParameters = .init()) {
        digest = facts.digest
        isDigestAlone = false
        givenID = facts.id.map(ItemEvidence.cut)
        title = facts.title.map(ItemEvidence.cut)
        published = facts.published
        modified = facts.modified
        readKeys(facts, parameters)
        readTitle(facts.title ?? "")
        readText(facts)
    }
}

extension ItemEvidence {
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > 300 else { return text }
        let scalars = text.unicodeScalars
        return String(
            scalars[..<(scalars.index(text.startIndex, offsetBy: 75, limitedBy: text.endIndex) ?? text.endIndex)])
    }

    private mutating func readKeys(_ facts: ItemFacts, _ parameters: TrackingParameters) {
        attachmentsKey = ItemEvidence.key(of: facts.attachments)
        let id = facts.id?.trimmed ?? ""
        let permalink = CanonicalURL(id, parameters: parameters)
        let idKeys = permalink.map { LinkKeys($0, given: id) }
        if !id.isEmpty {
            // An id that is an address is compared as one: it is written by the same hands that respell links.
            let full = permalink?.url.isHTTP == true ? idKeys?.full ?? 0 : 0
            idKey = ItemKey.of(full == 0 ? Hash64.of(ItemEvidence.respelt(id)) : full)
        }
        let address = [facts.url, facts.externalURL, id].lazy.compactMap { $0 }
            .compactMap { given in
                // Most ids that are addresses are the item's own.
                (given == id ? permalink : CanonicalURL(given, parameters: parameters)).map { (given, $0) }
            }.first
        guard let (given, address) = address, address.url.isHTTP || address.url.scheme == "file"
        else { return }
        canonicalURL = address.description
        link = (given == id ? idKeys : nil) ?? LinkKeys(address, given: given)
        link.full = ItemKey.of(link.full)
        link.path = ItemKey.of(link.path)
        link.slug = ItemKey.of(link.slug) & 0xFFFF_FFFF
        link.host = ItemKey.of(link.host) & 0xFFFF
    }

    /// An id without entities and escapes, in NFC.
    private static func respelt(_ id: String) -> String {
        guard id.utf8.contains(where: { $0 == 0x25 || $0 == 0x26 || $0 >= 0x80 }) else { return id }
        let text = String(decoding: VisibleText(html: id).bytes, as: UTF8.self)
        return String(decoding: PercentEncoding.decode(text.utf8), as: UTF8.self).nfc
    }

    /// The last names of the addresses: hosts, directories and parameters of a delivery network change by themselves.
    private static func key(of attachments: [String]) -> UInt64 {
        guard !attachments.isEmpty else { return 0 }
        let names = attachments.map { address in
            let path = address.prefix { $0 != "?" && $0 != "#" }
            return String(path.split(separator: "/").last ?? "")
        }
        return ItemKey.of(Hash64.of(Set(names).sorted().joined(separator: "\n"))) & 0xFF_FFFF
    }

    private mutating func readTitle(_ title: String) {
        let visible = VisibleText(html: title)
        let print = TextPrint(visible, words: TextWord.all(in: visible))
        titleKey = print.calm
        titleLength = min(255, visible.bytes.count { $0 >= 0x80 || isAlphanumeric($0) })
    }

    private mutating func readText(_ facts: ItemFacts) {
        let body: VisibleText
        if let html = facts.contentHTML?.nonEmpty {
            body = VisibleText(html: html)
        } else if let plain = facts.contentText?.nonEmpty {
            body = VisibleText(plain: plain)
        } else {
            body = VisibleText(html: facts.summary ?? "")
        }
        let words = TextWord.all(in: body)
        text = TextPrint(body, words: words)
        if text.length < 40, let html = facts.contentHTML {
            let images = VisibleImages.names(in: html)
            if !images.isEmpty { addImages(images) }
        }
        clusterFingerprint = ClusterFingerprint(text: body, words: words)
    }

    /// Where there is next to no text, the pictures are the item.
    private mutating func addImages(_ names: [String]) {
        let hash = Hash64.of(names.joined(separator: "\n"))
        text.exact = ItemKey.of(TextSketch.mix(text.exact &+ hash))
        text.calm = ItemKey.of(TextSketch.mix(text.calm &+ hash))
        text.length = max(1, text.length)
    }
}

extension ItemEvidence {
    /// For the way from a worker to the daemon; read by `init(decoding:)`. Not kept on disk.
    public func encode(into bytes: inout [UInt8]) {
        var writer = ByteWriter()
        writer.write(digest)
        writer.write(isDigestAlone)
        if !isDigestAlone { encodeRest(&writer) }
        bytes.append(contentsOf: writer.bytes)
    }

    private func encodeRest(_ writer: inout ByteWriter) {
        for text in [givenID, title, canonicalURL] { writer.write(text) }
        for time in [published, modified] {
            writer.write(time?.seconds ?? .min)
            writer.write(time?.nanoseconds ?? 0)
        }
        for key in [idKey, link.full, link.path, link.slug, link.host, titleKey, text.exact, text.calm] {
            writer.write(key, bytes: 5)
        }
        writer.write(link.specificity.rawValue)
        writer.write(UInt8(titleLength))
        writer.write(varint: text.length)
        writer.write(text.endsCut)
        writer.write(text.sketch.low)
        writer.write(text.sketch.high)
        writer.write(attachmentsKey, bytes: 3)
        writer.write(block: clusterFingerprint?.encoded ?? [])
    }

    /// Nil where the bytes are not what `encode` writes. Takes what it read from the front.
    public init?(decoding bytes: inout ArraySlice<UInt8>) {
        var reader = ByteReader(bytes)
        do throws(ByteReadingError) {
            digest = try reader.read()
            isDigestAlone = try reader.read()
            if !isDigestAlone { try decodeRest(&reader) }
        } catch {
            return nil
        }
        bytes = bytes[reader.index...]
    }

    private mutating func decodeRest(_ reader: inout ByteReader) throws(ByteReadingError) {
        givenID = try reader.readOptionalString()
        title = try reader.readOptionalString()
        canonicalURL = try reader.readOptionalString()
        published = try ItemEvidence.time(&reader)
        modified = try ItemEvidence.time(&reader)
        var keys: [UInt64] = []
        for _ in 0..<8 { keys.append(try reader.read(bytes: 5)) }
        (idKey, link.full, link.path, link.slug) = (keys[0], keys[1], keys[2], keys[3])
        (link.host, titleKey, text.exact, text.calm) = (keys[4], keys[5], keys[6], keys[7])
        guard let specificity = LinkKeys.Specificity(rawValue: try reader.read()) else { throw ByteReadingError() }
        link.specificity = specificity
        titleLength = Int(try reader.read(UInt8.self))
        text.length = try reader.readVarint()
        guard text.length < 1 << 40 else { throw ByteReadingError() }
        text.endsCut = try reader.read()
        text.sketch.low = try reader.read()
        text.sketch.high = try reader.read()
        attachmentsKey = try reader.read(bytes: 3)
        clusterFingerprint = ClusterFingerprint(decoding: try reader.readBlock())
    }

    private static func time(_ reader: inout ByteReader) throws(ByteReadingError) -> Timestamp? {
        let (seconds, nanoseconds) = (try reader.read(Int64.self), try reader.read(Int32.self))
        if seconds == .min { return nil }
        // Far beyond any year that a date is written with; what is reckoned with it overflows nowhere.
        guard seconds.magnitude < 1 << 40, (0..<1_000_000_000).contains(nanoseconds) else { throw ByteReadingError() }
        return Timestamp(seconds: seconds, nanoseconds: nanoseconds)
    }
}
