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
    /// Places in `feeds`, by the id.
    private(set) var ids = FeedIndex()
    private var addresses = FeedIndex()
    /// Of those with an account, by the bare address.
    private var accounts = FeedIndex()
    /// By what feeds say otherwise, as written.
    private var shared: [String: EffectiveSettings] = [:]
    private var tagLists: [[String]: [String]] = [:]

    init(settings: Settings, environment: [String: String], limit: Int) {
        self.settings = settings
        self.environment = environment
        self.limit = limit
        common = EffectiveSettings(settings, environment: environment)
    }

    /// Goes on from feeds that are known; what is added says nothing otherwise than `common`.
    init(settings: Settings, common: EffectiveSettings, limit: Int, feeds: [FeedSettings]) {
        self.settings = settings
        environment = [:]
        self.limit = limit
        self.common = common
        for feed in feeds { keep(feed, account: Self.account(feed)) }
    }

    /// Whether a feed has this address, with whatever account.
    func isNamed(_ address: FeedAddress) -> Bool {
        earlier(at: address.text) != nil || accounts.find(address.text).map { feeds[$0].address } == address.text
    }

    private func earlier(at account: String) -> FeedSettings? {
        addresses.find(account).map { feeds[$0] }.flatMap { Self.account($0) == account ? $0 : nil }
    }

    private func earlier(called id: String) -> FeedSettings? {
        ids.find(id).map { feeds[$0] }.flatMap { $0.id == id ? $0 : nil }
    }

    /// Two accounts at one address are two feeds.
    private static func account(_ feed: FeedSettings) -> String {
        guard let header = feed.headers.first(where: { $0.name == "Authorization" }) else { return feed.address }
        return feed.address + "\n" + header.value.revealed
    }

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
        let elsewhere = SettingsKeys.sections.keys.sorted().filter { SettingsKeys.sections[$0]?[entry.key] != nil }
        let sorted = FeedKeys.names.sorted()
        let expected =
            if elsewhere.isEmpty {
                nearest(entry.key, among: sorted).map { "one of its keys: did you mean `\($0)`?" } ?? "one of "
                    + sorted.joined(separator: ", ")
            } else {
                "it for all feeds, "
                    + elsewhere.map { $0.isEmpty ? "at the top of the file" : "in [\($0)]" }.joined(separator: " or ")
            }
        found.add(
            "unknown-key", at: entry.keyRange.lowerBound, "`\(entry.key.cleaned)` is no key of [[feed]]",
            expected: expected)
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
        if let longest = own.polling.maxInterval, own.polling.minInterval > longest,
            let node = overrides.first(where: { $0.0.key.section == "polling" })?.1
        {
            found.add(
                "out-of-range", at: node.range.lowerBound, "`min_interval` is more than max_interval",
                expected: "at most \"\(DurationText.text(longest))\"")
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
        let id = draft.id ?? FeedID.derived(fromText: address.text)
        draft.tags = interned(draft.tags)
        let feed = FeedSettings(draft, id: id, address: address, effective: effective, place: place)
        let account = Self.account(feed)
        let (same, namesake) = (earlier(at: account), earlier(called: id))
        if let same {
            found.add(
                "feed-twice", at: urlRange.lowerBound,
                "a feed named twice: its URL stands at \(same.place) already", expected: "each feed once")
        }
        // An entry that stands there twice is one mistake, not two.
        if let namesake, namesake.place != same?.place {
            found.add(
                "feed-twice", at: idRange.lowerBound,
                "a feed named twice: \(quoted(id)) stands at \(namesake.place) already", expected: "each id once")
        }
        if same != nil || namesake != nil { return }
        if feeds.count >= limit {
            found.add("out-of-range", at: urlRange.lowerBound, "one feed more than \(limit)", expected: "fewer")
        } else {
            keep(feed, account: account)
        }
    }

    private mutating func keep(_ feed: FeedSettings, account: String) {
        ids.insert(feed.id, at: feeds.count)
        addresses.insert(account, at: feeds.count)
        if account != feed.address { accounts.insert(feed.address, at: feeds.count) }
        feeds.append(feed)
    }

    /// The same tags share one array.
    private mutating func interned(_ tags: [String]) -> [String] {
        guard !tags.isEmpty else { return [] }
        if let known = tagLists[tags] { return known }
        tagLists[tags] = tags
        return tags
    }
}
