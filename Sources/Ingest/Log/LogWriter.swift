import Basics
import Glibc
import Logging

/// Writes the log: to journald with its fields where the journal listens on standard error, else to standard error.
public struct LogWriter: LogHandler {
    public var metadata: Logger.Metadata = [:]
    private let choice: LogChoice
    /// Of a logger whose level was set by itself.
    private var ownLevel: Logger.Level?
    private let isHeard: Bool
    private let clock: any Clock

    public init(_ choice: LogChoice, environment: [String: String], clock: any Clock) {
        self.choice = choice
        self.clock = clock
        isHeard = LogWriter.journalListens(environment)
    }

    public var logLevel: Logger.Level {
        get { ownLevel ?? choice.level }
        set { ownLevel = newValue }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }
            .map { (name: $0.key, value: "\($0.value)") }.sorted { LogWriter.rank($0.name) < LogWriter.rank($1.name) }
        let format = choice.format
        let journal = format == .text && isHeard
        let line = LogLine.Event(level: event.level, message: event.message.description, fields: fields)
        if journal, LogWriter.sendToJournal(LogLine.journal(line)) { return }
        let bytes =
            switch format {
            case .text: Array(LogLine.text(line, time: journal ? nil : clock.now()).utf8)
            case .json: LogLine.json(line, time: clock.now())
            }
        // One write a line, so that lines of several threads do not mix.
        _ = write(2, bytes, bytes.count)
    }

    /// `feed` and `code` first, then by name.
    private static func rank(_ name: String) -> (Int, String) {
        (name == "feed" ? 0 : name == "code" ? 1 : 2, name)
    }

    /// JOURNAL_STREAM names device and inode of the stream; standard error may since have been led elsewhere.
    private static func journalListens(_ environment: [String: String]) -> Bool {
        var status = stat()
        guard let stream = environment["JOURNAL_STREAM"], fstat(2, &status) == 0 else { return false }
        return stream == "\(status.st_dev):\(status.st_ino)"
    }

    private static func sendToJournal(_ message: [UInt8]) -> Bool {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array("/run/systemd/journal/socket".utf8)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                sendto(
                    descriptor, message, message.count, Int32(MSG_NOSIGNAL), pointer,
                    socklen_t(MemoryLayout<sockaddr_un>.size)) == message.count
            }
        }
    }
}
