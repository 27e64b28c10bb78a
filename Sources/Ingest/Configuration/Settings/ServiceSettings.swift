/// `[workers]`: the fenced processes that parse what strangers sent.
public struct WorkerSettings: Equatable, Sendable {
    /// Nil: one for each processor.
    public var count: Int?
    public var memory = 256 << 20
    public var cpuTime = 5.0
    public var timeout = 20.0
    public var documents = 10_000
    public var crashes = 3

    public init() {}
}

/// `[limits]`: bounds on what one document may hold.
public struct LimitSettings: Equatable, Sendable {
    public var maxItems = 10_000
    public var maxDepth = 256
    public var maxTextSize = 4 << 20
    /// Items whose articles are being waited for, of all feeds.
    public var maxPending = 10_000

    public init() {}
}

/// `[service]`: starting, stopping and being watched.
public struct ServiceSettings: Equatable, Sendable {
    public var shutdownTimeout = 10.0

    public init() {}
}

/// `[events]`: which of the daemon's own records are spooled.
public struct EventSettings: Equatable, Sendable {
    public var spool: [EventKind] = [.feedFailing, .feedRecovered, .feedMoved, .feedGone]
    /// Failures in a row after which a feed counts as failing.
    public var failingAfter = 3

    public init() {}
}

/// The codes of events, as records carry them.
public enum EventKind: String, CaseIterable, Sendable {
    case feedFailing = "feed-failing"
    case feedRecovered = "feed-recovered"
    case feedMoved = "feed-moved"
    case feedGone = "feed-gone"
    case itemsMissed = "items-missed"
    case floodHeld = "flood-held"
}

/// `[log]`.
public struct LogSettings: Equatable, Sendable {
    public var level = LogLevel.info
    public var format = LogFormat.text

    public init() {}
}

/// swift-log's levels.
public enum LogLevel: String, CaseIterable, Sendable {
    case trace, debug, info, notice, warning, error, critical
}

public enum LogFormat: String, CaseIterable, Sendable {
    /// For a person; with the journal's fields where the journal listens.
    case text
    case json
}

/// `[metrics]`.
public struct MetricsSettings: Equatable, Sendable {
    public var listen: MetricsAddress?
    public var allowRemote = false
    public var textfile: String?
    public var textfileInterval = 15.0

    public init() {}
}

/// Where metrics are served.
public enum MetricsAddress: Equatable, Sendable {
    /// An address (IPv6 without brackets) and a port; 0 lets the system choose.
    case tcp(host: String, port: UInt16)
    /// An absolute path.
    case unix(path: String)
}
