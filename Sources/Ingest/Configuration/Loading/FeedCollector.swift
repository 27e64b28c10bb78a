import Basics
import Feeds

/// Turns what files say of feeds into `FeedSettings`, and finds those that are named twice.
struct FeedCollector {
    private(set) var feeds: [FeedSettings] = []
    /// Of a feed that says nothing otherwise.
    let common: EffectiveSettings
    private let settings: Settings
    private let environment: [String: String]
    private let limit: Int
    private var ids: [String: Int32] = [:]
    private var addresses: [String: Int32] = [:]
    /// By what feeds say otherwise, as written.
    private var shared: [String: EffectiveSettings] = [:]

    init(settings: Settings, environment: [String: String], limit: Int, feeds: [FeedSettings] = []) {
        self.settings = settings
        self.environment = environment
        self.limit = limit
        common = EffectiveSettings(settings, environment: environment)
        for feed in feeds {
            ids[feed.id] = Int32(self.feeds.count)
            addresses[feed.address] = Int32(self.feeds.count)
            self.feeds.append(feed)
        }
    }

    func isNamed(_ address: FeedAddress) -> Bool { addresses[address.url.description] != nil }

    /// One `[[feed]]`.
    mutating func add(
        _ node: TOMLNode, _ source: SourceText, _ context: ReadingContext, _ found: inout FileErrors
    ) {
        guard case .section(let section) = node.value else {
            found.add(
                "wrong-type", at: node.range.lowerBound, "`feed` is \(node.kind)",
                expected: "[[feed]], once for each feed")
            return
        }
        var draft = FeedDraft()
        var overrides: [(SettingsKeys.Key, TOMLNode)] = []
        for entry in section.entries {
            if let key = FeedKeys.byName[entry.key] {
                do {
                    try key.apply(entry.node, context, &draft)
                } catch {
                    found.add(error, of: entry.key, at: entry.node.range, expected: key.expected)
                }
            } else if let key = SettingsKeys.ofFeeds[entry.key] {
                overrides.append((key, entry.node))
            } else {
                unknown(entry, &found)
            }
        }
        let effective = effective(overrides, source, context, &found)
        guard let address = draft.address else {
            if section["url"] == nil {
                found.add(
                    "missing-key", at: node.range.lowerBound, "[[feed]] without a url", expected: "url = \"https://…\"")
            }
            return
        }
        let urlRange = section["url"]?.range ?? node.range
        let place = source.place(node.range.lowerBound)
        append(draft, address, effective, place, idRange: section["id"]?.range ?? urlRange, urlRange: urlRange, &found)
    }

    private func unknown(_ entry: TOMLSection.Entry, _ found: inout FileErrors) {
        let elsewhere = SettingsKeys.sections.keys.sorted().first { SettingsKeys.sections[$0]?[entry.key] != nil }
        let near = nearest(entry.key, among: FeedKeys.names.sorted()).map { ", did you mean `\($0)`?" } ?? ""
        let hint = elsewhere.map {
            $0.isEmpty ? ", it stands at the top of the file" : ", it stands in [\($0)], for all feeds"
        }
        found.add(
            "unknown-key", at: entry.keyRange.lowerBound, "`\(entry.key)` is no key of [[feed]]\(hint ?? near)",
            expected: "one of " + FeedKeys.names.sorted().joined(separator: ", "))
    }

    mutating func effective(
        _ overrides: [(SettingsKeys.Key, TOMLNode)], _ source: SourceText, _ context: ReadingContext,
        _ found: inout FileErrors
    ) -> EffectiveSettings {
        guard !overrides.isEmpty else { return common }
        let written =
            overrides.map { "\($0.key.path)=\(source.text($1.range))" }.joined(separator: "\n") + context.directory
        if let known = shared[written] { return known }
        var own = settings
        let before = found.found.count
        for (key, node) in overrides {
            do {
                try key.apply(node, context, &own)
            } catch {
                found.add(error, of: key.key.feedName ?? key.key.name, at: node.range, expected: key.expected)
            }
        }
        if own.polling.minInterval > own.polling.maxInterval,
            let node = overrides.first(where: { $0.0.key.section == "polling" })?.1
        {
            found.add(
                "out-of-range", at: node.range.lowerBound, "`min_interval` is more than max_interval",
                expected: "at most \"\(Duration.text(own.polling.maxInterval))\"")
        }
        let effective = EffectiveSettings(own, environment: environment)
        if found.found.count == before { shared[written] = effective }
        return effective
    }

    mutating func append(
        _ draft: FeedDraft, _ address: FeedAddress, _ effective: EffectiveSettings, _ place: SourcePlace,
        idRange: Range<Int>, urlRange: Range<Int>, _ found: inout FileErrors
    ) {
        var draft = draft
        if let authorization = address.authorization {
            if draft.headers.contains(where: { $0.name.asciiLowercased == "authorization" }) {
                found.add(
                    "bad-value", at: urlRange.lowerBound, "`url` has a user, and `headers` has Authorization",
                    expected: "one of them")
            }
            draft.headers.append(FeedHeader(name: "Authorization", value: authorization))
        }
        let id = draft.id ?? FeedID.derived(from: address.url)
        let feed = FeedSettings(draft, id: id, address: address, effective: effective, place: place)
        // Two accounts at one address are two feeds.
        let account = feed.address + (address.authorization.map { "\n" + $0.revealed } ?? "")
        if let earlier = addresses[account] {
            found.add(
                "feed-twice", at: urlRange.lowerBound,
                "a feed named twice: its URL stands at \(feeds[Int(earlier)].place) already",
                expected: "each feed once")
        } else if let earlier = ids[id] {
            found.add(
                "feed-twice", at: idRange.lowerBound,
                "a feed named twice: \(quoted(id)) stands at \(feeds[Int(earlier)].place) already",
                expected: "each id once")
        } else if feeds.count >= limit {
            if feeds.count == limit {
                found.add("out-of-range", at: urlRange.lowerBound, "more than \(limit) feeds", expected: "fewer")
            }
        } else {
            ids[id] = Int32(feeds.count)
            addresses[account] = Int32(feeds.count)
            feeds.append(feed)
        }
    }
}
