import Basics
import Feeds

/// An OPML document from an address on its way through a worker: bytes in; whether it is a list, and of how many feeds, out.
/// The daemon reads it again for itself, but never one that a worker did not get through.
enum ListTask {
    struct Request: Equatable, Sendable {
        var document: [UInt8]
    }

    struct Failure: CodedError, Equatable {
        let code: String
        let message: String
    }

    enum Reply: Equatable, Sendable {
        case list(feeds: Int)
        case failed(Failure)
    }
}

extension ListTask.Request {
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: document.count + 16)
        writer.write(WorkerLine.Task.list.rawValue)
        writer.write(document)
        return writer.bytes
    }

    /// Of what `bytes` gives, after the first byte.
    init(_ reader: inout ByteReader) throws(ByteReadingError) {
        document = try reader.readBytes()
    }

    /// What the worker makes of it.
    var reply: ListTask.Reply {
        do {
            return .list(feeds: try OPMLFeedList(parsing: document).feeds.count)
        } catch {
            let place = error.line > 0 ? "line \(error.line): " : ""
            return .failed(ListTask.Failure(code: error.code, message: place + error.message))
        }
    }
}

extension ListTask.Reply {
    var bytes: [UInt8] {
        var writer = ByteWriter(capacity: 256)
        switch self {
        case .list(let feeds):
            writer.write(true)
            writer.write(UInt64(feeds))
        case .failed(let failure):
            writer.write(false)
            writer.write(failure.code)
            writer.write(failure.message)
        }
        return writer.bytes
    }

    /// The worker may have been taken over by what it read: anything but a whole reply is an error, never a trap.
    init(bytes: [UInt8]) throws(ByteReadingError) {
        var reader = ByteReader(bytes)
        if try reader.read(Bool.self) {
            self = .list(feeds: Int(clamping: try reader.read(UInt64.self)))
        } else {
            self = .failed(
                ListTask.Failure(
                    code: try ReplyCheck.code(try reader.readString()),
                    message: ReplyCheck.line(try reader.readString())))
        }
        guard reader.isAtEnd else { throw ByteReadingError() }
    }
}
