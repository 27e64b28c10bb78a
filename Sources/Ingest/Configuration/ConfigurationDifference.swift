/// What a new configuration changes: what a reload has to do.
public struct ConfigurationDifference: Sendable {
  /// In the order of the new configuration.
  public let added: [FeedSettings]
  /// In the order of the old one.
  public let removed: [FeedSettings]
  /// Feeds of the same id that ask for something else, or at another address.
  public let changed: [(old: FeedSettings, new: FeedSettings)]
  /// The keys of other sections whose values differ, as `section.key`, in the reference's order.
  public let changedKeys: [String]
  /// Those of them that take effect when the daemon starts again.
  public let keysNeedingRestart: [String]

  public init(from old: Configuration, to new: Configuration) {
    added = new.feeds.filter { old.feed(id: $0.id) == nil }
    removed = old.feeds.filter { new.feed(id: $0.id) == nil }
    changed = new.feeds.compactMap { feed in
      guard let earlier = old.feed(id: feed.id), !feed.isEquivalent(to: earlier) else { return nil }
      return (earlier, feed)
    }
    let keys = SettingsKeys.all.filter { !$0.isEqual(old.settings, new.settings) }.map(\.key)
    changedKeys = keys.map(\.path)
    keysNeedingRestart = keys.filter(\.needsRestart).map(\.path)
  }

  public var isEmpty: Bool {
    added.isEmpty && removed.isEmpty && changed.isEmpty && changedKeys.isEmpty
  }
  /// The sections of `changedKeys`; the top of the file is empty text.
  public var changedSections: [String] {
    var sections: [String] = []
    for key in changedKeys {
      let section = key.firstIndex(of: ".").map { String(key[..<$0]) } ?? ""
      if sections.last != section { sections.append(section) }
    }
    return sections
  }
}
