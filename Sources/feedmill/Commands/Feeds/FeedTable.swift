import Basics
import Ingest
import Ledger

/// The list of feeds for a person.
enum FeedTable {
    static func text(_ listing: FeedListing, _ style: TextStyle, now: Timestamp) -> String {
        var table = Table([
            .init(title: "ID", least: 32), .init(title: "STATE", least: 7), .init(title: "NEXT"),
            .init(title: "NEWS", isOptional: true), .init(title: "A DAY", isOptional: true),
            .init(title: "TITLE", isOptional: true, least: 12), .init(title: "TAGS", isOptional: true, least: 8),
        ])
        for entry in listing.entries {
            table.add([
                entry.settings.id, state(entry),
                entry.nextDue.map { $0 > now ? Plain.relative($0, to: now) : "due" } ?? "-",
                entry.state.lastNews.map { Plain.relative($0, to: now) } ?? "-",
                entry.itemsPerDay.map(pace) ?? "-",
                (entry.title ?? entry.settings.address).cleaned.collapsed,
                entry.settings.tags.joined(separator: ", ").cleaned.collapsed,
            ])
        }
        if style.isColoured {
            table.colour = { row, column in column == 1 ? colour(listing.entries[row].condition) : nil }
        }
        return listing.entries.isEmpty ? "" : table.text(style)
    }

    /// For `cut` and its like.
    static func lines(_ listing: FeedListing) -> String {
        var table = Table(["", "", "", "", ""].map { .init(title: $0) })
        for entry in listing.entries {
            table.add(
                [
                    entry.settings.id, entry.condition.rawValue, entry.settings.address, entry.title ?? "",
                    entry.settings.tags.joined(separator: ","),
                ].map(\.cleaned.collapsed))
        }
        return table.plain
    }

    private static func state(_ entry: FeedListing.Entry) -> String {
        guard entry.condition == .failing, let error = entry.state.error else { return entry.condition.rawValue }
        return "failing: \(error.code)"
    }

    private static func pace(_ perDay: Double) -> String {
        perDay >= 9.95 ? "\(Int(perDay.rounded()))" : "\((perDay * 10).rounded() / 10)"
    }

    /// SGR parameters (ECMA-48).
    private static func colour(_ condition: FeedCondition) -> String? {
        switch condition {
        case .healthy: "32"
        case .failing: "31"
        case .gone: "31;1"
        case .paused: "33"
        case .neverPolled: nil
        }
    }
}
