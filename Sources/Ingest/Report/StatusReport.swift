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

    /// A feed that needs a person.
    public struct Ailing: Sendable {
        public let name: String
        public let condition: FeedCondition
        public let since: Timestamp?
        public let error: FeedState.Failure?
        public let nextDue: Timestamp?
    }

    public let at: Timestamp
    public let isRunning: Bool
    public let note: DaemonNote?
    public let summary: LedgerSummary
    public let spool: SpoolReader.Census
    public let spoolLimit: Int?
    /// The longest-failing first.
    public let ailing: [Ailing]
    public let events: [LedgerEvent]
    /// The lists at addresses of `include`, in its order.
    public let includes: [IncludeState]

    /// Reads what there is of a configured feedmill's state.
    public static func gather(_ configuration: Configuration, now: Timestamp) async throws -> StatusReport {
        let directory = configuration.settings.stateDirectory
        let ledger = try SQLiteLedger.openForReading(directory: directory)
        let states = try await ledger?.ailing(limit: 1_000) ?? []
        let report = StatusReport(
            at: now, isRunning: SQLiteLedger.isInUse(directory: directory), note: DaemonNote.read(from: directory),
            summary: try await ledger?.summary(now: now) ?? LedgerSummary(),
            spool: try SpoolReader(path: configuration.settings.spoolDirectory)?.census() ?? SpoolReader.Census(),
            spoolLimit: configuration.spool.maxSize,
            ailing: states.map { row, state in
                Ailing(
                    name: row.name, condition: state.condition, since: state.failingSince, error: state.error,
                    nextDue: state.nextDue)
            },
            events: try await ledger?.events(of: nil, limit: 10) ?? [],
            includes: configuration.remoteIncludes.map { configuration.includeStore().state(of: $0) })
        await ledger?.close()
        return report
    }

    public var health: Health {
        if !isRunning || note?.pause != nil { return .stuck }
        let isWell =
            ailing.isEmpty && (note?.configurationErrors.isEmpty ?? true) && includes.allSatisfy { $0.error == nil }
        return isWell ? .healthy : .someFeedsFail
    }
}

extension StatusReport {
    /// The stable schema of `status --json`: keys are added to, never renamed.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("at", at)
        writer.field("health", health == .healthy ? "healthy" : health == .someFeedsFail ? "some-feeds-fail" : "stuck")
        writer.key("daemon")
        writer.beginObject()
        writer.field("running", isRunning)
        if isRunning {
            writer.field("pid", note?.processID)
            writer.field("version", note?.version)
            writer.field("started_at", note?.startedAt)
        }
        if let pause = note?.pause {
            writer.key("pause")
            writer.beginObject()
            writer.field("code", pause.code)
            writer.field("message", pause.message)
            writer.field("since", pause.since)
            writer.endObject()
        }
        writer.field("configuration_errors", note?.configurationErrors ?? [])
        writer.field("last_poll_at", summary.lastPolled)
        writer.field("next_poll_at", summary.nextDue)
        writer.field("overdue", summary.overdue)
        writer.endObject()
        writeFeeds(to: &writer)
        writer.key("spool")
        writer.beginObject()
        writer.field("waiting_files", spool.files)
        writer.field("waiting_bytes", spool.bytes)
        writer.field("oldest_at", spool.oldest)
        writer.field("max_bytes", spoolLimit)
        writer.field("owed", summary.owed)
        writer.field("sequence", summary.sequence)
        writer.endObject()
        writer.field("includes", each: includes) { writer, list in
            writer.beginObject()
            writer.field("url", list.address)
            list.writeMembers(to: &writer)
            writer.endObject()
        }
        writer.field("events", each: events) { writer, event in
            writer.beginObject()
            writer.field("at", event.at)
            writer.field("feed", event.feed)
            writer.field("code", event.code)
            writer.field("message", event.message)
            writer.endObject()
        }
        writer.endObject()
    }

    private func writeFeeds(to writer: inout JSONWriter) {
        writer.key("feeds")
        writer.beginObject()
        for condition in FeedCondition.allCases {
            writer.key(condition.rawValue)
            writer.value(summary.feeds[condition] ?? 0)
        }
        writer.endObject()
        writer.field("ailing", each: ailing) { writer, feed in
            writer.beginObject()
            writer.field("feed", feed.name)
            writer.field("condition", feed.condition.rawValue)
            writer.field("since", feed.since)
            if let error = feed.error {
                writer.error(code: error.code, message: error.message)
            }
            writer.field("next_poll_at", feed.nextDue)
            writer.endObject()
        }
    }

    /// One screen for a person.
    public var text: String {
        var lines: [String] = []
        func line(_ name: String, _ text: String) {
            lines.append(name + String(repeating: " ", count: max(1, 9 - name.count)) + text)
        }
        line("daemon", daemonText)
        if let pause = note?.pause, isRunning {
            line("", "paused since \(Plain.relative(pause.since, to: at)): \(pause.message) [\(pause.code)]")
        }
        for error in note?.configurationErrors ?? [] { line("", "configuration not taken: \(error)") }
        let counts = FeedCondition.allCases.compactMap { condition in
            summary.feeds[condition].map { "\($0) \(condition.rawValue.replacing("-", with: " "))" }
        }
        line("feeds", counts.isEmpty ? "none" : counts.joined(separator: ", "))
        if let next = summary.nextDue { line("", "next poll \(Plain.relative(next, to: at))") }
        for list in includes {
            if let complaint = list.complaint(at: at) { line("list", "\(list.address): \(complaint)") }
        }
        line("spool", spoolText)
        for feed in ailing.prefix(20) {
            line("", "")
            line(
                feed.condition.rawValue, feed.name + (feed.since.map { ", since \(Plain.relative($0, to: at))" } ?? ""))
            if let error = feed.error { line("", "\(error.message) [\(error.code)]") }
            if let next = feed.nextDue { line("", "tried again \(Plain.relative(next, to: at))") }
        }
        if ailing.count > 20 { line("", "and \(ailing.count - 20) more; `feedmill status --json` lists them") }
        return lines.map { $0.cleaned }.joined(separator: "\n") + "\n"
    }

    private var daemonText: String {
        guard isRunning else {
            return summary.lastPolled.map { "not running; last poll \(Plain.relative($0, to: at))" }
                ?? "not running; nothing polled yet"
        }
        let since = note.map { "since \(Plain.relative($0.startedAt, to: at)), process \($0.processID)" } ?? ""
        let last = summary.lastPolled.map { "; last poll \(Plain.relative($0, to: at))" } ?? ""
        return "running \(since)\(last)" + (summary.overdue > 0 ? "; \(summary.overdue) feeds overdue" : "")
    }

    private var spoolText: String {
        var text = "\(spool.files) waiting, \(Plain.size(spool.bytes))"
        if let oldest = spool.oldest { text += ", the oldest from \(Plain.relative(oldest, to: at))" }
        if summary.owed > 0 { text += "; \(summary.owed) on their way" }
        return text + "; \(summary.sequence) delivered in all"
    }
}
