import Basics

/// Metrics as text (OpenMetrics 1.0, which Prometheus reads): names, units and suffixes by its conventions.
struct OpenMetrics {
    static let contentType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    private(set) var text = ""

    init(_ metrics: Metrics) {
        let summary = metrics.summary
        counter(
            "feedmill_polls", "Polls of feeds that ended, by outcome.", "outcome",
            [
                ("read", summary.polled - summary.unchanged - summary.failed), ("unchanged", summary.unchanged),
                ("failed", summary.failed),
            ])
        counter(
            "feedmill_items", "Items that were found, new or changed.", "kind",
            [("new", summary.new), ("revised", summary.revised)])
        counter(
            "feedmill_articles", "Articles that were decided, by status.", "status",
            summary.articles.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        counter("feedmill_records_spooled", "Records made durable in the spool.", summary.delivered)
        counter("feedmill_spooled_bytes", "Bytes made durable in the spool.", summary.deliveredBytes, unit: "bytes")
        counter(
            "feedmill_received_bytes", "Bytes of feeds that came over the network.", summary.receivedBytes,
            unit: "bytes")
        counter("feedmill_worker_documents", "Documents that workers finished.", metrics.workers.documents)
        counter("feedmill_worker_starts", "Workers that were started.", metrics.workers.started)
        counter("feedmill_worker_deaths", "Workers that died of a document.", metrics.workers.deaths)
        gauge("feedmill_feeds", "Feeds that are configured.", Double(metrics.feeds))
        gauge("feedmill_polls_in_flight", "Polls under way.", Double(metrics.pollsInFlight))
        gauge("feedmill_articles_in_flight", "Articles under way.", Double(metrics.articlesInFlight))
        gauge("feedmill_owed_records", "Records that are owed and not yet in the spool.", Double(metrics.owed))
        gauge("feedmill_lag_seconds", "How late the feed is that is most overdue.", metrics.lag, unit: "seconds")
        gauge("feedmill_paused", "1 while nothing is polled because something is wrong.", metrics.pause == nil ? 0 : 1)
        gauge(
            "feedmill_start_time_seconds", "When the daemon started, since 1970.", metrics.startedAt.secondsSince1970,
            unit: "seconds")
        histogram("feedmill_poll_duration_seconds", "How long polls took.", metrics.pollSeconds)
        text += "# EOF\n"
    }

    private mutating func describe(_ name: String, _ kind: String, _ help: String, _ unit: String?) {
        text += "# TYPE \(name) \(kind)\n"
        if let unit { text += "# UNIT \(name) \(unit)\n" }
        text += "# HELP \(name) \(help)\n"
    }

    private mutating func counter(_ name: String, _ help: String, _ value: Int, unit: String? = nil) {
        describe(name, "counter", help, unit)
        text += "\(name)_total \(value)\n"
    }

    private mutating func counter(_ name: String, _ help: String, _ label: String, _ values: [(String, Int)]) {
        describe(name, "counter", help, nil)
        for (value, count) in values { text += "\(name)_total{\(label)=\"\(value)\"} \(count)\n" }
    }

    private mutating func gauge(_ name: String, _ help: String, _ value: Double, unit: String? = nil) {
        describe(name, "gauge", help, unit)
        text += "\(name) \(value)\n"
    }

    private mutating func histogram(_ name: String, _ help: String, _ histogram: Histogram) {
        describe(name, "histogram", help, "seconds")
        var count = 0
        for (bound, inBucket) in zip(histogram.bounds, histogram.counts) {
            count += inBucket
            text += "\(name)_bucket{le=\"\(bound)\"} \(count)\n"
        }
        count += histogram.counts.last ?? 0
        text += "\(name)_bucket{le=\"+Inf\"} \(count)\n\(name)_sum \(histogram.sum)\n\(name)_count \(count)\n"
    }
}
