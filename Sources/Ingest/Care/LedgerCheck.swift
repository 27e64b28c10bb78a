import Basics
import Ledger
import Spool

/// Whether a configured feedmill's ledger is sound, for `feedmill ledger check`; changes nothing, and may be asked while the
/// daemon runs.
public struct LedgerCheck: Sendable {
    public let path: String
    /// Nil where there is no ledger.
    public let examination: LedgerExamination?
    /// The highest sequence in the spool.
    public let delivered: UInt64

    public static func gather(_ configuration: Configuration) throws -> LedgerCheck {
        let settings = configuration.settings
        // Before the ledger is looked at: a daemon that delivers meanwhile raises both.
        let delivered = try SpoolReader(path: settings.spoolDirectory)?.highestSequence() ?? 0
        let examination = try SQLiteLedger.examine(
            directory: settings.stateDirectory, readers: .line, delivered: delivered)
        return LedgerCheck(
            path: settings.stateDirectory + "/ledger.sqlite", examination: examination, delivered: delivered)
    }

    public var isSound: Bool { examination?.isSound ?? (delivered == 0) }

    private var findings: [LedgerFinding] {
        if let examination { return examination.findings }
        guard delivered > 0 else { return [] }
        return [
            LedgerFinding(
                code: "ledger-behind",
                message: "there is no ledger, and the spool holds records up to number \(delivered)")
        ]
    }
}

extension LedgerCheck {
    private static let findingsShown = 40

    public func text(_ style: TextStyle) -> String {
        var page = TextPage(style)
        page.heading(headline, isSound ? .good : .bad)
        if let examination { tell(examination, on: &page) }
        for finding in findings.prefix(LedgerCheck.findingsShown) {
            page.blank()
            page.heading("\(finding.feed ?? "the ledger"): \(finding.message) [\(finding.code)]", .bad)
            if !finding.place.isEmpty { page.inset(2, finding.place, .faint) }
            if let advice = Advice.of(finding.code) { page.inset(2, "what helps: \(advice.help)") }
        }
        let rest = (examination?.findingCount ?? findings.count) - min(findings.count, LedgerCheck.findingsShown)
        if rest > 0 {
            page.blank()
            page.inset(0, "and \(Plain.count(rest)) more; `feedmill ledger check --json` has them")
        }
        return page.text
    }

    private var headline: String {
        guard let examination else { return isSound ? "there is no \(path) yet" : "\(path) is missing" }
        return isSound
            ? "\(path) is sound"
            : "\(path) is not sound: \(Plain.count(examination.findingCount, "finding"))"
    }

    private func tell(_ examination: LedgerExamination, on page: inout TextPage) {
        func rows(_ table: String) -> Int { examination.rows.first { $0.table == table }?.count ?? 0 }
        page.blank()
        page.line(
            "feeds", "\(Plain.count(rows("feed"))); \(Plain.count(examination.items, "item")) remembered")
        page.line(
            "owed",
            "\(Plain.count(rows("owed") - examination.setAside, "record"))"
                + (examination.setAside > 0 ? ", and \(Plain.count(examination.setAside)) set aside" : ""))
        page.line("numbers", "up to \(examination.sequence); the spool's up to \(delivered)")
        page.line("version", "\(examination.version)")
    }

    /// The stable schema of `ledger check --json`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("ledger", path)
        writer.field("exists", examination != nil)
        writer.field("sound", isSound)
        if let examination {
            writer.field("version", examination.version)
            writer.field("sequence", examination.sequence)
            writer.field("items", examination.items)
            writer.field("set_aside", examination.setAside)
            writer.key("rows")
            writer.beginObject()
            for (table, count) in examination.rows {
                writer.key(table)
                writer.value(count)
            }
            writer.endObject()
        }
        writer.field("spool_sequence", delivered)
        writer.field("findings_count", examination?.findingCount ?? findings.count)
        writer.field("findings", each: findings) { writer, finding in
            writer.beginObject()
            writer.field("code", finding.code)
            writer.field("feed", finding.feed)
            writer.field("place", finding.place)
            writer.field("message", finding.message)
            writer.field("advice", Advice.of(finding.code)?.help)
            writer.endObject()
        }
        writer.endObject()
    }
}
