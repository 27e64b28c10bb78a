import Basics
import Records

/// What an owed record is made of, as the ledger keeps it: `NewlyOwed.payload`.
enum OwedPayload: Equatable, Sendable {
    case item(OwedItem)
    case event(OwedEvent)
}

/// A new or changed item, finished but for its article, its cluster and its number.
struct OwedItem: Equatable, Sendable {
    /// What is to be done about the article.
    enum Article: Equatable, Sendable {
        case fetch(url: String)
        /// By configuration, or because the item is older than the window of a new feed.
        case notWanted
        /// The item leads nowhere.
        case noLink
    }

    var recordID: RecordID
    var revision: Int
    var changes: [ItemChange]
    var firstSeen: Timestamp
    var isBackfill: Bool
    var feed: RecordFeed
    var fetch: RecordFetch
    var article: Article
    /// As `parse` prints it.
    var json: [UInt8]
    /// Of the text that the feed carries.
    var cluster: ClusterFingerprint?
}

struct OwedEvent: Equatable, Sendable {
    var recordID: RecordID
    var feed: RecordFeed
    var code: String
    var message: String
    var since: Timestamp
    /// A JSON object; empty where there is nothing more to say.
    var details: [UInt8] = []
}

extension OwedPayload {
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 1024)
        switch self {
        case .item(let item):
            writer.write(UInt8(1))
            item.write(to: &writer)
        case .event(let event):
            writer.write(UInt8(2))
            writer.write(event.recordID.description)
            event.feed.write(to: &writer)
            writer.write(event.code)
            writer.write(event.message)
            writer.write(event.since)
            writer.write(event.details)
        }
        return writer.bytes
    }

    init(bytes: [UInt8]) throws(ByteReadingError) {
        var reader = ByteReader(bytes)
        switch try reader.read(UInt8.self) {
        case 1: self = .item(try OwedItem(&reader))
        case 2:
            var event = OwedEvent(
                recordID: try reader.readRecordID(), feed: try RecordFeed(&reader), code: try reader.readString(),
                message: try reader.readString(), since: try reader.readTimestamp())
            // A ledger of before has none.
            if !reader.isAtEnd { event.details = try reader.readBytes() }
            self = .event(event)
        default: throw ByteReadingError()
        }
        guard reader.isAtEnd else { throw ByteReadingError() }
    }
}

extension OwedItem {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.write(recordID.description)
        writer.write(UInt32(revision))
        writer.write(changes.map(\.rawValue))
        writer.write(firstSeen)
        writer.write(isBackfill)
        feed.write(to: &writer)
        writer.write(fetch.url)
        writer.write(Int32(fetch.httpStatus ?? 0))
        writer.write(fetch.fetchedAt)
        writer.write(fetch.contentSHA256)
        switch article {
        case .fetch(let url):
            writer.write(UInt8(1))
            writer.write(url)
        case .notWanted: writer.write(UInt8(2))
        case .noLink: writer.write(UInt8(3))
        }
        writer.write(json)
        writer.write(cluster?.encoded ?? [])
    }

    fileprivate init(_ reader: inout ByteReader) throws(ByteReadingError) {
        recordID = try reader.readRecordID()
        revision = Int(try reader.read(UInt32.self))
        changes = try reader.readStrings().compactMap { ItemChange(rawValue: $0) }
        firstSeen = try reader.readTimestamp()
        isBackfill = try reader.read()
        feed = try RecordFeed(&reader)
        let url = try reader.readString()
        let status = Int(try reader.read(Int32.self))
        fetch = RecordFetch(
            url: url, httpStatus: status == 0 ? nil : status, fetchedAt: try reader.readTimestamp(),
            contentSHA256: try reader.readString())
        switch try reader.read(UInt8.self) {
        case 1: article = .fetch(url: try reader.readString())
        case 2: article = .notWanted
        default: article = .noLink
        }
        json = try reader.readBytes()
        guard ReplyCheck.item.acceptsObject(json) else { throw ByteReadingError() }
        cluster = ClusterFingerprint(decoding: try reader.readBytes()[...])
    }
}

extension RecordFeed {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.write(id)
        writer.write(url)
        writer.write(title)
        writer.write(homePageURL)
        writer.write(tags)
    }

    fileprivate init(_ reader: inout ByteReader) throws(ByteReadingError) {
        self.init(
            id: try reader.readString(), url: try reader.readString(), title: try reader.readOptionalString(),
            homePageURL: try reader.readOptionalString(), tags: try reader.readStrings())
    }
}

extension ByteWriter {
    mutating func write(_ time: Timestamp) {
        write(time.seconds)
        write(time.nanoseconds)
    }

    mutating func write(_ texts: [String]) {
        write(UInt32(texts.count))
        for text in texts { write(text) }
    }
}

extension ByteWriter {
    mutating func write(_ parameters: TrackingParameters) {
        write(parameters.dropped.list)
        write(parameters.kept.list)
    }
}

extension ByteReader {
    mutating func readParameters() throws(ByteReadingError) -> TrackingParameters {
        TrackingParameters(dropped: try readStrings(), kept: try readStrings())
    }

    mutating func readTimestamp() throws(ByteReadingError) -> Timestamp {
        Timestamp(seconds: try read(), nanoseconds: try read())
    }

    mutating func readRecordID() throws(ByteReadingError) -> RecordID {
        guard let id = RecordID(try readString()) else { throw ByteReadingError() }
        return id
    }

    mutating func readStrings() throws(ByteReadingError) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try read(UInt32.self)) { texts.append(try readString()) }
        return texts
    }
}
