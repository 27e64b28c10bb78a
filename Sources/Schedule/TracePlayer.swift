import Basics

/// One trace being played: the feed's history, and which of its items are found.
struct TracePlayer {
  let trace: Trace
  var history = PollHistory()
  private(set) var polls = 0
  /// Items before this index are found or lost.
  private var next = 0
  /// The index of the first item that the trace's own time holds.
  private let first: Int
  /// One past the last.
  private let end: Int

  init(_ trace: Trace) {
    self.trace = trace
    first = trace.items.firstIndex { $0 >= trace.from } ?? trace.items.count
    end = trace.items.firstIndex { $0 >= trace.until } ?? trace.items.count
  }

  /// There are items that no poll found yet.
  var hasUnseen: Bool { next < end }

  /// Shows the history the document as it is at `time`, and counts what is found in it and what is lost.
  mutating func poll(at time: Double, warmUp: Double, into result: inout SimulationResult) {
    var published = next
    while published < end, trace.items[published] <= time { published += 1 }
    let oldest = max(0, published - trace.shows)
    let now = Timestamp(time) ?? Timestamp(seconds: 0)
    for index in max(next, first)..<max(published, next, first) {
      if index < oldest {
        result.missed += 1
      } else {
        result.found += 1
        if trace.items[index] >= trace.from + warmUp {
          result.delays.append(time - trace.items[index])
        }
      }
    }
    let arrivals = (max(next, oldest)..<max(published, next, oldest)).map {
      PollObservation.Arrival(published: Timestamp(trace.items[$0]))
    }
    history.observe(
      PollObservation(
        outcome: .read, arrivals: arrivals, shown: published - oldest, validators: .notNeeded),
      at: now)
    next = max(next, published)
    polls += 1
  }
}
