import Basics
import Schedule

let minute = 60.0
let hour = 3600.0
let day = 86_400.0

/// 2026-03-02T00:00:00Z, a Monday.
let monday = Timestamp(seconds: 1_772_409_600)

/// What polls bring, in short.
enum Brings {
  static func items(
    _ published: [Timestamp], shown: Int = 20, _ validators: PollObservation.Validators = .given
  )
    -> PollObservation
  {
    PollObservation(
      outcome: .read, arrivals: published.map { PollObservation.Arrival(published: $0) },
      shown: shown,
      validators: validators)
  }

  static func nothing(_ validators: PollObservation.Validators = .given) -> PollObservation {
    PollObservation(outcome: .unchanged, validators: validators)
  }

  static func failure(_ failure: FailureClass, retryAfter: Double? = nil) -> PollObservation {
    PollObservation(outcome: .failed(failure), retryAfter: retryAfter)
  }
}

/// A history of a feed that published at `times`, polled each half hour until `end`.
func history(
  of times: [Timestamp], from start: Timestamp, until end: Timestamp, shown: Int = 20,
  _ validators: PollObservation.Validators = .given
) -> PollHistory {
  var history = PollHistory()
  var before = start + -30 * day
  var now = start
  while now <= end {
    let new = times.filter { $0 > before && $0 <= now }
    history.observe(
      new.isEmpty && now > start
        ? Brings.nothing(validators) : Brings.items(new, shown: shown, validators),
      at: now)
    before = now
    now = now + 30 * minute
  }
  return history
}

/// One item each `gap` seconds.
func even(every gap: Double, from start: Timestamp, days: Double) -> [Timestamp] {
  let count = Int(days * day / gap)
  return (0..<count).map { index in start + (Double(index) + 0.37) * gap }
}

/// Random numbers that are the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
