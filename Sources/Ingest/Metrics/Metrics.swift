import Basics
import HTTP
import Ledger
import Spool
import Workers

/// What a mill is doing and has done, for a monitoring system. Filled by the mill's loop, read by whoever asks.
public struct Metrics: Sendable {
    public var summary = MillSummary()
    public var workers = WorkerPool.Counters()
    public var answers = AnswerCounts()
    public var configuredFeeds = 0
    public var pollsInFlight = 0
    public var articlesInFlight = 0
    public var owed = 0
    /// Seconds by which the feed that is most overdue is late.
    public var lag = 0.0
    /// Why nothing is polled; nil where all is well.
    public var pause: String?
    public var startedAt = Timestamp(seconds: 0)
    public var pollSeconds = Histogram(bounds: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30])
    /// As found at the last look round, a minute ago at most; nil before the first one.
    public var ledger: LedgerSummary?
    public var spool: SpoolCensus?

    public init() {}

    /// The mill takes records and polls: what `/readyz` answers by.
    public var isReady: Bool { startedAt.seconds > 0 && pause == nil }
}
