import Basics

/// What a simulation cost and brought.
public struct SimulationResult: Equatable, Sendable {
  public let feeds: Int
  /// From the earliest beginning to the latest end of a trace.
  public let days: Double
  /// The days of all traces added up.
  public let feedDays: Double
  /// Items published while their trace was played.
  public let items: Int
  public var requests = 0
  public var found = 0
  /// Items that had rolled off the document's end before a poll saw them.
  public var missed = 0
  /// Seconds from publication to discovery; ascending once the simulation has ended.
  var delays: [Double] = []

  init(_ traces: [Trace]) {
    feeds = traces.count
    days = ((traces.map(\.until).max() ?? 0) - (traces.map(\.from).min() ?? 0)) / 86_400
    feedDays = traces.reduce(0) { $0 + ($1.until - $1.from) / 86_400 }
    items = traces.reduce(0) { sum, trace in
      sum + trace.items.count { $0 >= trace.from && $0 < trace.until }
    }
  }

  mutating func finish() { delays.sort() }

  public var requestsPerFeedDay: Double { feedDays > 0 ? Double(requests) / feedDays : 0 }
  public var meanDelay: Double { delays.isEmpty ? 0 : delays.reduce(0, +) / Double(delays.count) }
  public var medianDelay: Double { quantile(0.5) }
  public var delayOfNineInTen: Double { quantile(0.9) }

  private func quantile(_ share: Double) -> Double {
    delays.isEmpty ? 0 : delays[min(Int(share * Double(delays.count)), delays.count - 1)]
  }

  /// The object that `feedmill simulate` prints.
  public func write(to json: inout JSONWriter) {
    json.beginObject()
    json.field("feeds", feeds)
    json.field("days", Self.rounded(days))
    json.field("requests", requests)
    json.field("requests_per_feed_day", Self.rounded(requestsPerFeedDay))
    json.field("items", items)
    json.field("found", found)
    json.field("missed", missed)
    json.key("delay_seconds")
    json.beginObject()
    json.field("mean", Self.rounded(meanDelay))
    json.field("median", Self.rounded(medianDelay))
    json.field("p90", Self.rounded(delayOfNineInTen))
    json.endObject()
    json.endObject()
  }

  private static func rounded(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }
}
