import Basics
import Feeds

extension FeedCollector {
    /// The feeds of an OPML document.
    /// - Parameter isRemote: it came from an address: it may name no files, and what is named already is left as it is.
    mutating func add(
        _ list: OPMLFeedList, _ source: SourceText, _ context: ReadingContext, isRemote: Bool,
        _ found: inout FileErrors
    ) {
        for feed in list.feeds {
            let address = FeedAddress(feed.url, in: context.directory).flatMap { !isRemote || $0.isHTTP ? $0 : nil }
            if address == nil {
                found.add(
                    "bad-url", at: feed.urlRange.lowerBound, "`xmlUrl`: \(redacted(feed.url)) is no such URL",
                    expected: isRemote ? "an http: or https: URL" : "an http:, https: or file: URL")
            }
            if isRemote, address.map(isNamed) ?? true { continue }
            var draft = FeedDraft()
            draft.title = feed.title?.cleaned
            draft.tags = feed.tags.map { $0.cleaned.collapsed }.filter { !$0.isEmpty }
            var overrides: [(SettingsKeys.Key, TOMLNode)] = []
            for attribute in feed.attributes where !OPMLFeed.isNamespace(attribute.name) {
                guard attribute.name.hasPrefix(OPMLFeed.settingPrefix) else {
                    draft.outline.append(FeedOutlineAttribute(name: attribute.name, value: attribute.value))
                    continue
                }
                if !isRemote { apply(attribute, to: &draft, &overrides, context, &found) }
            }
            let place = source.place(feed.ranges[0].lowerBound)
            let effective = effective(overrides, source, context, &found)
            guard let address else { continue }
            append(draft, address, effective, place, idRange: feed.urlRange, urlRange: feed.urlRange, &found)
        }
    }

    /// A setting that an outline carries: `feedmill:id`, `feedmill:paused` and the few others of `OPMLFeed.settings`.
    private func apply(
        _ attribute: OPMLAttribute, to draft: inout FeedDraft, _ overrides: inout [(SettingsKeys.Key, TOMLNode)],
        _ context: ReadingContext, _ found: inout FileErrors
    ) {
        let name = String(attribute.name.dropFirst(OPMLFeed.settingPrefix.count))
        let value = TOMLScalar.parse(attribute.value)
        let isBoolean = if case .boolean? = value { true } else { false }
        let node = TOMLNode(isBoolean ? value ?? .string("") : .string(attribute.value), attribute.range)
        guard OPMLFeed.settings.contains(name) else {
            let near =
                nearest(name, among: OPMLFeed.settings).map { ", did you mean `\(OPMLFeed.settingPrefix)\($0)`?" } ?? ""
            found.add(
                "unknown-key", at: attribute.range.lowerBound, "`\(attribute.name.cleaned)` is no setting\(near)",
                expected: "one of " + OPMLFeed.settings.joined(separator: ", "))
            return
        }
        if let key = SettingsKeys.ofFeeds[name] {
            overrides.append((key, node))
        } else if let key = FeedKeys.byName[name] {
            do {
                try key.apply(node, context, &draft)
            } catch {
                found.add(error, of: attribute.name, at: attribute.range, expected: key.expected)
            }
        }
    }
}

extension OPMLFeed {
    /// Before the name of a setting of feedmill's in an outline's attributes.
    public static let settingPrefix = "feedmill:"
    /// The settings that an OPML file can carry.
    public static let settings = ["id", "interval", "paused", "articles", "identity"]
    /// What `feedmill:` stands for in the files that feedmill writes.
    public static let namespace = "urn:feedmill:opml"

    /// Whether an attribute binds a prefix instead of saying something.
    static func isNamespace(_ name: String) -> Bool { name == "xmlns" || name.hasPrefix("xmlns:") }
}
