import Basics
import Testing

@testable import Schedule

private let start = monday.secondsSince1970

private func trace(_ name: String, every gap: Double, days: Double = 20, shows: Int = 20) -> Trace {
  let items = stride(from: start - 5 * day + gap / 3, to: start + days * day, by: gap)
  return Trace(
    feed: name, from: start, until: start + days * day, shows: shows, items: Array(items))
}

@Suite struct SimulationTests {
  @Test func everyItemIsFoundOrMissed() {
    let traces = [
      trace("a", every: hour), trace("b", every: 7 * hour), trace("c", every: 40 * hour),
    ]
    let result = Simulation(requestsPerDay: 30).run(traces)
    #expect(result.items == 20 * 24 + 69 + 12)
    #expect(result.found + result.missed == result.items)
    #expect(result.missed == 0)
  }

  @Test(arguments: [20.0, 60])
  func theBudgetIsKeptTo(_ perDay: Double) {
    let traces = (0..<12).map { trace("\($0)", every: Double($0 + 1) * hour) }
    let result = Simulation(requestsPerDay: perDay).run(traces)
    #expect(abs(Double(result.requests) / 20 - perDay) < perDay * 0.06)
  }

  /// Feeds that publish at random, with nothing to learn but the pace: no more than a tenth behind a schedule that knows it.
  @Test func comesNearTheBoundWhereOnlyThePaceCanBeKnown() {
    var random = Seeded(state: 3)
    let traces = (1...5).map { feed -> Trace in
      var items: [Double] = []
      for _ in 0..<(feed * 60 * 3) {
        items.append(start + Double.random(in: -10...50, using: &random) * day)
      }
      return Trace(feed: "\(feed)", from: start, until: start + 50 * day, shows: 50, items: items)
    }
    let result = Simulation(requestsPerDay: 40).run(traces)
    let roots = traces.reduce(0) { $0 + (Double($1.items.count { $0 >= start }) / 50).squareRoot() }
    let bound = roots * roots / (2 * 40) / (Double(result.items) / 50) * day
    #expect(result.meanDelay < bound * 1.1)
  }

  /// A document of three items must be asked before the fourth comes, and what rolls off is counted as missed.
  @Test func itemsThatRollOffAreMissed() {
    var settings = PollSettings()
    #expect(Simulation(settings: settings).run([trace("a", every: 2 * hour, shows: 6)]).missed == 0)
    settings.interval = day
    let result = Simulation(settings: settings).run([trace("a", every: hour, shows: 6)])
    #expect(result.missed > result.items / 2)
    #expect(result.found + result.missed == result.items)
  }

  @Test func moreRequestsBringLessDelay() {
    let traces = (0..<4).map { trace("\($0)", every: Double(5 + $0 * 5) * hour) }
    let delays = [5.0, 20, 80].map { Simulation(requestsPerDay: $0).run(traces).meanDelay }
    #expect(delays[0] > delays[1] * 2 && delays[1] > delays[2] * 2)
  }

  /// A dearer request is made more seldom, whatever the pace.
  @Test(arguments: [0.5, 3, 24])
  func theDearerTheFewer(_ hours: Double) {
    let traces = [trace("a", every: hours * hour, shows: 1000)]
    var before = Int.max
    for price in [600.0, 6000, 60_000] {
      var settings = PollSettings()
      settings.price = price
      let requests = Simulation(settings: settings).run(traces).requests
      #expect(requests < before)
      before = requests
    }
  }

  @Test func printsTheObject() throws {
    var writer = JSONWriter()
    Simulation().run([trace("a", every: hour, days: 4)]).write(to: &writer)
    let json = try JSONValue(parsing: writer.finish())
    #expect(
      json.members.map(\.key) == [
        "feeds", "days", "requests", "requests_per_feed_day", "items", "found", "missed",
        "delay_seconds",
      ])
    #expect(json["delay_seconds"]?.members.map(\.key) == ["mean", "median", "p90"])
    #expect(json["items"]?.integer == 96 && json["days"]?.number == 4)
  }

  @Test func noTracesAreNoError() {
    #expect(Simulation(requestsPerDay: 10).run([]).requests == 0)
  }

  @Test(arguments: [
    (#"{"feed":"a","from":0,"until":9,"shows":1,"items":[1]}"#, nil),
    (#"{"from":0,"until":9,"shows":1,"items":[1]}"#, TraceError.missing("feed")),
    (#"{"feed":"a","from":9,"until":9,"shows":1,"items":[1]}"#, TraceError.outOfRange("from")),
    (#"{"feed":"a","from":0,"until":9,"shows":0,"items":[1]}"#, TraceError.outOfRange("shows")),
    (#"{"feed":"a","from":0,"until":9,"shows":1,"items":["x"]}"#, TraceError.outOfRange("items")),
    (#"{"feed":"a","from":0,"until":9,"shows":1}"#, TraceError.missing("items")),
  ])
  func traces(_ line: String, _ expected: TraceError?) throws {
    let json = try JSONValue(parsing: line)
    if let expected {
      #expect(throws: expected) { try Trace(json) }
    } else {
      #expect(try Trace(json).items == [1])
    }
  }
}

@Suite struct DueReasonTests {
  @Test(arguments: [
    (40.0, "40 s"), (90, "1 min 30 s"), (3600, "1 h"), (6720, "1 h 52 min"), (183_600, "2 d 3 h"),
  ])
  func durations(_ seconds: Double, _ words: String) {
    #expect(DueReason.words(seconds) == words)
  }

  @Test func tellsTheArithmetic() {
    var reason = DueReason(
      wish: .pace(perDay: 6.1, expected: 0.462, price: 1200), wished: 1440, wait: 1440)
    reason.changes = [DueReason.Change(rule: .validatedFloor, wait: 3600)]
    reason.wait = 3750
    #expect(
      reason.description
        == "some 6.1 items a day, 0.46 expected by then, a request worth 20 min of an item's waiting: 24 min; lengthened "
        + "to 1 h, for the feed publishes no faster; with jitter 1 h 2 min after the last poll")
    #expect(reason.code == "validated-floor")
  }
}
