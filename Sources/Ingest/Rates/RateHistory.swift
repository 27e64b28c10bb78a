import Basics

/// How much was done lately: by minute for an hour, by hour for a day. Kept in the daemon's note, so that it is there while
/// the daemon is down, and goes on when it starts again.
public struct RateHistory: Equatable, Sendable {
    public private(set) var minutes = WorkSeries(step: 60, slots: 60)
    public private(set) var hours = WorkSeries(step: 3600, slots: 24)

    public init() {}

    public mutating func add(_ counts: WorkCounts, at time: Timestamp) {
        minutes.add(counts, at: time)
        hours.add(counts, at: time)
    }
}

extension RateHistory {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("minutes")
        minutes.write(to: &writer)
        writer.key("hours")
        hours.write(to: &writer)
        writer.endObject()
    }

    init(json: JSONValue) {
        if let minutes = json["minutes"] { self.minutes = WorkSeries(step: 60, slots: 60, json: minutes) }
        if let hours = json["hours"] { self.hours = WorkSeries(step: 3600, slots: 24, json: hours) }
    }
}
