/// What `[[feed]]` itself says, apart from what it says otherwise than the sections above it.
struct FeedDraft: Sendable {
  var address: FeedAddress?
  var id: String?
  var title: String?
  var tags: [String] = []
  var interval: Double?
  var paused = false
  var headers: [FeedHeader] = []
  var outline: [FeedOutlineAttribute] = []
}

/// The keys that only `[[feed]]` has.
enum FeedKeys {
  static let all: [BoundKey<FeedDraft>] = [
    BoundKey(
      optional: "feed.url", \.address, .feedAddress,
      "http:, https: or file:; a user and password become Authorization",
      in: defaults, example: "\"https://example.org/feed.xml\""),
    BoundKey(
      optional: "feed.id", \.id, .feedID,
      "its name in records and commands; absent: derived from the URL",
      in: defaults, example: "\"example\""),
    BoundKey(
      optional: "feed.title", \.title, .text("a title on one line"),
      "your name for it; absent: its own",
      in: defaults, example: "\"Example news\""),
    BoundKey(
      "feed.tags", \.tags, .list(.text("a tag on one line", maximum: 200), maximum: 1000),
      "carried in its records; / parts a folder from what is in it", in: defaults,
      example: "[\"news\", \"energy\"]"),
    BoundKey(
      optional: "feed.interval", \.interval, .duration(1...(366 * 86400.0)),
      "between two polls; absent: learnt",
      in: defaults, example: "\"30m\""),
    BoundKey(
      "feed.paused", \.paused, .boolean, "true: not polled, nothing forgotten", in: defaults),
    BoundKey(
      "feed.headers", \.headers, .headers,
      "sent to the feed's own origin alone; secrets as @FILE or ${CREDENTIAL}",
      in: defaults, example: "{ Authorization = \"@/etc/feedmill/secrets/example\" }",
      isAbsent: true),
    BoundKey(
      "feed.opml", \.outline, .outline, "what an OPML file said of it besides, kept for export",
      in: defaults,
      example: "{ htmlUrl = \"https://example.org/\" }", isAbsent: true),
  ]

  static let byName: [String: BoundKey<FeedDraft>] = all.reduce(into: [:]) { $0[$1.key.name] = $1 }

  /// Every name that may stand in `[[feed]]`.
  static let names: [String] = all.map(\.key.name) + SettingsKeys.all.compactMap(\.key.feedName)

  private static let defaults = FeedDraft()
}
