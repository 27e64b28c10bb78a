import Basics
import Ledger
import Spool

/// The answer to "is it well?": the daemon, its feeds and its spool, as found on disk, whether the daemon runs or not.
public struct StatusReport: Sendable {
    public enum Health: Int32, Sendable {
        case healthy = 0
        case someFeedsFail = 1
        /// The daemon is down, or nothing can be spooled.
        case stuck = 2
    }

    public let at: Timestamp
    public let isRunning: Bool
    public let note: DaemonNote?
    public let summary: LedgerSummary
    public let spool: SpoolCensus
    /// When the spool's figures were taken: now, unless there is too much to count.
    public let spoolSeenAt: Timestamp
    public let spoolLimit: Int?
    /// Those that fail or are gone, the longest-failing first.
    public let ailing: [AilingFeed]
    public let moved: [AilingFeed]
    public let events: [LedgerEvent]
    /// The lists at addresses of `include`, in its order.
    public var includes: [IncludeState] = []

    /// Files of a spool that are looked at one by one; beyond, the daemon's last count is told.
    private static let spoolLook = 2_000
    private static let feedsTold = 1_000

    /// Reads what there is of a configured feedmill's state.
    public static func gather(_ configuration: Configuration, now: Timestamp) async throws -> StatusReport {
        let directory = configuration.settings.stateDirectory
        let note = DaemonNote.read(from: directory)
        let ledger = try SQLiteLedger.openForReading(directory: directory)
        let (spool, seenAt) = try look(at: configuration.settings.spoolDirectory, note, now: now)
        let report = StatusReport(
            at: now, isRunning: SQLiteLedger.isInUse(directory: directory), note: note,
            summary: try await ledger?.summary(now: now) ?? LedgerSummary(), spool: spool, spoolSeenAt: seenAt,
            spoolLimit: configuration.spool.maxSize, ailing: try await ledger?.ailing(limit: feedsTold) ?? [],
            moved: try await ledger?.moved(limit: feedsTold) ?? [],
            events: try await ledger?.events(of: nil, limit: 10) ?? [],
            includes: configuration.remoteIncludes.map { configuration.includeStore().state(of: $0) })
        await ledger?.close()
        return report
    }

    /// A million files take seconds to count: a few thousand are, and for more the daemon's own count is taken.
    private static func look(
        at path: String, _ note: DaemonNote?, now: Timestamp
    ) throws(SpoolError) -> (SpoolCensus, Timestamp) {
        let census = try SpoolReader(path: path)?.census(limit: spoolLook) ?? SpoolCensus()
        if !census.isComplete, let sighting = note?.spool, sighting.census.files > census.files {
            return (sighting.census, sighting.at)
        }
        return (census, now)
    }

    public var health: Health {
        if !isRunning || note?.pause != nil { return .stuck }
        let isWell =
            ailing.isEmpty && (note?.configurationErrors.isEmpty ?? true) && includes.allSatisfy { $0.error == nil }
        return isWell ? .healthy : .someFeedsFail
    }

    /// Whether a feed that fails does so in a way, or for so long, that somebody has to do something.
    func needsPerson(_ feed: AilingFeed) -> Bool {
        guard let code = feed.error?.code, let advice = Advice.of(code) else { return true }
        return advice.patience.map { patience in feed.since.map { at - $0 >= patience } ?? true } ?? false
    }

    /// How late the feed is that is most overdue, in seconds.
    var lag: Double { summary.nextDue.map { max(0, at - $0) } ?? 0 }

    /// What was done in each minute of the last hour and each hour of the last day.
    var minutes: [WorkCounts] { (note?.rates ?? RateHistory()).minutes.counts(until: at) }
    var hours: [WorkCounts] { (note?.rates ?? RateHistory()).hours.counts(until: at) }
}
