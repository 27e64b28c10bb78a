import Basics
import Ledger

extension StatusReport {
    /// The stable schema of `status --json`: keys are added to, never renamed.
    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.field("at", at)
        writer.field("health", health == .healthy ? "healthy" : health == .someFeedsFail ? "some-feeds-fail" : "stuck")
        writer.field("unreadable", each: unreadable) { writer, error in
            writer.beginObject()
            writer.field("code", error.code)
            writer.field("message", error.message)
            writer.endObject()
        }
        writeDaemon(to: &writer)
        writeFeeds(to: &writer)
        writeSpool(to: &writer)
        writeRates(to: &writer)
        writer.field("includes", each: includes) { writer, list in
            writer.beginObject()
            writer.field("url", list.address)
            list.writeMembers(to: &writer)
            writer.endObject()
        }
        writer.field("events", each: events) { writer, event in
            writer.beginObject()
            writer.field("at", event.at)
            writer.field("feed", event.feed)
            writer.field("code", event.code)
            writer.field("message", event.message)
            writer.endObject()
        }
        writer.endObject()
    }

    private func writeDaemon(to writer: inout JSONWriter) {
        writer.key("daemon")
        writer.beginObject()
        writer.field("running", isRunning)
        if isRunning {
            writer.field("pid", note?.processID)
            writer.field("version", note?.version)
            writer.field("started_at", note?.startedAt)
        }
        if let pause {
            writer.key("pause")
            writer.beginObject()
            writer.field("code", pause.code)
            writer.field("message", pause.message)
            writer.field("since", pause.since)
            writer.endObject()
        }
        if isRunning { writer.field("outage_since", note?.outageSince) }
        writer.field("configuration_errors", note?.configurationErrors ?? [])
        writer.field("last_poll_at", summary.lastPolled)
        writer.field("next_poll_at", summary.nextDue)
        writer.field("overdue", summary.overdue)
        writer.field("lag_seconds", lag)
        writer.endObject()
    }

    private func writeFeeds(to writer: inout JSONWriter) {
        writer.key("feeds")
        writer.beginObject()
        for condition in FeedCondition.allCases {
            writer.key(condition.rawValue)
            writer.value(summary.feeds[condition] ?? 0)
        }
        writer.field("moved", summary.moved)
        writer.endObject()
        writer.field("ailing", each: ailing) { writer, feed in
            writer.beginObject()
            writer.field("feed", feed.name)
            writer.field("condition", feed.condition.rawValue)
            writer.field("since", feed.since)
            if let error = feed.error {
                writer.error(code: error.code, message: error.message)
            }
            writer.field("next_poll_at", feed.nextDue)
            writer.field("url", feed.url)
            writer.field("needs_person", needsPerson(feed))
            writer.field("advice", feed.error.flatMap { Advice.of($0.code)?.help })
            writer.endObject()
        }
        writer.field("moved", each: moved) { writer, feed in
            writer.beginObject()
            writer.field("feed", feed.name)
            writer.field("url", feed.url)
            writer.field("moved_to", feed.movedTo)
            writer.endObject()
        }
    }

    private func writeSpool(to writer: inout JSONWriter) {
        writer.key("spool")
        writer.beginObject()
        writer.field("waiting_files", spool.files)
        writer.field("waiting_bytes", spool.bytes)
        writer.field("oldest_at", spool.oldest)
        writer.field("max_bytes", spoolLimit)
        writer.field("owed", summary.owed)
        if summary.setAside > 0 { writer.field("set_aside", summary.setAside) }
        writer.field("sequence", summary.sequence)
        writer.field("counted_at", spoolSeenAt)
        writer.field("counted_all", spool.isComplete)
        writer.endObject()
    }

    private func writeRates(to writer: inout JSONWriter) {
        writer.key("rates")
        writer.beginObject()
        writer.key("minutes")
        write(minutes, to: &writer)
        writer.key("hours")
        write(hours, to: &writer)
        writer.endObject()
    }

    private func write(_ counts: [WorkCounts], to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, field) in WorkCounts.keys {
            writer.key(name)
            writer.beginArray()
            for count in counts { writer.value(count[keyPath: field]) }
            writer.endArray()
        }
        writer.endObject()
    }
}
