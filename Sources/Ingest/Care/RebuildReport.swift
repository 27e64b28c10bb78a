import Basics
import Ledger

/// What the rebuilding of a ledger came to.
public struct RebuildReport: Sendable {
    public var path = ""
    /// Where the old ledger is kept; nil where there was none.
    public var aside: String?
    /// What could be read of it; nil where there was none.
    public var salvage: LedgerSalvage?
    /// In the configuration.
    public var feeds = 0
    /// Feeds that are known from records alone.
    public var feedsRecalled = 0
    /// Configured feeds of whose items nothing is known.
    public var feedsAnew: [String] = []
    public var records = 0
    /// Lines that are no records.
    public var unreadable = 0
    /// Items that are known from records alone.
    public var recalled = 0
    /// Of these, those whose revisions will come under another id.
    public var renamed = 0
    /// The highest number of a record that was found.
    public var lastNumber: UInt64 = 0
    public var sequence: UInt64 = 0

    public init() {}

    public var items: Int { (salvage?.items ?? 0) + recalled }

    /// In the log of the ledger itself.
    var sentence: String {
        "the ledger was made anew: \(Plain.count(salvage?.items ?? 0, "item")) from the old one, \(Plain.count(recalled)) from "
            + "\(Plain.count(records, "record")); \(Plain.count(feedsAnew.count, "feed")) of which nothing is known"
    }

    /// What could not be had, a line each.
    var losses: [String] {
        var lines: [String] = []
        if let obstacle = salvage?.obstacle { lines.append("nothing of the old ledger can be read: \(obstacle)") }
        if let salvage {
            if salvage.memoriesLost > 0 {
                lines.append("what was remembered of \(Plain.count(salvage.memoriesLost, "feed")) cannot be read")
            }
            if salvage.owedLost > 0 {
                lines.append(
                    "\(Plain.count(salvage.owedLost, "owed record")) cannot be read; their items are taken from the feeds again"
                )
            }
            if salvage.historiesLost > 0 {
                lines.append("the pace of \(Plain.count(salvage.historiesLost, "feed")) is learnt anew")
            }
            if !salvage.tablesCut.isEmpty {
                lines.append("some rows cannot be read at all, in: \(salvage.tablesCut.joined(separator: ", "))")
            }
        }
        if renamed > 0 {
            lines.append(
                "\(Plain.count(renamed, "item")) are known again, but their revisions will come under other ids")
        }
        if !feedsAnew.isEmpty {
            let names = feedsAnew.prefix(5).joined(separator: ", ") + (feedsAnew.count > 5 ? ", …" : "")
            lines.append(
                "nothing is known of \(Plain.count(feedsAnew.count, "feed")) (\(names)): all they hold is delivered")
        }
        return lines
    }

    public func text(_ style: TextStyle) -> String {
        var page = TextPage(style)
        page.heading("\(path) was made anew", .good)
        page.blank()
        if let aside { page.line("old", "kept as \(aside)") }
        page.line(
            "feeds",
            "\(Plain.count(feeds)) configured, \(Plain.count(salvage?.feeds ?? 0)) known from the old ledger, "
                + "\(Plain.count(feedsRecalled)) from records")
        page.line(
            "items",
            "\(Plain.count(items)) remembered: \(Plain.count(salvage?.items ?? 0)) from the old ledger, "
                + "\(Plain.count(recalled)) from \(Plain.count(records, "record"))")
        page.line("owed", Plain.count(salvage?.owed ?? 0, "record"))
        page.line("numbers", "go on after \(sequence)")
        for line in losses { page.line("lost", line, .doubtful) }
        return page.text
    }

    /// The stable schema of `ledger rebuild --json`.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("ledger", path)
        writer.field("old", aside)
        writer.field("feeds", feeds)
        writer.field("feeds_from_ledger", salvage?.feeds ?? 0)
        writer.field("feeds_from_records", feedsRecalled)
        writer.field("feeds_anew", feedsAnew)
        writer.field("items", items)
        writer.field("items_from_ledger", salvage?.items ?? 0)
        writer.field("items_from_records", recalled)
        writer.field("items_renamed", renamed)
        writer.field("records_read", records)
        writer.field("lines_unreadable", unreadable)
        writer.field("owed", salvage?.owed ?? 0)
        writer.field("owed_lost", salvage?.owedLost ?? 0)
        writer.field("memories_lost", salvage?.memoriesLost ?? 0)
        writer.field("histories_lost", salvage?.historiesLost ?? 0)
        writer.field("tables_cut", salvage?.tablesCut ?? [])
        writer.field("obstacle", salvage?.obstacle)
        writer.field("sequence", sequence)
        writer.endObject()
    }
}
