import Basics

/// Counts for each of the last so many spans of time, as many as there are slots; what is older is forgotten.
public struct WorkSeries: Equatable, Sendable {
    /// Of one slot, in seconds.
    public let step: Int
    /// The oldest first.
    private var slots: [WorkCounts]
    /// Which span since 1970 the last slot is.
    private var last: Int64 = 0

    public init(step: Int, slots: Int) {
        self.step = step
        self.slots = Array(repeating: WorkCounts(), count: slots)
    }

    public mutating func add(_ counts: WorkCounts, at time: Timestamp) {
        let span = time.seconds / Int64(step)
        // A clock that was set back counts into the last slot, unless it was far ahead.
        if span > last || last - span >= Int64(slots.count) {
            slots = self.counts(until: time)
            last = span
        }
        slots[slots.count - 1] = slots[slots.count - 1] + counts
    }

    /// The slots up to the one that `time` lies in, which is the last and not yet over.
    public func counts(until time: Timestamp) -> [WorkCounts] {
        let shift = time.seconds / Int64(step) - last
        if shift <= 0 && -shift < Int64(slots.count) { return slots }
        guard shift > 0 && shift < Int64(slots.count) else {
            return Array(repeating: WorkCounts(), count: slots.count)
        }
        return Array(slots[Int(shift)...]) + Array(repeating: WorkCounts(), count: Int(shift))
    }
}

extension WorkSeries {
    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("last", last)
        for (name, field) in WorkCounts.keys {
            writer.key(name)
            writer.beginArray()
            for slot in slots { writer.value(slot[keyPath: field]) }
            writer.endArray()
        }
        writer.endObject()
    }

    /// What `write` wrote; slots that are missing are empty.
    init(step: Int, slots: Int, json: JSONValue) {
        self.init(step: step, slots: slots)
        last = Int64(json["last"]?.integer ?? 0)
        for (name, field) in WorkCounts.keys {
            let values = (json[name]?.array ?? []).suffix(slots)
            for (index, value) in values.enumerated() {
                self.slots[slots - values.count + index][keyPath: field] = value.integer ?? 0
            }
        }
    }
}
