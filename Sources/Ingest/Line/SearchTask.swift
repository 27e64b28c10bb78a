import Basics
import Feeds

/// A page in which feeds are looked for, on its way through a worker: bytes in; candidates out.
enum SearchTask {
    struct Request: Equatable, Sendable {
        var url: String
        var contentType: String?
        /// The `Link` fields of the answer.
        var linkFields: [String]
        var document: [UInt8]
    }

    struct Reply: Equatable, Sendable {
        var candidates: [FeedCandidate]
        var guesses: [FeedCandidate]
    }
}

extension SearchTask.Request {
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: document.count + 512)
        writer.write(WorkerLine.Task.search.rawValue)
        writer.write(url)
        writer.write(contentType)
        writer.write(linkFields)
        writer.write(document)
        return writer.bytes
    }

    /// Of what `bytes` gives, after the first byte.
    init(_ reader: inout ByteReader) throws(ByteReadingError) {
        url = try reader.readString()
        contentType = try reader.readOptionalString()
        linkFields = try reader.readStrings()
        document = try reader.readBytes()
    }
}

extension SearchTask.Reply {
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 1024)
        for list in [candidates, guesses] {
            writer.write(UInt32(list.count))
            for candidate in list {
                writer.write(candidate.url)
                writer.write(candidate.title)
                writer.write(candidate.mimeType)
                writer.write(candidate.language)
                writer.write(candidate.origin.rawValue)
            }
        }
        return writer.bytes
    }

    /// The worker may have been taken over by what it read: anything but a whole reply is an error, never a trap.
    init(bytes: [UInt8]) throws(ByteReadingError) {
        var reader = ByteReader(bytes)
        candidates = try SearchTask.Reply.readCandidates(&reader)
        guesses = try SearchTask.Reply.readCandidates(&reader)
        guard reader.isAtEnd else { throw ByteReadingError() }
    }

    private static func readCandidates(_ reader: inout ByteReader) throws(ByteReadingError) -> [FeedCandidate] {
        var list: [FeedCandidate] = []
        for _ in 0..<(try reader.read(UInt32.self)) {
            let url = ReplyCheck.line(try reader.readString())
            let title = try reader.readOptionalString().map(ReplyCheck.line)
            let type = try reader.readOptionalString().map(ReplyCheck.line)
            let language = try reader.readOptionalString().map(ReplyCheck.line)
            guard let origin = FeedCandidate.Origin(rawValue: try reader.readString()) else { throw ByteReadingError() }
            list.append(FeedCandidate(url: url, title: title, mimeType: type, language: language, origin: origin))
        }
        return list
    }
}
