import Basics
import Ledger
import Schedule

/// The configured feeds with how each does, as `feeds list` shows them.
public struct FeedListing: Sendable {
    /// A feed and what the ledger knows of it.
    public struct Entry: Sendable {
        public let settings: FeedSettings
        public let state: FeedState

        /// In one word: `paused` goes before all else.
        public var condition: FeedCondition { settings.paused ? .paused : state.condition }
        /// The operator's name for it, else its own.
        public var title: String? { settings.title ?? state.title }
        /// As now believed.
        public var itemsPerDay: Double? {
            guard let history = try? PollHistory(encoded: state.history), history.lastPoll != nil else { return nil }
            return history.itemsPerDay
        }
        /// Nil where it is not going to be polled.
        public var nextDue: Timestamp? { settings.paused ? nil : state.nextDue }
    }

    /// What the entries can be put in order by.
    public enum Order: String, CaseIterable, Sendable {
        case id, state, title, url
        /// When it is polled next, was polled last, last had news: what is nearest to now first.
        case next, last, news
        /// Items a day, most first.
        case pace
        /// As the configuration names them.
        case file
    }

    public internal(set) var entries: [Entry]

    /// Reads the ledger, where there is one, whether a daemon runs or not.
    public static func gather(_ configuration: Configuration) async throws -> FeedListing {
        var states: [String: FeedState] = [:]
        if let ledger = try SQLiteLedger.openForReading(directory: configuration.settings.stateDirectory) {
            for (row, state) in try await ledger.states() { states[row.name] = state }
            await ledger.close()
        }
        return FeedListing(
            entries: configuration.feeds.map { Entry(settings: $0, state: states[$0.id] ?? FeedState()) })
    }

    /// Those in one of the states, where any is given, with one of the tags or a tag below it, where any is given.
    public func filtered(states: [FeedCondition], tags: [String]) -> FeedListing {
        FeedListing(
            entries: entries.filter { entry in
                (states.isEmpty || states.contains(entry.condition))
                    && (tags.isEmpty || tags.contains { entry.settings.isTagged($0) })
            })
    }

    /// In another order; feeds that are equal in it stay in the configuration's.
    public func sorted(by order: Order, reversed: Bool = false) -> FeedListing {
        var sorted: [Entry]
        switch order {
        case .file: sorted = entries
        case .id: sorted = byText(\.settings.id)
        case .title: sorted = byText { ($0.title ?? $0.settings.address).lowercased() }
        case .url: sorted = byText(\.settings.address)
        case .state: sorted = byNumber { Double(FeedListing.urgency($0.condition)) }
        case .next: sorted = byNumber { $0.nextDue?.secondsSince1970 ?? .infinity }
        case .last: sorted = byNumber { -($0.state.lastPolled?.secondsSince1970 ?? -.infinity) }
        case .news: sorted = byNumber { -($0.state.lastNews?.secondsSince1970 ?? -.infinity) }
        case .pace: sorted = byNumber { -($0.itemsPerDay ?? -1) }
        }
        if reversed { sorted.reverse() }
        return FeedListing(entries: sorted)
    }
}

extension FeedListing {
    /// What needs a person comes first.
    private static func urgency(_ condition: FeedCondition) -> Int {
        switch condition {
        case .gone: 0
        case .failing: 1
        case .neverPolled: 2
        case .paused: 3
        case .healthy: 4
        }
    }

    private func byText(_ key: (Entry) -> String) -> [Entry] {
        ordered(entries.map(key), by: <)
    }

    private func byNumber(_ key: (Entry) -> Double) -> [Entry] {
        ordered(entries.map(key), by: <)
    }

    /// A key for each entry is found once, not at each comparison.
    private func ordered<Key>(_ keys: [Key], by areInOrder: (Key, Key) -> Bool) -> [Entry] {
        entries.indices.sorted { a, b in
            if areInOrder(keys[a], keys[b]) { return true }
            return areInOrder(keys[b], keys[a]) ? false : a < b
        }.map { entries[$0] }
    }
}

extension FeedListing.Entry {
    /// What `feeds list --json` prints of a feed.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("id", settings.id)
        writer.field("url", settings.address)
        writer.field("title", title)
        writer.field("condition", condition.rawValue)
        writer.field("tags", settings.tags)
        writer.field("paused", settings.paused)
        writer.field("interval_seconds", settings.interval)
        if let error = state.error { writer.error(code: error.code, message: error.message) }
        writer.field("failing_since", state.failingSince)
        writer.field("last_poll_at", state.lastPolled)
        writer.field("last_success_at", state.lastSucceeded)
        writer.field("last_news_at", state.lastNews)
        writer.field("next_poll_at", nextDue)
        writer.field("items_per_day", itemsPerDay)
        writer.field("file", settings.place.file)
        writer.field("line", settings.place.line)
        writer.endObject()
    }
}
