import Basics
import Feeds
import Records
import Schedule

/// A feed's document on its way through a worker: bytes in; finished JSON and a few facts out.
enum FeedTask {
    struct Request: Equatable, Sendable {
        var url: String
        var contentType: String?
        var maximumItems: Int
        var maximumDepth: Int
        var maximumText: Int
        /// Digests of items that need no encoding, because nothing of them has changed.
        var known: KnownDigests
        var parameters = TrackingParameters()
        var document: [UInt8]
    }

    /// What the daemon must know of the feed itself.
    struct Facts: Equatable, Sendable {
        var format: String
        var title: String?
        var homePageURL: String?
        var wishes = FeedWishes()
        /// `FeedDocument.endsEarly`.
        var endsEarly = false
    }

    struct Item: Equatable, Sendable {
        var evidence: ItemEvidence
        /// Where its article is.
        var url: String?
        /// As `parse` prints it; empty where the digest was known.
        var json: [UInt8]
    }

    struct Failure: CodedError, Equatable {
        let code: String
        let message: String
    }

    enum Reply: Equatable, Sendable {
        case feed(Facts, [Item])
        case failed(Failure)
    }
}

extension FeedTask.Request {
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: document.count + known.count * 6 + 512)
        writer.write(WorkerLine.Task.feed.rawValue)
        writer.write(url)
        writer.write(contentType)
        for bound in [maximumItems, maximumDepth, maximumText] { writer.write(UInt64(bound)) }
        writer.write(known.encoded)
        writer.write(parameters)
        writer.write(document)
        return writer.bytes
    }

    /// Of what `bytes` gives, after the first byte.
    init(_ reader: inout ByteReader) throws(ByteReadingError) {
        url = try reader.readString()
        contentType = try reader.readOptionalString()
        maximumItems = Int(clamping: try reader.read(UInt64.self))
        maximumDepth = Int(clamping: try reader.read(UInt64.self))
        maximumText = Int(clamping: try reader.read(UInt64.self))
        known = KnownDigests(decoding: try reader.readBytes())
        parameters = try reader.readParameters()
        document = try reader.readBytes()
    }
}

extension FeedTask.Reply {
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 4096)
        switch self {
        case .failed(let failure):
            writer.write(false)
            writer.write(failure.code)
            writer.write(failure.message)
        case .feed(let facts, let items):
            writer.write(true)
            writer.write(facts.format)
            writer.write(facts.title)
            writer.write(facts.homePageURL)
            writer.write(facts.wishes.ttl)
            writer.write(facts.wishes.updatePeriod)
            writer.write(facts.wishes.skipHours)
            writer.write(facts.wishes.skipDays)
            writer.write(facts.endsEarly)
            writer.write(UInt32(items.count))
            for item in items {
                var evidence: [UInt8] = []
                item.evidence.encode(into: &evidence)
                writer.write(evidence)
                writer.write(item.url)
                writer.write(item.json)
            }
        }
        return writer.bytes
    }

    /// The worker may have been taken over by what it parsed: anything but a whole reply to `request` is an error, never a trap.
    init(bytes: [UInt8], to request: FeedTask.Request) throws(ByteReadingError) {
        var reader = ByteReader(bytes)
        guard try reader.read(Bool.self) else {
            self = .failed(
                FeedTask.Failure(
                    code: try ReplyCheck.code(try reader.readString()),
                    message: ReplyCheck.line(try reader.readString())))
            return
        }
        let facts = try FeedTask.Facts(&reader)
        let count = Int(try reader.read(UInt32.self))
        guard count <= request.maximumItems else { throw ByteReadingError() }
        var items: [FeedTask.Item] = []
        for _ in 0..<count { items.append(try FeedTask.Item(&reader, known: request.known)) }
        guard reader.isAtEnd else { throw ByteReadingError() }
        self = .feed(facts, items)
    }
}

extension FeedTask.Facts {
    fileprivate init(_ reader: inout ByteReader) throws(ByteReadingError) {
        format = ReplyCheck.line(try reader.readString())
        title = try reader.readOptionalString().map(ReplyCheck.line)
        homePageURL = try reader.readOptionalString().flatMap(ReplyCheck.address)
        wishes = FeedWishes(
            ttl: ReplyCheck.span(try reader.read()), updatePeriod: ReplyCheck.span(try reader.read()),
            skipHours: try reader.read(), skipDays: try reader.read())
        endsEarly = try reader.read(Bool.self)
    }
}

extension FeedTask.Item {
    /// A digest stands alone only where it was among those that the worker was told.
    fileprivate init(_ reader: inout ByteReader, known: KnownDigests) throws(ByteReadingError) {
        var encoded = try reader.readBytes()[...]
        guard let evidence = ItemEvidence(decoding: &encoded), encoded.isEmpty else { throw ByteReadingError() }
        self.evidence = evidence
        url = try reader.readOptionalString().flatMap(ReplyCheck.address)
        json = try reader.readBytes()
        let isSound =
            evidence.isDigestAlone
            ? json.isEmpty && known.contains(evidence.digest) : ReplyCheck.item.acceptsObject(json)
        guard isSound else { throw ByteReadingError() }
    }
}
