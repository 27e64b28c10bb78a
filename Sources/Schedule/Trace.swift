import Basics

/// When one feed published: what `feedmill simulate` plays.
public struct Trace: Equatable, Sendable {
  public var feed: String
  /// The polls lie in `from ..< until`, in seconds since 1970.
  public var from: Double
  public var until: Double
  /// How many items the feed's document holds.
  public var shows: Int
  /// When the items were published, ascending, in seconds since 1970; those before `from` stand in the first document.
  public var items: [Double]

  public init(feed: String, from: Double, until: Double, shows: Int, items: [Double]) {
    self.feed = feed
    self.from = from
    self.until = until
    self.shows = shows
    self.items = items.sorted()
  }

  /// From one line of a trace file: `{"feed", "from", "until", "shows", "items"}`.
  public init(_ json: JSONValue) throws(TraceError) {
    guard let feed = json["feed"]?.string else { throw .missing("feed") }
    guard let from = json["from"]?.number else { throw .missing("from") }
    guard let until = json["until"]?.number else { throw .missing("until") }
    guard let shows = json["shows"]?.integer else { throw .missing("shows") }
    guard let list = json["items"], case .array(let items) = list else { throw .missing("items") }
    guard from < until, abs(from) < 1e11, abs(until) < 1e11 else { throw .outOfRange("from") }
    guard shows > 0 else { throw .outOfRange("shows") }
    let times = items.compactMap(\.number)
    guard times.count == items.count, times.allSatisfy({ abs($0) < 1e11 }) else {
      throw .outOfRange("items")
    }
    self.init(feed: feed, from: from, until: until, shows: shows, items: times)
  }
}
