import Basics
import Ledger
import Spool

/// What the mill finds when it looks round.
struct Survey: Sendable {
    /// Nil where the ledger or the spool could not be read.
    var ledger: LedgerSummary?
    var sighting: DaemonNote.SpoolSighting?
    /// Left on the spool's disk.
    var freeBytes = Int.max
    /// How long looking took, in seconds.
    var cost = 0.0
    /// `SpoolLevel.delivered` when it began.
    let delivered: Int
}

// Once a minute while there is something to do: how the feeds and the spool do, for `status` and the metrics, which do not look for
// themselves. Nobody is woken for it while nothing is done, but where metrics are kept.
extension Mill {
    /// Adds to what is told of the last hour and day; it is written down within seconds, however much comes.
    func count(_ counts: WorkCounts, at now: Timestamp) {
        rates.add(counts, at: now)
        noteDue = min(noteDue ?? now + 2, now + 2)
        hasNewsToSurvey = true
    }

    /// When the next look round is worth waking for.
    var surveyTime: Timestamp? {
        guard !options.once, !isSurveying, hasNewsToSurvey || hasMetrics else { return nil }
        return surveyDue
    }

    private var hasMetrics: Bool { metricsServer != nil || configuration.settings.metrics.textfile != nil }

    func survey(_ now: Timestamp, _ group: inout DiscardingTaskGroup) {
        if let noteDue, noteDue <= now { writeNote() }
        guard !options.once, !isSurveying, now >= surveyDue else { return }
        isSurveying = true
        hasNewsToSurvey = false
        let (services, path, tell, delivered) = (services, spool.path, tell, level.delivered)
        group.addTask {
            tell.yield(.surveyed(await Mill.look(round: services, spool: path, delivered: delivered, now: now)))
        }
    }

    private static func look(
        round services: Services, spool path: String, delivered: Int, now: Timestamp
    ) async -> Survey {
        let start = services.clock.uptime()
        var survey = Survey(delivered: delivered)
        survey.ledger = try? await services.ledger.summary(now: now)
        survey.freeBytes = await services.files.run { SpoolReader(path: path)?.freeBytes } ?? .max
        if let census = await Mill.census(of: path, on: services.files) {
            survey.sighting = DaemonNote.SpoolSighting(at: now, census: census)
        }
        survey.cost = services.clock.uptime() - start
        return survey
    }

    /// What waits, counted a thousand files at a time, so that others come to the thread meanwhile; nil where it cannot be read.
    static func census(of path: String, on thread: SerialThread) async -> SpoolCensus? {
        guard let count = await thread.run({ try? SpoolReader(path: path)?.count() }) else { return nil }
        while await !thread.run({ count.turn() }) {}
        return count.census
    }

    func surveyed(_ survey: Survey) {
        isSurveying = false
        // A spool of a million files takes seconds to count: no more than a hundredth of the time goes into it.
        surveyDue = services.clock.now() + max(environment.surveyInterval, 100 * survey.cost)
        sighting = survey.sighting ?? sighting
        // Others fill the disk too, and consumers empty the spool.
        if let sighting = survey.sighting { level.looked(bytes: sighting.census.bytes, since: survey.delivered) }
        if pause == nil, level.isFull || survey.freeBytes < configuration.spool.minFree {
            lookAgainAt = services.clock.now()
        }
        metrics.withLock { metrics in
            metrics.ledger = survey.ledger ?? metrics.ledger
            metrics.spool = survey.sighting?.census ?? metrics.spool
        }
        writeNote()
    }
}
