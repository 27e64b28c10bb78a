import Basics

/// The lists at addresses of `include`: when each is asked for next, and which are on their way. Decides; asks nobody.
struct IncludeDesk: Sendable {
    private(set) var states: [String: IncludeState] = [:]
    /// Those that wait for their time.
    private var due = DueQueue<String>()
    /// Those that wait for their host's turn, or were asked and have not answered.
    private var underWay: Set<String> = []

    var isIdle: Bool { due.isEmpty && underWay.isEmpty }
    var nextDue: Timestamp? { due.nextDue }

    /// Takes the addresses of a configuration: new ones are asked for at once, those that are gone no more.
    /// - Parameters:
    ///   - fresh: seconds for which a list that was asked for is left alone all the same.
    ///   - interval: the longest wait for a list that is well.
    mutating func take(
        _ known: [IncludeState], at now: Timestamp, mode: Mode, fresh: Double, interval: Double
    ) {
        states = Dictionary(known.map { ($0.address, $0) }) { first, _ in first }
        for address in due.keys { due.remove(address) }
        for (address, state) in states where !underWay.contains(address) {
            if let time = time(of: state, at: now, mode, fresh, interval) { due.put(address, due: time) }
        }
    }

    /// The clock was set back.
    mutating func moveTimes(by seconds: Double) {
        for address in due.keys { due.put(address, due: due.due(of: address)! + seconds) }
    }

    /// What has made the mill look at its lists.
    enum Mode: Sendable {
        case start, reload
        /// A single run, with all lists or those that are due.
        case once(all: Bool)
    }

    private func time(
        of state: IncludeState, at now: Timestamp, _ mode: Mode, _ fresh: Double, _ interval: Double
    ) -> Timestamp? {
        guard let asked = state.askedAt, let next = state.nextDue else { return now }
        // The interval may have become shorter, or the clock have been set back.
        let planned = state.error == nil ? min(next, now + interval) : next
        switch mode {
        case .start: return planned
        // Whoever has the configuration read again may have changed the list too.
        case .reload: return now - asked >= fresh && state.error == nil ? now : planned
        case .once(let all): return all || next <= now ? now : nil
        }
    }

    /// The next one whose time has come; it counts as under way.
    mutating func popFirst(dueBy now: Timestamp) -> String? {
        guard let address = due.popFirst(dueBy: now) else { return nil }
        underWay.insert(address)
        return address
    }

    /// An answer, or the end of waiting for one. `next`: nil where it is not asked for again in this run.
    mutating func ended(_ address: String, state: IncludeState? = nil, next: Timestamp?) {
        underWay.remove(address)
        guard states[address] != nil else { return }
        if let state { states[address] = state }
        if let next { due.put(address, due: next) }
    }
}
