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
        var problems = 0
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
            writer.write(UInt32(facts.problems))
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

    /// The worker may have been taken over by what it parsed: anything but a whole reply is an error, never a trap.
    init(bytes: [UInt8]) throws(ByteReadingError) {
        var reader = ByteReader(bytes)
        guard try reader.read(Bool.self) else {
            self = .failed(FeedTask.Failure(code: try reader.readString(), message: try reader.readString()))
            return
        }
        var facts = FeedTask.Facts(format: try reader.readString())
        facts.title = try reader.readOptionalString()
        facts.homePageURL = try reader.readOptionalString()
        facts.wishes = FeedWishes(
            ttl: try reader.read(), updatePeriod: try reader.read(), skipHours: try reader.read(),
            skipDays: try reader.read())
        facts.problems = Int(try reader.read(UInt32.self))
        var items: [FeedTask.Item] = []
        for _ in 0..<(try reader.read(UInt32.self)) {
            var encoded = try reader.readBytes()[...]
            guard let evidence = ItemEvidence(decoding: &encoded) else { throw ByteReadingError() }
            items.append(
                FeedTask.Item(evidence: evidence, url: try reader.readOptionalString(), json: try reader.readBytes()))
        }
        self = .feed(facts, items)
    }
}
