import Basics
import Testing

@testable import Ingest

private let now = Timestamp(seconds: 1_800_000_000)
private let hour = 3600.0

/// A list that was asked for so many seconds ago, and is due in so many.
private func state(asked: Double?, due: Double?, fails: Bool = false) -> IncludeState {
    var state = IncludeState(address: "https://l.example/")
    state.askedAt = asked.map { now + -$0 }
    state.nextDue = due.map { now + $0 }
    if fails { state.error = .init(code: "http-500", message: "oops") }
    return state
}

private let cases: [(String, IncludeState, IncludeDesk.Mode, Double?)] = [
    ("a new one at once", state(asked: nil, due: nil), IncludeDesk.Mode.start, 0.0),
    ("one that is known at its time", state(asked: hour, due: 5 * hour), .start, 5 * hour),
    ("no later than a shorter interval says", state(asked: hour, due: 50 * hour), .start, 6 * hour),
    (
        "but as late as a server that fails has asked", state(asked: hour, due: 50 * hour, fails: true), .start,
        50 * hour
    ),
    ("after a reload at once", state(asked: hour, due: 5 * hour), .reload, 0),
    ("but not if it was asked for just now", state(asked: 60, due: 5 * hour), .reload, 5 * hour),
    ("nor if it fails: that has its own time", state(asked: hour, due: 5 * hour, fails: true), .reload, 5 * hour),
    ("in a single run, if it is due", state(asked: 7 * hour, due: -1), .once(all: false), 0),
    ("or all are wanted", state(asked: hour, due: 5 * hour), .once(all: true), 0),
    ("else not at all", state(asked: hour, due: 5 * hour), .once(all: false), nil),
]

@Test(arguments: cases)
func aListIsDue(_ why: String, _ state: IncludeState, _ mode: IncludeDesk.Mode, _ wait: Double?) {
    var desk = IncludeDesk()
    desk.take([state], at: now, mode: mode, fresh: 600, interval: 6 * hour)
    #expect(desk.nextDue == wait.map { now + $0 }, "\(why)")
}

@Test func aListIsUnderWayOnce() {
    var desk = IncludeDesk()
    let list = state(asked: nil, due: nil)
    desk.take([list], at: now, mode: .start, fresh: 600, interval: hour)
    #expect(desk.popFirst(dueBy: now) == list.address && desk.popFirst(dueBy: now) == nil && !desk.isIdle)
    // Meanwhile the configuration is read again.
    desk.take([list], at: now, mode: .reload, fresh: 600, interval: hour)
    #expect(desk.popFirst(dueBy: now) == nil)
    desk.ended(list.address, state: list, next: now + hour)
    #expect(desk.nextDue == now + hour)
    desk.take([], at: now, mode: .reload, fresh: 600, interval: hour)
    #expect(desk.isIdle)
}
