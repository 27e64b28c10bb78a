import Basics
import HTTP
import Ledger

extension Metrics {
    /// Everything that is told. Names are added to, never renamed; docs/operating.md lists them.
    var families: [MetricFamily] { work + state + stores }

    /// What was done since the start.
    private var work: [MetricFamily] {
        [
            .counter(
                "feedmill_polls", "Polls of feeds that ended, by outcome.", by: "outcome",
                [
                    ("read", summary.polled - summary.unchanged - summary.failed), ("unchanged", summary.unchanged),
                    ("failed", summary.failed),
                ]),
            .histogram("feedmill_poll_duration_seconds", "How long polls took.", pollSeconds),
            .counter(
                "feedmill_http_requests",
                "Requests that ended, by class of the last answer; 304 is a class of its own.",
                by: "class", AnswerCounts.Kind.allCases.map { ($0.rawValue, answers[$0]) }),
            .counter("feedmill_received_bytes", "Bytes of feeds that came over the network.", summary.receivedBytes),
            .counter(
                "feedmill_items", "Items that were found, new or changed.", by: "kind",
                [("new", summary.new), ("revised", summary.revised)]),
            .counter(
                "feedmill_articles", "Articles that were decided, by status.", by: "status",
                summary.articles.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }),
            .counter(
                "feedmill_site_rule_misses",
                "Pages on which a site rule did not find the body that it names, by its file.",
                by: "rule", summary.missedRules.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }),
            .counter("feedmill_records_spooled", "Records made durable in the spool.", summary.delivered),
            .counter("feedmill_spooled_bytes", "Bytes made durable in the spool.", summary.deliveredBytes),
            .counter("feedmill_worker_documents", "Documents that workers finished.", workers.documents),
            .counter("feedmill_worker_starts", "Workers that were started.", workers.started),
            .counter("feedmill_worker_deaths", "Workers that died of a document.", workers.deaths),
        ]
    }

    /// How it is at this moment.
    private var state: [MetricFamily] {
        [
            .gauge("feedmill_configured_feeds", "Feeds that are configured.", Double(configuredFeeds)),
            .gauge("feedmill_polls_in_flight", "Polls under way.", Double(pollsInFlight)),
            .gauge("feedmill_articles_in_flight", "Articles under way.", Double(articlesInFlight)),
            .gauge("feedmill_owed_records", "Records that are owed and not yet in the spool.", Double(owed)),
            .gauge("feedmill_lag_seconds", "How late the feed is that is most overdue.", lag),
            .gauge(
                "feedmill_paused", "1 while nothing is polled because something is wrong.", pause == nil ? 0 : 1),
            .gauge(
                "feedmill_start_time_seconds", "When the daemon started, since 1970.", startedAt.secondsSince1970),
        ]
    }

    /// How feeds and spool were at the last look round.
    private var stores: [MetricFamily] {
        var families: [MetricFamily] = []
        if let ledger {
            families += [
                .gauge(
                    "feedmill_feeds", "Feeds by condition.", by: "condition",
                    FeedCondition.allCases.map { ($0.rawValue, ledger.feeds[$0] ?? 0) }),
                .gauge("feedmill_feeds_moved", "Feeds that have moved for good.", Double(ledger.moved)),
                .gauge("feedmill_feeds_overdue", "Feeds whose time has come.", Double(ledger.overdue)),
            ]
            if let next = ledger.nextDue {
                families.append(
                    .gauge(
                        "feedmill_next_poll_timestamp_seconds", "When the next feed is due, since 1970.",
                        next.secondsSince1970))
            }
        }
        if let spool {
            families += [
                .gauge("feedmill_spool_files", "Files that wait in the spool.", Double(spool.files)),
                .gauge("feedmill_spool_bytes", "Bytes that wait in the spool.", Double(spool.bytes)),
            ]
            if let oldest = spool.oldest {
                families.append(
                    .gauge(
                        "feedmill_spool_oldest_timestamp_seconds",
                        "When the oldest file that waits was written, since 1970.", oldest.secondsSince1970))
            }
        }
        return families
    }
}
