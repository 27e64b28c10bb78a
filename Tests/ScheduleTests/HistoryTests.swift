import Basics
import Testing

@testable import Schedule

@Suite struct HistoryTests {
  /// What is written is read again: all but the counts of hours to the last bit, and those to a part in 65,535.
  @Test func bytesRoundTrip() throws {
    var random = Seeded(state: 5)
    for round in 0..<50 {
      var history = PollHistory()
      var now = monday
      for step in 0..<(round * 3) {
        now = now + Double.random(in: 600...40_000, using: &random)
        history.observe(observation(step, now), at: now)
      }
      let bytes = history.encoded
      let again = try PollHistory(encoded: bytes)
      #expect(again.encoded == bytes)
      #expect(
        again.lastPolls == history.lastPolls && again.failure == history.failure
          && again.wishes == history.wishes)
      #expect(again.freshUntil == history.freshUntil && again.refusedUntil == history.refusedUntil)
      #expect(again.pace.items == history.pace.items && again.pace.days == history.pace.days)
      #expect(abs(again.itemsPerDay - history.itemsPerDay) < 1e-6)
    }
  }

  @Test func aQuietFeedTakesAHundredBytesAndABusyOneFiveHundred() {
    let quiet = history(
      of: even(every: 9 * day, from: monday, days: 60), from: monday, until: monday + 60 * day)
    #expect(quiet.encoded.count < 250)
    let busy = history(
      of: even(every: 25 * minute, from: monday, days: 30), from: monday, until: monday + 30 * day)
    #expect(busy.encoded.count < 550)
  }

  /// Bytes that are cut short or changed are an error or another history, never a crash.
  @Test func damagedBytes() {
    let bytes = history(
      of: even(every: 5 * hour, from: monday, days: 9), from: monday, until: monday + 9 * day
    )
    .encoded
    for end in bytes.indices {
      #expect(throws: HistoryError.self) { try PollHistory(encoded: Array(bytes[..<end])) }
    }
    for index in bytes.indices {
      for value in [0, 0x7F, 0xFF] as [UInt8] {
        var damaged = bytes
        damaged[index] = value
        guard let history = try? PollHistory(encoded: damaged) else { continue }
        let due = nextPoll(history, PollSettings(), now: monday + 10 * day, random: 0.5)
        #expect(due.reason.wait.isFinite)
      }
    }
    #expect(throws: HistoryError.version(9)) { try PollHistory(encoded: [9]) }
  }

  @Test func aDocumentOfStrangersIsAGap() {
    var history = PollHistory()
    history.observe(
      Brings.items(even(every: hour, from: monday + -9 * hour, days: 0.375), shown: 9), at: monday)
    #expect(!history.hasGap)
    history.observe(
      Brings.items(even(every: hour, from: monday, days: 0.375), shown: 9), at: monday + 12 * hour)
    #expect(history.hasGap && history.gaps == 1 && history.overlap == 0)
    let due = nextPoll(history, PollSettings(), now: monday + 12 * hour, random: 0)
    #expect(due.reason.changes.contains { $0.rule == .window })
    history.observe(Brings.nothing(), at: monday + 13 * hour)
    #expect(history.overlap == 9)
  }

  /// A date is believed where it lies between the last answer and this one; a date of last year is an arrival of now.
  @Test func arrivalsAreSeenByOurClock() {
    var history = PollHistory()
    history.observe(Brings.items([monday + -day]), at: monday)
    history.observe(Brings.items([monday + -365 * day, monday + 365 * day]), at: monday + hour)
    #expect(history.lastArrival! > monday && history.lastArrival! <= monday + hour)
    history.observe(Brings.items([monday + 90 * minute]), at: monday + 2 * hour)
    #expect(history.lastArrival == monday + 90 * minute)
  }

  @Test func lastPollsAreBounded() {
    let history = history(of: [], from: monday, until: monday + 3 * day)
    #expect(history.lastPolls.count == PollHistory.pollsKept)
    #expect(history.lastPoll == monday + 3 * day)
  }

  @Test func timesAreRoundedUpToSeconds() {
    var history = PollHistory()
    history.observe(Brings.nothing(), at: monday + 0.25)
    #expect(history.lastPoll == monday + 1)
  }

  private func observation(_ step: Int, _ now: Timestamp) -> PollObservation {
    switch step % 5 {
    case 0: Brings.items([now + -300, now + -200], shown: 30, .missing)
    case 1: Brings.nothing()
    case 2: Brings.failure(.rateLimited, retryAfter: 7200)
    case 3:
      PollObservation(
        outcome: .read, arrivals: [], shown: 30, freshness: 900.5,
        wishes: FeedWishes(ttl: 3600, updatePeriod: 7200, skipHours: 5, skipDays: 64))
    default: Brings.failure(.unknownHost)
    }
  }
}
