import Basics
import Glibc
import Spool

/// What a running daemon says of itself, for `status`: a file of fixed size in the state directory that is written over in
/// place, so that it can be written when the disk is full.
public struct DaemonNote: Equatable, Sendable {
    public var processID: Int32
    public var version: String
    public var startedAt: Timestamp
    public var writtenAt: Timestamp
    /// Until when the daemon may sleep without another note, as nothing is due before; nil in a note of before.
    public var awakeBy: Timestamp?
    /// Why nothing is polled at the moment; nil where all is well.
    public var pause: Pause?
    /// Since when the daemon's own network is down.
    public var outageSince: Timestamp?
    /// What was wrong with the configuration at the last reload; empty where it was taken.
    public var configurationErrors: [String]
    /// What was done lately.
    public var rates = RateHistory()
    /// What waited in the spool when the daemon last looked; nil where it has not yet.
    public var spool: SpoolSighting?
    /// Nil while the daemon runs, and where it was killed.
    public var spoolBound: SpoolBound?

    public struct SpoolSighting: Equatable, Sendable {
        public var at: Timestamp
        public var census: SpoolCensus

        public init(at: Timestamp, census: SpoolCensus) {
            self.at = at
            self.census = census
        }
    }

    /// What no spool holds more than when its daemon has ended in order: nobody but consumers touches it before the next start.
    public struct SpoolBound: Equatable, Sendable {
        /// The spool's directory.
        public var path: String
        public var bytes: Int

        public init(path: String, bytes: Int) {
            self.path = path
            self.bytes = bytes
        }
    }

    public struct Pause: Equatable, Sendable {
        public var code: String
        public var message: String
        public var since: Timestamp

        public init(code: String, message: String, since: Timestamp) {
            self.code = code
            self.message = message
            self.since = since
        }
    }

    public init(
        processID: Int32, version: String, startedAt: Timestamp, writtenAt: Timestamp, pause: Pause? = nil,
        configurationErrors: [String] = []
    ) {
        self.processID = processID
        self.version = version
        self.startedAt = startedAt
        self.writtenAt = writtenAt
        self.pause = pause
        self.configurationErrors = configurationErrors
    }
}

extension DaemonNote {
    private static let size = 16_384
    /// A daemon that has something to do writes it at least so often, in seconds.
    static let interval = 60.0

    static func path(in stateDirectory: String) -> String { stateDirectory + "/daemon.json" }

    /// As the file holds it: always of one size.
    var bytes: [UInt8] {
        var line = encoded
        if line.count >= DaemonNote.size {
            var shorter = self
            shorter.configurationErrors = ["\(configurationErrors.count) errors; see `feedmill check`"]
            line = shorter.encoded
        }
        return line + [UInt8](repeating: 0x20, count: max(0, DaemonNote.size - 1 - line.count)) + [0x0A]
    }

    /// Nil where no daemon has run here.
    public static func read(from stateDirectory: String) -> DaemonNote? {
        let file = open(path(in: stateDirectory), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: size)
        let count = pread(file, &bytes, size, 0)
        guard count > 0, let json = try? JSONValue(parsing: bytes[..<count]) else { return nil }
        return DaemonNote(json)
    }

    private var encoded: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.field("pid", processID)
        writer.field("version", version)
        writer.field("started_at", startedAt)
        writer.field("written_at", writtenAt)
        writer.field("awake_by", awakeBy)
        if let pause {
            writer.key("pause")
            writer.beginObject()
            writer.field("code", pause.code)
            writer.field("message", pause.message)
            writer.field("since", pause.since)
            writer.endObject()
        }
        writer.field("outage_since", outageSince)
        writer.field("configuration_errors", configurationErrors)
        writer.key("rates")
        rates.write(to: &writer)
        if let spool {
            writer.key("spool")
            writer.beginObject()
            writer.field("at", spool.at)
            writer.field("files", spool.census.files)
            writer.field("bytes", spool.census.bytes)
            writer.field("oldest_at", spool.census.oldest)
            writer.endObject()
        }
        if let spoolBound {
            writer.key("spool_at_most")
            writer.beginObject()
            writer.field("path", spoolBound.path)
            writer.field("bytes", spoolBound.bytes)
            writer.endObject()
        }
        writer.endObject()
        return writer.finish()
    }

    private init?(_ json: JSONValue) {
        func time(_ json: JSONValue?) -> Timestamp? { json?.string.flatMap { Timestamp(rfc3339: $0) } }
        guard let processID = json["pid"]?.integer.flatMap({ Int32(exactly: $0) }), processID > 0,
            let version = json["version"]?.string,
            let started = time(json["started_at"]), let written = time(json["written_at"])
        else { return nil }
        self.init(
            processID: processID, version: version, startedAt: started, writtenAt: written,
            configurationErrors: json["configuration_errors"]?.array.compactMap(\.string) ?? [])
        if let code = json["pause"]?["code"]?.string, let since = time(json["pause"]?["since"]) {
            pause = Pause(code: code, message: json["pause"]?["message"]?.string ?? "", since: since)
        }
        awakeBy = time(json["awake_by"])
        outageSince = time(json["outage_since"])
        rates = json["rates"].map { RateHistory(json: $0) } ?? RateHistory()
        if let sighting = json["spool"], let at = time(sighting["at"]) {
            var census = SpoolCensus()
            census.files = sighting["files"]?.integer ?? 0
            census.bytes = sighting["bytes"]?.integer ?? 0
            census.oldest = time(sighting["oldest_at"])
            spool = SpoolSighting(at: at, census: census)
        }
        if let bound = json["spool_at_most"], let path = bound["path"]?.string, let bytes = bound["bytes"]?.integer {
            spoolBound = SpoolBound(path: path, bytes: max(0, bytes))
        }
    }
}
