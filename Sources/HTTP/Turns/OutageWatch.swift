import Basics

/// Whether it is our own network that is down: most hosts fail at once, in ways that a network fails
/// (`FetchError.isOfTheNetwork`). Then no feed's failure counts.
public struct OutageWatch: Sendable {
    private struct Sighting {
        let host: UInt64
        let time: Timestamp
        let failed: Bool
    }

    /// The last ones, oldest first; one for a host.
    private var sightings: [Sighting] = []
    /// Since when the network is down; nil while it is not.
    public private(set) var since: Timestamp?

    /// Seconds that a sighting counts.
    private let window: Double
    /// Hosts that must have been asked within it.
    private let hosts: Int
    /// The share of them that must have failed.
    private let share: Double
    private static let limit = 64

    public init(window: Double = 300, hosts: Int = 3, share: Double = 0.8) {
        self.window = window
        self.hosts = hosts
        self.share = share
    }

    public var isOut: Bool { since != nil }

    /// Takes how one request to a host ended: any answer at all is no failure of the network. True where the network is
    /// down after that, so that this failure is nobody's.
    @discardableResult
    public mutating func observed(host: String, failed: Bool, at now: Timestamp) -> Bool {
        let key = Hash64.of(host)
        sightings.removeAll { $0.host == key || now - $0.time > window || $0.time > now }
        sightings.append(Sighting(host: key, time: now, failed: failed))
        if sightings.count > OutageWatch.limit { sightings.removeFirst() }
        if since != nil {
            if !failed { ended() }
        } else if failed, isMost {
            since = sightings.first { $0.failed }?.time
        }
        return since != nil
    }

    private var isMost: Bool {
        let failures = sightings.count { $0.failed }
        return sightings.count >= hosts && Double(failures) >= share * Double(sightings.count)
    }

    /// One host that answers shows that the network is there again. What failed before says nothing any more.
    private mutating func ended() {
        since = nil
        sightings.removeAll { $0.failed }
    }
}
