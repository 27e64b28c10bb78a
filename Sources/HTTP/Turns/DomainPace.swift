import Basics

/// A token bucket for a domain that refused: how fast it may be asked, learnt from the refusals. Each refusal halves the
/// pace; each day without one raises it by half, until nothing is left to hold back.
struct DomainPace: Sendable, Hashable {
    /// Requests a second.
    private(set) var rate: Double
    private var tokens: Double
    private var filled: Timestamp
    /// The last refusal, or the last raise.
    private(set) var changed: Timestamp

    /// One request in 4 h.
    static let slowest = 1.0 / (4 * 3600)
    /// From here on it holds nothing back.
    static let free = 1.0

    /// `observed`: requests in the hour before the refusal.
    init(observed: Int, at now: Timestamp) {
        rate = min(max(Double(observed) / 3600 / 2, DomainPace.slowest), DomainPace.free / 2)
        tokens = 1
        filled = now
        changed = now
    }

    init(rate: Double, changed: Timestamp) {
        self.rate = min(max(rate, DomainPace.slowest), DomainPace.free)
        self.changed = changed
        tokens = 1
        filled = changed
    }

    mutating func refused(at now: Timestamp) {
        rate = max(rate / 2, DomainPace.slowest)
        changed = now
    }

    /// Raises the pace for the days gone by; true where nothing is left to hold back.
    mutating func recover(at now: Timestamp) -> Bool {
        if now < changed { changed = now }
        while now - changed >= 86_400, rate < DomainPace.free {
            rate *= 1.5
            changed = changed + 86_400
        }
        return rate >= DomainPace.free
    }

    /// Seconds until the next request may go; 0: now.
    mutating func wait(at now: Timestamp) -> Double {
        if now > filled { tokens = min(1, tokens + (now - filled) * rate) }
        filled = now
        return tokens >= 1 - 1e-9 ? 0 : (1 - tokens) / rate
    }

    mutating func took(at now: Timestamp) {
        _ = wait(at: now)
        tokens = max(0, tokens - 1)
    }
}
