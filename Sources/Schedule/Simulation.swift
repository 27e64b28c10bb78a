import Basics

/// Plays traces against the schedule, with no network and no clock.
///
/// Each feed's history learns from what its polls would have found, and from nothing else: at the first poll, from the dates of the
/// items that its document shows; later from the new items. Items that no poll had found when the traces end are found by the
/// poll that was then due: it counts into the delays, not into the requests.
public struct Simulation: Sendable {
  public var settings: PollSettings
  /// For all feeds together; nil: none.
  public var requestsPerDay: Double?
  /// Items published so soon after their trace's beginning, in seconds, do not count into the delays.
  public var warmUp = 2 * 86_400.0
  /// Of the jitter.
  public var seed: UInt64 = 0

  public init(settings: PollSettings = PollSettings(), requestsPerDay: Double? = nil) {
    self.settings = settings
    self.requestsPerDay = requestsPerDay
  }

  public func run(_ traces: [Trace]) -> SimulationResult {
    var players = traces.map(TracePlayer.init)
    var budget = requestsPerDay.map { Budget(requestsPerDay: $0) }
    var queue = DueQueue()
    for (index, trace) in traces.enumerated() {
      queue.insert(trace.from, index)
      budget?.changeDemand(from: nil, to: players[index].history.demand)
    }
    var result = SimulationResult(traces)
    while let (time, index) = queue.popFirst() {
      let isLate = time >= traces[index].until
      if isLate, !players[index].hasUnseen { continue }
      let demand = players[index].history.demand
      players[index].poll(at: time, warmUp: warmUp, into: &result)
      if isLate { continue }
      result.requests += 1
      let now = Timestamp(time) ?? Timestamp(seconds: 0)
      budget?.changeDemand(from: demand, to: players[index].history.demand)
      budget?.spend(at: now)
      let due = nextPoll(
        players[index].history, budget?.applied(to: settings) ?? settings, now: now,
        random: random(index, players[index].polls))
      if let at = due.at { queue.insert(at.secondsSince1970, index) }
    }
    result.finish()
    return result
  }

  /// From 0 up to 1, the same for the same poll.
  private func random(_ feed: Int, _ poll: Int) -> Double {
    Double(Hash64.of("\(feed) \(poll)", seed: seed) >> 11) * 0x1p-53
  }
}
