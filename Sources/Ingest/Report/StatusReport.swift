import Basics
import Glibc
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
    /// Why the directories cannot be written, as their file systems tell; nil where they can.
    public var readOnly: DaemonNote.Pause?
    /// Why the ledger cannot be read, and the spool; what they hold is not known then.
    public var ledgerError: DaemonNote.Pause?
    public var spoolError: DaemonNote.Pause?

    /// A running daemon whose note is older, or that should have been awake for longer, says nothing any more, in seconds.
    private static let longestSilence = 3 * DaemonNote.interval
    /// Files of a spool that are looked at one by one; beyond, the daemon's last count is told.
    private static let spoolLook = 2_000
    private static let feedsTold = 1_000

    /// Reads what there is of a configured feedmill's state, and tells what of it cannot be read.
    public static func gather(_ configuration: Configuration, now: Timestamp) async -> StatusReport {
        let settings = configuration.settings
        let directory = settings.stateDirectory
        let note = DaemonNote.read(from: directory)
        var (known, ledgerError) = (LedgerSight(), DaemonNote.Pause?.none)
        do throws(LedgerError) {
            known = try await look(intoLedgerOf: directory, now: now)
        } catch {
            ledgerError = pause(error, now)
        }
        var (spool, seenAt, spoolError) = (SpoolCensus(), now, DaemonNote.Pause?.none)
        do throws(SpoolError) {
            (spool, seenAt) = try look(at: settings.spoolDirectory, note, now: now)
        } catch {
            spoolError = pause(error, now)
        }
        var report = StatusReport(
            at: now, isRunning: SQLiteLedger.isInUse(directory: directory), note: note,
            summary: known.summary, spool: spool, spoolSeenAt: seenAt, spoolLimit: configuration.spool.maxSize,
            ailing: known.ailing, moved: known.moved, events: known.events,
            includes: configuration.remoteIncludes.map { configuration.includeStore().state(of: $0) },
            ledgerError: ledgerError, spoolError: spoolError)
        if isReadOnly(settings.spoolDirectory) {
            report.readOnly = pause(SpoolError.readOnly(path: settings.spoolDirectory), now)
        } else if isReadOnly(directory) {
            report.readOnly = pause(LedgerError.readOnly(path: directory), now)
        }
        return report
    }

    /// What the ledger tells of all feeds; of none where there is no ledger yet.
    private struct LedgerSight {
        var summary = LedgerSummary()
        var ailing: [AilingFeed] = []
        var moved: [AilingFeed] = []
        var events: [LedgerEvent] = []
    }

    private static func look(
        intoLedgerOf directory: String, now: Timestamp
    ) async throws(LedgerError) -> LedgerSight {
        var sight = LedgerSight()
        guard let ledger = try SQLiteLedger.openForReading(directory: directory) else { return sight }
        sight.summary = try await ledger.summary(now: now)
        sight.ailing = try await ledger.ailing(limit: feedsTold)
        sight.moved = try await ledger.moved(limit: feedsTold)
        sight.events = try await ledger.events(of: nil, limit: 10)
        await ledger.close()
        return sight
    }

    private static func isReadOnly(_ path: String) -> Bool {
        var status = statvfs()
        return statvfs(path, &status) == 0 && status.f_flag & UInt(ST_RDONLY) != 0
    }

    private static func pause(_ error: some CodedError, _ now: Timestamp) -> DaemonNote.Pause {
        DaemonNote.Pause(code: error.code, message: error.message, since: now)
    }

    /// Why nothing is polled or spooled: the daemon's own words; else, where it cannot write them, what can be seen from outside.
    public var pause: DaemonNote.Pause? {
        if let pause = note?.pause { return pause }
        guard isRunning else { return nil }
        if let readOnly { return readOnly }
        guard let note, at - max(note.writtenAt, note.awakeBy ?? note.writtenAt) > StatusReport.longestSilence else {
            return nil
        }
        return DaemonNote.Pause(
            code: "daemon-silent",
            message:
                "the daemon has not written its note for \(Plain.span(at - note.writtenAt)): it hangs, or its state "
                + "directory cannot be written",
            since: note.writtenAt)
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

    /// What cannot be read, and why: the ledger, the spool.
    var unreadable: [DaemonNote.Pause] { [ledgerError, spoolError].compactMap { $0 } }

    public var health: Health {
        if !isRunning || pause != nil || !unreadable.isEmpty { return .stuck }
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
